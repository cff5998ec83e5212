"""What populated places lie near a point: a grid of one-degree cells, the nearest searched first."""

from __future__ import annotations

import math
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from geo_events.errors import GazetteerError
from geo_events.gazetteer.storage import DEGREES, read_array

#: From the middle of a cell to its corner at the equator, where cells are largest, rounded up.
_CELL_REACH_KM: Final = 79.0
_CELLS_AT_FIRST: Final = 9


class Nearness:
    """The grid of a compiled gazetteer."""

    def __init__(self, folder: Path, places: npt.NDArray[Any]) -> None:
        self._rows = read_array(folder, "near_rows")
        self._offsets = read_array(folder, "near_offsets")
        self._places = places

    def rows(self, latitude: float, longitude: float, limit: int) -> list[int]:
        """Return the rows of the places nearest to a point, the nearest first."""
        cells, middles = self._inhabited
        bounds = distance_km(latitude, longitude, *middles) - _CELL_REACH_KM
        order = np.argsort(bounds, kind="stable")
        count = _CELLS_AT_FIRST
        while True:
            rows, distances = self._within(latitude, longitude, cells[order[:count]])
            # Whatever lies in the other cells is at least this far away.
            sure = bounds[order[count]] if count < len(order) else math.inf
            if count >= len(order) or np.count_nonzero(distances <= sure) >= limit:
                return [int(row) for row in rows[np.lexsort((rows, distances))[:limit]]]
            count *= 2

    @cached_property
    def _inhabited(self) -> tuple[npt.NDArray[Any], tuple[npt.NDArray[Any], npt.NDArray[Any]]]:
        """The cells that hold any place, and latitudes and longitudes of their middles."""
        cells = np.flatnonzero(np.diff(self._offsets))
        return cells, (cells // 360 - 89.5, cells % 360 - 179.5)

    def _within(
        self, latitude: float, longitude: float, cells: npt.NDArray[Any]
    ) -> tuple[npt.NDArray[Any], npt.NDArray[np.float64]]:
        """Gather the places of some cells, with their distances in kilometres."""
        parts = [self._rows[self._offsets[cell] : self._offsets[cell + 1]] for cell in cells.tolist()]
        rows = np.concatenate([np.empty(0, dtype=np.int64), *parts]).astype(np.int64)
        latitudes, longitudes = (self._places[name][rows] / DEGREES for name in ("latitude", "longitude"))
        return rows, distance_km(latitude, longitude, latitudes, longitudes)


def distance_km(
    latitude: float, longitude: float, latitudes: Any, longitudes: Any
) -> npt.NDArray[np.float64]:
    """Give the great-circle distances from a point to many, on a sphere of 6,371 km."""
    phi, phis = math.radians(latitude), np.radians(latitudes)
    turn = np.radians(longitudes - longitude) / 2
    half = np.sin((phis - phi) / 2) ** 2 + math.cos(phi) * np.cos(phis) * np.sin(turn) ** 2
    distances: npt.NDArray[np.float64] = 2 * 6371.0 * np.arcsin(np.sqrt(np.minimum(half, 1.0)))
    return distances


def check_point(latitude: float, longitude: float) -> None:
    """Refuse a point that lies outside the globe."""
    if not (
        math.isfinite(latitude) and math.isfinite(longitude) and abs(latitude) <= 90 and abs(longitude) <= 180
    ):
        raise GazetteerError(
            f"latitude {latitude}, longitude {longitude} lies outside the globe; were they swapped?"
        )
