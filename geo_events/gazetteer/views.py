"""Views of the boundaries: which country each disputed area belongs to, and what follows from it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from geo_events.errors import GazetteerError
from geo_events.gazetteer.boundaries import TOLERANCE_DEGREES, union
from geo_events.gazetteer.place import Place
from geo_events.gazetteer.storage import Blob, read_array
from geo_events.gazetteer.topology import polygonal

UNITED_NATIONS: Final = "un"
DE_FACTO: Final = "de-facto"
NOTE: Final = (
    "Boundaries and names are as far as the sources draw them, simplified; lines that are disputed or divide "
    "control are dashed. They imply no endorsement or acceptance, and no position on any territory's status."
)
#: Country code of an area that a view gives to no country.
NONE: Final = ""

Row = int
Outline = Callable[[Row], BaseGeometry | None]


def known_views(areas: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    """List the views: the two general ones, then those of countries with claims beyond UN usage."""
    claimants = {code for area in areas.values() for code in area["claims"] if code != area["un"]}
    return UNITED_NATIONS, DE_FACTO, *sorted(claimants)


class View:
    """One view of the boundaries over a compiled gazetteer, whose own outlines are the United Nations'.

    Parameters
    ----------
    folder
        Of the gazetteer.
    disputed
        What its ``meta.json`` says of disputed areas.
    name
        ``un``, ``de-facto``, or the ISO 3166-1 alpha-2 code of a claimant.
    row_of
        Gives the row of a country (``code:SY``) or unit (``geonames:173336``), or None.

    Raises
    ------
    GazetteerError
        If there is no such view.
    """

    def __init__(
        self, folder: Path, disputed: Mapping[str, Any], name: str, row_of: Callable[[str], Row | None]
    ) -> None:
        self._areas: Mapping[str, Mapping[str, Any]] = disputed.get("areas", {})
        self.name = _known(name, known_views(self._areas))
        self._pieces: Sequence[Mapping[str, Any]] = disputed.get("pieces", [])
        # a gazetteer of the user's own places holds none
        self._blob = Blob(folder, "disputed") if self._pieces else None
        self._rows = read_array(folder, "disputed_rows") if self._pieces else np.empty(0, dtype="<i8")
        self._numbers = read_array(folder, "disputed_pieces") if self._pieces else self._rows
        self._geometry = lru_cache(maxsize=None)(self._read)
        self._row_of = row_of
        self._absorbed = self._find_absorbed()
        self._absorbed_rows = [row for code in self._absorbed if (row := row_of(f"code:{code}")) is not None]
        self._concerned = frozenset([*self._rows.tolist(), *self._absorbed_rows])
        #: Of each piece that this view moves: the rows of country and unit that lose it, and that gain it.
        self._moved = {
            number: self._move(piece)
            for number, piece in enumerate(self._pieces)
            if self.country_of(piece["area"]) != self._areas[piece["area"]]["un"]
        }

    def country_of(self, area: str) -> str:
        """Give the country code that a disputed area has in this view, empty for none."""
        known = self._areas[area]
        if self.name == DE_FACTO:
            return str(known["de_facto"])
        return self.name if self.name in known["claims"] else str(known["un"])

    def info(self) -> dict[str, str]:
        """Say which view it is, for reports and maps."""
        return {"view": self.name, "name": _title(self.name), "note": NOTE}

    def may_move(self, rows: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
        """Tell `concerns` of many rows."""
        return np.fromiter(map(self.concerns, rows.tolist()), dtype=bool, count=len(rows))

    def concerns(self, row: Row) -> bool:
        """Tell whether the country of a place may be another in this view than its source says."""
        return row in self._concerned

    def place(self, row: Row, place: Place) -> Place:
        """Give a place the country that this view says."""
        if place.is_country:
            holder = self._absorbed.get(place.country_code)
            if holder is None:
                return place
            return replace(place, country_code=holder, admin1=place.country_code, feature_code="ADM1")
        at = int(np.searchsorted(self._rows, row))
        if at == len(self._rows) or self._rows[at] != row:
            return place
        piece = self._pieces[self._numbers[at]]
        country = self.country_of(piece["area"])
        if country == place.country_code:
            return place
        if country == NONE:
            return replace(place, country_code=NONE, admin1="", admin2="")
        unit = _unit_in(piece, country)
        if unit is not None:
            return replace(place, country_code=country, admin1=unit[2], admin2="")
        # a code of another country's: parents() knows it by its dot
        own = ".".join(filter(None, (place.country_code, place.admin1)))
        return replace(place, country_code=country, admin1=own)

    def rows_at(
        self, rows: Sequence[Row], latitude: float, longitude: float, *, outline: Outline
    ) -> list[Row]:
        """Give the areas that hold a point, from those that hold it in United Nations usage.

        `outline` gives the outline of a row in that usage.
        """
        if not self._moved:
            return list(rows)
        point = shapely.Point(longitude, latitude)
        away = {number: self._geometry(number).distance(point) for number in self._moved}
        number = min(away, key=lambda n: away[n])
        # a point just off a simplified coast belongs to the land that is nearest
        others = [shape.distance(point) for row in rows if (shape := outline(row)) is not None]
        if away[number] > min(TOLERANCE_DEGREES, *others, math.inf):
            return list(rows)
        lost, gained = self._moved[number]
        return [*(row for row in rows if row not in lost), *gained]

    def outline(self, row: Row, outline: BaseGeometry | None) -> BaseGeometry | None:
        """Give the outline of a country or unit, from the one in United Nations usage."""
        lost = [self._geometry(n) for n, (losers, _) in self._moved.items() if row in losers]
        gained = [self._geometry(n) for n, (_, winners) in self._moved.items() if row in winners]
        if row in self._absorbed_rows:
            return outline
        if gained:
            outline = union([*filter(None, [outline]), *gained])
        if lost and outline is not None:
            outline = polygonal(shapely.difference(outline, union(lost), grid_size=0.001))
        return None if outline is None or outline.is_empty else outline

    def _read(self, number: int) -> BaseGeometry:
        assert self._blob is not None, "there is no piece to read"
        return shapely.from_wkb(self._blob[number])

    def _move(self, piece: Mapping[str, Any]) -> tuple[list[Row], list[Row]]:
        sides = (self._areas[piece["area"]]["un"], self.country_of(piece["area"]))
        lost, gained = (
            [row for row in self._rows_of(piece, country) if row is not None] for country in sides
        )
        return lost, gained

    def _rows_of(self, piece: Mapping[str, Any], country: str) -> list[Row | None]:
        """Give the rows of a country and, where a unit was cut, of its unit that a piece belongs to there."""
        unit = None if piece["whole"] else _unit_in(piece, country)
        own = self._row_of(f"geonames:{unit[1]}") if unit else None
        return [self._row_of(f"code:{country}") if country else None, own]

    def _find_absorbed(self) -> dict[str, str]:
        """Find the countries that this view counts whole among another's."""
        holders: dict[str, set[str]] = defaultdict(set)
        for key, area in self._areas.items():
            if area["entire"]:
                holders[area["filed"][0]].add(self.country_of(key))
        return {
            code: next(iter(held)) for code, held in holders.items() if len(held) == 1 and code not in held
        }


def _unit_in(piece: Mapping[str, Any], country: str) -> tuple[str, int, str] | None:
    """Give country, GeoNames id and code of the unit of a country that a piece can belong to."""
    return next(((c, number, code) for c, number, code in piece["units"] if c == country), None)


def _title(name: str) -> str:
    if name == UNITED_NATIONS:
        return "United Nations usage"
    return "de facto control" if name == DE_FACTO else f"claims of {name}, else United Nations usage"


def _known(name: str, views: Sequence[str]) -> str:
    for spelling in (name.strip().lower(), name.strip().upper()):
        if spelling in views:
            return spelling
    raise GazetteerError(f"there is no view {name!r} of the boundaries; give one of: {', '.join(views)}")
