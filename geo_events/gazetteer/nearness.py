"""What populated places lie near a point: a grid of one-degree cells, searched outwards."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from geo_events.gazetteer.storage import DEGREES, read_array

_KM_PER_DEGREE = 111.195


class Nearness:
    """The grid of a compiled gazetteer."""

    def __init__(self, folder: Path, places: npt.NDArray[Any]) -> None:
        self._rows = read_array(folder, "near_rows")
        self._offsets = read_array(folder, "near_offsets")
        self._places = places

    def rows(self, latitude: float, longitude: float, limit: int) -> list[int]:
        """Return the rows of the places nearest to a point, the nearest first."""
        south = min(int(latitude + 90), 179)
        west = int(longitude + 180) % 360
        ring = 1
        while True:
            rows, distances = self._within(latitude, longitude, south, west, ring)
            # Whatever lies outside the searched cells is at least this far away.
            sure = self._sure_km(latitude, ring)
            if np.count_nonzero(distances <= sure) >= limit or ring >= 180:
                order = np.lexsort((rows, distances))[:limit]
                return [int(row) for row in rows[order]]
            ring *= 2

    def _within(
        self, latitude: float, longitude: float, south: int, west: int, ring: int
    ) -> tuple[npt.NDArray[Any], npt.NDArray[np.float64]]:
        """Gather the places of the cells up to `ring` cells away, with their distances in kilometres."""
        parts = []
        for band in range(max(south - ring, 0), min(south + ring, 179) + 1):
            for first, last in _spans(west, ring):
                begin, end = self._offsets[band * 360 + first], self._offsets[band * 360 + last + 1]
                parts.append(self._rows[begin:end])
        rows = np.concatenate(parts).astype(np.int64)
        points = self._places[rows]
        return rows, distance_km(
            latitude, longitude, points["latitude"] / DEGREES, points["longitude"] / DEGREES
        )

    @staticmethod
    def _sure_km(latitude: float, ring: int) -> float:
        if ring >= 180:
            return math.inf
        furthest = min(abs(latitude) + ring + 1, 90.0)
        return ring * _KM_PER_DEGREE * math.cos(math.radians(furthest))


def _spans(west: int, ring: int) -> list[tuple[int, int]]:
    """Give the columns of cells within `ring` of a column, as spans that don't cross the 180th meridian."""
    if ring >= 180:
        return [(0, 359)]
    first, last = west - ring, west + ring
    if first < 0:
        return [(0, last), (first + 360, 359)]
    if last > 359:
        return [(first, 359), (0, last - 360)]
    return [(first, last)]


def distance_km(
    latitude: float, longitude: float, latitudes: Any, longitudes: Any
) -> npt.NDArray[np.float64]:
    """Give the great-circle distances from a point to many, on a sphere of 6,371 km."""
    phi, phis = math.radians(latitude), np.radians(latitudes)
    turn = np.radians(longitudes - longitude) / 2
    half = np.sin((phis - phi) / 2) ** 2 + math.cos(phi) * np.cos(phis) * np.sin(turn) ** 2
    distances: npt.NDArray[np.float64] = 2 * 6371.0 * np.arcsin(np.sqrt(np.minimum(half, 1.0)))
    return distances
