"""Events as JSON objects, as the command line prints them."""

from __future__ import annotations

from typing import Any

import geopandas as gpd

from geo_events.export.geojson import flat, plain


def event_json(events: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    """Give each event as one JSON object.

    Returns
    -------
    list of dict
        Every column of the event table in its order, days as ``YYYY-MM-DD``, ``latitude`` and
        ``longitude`` (degrees) instead of the geometry, None for null. Nested values stay nested.
    """
    table = flat(events)
    names = list(table.columns)
    return [
        {
            name: value if isinstance(value, list | dict) else plain(value)
            for name, value in zip(names, row, strict=True)
        }
        for row in table.itertuples(index=False, name=None)
    ]
