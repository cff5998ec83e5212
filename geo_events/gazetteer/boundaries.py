"""Outlines: read from the reviewed TopoJSON when compiling, and in place when the gazetteer is open."""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo_events.gazetteer.storage import Blob, read_array, write_array, write_blob

#: The outlines were simplified by about as much: a point this far outside still counts as within.
TOLERANCE_DEGREES = 0.03
_KM_PER_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class Area:
    """An area of the reviewed outlines, with Natural Earth's label point where it gives one."""

    country_code: str
    geonameid: int | None
    name: str
    latitude: float | None
    longitude: float | None
    geometry: BaseGeometry


def read_topology(path: Path, *, countries: frozenset[str] | None = None) -> list[Area]:
    """Read a compressed TopoJSON whose arcs are whole rings, as `gazetteer/make_outlines.py` writes it.

    Areas of all countries, or of some and of none.
    """
    with gzip.open(path, "rt", encoding="utf-8") as file:
        topology = json.load(file)
    scale = topology["transform"]["scale"][0]
    decimals = round(-math.log10(scale))
    areas = []
    for item in topology["objects"]["areas"]["geometries"]:
        known = item["properties"]
        if countries is not None and known["country"] and known["country"] not in countries:
            continue
        parts = []
        for numbers in item["arcs"]:
            outer, *inner = [
                np.round(np.cumsum(topology["arcs"][number], axis=0) * scale, decimals)
                for (number,) in numbers
            ]
            parts.append(shapely.Polygon(outer, inner))
        # Rounding to the grid can make a narrow neck touch itself.
        geometry = polygonal(shapely.make_valid(shapely.MultiPolygon(parts)))
        areas.append(
            Area(
                known["country"],
                known.get("geonameid"),
                known.get("name", ""),
                known.get("latitude"),
                known.get("longitude"),
                geometry,
            )
        )
    return areas


def polygonal(geometry: BaseGeometry) -> BaseGeometry:
    """Keep a geometry's polygons, as one multipolygon."""
    flat = shapely.get_parts(shapely.get_parts(geometry))
    return shapely.MultiPolygon([part for part in flat if part.geom_type == "Polygon"])


def union(geometries: Sequence[BaseGeometry]) -> BaseGeometry:
    """Merge areas that share edges into one, without the hairline gaps that rounding leaves."""
    return polygonal(shapely.union_all(list(geometries), grid_size=0.001))


def reach_km(geometry: BaseGeometry, latitude: float, longitude: float) -> float:
    """Give the radius about a point that holds the largest part of an area, in kilometres."""
    largest = max(shapely.get_parts(geometry), key=lambda part: (part.area, part.bounds))
    points = shapely.get_coordinates(largest.convex_hull)
    scale = math.cos(math.radians(latitude))
    distance = np.hypot((points[:, 0] - longitude) * scale, points[:, 1] - latitude)
    return float(distance.max() * _KM_PER_DEGREE)


def write_outlines(folder: Path, outlines: Sequence[tuple[int, BaseGeometry]]) -> None:
    """Write the outlines of places, given with their row numbers."""
    write_blob(folder, "outlines", (shapely.to_wkb(geometry, byte_order=1) for _, geometry in outlines))
    write_array(folder, "outline_rows", np.asarray([row for row, _ in outlines], dtype="<i8"))
    bounds = np.asarray([geometry.bounds for _, geometry in outlines], dtype="<f8").reshape(-1, 4)
    write_array(folder, "outline_bounds", bounds)


class Outlines:
    """The outlines of a compiled gazetteer; each is read when it is asked for."""

    def __init__(self, folder: Path) -> None:
        self._blob = Blob(folder, "outlines")
        self._rows = read_array(folder, "outline_rows")
        self._bounds = read_array(folder, "outline_bounds")
        self._geometry = lru_cache(maxsize=512)(self._read)

    def __len__(self) -> int:
        return len(self._blob)

    def of_row(self, row: int) -> BaseGeometry | None:
        """Return the outline of a place, or None."""
        number = int(np.searchsorted(self._rows, row))
        if number == len(self._rows) or self._rows[number] != row:
            return None
        geometry: BaseGeometry = self._geometry(number)
        return geometry

    def rows_at(self, latitude: float, longitude: float) -> list[int]:
        """Return the places whose outline holds a point; one just off a simplified coast counts too."""
        point = shapely.Point(longitude, latitude)
        pad = TOLERANCE_DEGREES
        west, south, east, north = self._bounds.T
        near = np.flatnonzero(
            (west - pad <= longitude)
            & (longitude <= east + pad)
            & (south - pad <= latitude)
            & (latitude <= north + pad)
        )
        distances = {int(n): self._geometry(int(n)).distance(point) for n in near}
        inside = [n for n, distance in distances.items() if distance == 0.0]
        return [int(self._rows[n]) for n in inside or self._nearest(distances)]

    def _nearest(self, distances: dict[int, float]) -> list[int]:
        least = min(distances.values(), default=math.inf)
        return [n for n, d in distances.items() if d == least] if least <= TOLERANCE_DEGREES else []

    def _read(self, number: int) -> Any:
        geometry = shapely.from_wkb(self._blob[number])
        shapely.prepare(geometry)
        return geometry
