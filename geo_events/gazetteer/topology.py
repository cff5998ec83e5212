"""Reading the reviewed TopoJSON: areas, and the stretches of border between them."""

from __future__ import annotations

import gzip
import json
import math
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

Arcs = list[npt.NDArray[np.float64]]


@dataclass(frozen=True, slots=True)
class Area:
    """An area of the reviewed outlines, with Natural Earth's label point where it gives one.

    `disputed` names the disputed area that it is or is part of; `units` are the GeoNames ids of the units
    that such a part can belong to, one for each country that may hold it.
    """

    country_code: str
    geonameid: int | None
    name: str
    latitude: float | None
    longitude: float | None
    geometry: BaseGeometry
    disputed: str = ""
    units: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Border:
    """What two areas, given by their numbers, have in common."""

    one: int
    other: int
    geometry: BaseGeometry


def read_topology(path: Path) -> tuple[list[Area], list[Border]]:
    """Read a compressed TopoJSON, as `gazetteer/make_outlines.py` writes it."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        topology = json.load(file)
    scale = topology["transform"]["scale"][0]
    decimals = round(-math.log10(scale))
    arcs = [np.round(np.cumsum(arc, axis=0) * scale, decimals) for arc in topology["arcs"]]
    items = topology["objects"]["areas"]["geometries"]
    return [_area(item, arcs) for item in items], _borders(items, arcs)


def polygonal(geometry: BaseGeometry) -> BaseGeometry:
    """Keep a geometry's polygons, as one multipolygon."""
    flat = shapely.get_parts(shapely.get_parts(geometry))
    return shapely.MultiPolygon([part for part in flat if part.geom_type == "Polygon"])


def _area(item: dict[str, Any], arcs: Arcs) -> Area:
    known = item["properties"]
    parts = []
    for polygon in item["arcs"]:
        outer, *inner = [_ring(numbers, arcs) for numbers in polygon]
        parts.append(shapely.Polygon(outer, inner))
    # Rounding to the grid can make a narrow neck touch itself.
    geometry = polygonal(shapely.make_valid(shapely.MultiPolygon(parts)))
    return Area(
        known.get("country", ""),
        known.get("geonameid"),
        known.get("name", ""),
        known.get("latitude"),
        known.get("longitude"),
        geometry,
        known.get("area", ""),
        tuple(known.get("units", ())),
    )


def _ring(numbers: list[int], arcs: Arcs) -> npt.NDArray[np.float64]:
    """Join arcs into a ring; each begins where the one before ends."""
    pieces = [arcs[number] if number >= 0 else arcs[~number][::-1] for number in numbers]
    return np.vstack([pieces[0], *(piece[1:] for piece in pieces[1:])])


def _borders(items: list[dict[str, Any]], arcs: Arcs) -> list[Border]:
    beside: dict[int, set[int]] = defaultdict(set)
    for number, item in enumerate(items):
        for polygon in item["arcs"]:
            for ring in polygon:
                for arc in ring:
                    beside[arc if arc >= 0 else ~arc].add(number)
    shared: dict[tuple[int, int], list[npt.NDArray[np.float64]]] = defaultdict(list)
    for arc, areas in sorted(beside.items()):
        if len(areas) == 2:
            one, other = sorted(areas)
            shared[one, other].append(arcs[arc])
    return [
        Border(one, other, shapely.line_merge(shapely.MultiLineString(lines)))
        for (one, other), lines in sorted(shared.items())
    ]
