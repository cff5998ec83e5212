"""The small-scale base map of a compiled gazetteer: countries and the lines between them, in a view."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geo_events.gazetteer.boundaries import union
from geo_events.gazetteer.lines import Lines, Side
from geo_events.gazetteer.storage import Blob
from geo_events.gazetteer.views import View


class BaseMap:
    """Countries and disputed areas for drawing, read when they are asked for.

    Parameters
    ----------
    folder
        Of the gazetteer.
    meta
        Its ``meta.json``.
    """

    def __init__(self, folder: Path, meta: Mapping[str, Any]) -> None:
        self._folder = folder
        self._disputed: Mapping[str, Any] = meta["disputed"]
        self._sides = [Side(country, area) for country, area in meta["base_map"]["areas"]]
        self._borders: list[list[int]] = meta["base_map"]["borders"]

    def countries(self, view: View) -> tuple[list[str], list[BaseGeometry]]:
        """Give country codes (empty for areas of no country, each by itself) and their shapes."""
        shapes = Blob(self._folder, "base_map")
        parts: dict[tuple[str, str], list[BaseGeometry]] = defaultdict(list)
        for number, side in enumerate(self._sides):
            code = view.country_of(side.area) if side.area else side.country
            parts[code, "" if code else side.area].append(shapely.from_wkb(shapes[number]))
        merged = {key: found[0] if len(found) == 1 else union(found) for key, found in sorted(parts.items())}
        return [code for code, _ in merged], list(merged.values())

    def lines(self, view: View) -> tuple[list[str], list[str], list[BaseGeometry]]:
        """Give kinds, names and shapes of the lines."""
        shapes = Blob(self._folder, "base_lines")
        told = Lines(self._disputed, view)
        parts: dict[tuple[str, str], list[BaseGeometry]] = defaultdict(list)
        for number, (one, other) in enumerate(self._borders):
            line = told.describe(self._sides[one], self._sides[other])
            if line is not None:
                parts[line].extend(shapely.get_parts(shapely.from_wkb(shapes[number])))
        ordered = sorted(parts.items())
        return (
            [kind for (kind, _), _ in ordered],
            [name for (_, name), _ in ordered],
            [shapely.union_all(found) for _, found in ordered],
        )
