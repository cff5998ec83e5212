"""Outlines: merged and written when compiling, read in place when the gazetteer is open."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo_events.gazetteer.storage import Blob, read_array, write_array, write_blob
from geo_events.gazetteer.topology import polygonal

#: The outlines were simplified by about as much: a point this far outside still counts as within.
TOLERANCE_DEGREES = 0.03
_KM_PER_DEGREE = 111.2


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
