"""The lines of the base map in a view: plain boundaries, and those that are disputed or divide control."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geo_events.gazetteer.sources.disputed import HELD
from geo_events.gazetteer.views import NONE, View


@dataclass(frozen=True, slots=True)
class Side:
    """What lies on one side of a line: a country, or a disputed area and where GeoNames files it."""

    country: str
    area: str


class Lines:
    """Tells what each line is in a view.

    Parameters
    ----------
    disputed
        What a gazetteer's ``meta.json`` says of disputed areas and of lines that are no plain boundary.
    view
        The view.
    """

    def __init__(self, disputed: Mapping[str, Any], view: View) -> None:
        self._areas: Mapping[str, Mapping[str, Any]] = disputed["areas"]
        known: Sequence[Mapping[str, str]] = disputed["lines"]
        self._known = {frozenset((line["one"], line["other"])): line for line in known}
        self._view = view

    def describe(self, one: Side, other: Side) -> tuple[str, str] | None:
        """Give kind and name of the line between two sides; None where this view draws none.

        Kinds are ``international``, ``disputed`` and ``undetermined``, drawn between countries, and
        ``armistice``, ``ceasefire``, ``control`` and ``withdrawal``, drawn wherever they run but
        within what a claimant's view gives the claimant.
        """
        countries = [self._country(side) for side in (one, other)]
        divides = countries[0] != countries[1]
        known = self._find(one, other)
        if known is not None:
            # a claimant's own view knows no line through what it claims
            inside = countries[0] == self._view.name
            drawn = divides or (known["kind"] in HELD and not inside)
            return (known["kind"], known["name"]) if drawn else None
        if not divides:
            return None
        if NONE in countries:
            return "undetermined", ""
        return ("disputed", "") if self._parties(one) & self._parties(other) else ("international", "")

    def _country(self, side: Side) -> str:
        return self._view.country_of(side.area) if side.area else side.country

    def _find(self, one: Side, other: Side) -> Mapping[str, str] | None:
        """Find what is known of a line, by the areas' own names before their countries' in UN usage."""
        pairs = (frozenset((a, b)) for a in self._names(one) for b in self._names(other))
        return next((self._known[pair] for pair in pairs if pair in self._known), None)

    def _names(self, side: Side) -> list[str]:
        return [side.area, self._areas[side.area]["un"]] if side.area else [side.country]

    def _parties(self, side: Side) -> set[str]:
        """Name the countries that hold or claim a side."""
        if not side.area:
            return {side.country}
        area = self._areas[side.area]
        return {area["un"], area["de_facto"], *area["claims"]} - {NONE}
