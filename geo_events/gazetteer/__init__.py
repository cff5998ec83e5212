"""The gazetteer: names to places, places to what holds them, points to what lies there.

What compiles, and what asks geopy, is loaded when it is first used, so that opening stays quick.
"""

import importlib
from typing import TYPE_CHECKING, Any

from geo_events.gazetteer.gazetteer import Gazetteer
from geo_events.gazetteer.matching import NameMatch
from geo_events.gazetteer.opening import open_gazetteer
from geo_events.gazetteer.place import Place
from geo_events.gazetteer.progress import Progress

if TYPE_CHECKING:
    from geo_events.gazetteer.building import build_gazetteer
    from geo_events.gazetteer.fallback import FallbackSettings
    from geo_events.gazetteer.geocoder import GazetteerGeocoder
    from geo_events.gazetteer.own_places import with_own_places

_HOMES = {
    "FallbackSettings": "geo_events.gazetteer.fallback",
    "GazetteerGeocoder": "geo_events.gazetteer.geocoder",
    "build_gazetteer": "geo_events.gazetteer.building",
    "with_own_places": "geo_events.gazetteer.own_places",
}
__all__ = [
    "FallbackSettings",
    "Gazetteer",
    "GazetteerGeocoder",
    "NameMatch",
    "Place",
    "Progress",
    "build_gazetteer",
    "open_gazetteer",
    "with_own_places",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'geo_events.gazetteer' has no attribute {name!r}")
    return getattr(importlib.import_module(home), name)
