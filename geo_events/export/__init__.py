"""Export: event tables and toponyms as files that other programs open, and back."""

from geo_events.export.atomic import atomic_write
from geo_events.export.files import read_events, to_csv, to_geojson, to_geoparquet

__all__ = ["atomic_write", "read_events", "to_csv", "to_geojson", "to_geoparquet"]
