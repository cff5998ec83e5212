"""Joining: event tables of several sources in one, and the rows that tell of one incident."""

from geo_events.joining.join import join_events

__all__ = ["join_events"]
