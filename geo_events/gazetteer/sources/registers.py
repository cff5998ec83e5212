"""Settlements of a country's official register, which knows their units but not their points.

Many of a register's settlements are known from other sources, with their points. Those tell where each unit
lies; the others are placed in the middle of what is known of the smallest unit that they belong to, with a
radius that holds the unit. In Ukraine the middle of a hromada is 8 km from its villages at the median, and
less than 25 km from 96 of a hundred.
"""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from geo_events.gazetteer import priors
from geo_events.gazetteer.folding import fold
from geo_events.gazetteer.nearness import distance_km
from geo_events.gazetteer.sources.entry import Entry

#: Kilometres from the middle of its unit within which a known place of the name is the settlement.
NEAR_KM: Final = 30.0
#: Radius that holds a settlement placed by its unit, at least, and at most: wider units place nothing.
LEAST_KM: Final = 8.0
MOST_KM: Final = 30.0
#: The same of a unit of which fewer settlements are known than tell how far it reaches.
FEW: Final = 4
UNSURE_KM: Final = 18.0


@dataclass(frozen=True, slots=True)
class Settlement:
    """A row of a register.

    Attributes
    ----------
    key
        Identifies the row: ``katotth:UA14160190380023078``.
    names
        The name to show, then the others.
    units
        Codes of the units that it belongs to, the largest first.
    country_code
        ISO 3166-1 alpha-2.
    source
        The package.
    feature_class, feature_code
        GeoNames' codes.
    """

    key: str
    names: tuple[str, ...]
    units: tuple[str, ...]
    country_code: str
    source: str
    feature_class: str = "P"
    feature_code: str = "PPL"


@dataclass(frozen=True, slots=True)
class _Middle:
    """Where a unit's known settlements lie, and in which of GeoNames' units most of them are."""

    latitude: float
    longitude: float
    radius_km: float
    admin1: str
    admin2: str


def place_settlements(settlements: Sequence[Settlement], known: Iterable[Entry]) -> list[Entry]:
    """Give the settlements that are not among the known places, each placed in the middle of its unit.

    Parameters
    ----------
    settlements
        Of one country.
    known
        Places with points; those that are populated places of the country tell where the units lie, and get
        the register's names.

    Returns
    -------
    list of Entry
        In the order of the register. A settlement of whose units too little is known is left out.
    """
    if not settlements:
        return []
    named: dict[str, list[Entry]] = defaultdict(list)
    for entry in known:
        if entry.country_code == settlements[0].country_code and entry.feature_class == "P":
            for key in {fold(name) for name in (entry.name, *entry.names)}:
                named[key].append(entry)
    found = _known_by_name(settlements, named)
    middles = _middles(settlements, found)
    for number, settlement in enumerate(settlements):
        middle = _middle_of(settlement, middles)
        if number not in found and middle is not None:
            near = _nearest(_candidates(settlement, named), middle)
            if near is not None:
                found[number] = near
    for number, entry in found.items():
        for name in settlements[number].names:
            entry.add_name(name, 1.0)
    middles = _middles(settlements, found)
    return [
        _placed(settlement, middle)
        for number, settlement in enumerate(settlements)
        if number not in found and (middle := _middle_of(settlement, middles)) is not None
    ]


def _candidates(settlement: Settlement, named: Mapping[str, list[Entry]]) -> list[Entry]:
    candidates = {entry.key: entry for name in settlement.names for entry in named.get(fold(name), ())}
    return list(candidates.values())


