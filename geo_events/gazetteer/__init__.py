"""The gazetteer: names to places, places to what holds them, points to what lies there."""

from geo_events.gazetteer.building import Progress, build_gazetteer
from geo_events.gazetteer.fallback import FallbackSettings
from geo_events.gazetteer.gazetteer import Gazetteer
from geo_events.gazetteer.geocoder import GazetteerGeocoder
from geo_events.gazetteer.matching import NameMatch
from geo_events.gazetteer.opening import open_gazetteer
from geo_events.gazetteer.own_places import with_own_places
from geo_events.gazetteer.place import Place

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
