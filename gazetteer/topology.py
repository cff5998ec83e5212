"""Areas as TopoJSON with shared borders: each stretch between two areas is one arc, on a grid."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import shapely

Point = tuple[int, int]
Ring = list[Point]


def write_topology(path: Path, areas: Iterable[tuple[dict[str, Any], Any]], *, scale: float) -> None:
    """Write areas, given as properties and geometry, on a grid of `scale` degrees; always the same bytes."""
    shapes = [(known, shape) for known, geometry in areas if (shape := grid_polygons(geometry, scale))]
    borders = _borders([shape for _, shape in shapes])
    numbers: dict[tuple[Point, ...], int] = {}
    geometries = [
        {
            "type": "MultiPolygon",
            "arcs": [[_arcs(ring, borders, numbers) for ring in polygon] for polygon in shape],
            "properties": known,
        }
        for known, shape in shapes
    ]
    topology = {
        "type": "Topology",
        "transform": {"scale": [scale, scale], "translate": [0, 0]},
        "objects": {"areas": {"type": "GeometryCollection", "geometries": geometries}},
        "arcs": [_steps(arc) for arc in numbers],
    }
    text = json.dumps(topology, ensure_ascii=False, separators=(",", ":"))
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(text.encode())
    print(f"{path.name}: {path.stat().st_size / 1024:.0f} KiB, {len(geometries)} areas, {len(numbers)} arcs")


def grid_polygons(geometry: Any, scale: float) -> list[list[Ring]]:
    """Put a geometry's polygons on the grid, as closed rings; what is smaller than a cell is left out."""
    polygons = []
    for polygon in shapely.get_parts(geometry):
        outer, *inner = [_grid(ring, scale) for ring in (polygon.exterior, *polygon.interiors)]
        if outer:
            polygons.append([outer, *filter(None, inner)])
    return polygons


def _grid(ring: Any, scale: float) -> Ring:
    cells = np.rint(shapely.get_coordinates(ring) / scale).astype(int)
    moved = np.ones(len(cells), dtype=bool)
    moved[1:] = (cells[1:] != cells[:-1]).any(axis=1)
    points = [(int(x), int(y)) for x, y in cells[moved]]
    return points if len(points) >= 4 else []


Borders = dict[Point, set[tuple[Point, frozenset[int]]]]


def _borders(shapes: list[list[list[Ring]]]) -> Borders:
    """Give for each point its neighbours along the rings, each with the areas on that stretch."""
    owners: dict[tuple[Point, Point], set[int]] = defaultdict(set)
    for number, shape in enumerate(shapes):
        for polygon in shape:
            for ring in polygon:
                for a, b in pairwise(ring):
                    owners[min(a, b), max(a, b)].add(number)
    borders: Borders = defaultdict(set)
    for (a, b), areas in owners.items():
        borders[a].add((b, frozenset(areas)))
        borders[b].add((a, frozenset(areas)))
    return borders


def _is_junction(point: Point, borders: Borders) -> bool:
    """Whether other areas meet at a point than before it and behind it."""
    around = borders[point]
    return len(around) != 2 or len({areas for _, areas in around}) != 1


def _arcs(ring: Ring, borders: Borders, numbers: dict[tuple[Point, ...], int]) -> list[int]:
    """Cut a ring at its junctions; give the numbers of its arcs, ``~n`` for one that runs backwards."""
    points = ring[:-1]
    # a ring without a junction is one arc, and begins at its least point, whichever area it is written for
    cuts = [n for n, point in enumerate(points) if _is_junction(point, borders)] or [
        points.index(min(points))
    ]
    turned = [*points[cuts[0] :], *points[: cuts[0]], points[cuts[0]]]
    ends = [*(n - cuts[0] for n in cuts), len(points)]
    found = []
    for begin, end in pairwise(ends):
        arc = tuple(turned[begin : end + 1])
        forward = min(arc, arc[::-1])
        number = numbers.setdefault(forward, len(numbers))
        found.append(number if arc == forward else ~number)
    return found


def _steps(arc: tuple[Point, ...]) -> list[list[int]]:
    points = np.asarray(arc)
    steps: list[list[int]] = np.vstack([points[:1], np.diff(points, axis=0)]).tolist()
    return steps
