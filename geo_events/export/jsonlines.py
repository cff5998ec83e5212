"""Events as JSON objects, as the command line prints them."""

from __future__ import annotations

from typing import Any, Final

import geopandas as gpd

from geo_events.events import COLUMNS
from geo_events.export.geojson import flat, plain

_ALWAYS: Final = frozenset({*COLUMNS, "latitude", "longitude"})


def event_json(events: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    """Give each event as one JSON object.

    Returns
    -------
    list of dict
        Every column of the event table in its order, days as ``YYYY-MM-DD``, ``latitude`` and
        ``longitude`` (degrees) instead of the geometry, None for null. Nested values stay nested. Columns
        beyond the event table's are left out of an object where they are null.
    """
    table = flat(events)
    names = list(table.columns)
    return [
        {
            name: value
            for name, cell in zip(names, row, strict=True)
            if (value := cell if isinstance(cell, list | dict) else plain(cell)) is not None
            or name in _ALWAYS
        }
        for row in table.itertuples(index=False, name=None)
    ]
