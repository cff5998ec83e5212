"""Draw an event table as a layered map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import geopandas as gpd
import pandas as pd

from geo_events.events import validate_events
from geo_events.maps.data import map_data
from geo_events.maps.page import EventMap
from geo_events.maps.sites import MapGazetteer


def draw_map(
    events: gpd.GeoDataFrame,
    *,
    toponyms: pd.DataFrame | None = None,
    title: str | None = None,
    report: Mapping[str, Any] | None = None,
    gazetteer: MapGazetteer | None = None,
    tiles: bool = False,
) -> EventMap:
    """Draw events as a folium map that needs no network.

    Each event type is a layer; records of other data sets, aggregate figures and toponyms have their own.
    An event is drawn no more precisely than it is known: as a symbol at a point, with a ring where it is
    near that point, as a shaded area, as a badge on a country's label; what has no place is listed.

    Parameters
    ----------
    events
        An event table.
    toponyms
        A table of toponyms; places are drawn as small dots, demonyms and areas are not.
    title
        The map's title.
    report
        A run report, shown under "About this map".
    gazetteer
        Gives base map and outlines; the default gazetteer if not given.
    tiles
        Whether OpenStreetMap's tiles, from the network, are the base map.

    Returns
    -------
    EventMap
        A `folium.Map`; ``save(path)`` writes it, and folium layers can be added.

    Raises
    ------
    EventTableError
        If `events` is no event table.
    """
    validate_events(events)
    if gazetteer is None:
        from geo_events.gazetteer import open_gazetteer

        gazetteer = open_gazetteer()
    data = map_data(events, toponyms=toponyms, title=title or "Events", report=report, gazetteer=gazetteer)
    return EventMap(data, tiles=tiles)
