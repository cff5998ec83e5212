"""geoparsing."""
