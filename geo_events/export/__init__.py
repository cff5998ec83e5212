"""Export: event tables and toponyms as files that other programs open, and back."""

from geo_events.export.atomic import atomic_write
from geo_events.export.files import read_events, to_csv, to_geojson, to_geoparquet
from geo_events.export.jsonlines import event_json

__all__ = ["atomic_write", "event_json", "read_events", "to_csv", "to_geojson", "to_geoparquet"]