def _known_by_name(settlements: Sequence[Settlement], named: Mapping[str, list[Entry]]) -> dict[int, Entry]:
    """Pair settlements and known places whose name only one bears in a province, then in a district.

    Which of GeoNames' units is which of the register's, most pairs of the step before tell; the first are
    those of names that only one bears in the country.
    """
    found = _borne_once(settlements, named, 0, {(): ()})
    for depth in (1, 2):
        counted: dict[tuple[str, ...], Counter[tuple[str, ...]]] = defaultdict(Counter)
        for number, entry in found.items():
            counted[settlements[number].units[:depth]][(entry.admin1, entry.admin2)[:depth]] += 1
        codes = {units: votes.most_common(1)[0][0] for units, votes in counted.items()}
        sure = _borne_once(settlements, named, depth, codes)
        # a name borne once in the whole country may still be of a village and of a town in another province
        found = sure if depth == 1 else {**sure, **found}
    return found


def _borne_once(
    settlements: Sequence[Settlement],
    named: Mapping[str, list[Entry]],
    depth: int,
    codes: Mapping[tuple[str, ...], tuple[str, ...]],
) -> dict[int, Entry]:
    """Pair those that alone bear their name in a unit of an order, whose codes by GeoNames `codes` has."""
    borne = Counter((row.units[:depth], fold(row.names[-1])) for row in settlements)
    found = {}
    for number, settlement in enumerate(settlements):
        units = settlement.units[:depth]
        if borne[units, fold(settlement.names[-1])] == 1:
            fitting = [
                entry
                for entry in _candidates(settlement, named)
                if (entry.admin1, entry.admin2)[:depth] == codes.get(units)
            ]
            if len(fitting) == 1:
                found[number] = fitting[0]
    return found


def _middles(settlements: Sequence[Settlement], found: Mapping[int, Entry]) -> dict[str, _Middle]:
    """Work out where the units of every order lie."""
    members: dict[str, list[Entry]] = defaultdict(list)
    for number, entry in found.items():
        for unit in settlements[number].units:
            members[unit].append(entry)
    middles = {}
    for unit, entries in members.items():
        latitude = statistics.median(entry.latitude or 0.0 for entry in entries)
        longitude = statistics.median(entry.longitude or 0.0 for entry in entries)
        away = sorted(
            float(distance_km(latitude, longitude, entry.latitude or 0.0, entry.longitude or 0.0))
            for entry in entries
        )
        # a few may be wrongly paired: nine of ten measure how far the unit reaches
        radius = max(LEAST_KM if len(away) >= FEW else UNSURE_KM, away[int(0.9 * (len(away) - 1))])
        first = Counter((entry.admin1, entry.admin2) for entry in entries).most_common(1)[0][0]
        middles[unit] = _Middle(latitude, longitude, radius, *first)
    return middles


def _middle_of(settlement: Settlement, middles: Mapping[str, _Middle]) -> _Middle | None:
    """Give the middle of the smallest unit that is known well enough."""
    for unit in reversed(settlement.units):
        middle = middles.get(unit)
        if middle is not None:
            return middle if middle.radius_km <= MOST_KM else None
    return None


def _nearest(candidates: Iterable[Entry], middle: _Middle) -> Entry | None:
    away = sorted(
        (
            float(
                distance_km(middle.latitude, middle.longitude, entry.latitude or 0.0, entry.longitude or 0.0)
            ),
            entry.key,
            entry,
        )
        for entry in candidates
    )
    return away[0][2] if away and away[0][0] <= NEAR_KM else None


def _placed(settlement: Settlement, middle: _Middle) -> Entry:
    entry = Entry(
        key=settlement.key,
        geonameid=None,
        name=settlement.names[0],
        latitude=round(middle.latitude, 5),
        longitude=round(middle.longitude, 5),
        feature_class=settlement.feature_class,
        feature_code=settlement.feature_code,
        country_code=settlement.country_code,
        admin1=middle.admin1,
        admin2=middle.admin2,
        population=0,
        source=settlement.source,
        uncertainty_km=round(middle.radius_km, 1),
        prior=priors.DUMP_CODES.get(settlement.feature_code, priors.of_town(priors.UNKNOWN_VILLAGE)),
        approximate=True,
    )
    for name in settlement.names:
        entry.add_name(name, 1.0)
    return entry
