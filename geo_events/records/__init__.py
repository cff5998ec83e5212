"""Records: event datasets that people have coded, read into the event table."""

from geo_events.records.reading import is_records, read_records

__all__ = ["is_records", "read_records"]
