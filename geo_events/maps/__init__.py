"""Maps: an event table drawn as a layered folium map that works with no network."""

from geo_events.maps.draw import draw_map
from geo_events.maps.page import EventMap

__all__ = ["EventMap", "draw_map"]
