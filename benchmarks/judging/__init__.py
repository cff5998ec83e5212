"""Judging geoparsing: the gold hidden from it, scored, timed, and beside other systems."""
