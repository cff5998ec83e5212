"""The commands, one module each subject; `geo_events.cli` puts them under one name."""
