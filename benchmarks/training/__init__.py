"""Fitting the models of geoparsing on corpora with known toponyms."""
