"""Events as GeoJSON features (RFC 7946), one a line."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import geopandas as gpd
import pandas as pd
import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from geo_events.events import POINT_PRECISIONS
from geo_events.gazetteer import Gazetteer
from geo_events.gazetteer.finding import named_outline

#: An outline is simplified until it has no more corners than this: a few KB of text.
_MOST_CORNERS: Final = 200
_FIRST_TOLERANCE: Final = 0.005  # degrees
_DECIMALS: Final = 4  # of outlines; points keep all of theirs

Area = Callable[[Mapping[str, Any]], BaseGeometry | None]


def features(events: gpd.GeoDataFrame, *, coarse: str, gazetteer: Gazetteer | None) -> Iterator[str]:
    """Write each event as one GeoJSON feature in a line of text.

    Parameters
    ----------
    events
        An event table.
    coarse
        What rows coarser than ``admin2`` get: ``area``, ``null`` or ``point``; see `to_geojson`.
    gazetteer
        Where outlines come from.

    Yields
    ------
    str
        JSON; the representative point stands in the properties ``latitude`` and ``longitude``.
    """
    outlines: dict[tuple[Any, ...], dict[str, Any] | None] = {}
    table = flat(events)
    names = list(table.columns)
    for values, point in zip(table.itertuples(index=False, name=None), events.geometry, strict=True):
        row = {name: plain(value) for name, value in zip(names, values, strict=True)}
        fine = row["geo_precision"] in POINT_PRECISIONS or coarse == "point"
        geometry: dict[str, Any] | None = None
        if fine and point is not None and not point.is_empty:
            geometry = {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]}
        elif not fine and coarse == "area":
            key = tuple(row.get(name) for name in _AREA_KEY)
            if key not in outlines:
                outlines[key] = _simple(_area(row, gazetteer))
            geometry = outlines[key]
        feature = {"type": "Feature", "id": row["event_id"], "geometry": geometry, "properties": row}
        yield json.dumps(feature, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def flat(events: gpd.GeoDataFrame) -> pd.DataFrame:
    """Return the table with ``latitude`` and ``longitude`` where the geometry stood, days as text."""
    columns: dict[str, Any] = {}
    for name in map(str, events.columns):
        if name == "geometry":
            columns |= {"latitude": events.geometry.y, "longitude": events.geometry.x}
        elif pd.api.types.is_datetime64_any_dtype(events[name].dtype):
            columns[name] = events[name].dt.strftime("%Y-%m-%d").astype("string")
        elif name not in {"latitude", "longitude"}:
            columns[name] = events[name]
    return pd.DataFrame(columns)


_AREA_KEY: Final = ("geo_precision", "footprint", "iso3", "location", "latitude", "longitude")


def _area(row: Mapping[str, Any], gazetteer: Gazetteer | None) -> BaseGeometry | None:
    """Return the area that a coarse row means: its own footprint, else the outline of its parent."""
    if row.get("footprint"):
        footprint: BaseGeometry | None = shapely.from_wkt(row["footprint"], on_invalid="ignore")
        return footprint
    if gazetteer is None:
        return None
    if row["geo_precision"] == "country" and row["iso3"]:
        place = gazetteer.country(row["iso3"])
        return gazetteer.outline(place) if place else None
    if row["geo_precision"] == "admin1" and row["latitude"] is not None:
        holding = gazetteer.locate(row["latitude"], row["longitude"])
        return next((gazetteer.outline(place) for place in holding if place.is_admin1), None)
    if row["geo_precision"] == "region" and row["latitude"] is not None and row["location"]:
        where = {"latitude": row["latitude"], "longitude": row["longitude"]}
        return named_outline(gazetteer, row["location"], geonameid=row["geonameid"], **where)
    return None


def _simple(area: BaseGeometry | None) -> dict[str, Any] | None:
    if area is None or area.is_empty:
        return None
    tolerance = _FIRST_TOLERANCE
    simple = area
    while shapely.get_num_coordinates(simple) > _MOST_CORNERS:
        simple = area.simplify(tolerance)
        if isinstance(simple, shapely.MultiPolygon):
            # islets that are smaller than the tolerance say nothing at this scale
            largest = max(part.area for part in simple.geoms)
            kept = [part for part in simple.geoms if part.area >= min(largest, tolerance**2)]
            simple = shapely.MultiPolygon(kept)
        tolerance *= 2
    if simple.geom_type in {"Polygon", "MultiPolygon"}:
        simple = shapely.orient_polygons(simple)
    rounded: dict[str, Any] = _rounded(mapping(simple))
    return rounded


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, _DECIMALS)
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    return [_rounded(item) for item in value] if isinstance(value, list | tuple) else value


def plain(value: Any) -> Any:
    """Return a value as JSON has it: null for every kind of missing, no numpy, no NaN."""
    if isinstance(value, list | tuple | dict):
        return json.dumps(value, ensure_ascii=False)
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    value = value.item() if hasattr(value, "item") else value
    return None if isinstance(value, float) and not math.isfinite(value) else value
