"""The sources that the gazetteer is compiled from: one module each, all giving `Entry` rows."""
