"""Outlines as the map's page carries them: small, whole numbers, and never across the date line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

import shapely
from shapely.affinity import translate
from shapely.geometry import LineString, MultiPolygon, Polygon, box
from shapely.geometry.base import BaseGeometry

#: Steps in a degree: 0.01° (about 1 km) for the base map, 0.001° for the outlines of provinces.
BASE_SCALE: Final = 100
OUTLINE_SCALE: Final = 1000

Ring = list[int]
Shape = list[list[Ring]]


def encode_shape(geometry: BaseGeometry | None, *, scale: int) -> Shape:
    """Write a geometry's polygons as whole numbers: a ring is its first point, then steps.

    Parameters
    ----------
    geometry
        Polygons in degrees; other parts are left out.
    scale
        Steps in a degree.

    Returns
    -------
    list
        Polygons, each a list of rings ``[x, y, dx, dy, ...]``, the outer ring first. Rings smaller
        than a step are left out, so a shape may be empty.
    """
    shape = []
    for polygon in polygons(geometry):
        rings = [_steps(ring.coords, scale) for ring in (polygon.exterior, *polygon.interiors)]
        if len(rings[0]) >= 6:
            shape.append([ring for ring in rings if len(ring) >= 6])
    return shape


def encode_lines(geometry: BaseGeometry | None, *, scale: int) -> list[Ring]:
    """Write a geometry's lines as whole numbers, each its first point, then steps; see `encode_shape`."""
    parts = shapely.get_parts(geometry) if geometry is not None else ()
    lines = [_steps(list(part.coords), scale) for part in parts if isinstance(part, LineString)]
    return [line for line in lines if len(line) >= 4]


def polygons(geometry: BaseGeometry | None) -> Iterator[Polygon]:
    """Give a geometry's polygons, each on one side of the date line."""
    if geometry is None or geometry.is_empty:
        return
    for part in shapely.get_parts(geometry):
        if isinstance(part, Polygon):
            yield from _cut(part)
        elif isinstance(part, MultiPolygon):
            yield from polygons(part)


def label_point(geometry: BaseGeometry | None) -> tuple[float, float, float] | None:
    """Find where an area's name is best written.

    Returns
    -------
    tuple of float, or None
        Latitude and longitude of the middle of the largest circle within the largest part, and that
        part's width in degrees; None where there is no polygon.
    """
    parts = list(polygons(geometry))
    if not parts:
        return None
    largest = max(parts, key=lambda part: part.area)
    west, south, east, north = largest.bounds
    tolerance = max(max(east - west, north - south) / 100, 1e-4)
    centre = shapely.get_point(shapely.maximum_inscribed_circle(largest, tolerance=tolerance), 0)
    return round(centre.y, 3), round(centre.x, 3), round(east - west, 2)


def _cut(polygon: Polygon) -> Iterator[Polygon]:
    """Cut a polygon whose outline jumps from 180° to -180°, which would draw a streak around the globe."""
    xs = [x for x, *_ in polygon.exterior.coords]
    if all(abs(b - a) <= 180 for a, b in pairwise(xs)):
        yield polygon
        return
    rings = [
        [(x + 360 if x < 0 else x, y) for x, y, *_ in ring.coords]
        for ring in (polygon.exterior, *polygon.interiors)
    ]
    whole = shapely.make_valid(Polygon(rings[0], rings[1:]))
    for side, shift in ((box(0, -90, 180, 90), 0), (box(180, -90, 360, 90), -360)):
        for part in shapely.get_parts(whole.intersection(side)):
            if isinstance(part, Polygon):
                yield translate(part, xoff=shift)


def _steps(points: Sequence[Sequence[float]], scale: int) -> Ring:
    steps: Ring = []
    before = (0, 0)
    for x, y, *_ in points:
        point = (round(x * scale), round(y * scale))
        if not steps or point != before:
            steps += [point[0] - before[0], point[1] - before[1]]
            before = point
    return steps
