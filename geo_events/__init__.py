"""geo-events: from articles and records to a defensible, layered map of conflict events.

The verbs are loaded when they are first used, so that importing the package stays quick.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from geo_events.version import VERSION

if TYPE_CHECKING:
    from geo_events.articles import read_articles as read_articles
    from geo_events.events import as_events as as_events
    from geo_events.events import validate_events as validate_events
    from geo_events.export import read_events as read_events
    from geo_events.export import to_csv as to_csv
    from geo_events.export import to_geojson as to_geojson
    from geo_events.export import to_geoparquet as to_geoparquet
    from geo_events.gazetteer import FallbackSettings as FallbackSettings
    from geo_events.gazetteer import GazetteerGeocoder as GazetteerGeocoder
    from geo_events.gazetteer import open_gazetteer as open_gazetteer
    from geo_events.joining import join_events as join_events
    from geo_events.maps import draw_map as draw_map
    from geo_events.pipeline import code_events as code_events
    from geo_events.pipeline import geoparse as geoparse
    from geo_events.records import read_records as read_records

__version__ = VERSION

_HOMES = {
    "read_articles": "geo_events.articles",
    "geoparse": "geo_events.pipeline",
    "code_events": "geo_events.pipeline",
    "read_records": "geo_events.records",
    "join_events": "geo_events.joining",
    "draw_map": "geo_events.maps",
    "as_events": "geo_events.events",
    "validate_events": "geo_events.events",
    "read_events": "geo_events.export",
    "to_csv": "geo_events.export",
    "to_geojson": "geo_events.export",
    "to_geoparquet": "geo_events.export",
    "open_gazetteer": "geo_events.gazetteer",
    "GazetteerGeocoder": "geo_events.gazetteer",
    "FallbackSettings": "geo_events.gazetteer",
}
__all__ = ["__version__", *_HOMES]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'geo_events' has no attribute {name!r}")
    return getattr(importlib.import_module(home), name)


def __dir__() -> list[str]:
    return sorted(__all__)
