"""Compiling the gazetteer: read every source, work out what they leave open, write the folder."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import shapely
from shapely.geometry.base import BaseGeometry

from geo_events.errors import GazetteerError
from geo_events.gazetteer.boundaries import read_topology, write_outlines
from geo_events.gazetteer.compiling import write_names, write_nearness, write_places
from geo_events.gazetteer.completing import (
    join_outlines,
    join_parts,
    members_of,
    name_plainly,
    name_units,
    place_units,
    raise_seats,
    rank,
)
from geo_events.gazetteer.locating import FORMAT, PACKAGES, curated_folder, fingerprint, package_versions
from geo_events.gazetteer.sources import feature_codes
from geo_events.gazetteer.sources.airfields import read_airfields
from geo_events.gazetteer.sources.countries import iso3_codes, read_countries, speaking
from geo_events.gazetteer.sources.dump import LICENCE, Dump, merge, read_dump
from geo_events.gazetteer.sources.entry import Entry
from geo_events.gazetteer.sources.feature_codes import give_feature_codes
from geo_events.gazetteer.sources.registers import place_settlements
from geo_events.gazetteer.sources.reviewed import read_places, read_spellings
from geo_events.gazetteer.sources.seas import read_seas
from geo_events.gazetteer.sources.towns import read_towns
from geo_events.gazetteer.sources.ukraine import read_settlements
from geo_events.gazetteer.sources.units import read_units
from geo_events.gazetteer.storage import new_folder, write_blob, write_meta

Progress = Callable[[str, int, int], None]

STEPS = ("countries and provinces", "towns", "airfields and seas", "boundaries", "names", "files")
UNITS_FILE = "outlines/units.topojson.gz"
BASE_MAP_FILE = "outlines/base-map.topojson.gz"


def build_gazetteer(
    path: str | Path,
    *,
    countries: Collection[str] | None = None,
    geonames: Sequence[str | Path] = (),
    alternate_names: str | Path | None = None,
    reviewed: bool = True,
    progress: Progress | None = None,
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
    geonames
        Files in GeoNames' main dump format (``IQ.zip``, ``IQ.txt``), whose places are added to the packages'
        and joined with them by GeoNames id; up to two million places.
    alternate_names
        GeoNames' ``alternateNamesV2`` (``.zip`` or ``.txt``), for the places of `geonames`.
    reviewed
        Whether the project's own places and spellings go in. Without them it can be measured what they
        add to the packages.
    progress
        Called with the step, the number of steps done, and their total.

    Returns
    -------
    pathlib.Path
        The folder.

    Raises
    ------
    GazetteerError
        If a source is missing, a dump is of another format, or a reviewed row is at fault; every faulty row
        is named.
    """
    with _collector_paused():
        kept = None if countries is None else frozenset(code.upper() for code in countries)
        names = None if alternate_names is None else Path(alternate_names)
        dump = read_dump([Path(file) for file in geonames], alternate_names=names, countries=kept)
        return _build(Path(path), kept, dump, reviewed, progress)


def compile_entries(
    target: Path, entries: list[Entry], outlines: dict[str, BaseGeometry], meta: dict[str, object]
) -> Path:
    """Compile entries that are complete, with point, uncertainty and prior, into a folder of their own."""
    with new_folder(target) as folder:
        write_meta(folder, {**_write(folder, entries, outlines), "format": FORMAT, **meta})
    return target


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Keep Python from searching the millions of small objects of a build for garbage, again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _build(
    target: Path, kept: frozenset[str] | None, dump: Dump, reviewed: bool, progress: Progress | None
) -> Path:
    told = progress or (lambda step, done, total: None)
    curated = curated_folder()
    gathered = _gather(curated, kept, dump, reviewed, lambda number: told(STEPS[number], number, len(STEPS)))
    told(STEPS[-1], len(STEPS) - 1, len(STEPS))
    with new_folder(target) as folder:
        counts = _write(folder, gathered.entries, gathered.outlines)
        base = read_topology(curated / BASE_MAP_FILE)
        write_blob(folder, "base_map", (shapely.to_wkb(area.geometry, byte_order=1) for area in base))
        meta = {
            **counts,
            "format": FORMAT,
            "fingerprint": fingerprint(),
            "kept_countries": sorted(kept) if kept is not None else None,
            "left_out": {
                "units without a known point": gathered.unplaced,
                "malformed lines of the dump": dump.malformed,
            },
            "malformed_lines": dump.faults,
            "iso3": iso3_codes(),
            "base_map": [area.country_code for area in base],
            "sources": {
                name: {"version": version, "licence": PACKAGES[name]}
                for name, version in package_versions().items()
            }
            | {
                file["name"]: {"version": f"sha256 {file['sha256']}", "licence": LICENCE}
                for file in dump.files
            },
        }
        write_meta(folder, meta)
    told("done", len(STEPS), len(STEPS))
    return target


@dataclass(frozen=True, slots=True)
class _Gathered:
    """What goes into the files; `unplaced` counts the units that no source gives a point for."""

    entries: list[Entry]
    outlines: dict[str, BaseGeometry]
    unplaced: int


def _gather(
    curated: Path, kept: frozenset[str] | None, dump: Dump, with_reviewed: bool, step: Callable[[int], None]
) -> _Gathered:
    """Read the sources and work out what they leave open."""

    def wanted(entry: Entry) -> bool:
        return kept is None or not entry.country_code or entry.country_code in kept

    step(0)
    states = [state for state in read_countries(curated) if wanted(state)]
    units = read_units(countries=kept)
    step(1)
    towns = list(read_towns(units, countries=kept))
    give_feature_codes(towns, curated / feature_codes.FILE)
    reviewed = [entry for entry in read_places(curated) if wanted(entry)] if with_reviewed else []
    further = merge(dump, chain(states, units.entries, towns, reviewed))
    members = members_of(towns)
    settlements = [
        entry
        for entry in place_settlements(list(read_settlements()), chain(towns, reviewed, further))
        if wanted(entry)
    ]
    step(2)
    others = [entry for entry in chain(read_airfields(), read_seas()) if wanted(entry)] + reviewed
    step(3)
    areas = read_topology(curated / UNITS_FILE, countries=kept)
    outlines = join_outlines(states, units.entries, areas, members)
    place_units(units.entries, members, outlines, areas)
    name_units(units.entries, areas)
    join_parts(others, outlines)
    name_plainly(chain(units.entries, towns, further), speaking("ar", "fa", "ps", "ur"))
    located = [unit for unit in units.entries if unit.latitude is not None]
    entries = [*states, *located, *towns, *settlements, *others, *further]
    rank(entries, outlines)
    step(4)
    if with_reviewed:
        _add_spellings(curated, entries, partial=kept is not None)
    raise_seats(entries)
    return _Gathered(entries, outlines, len(units.entries) - len(located))


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
            place = by_key[spelling.key]
            place.add_name(spelling.text, spelling.share)
            if spelling.preferred:
                place.name = spelling.text
    for spelling in demonyms:
        if spelling.key in by_key:
            by_key[spelling.key].demonyms[spelling.text] = spelling.share


def _write(folder: Path, entries: list[Entry], outlines: dict[str, BaseGeometry]) -> dict[str, object]:
    """Write places, names, nearness and outlines; return what meta.json says of them."""
    rows = {entry.key: row for row, entry in enumerate(entries)}
    if len(rows) != len(entries):
        raise GazetteerError("two sources give the same key; a source package may have changed")
    vocabularies = write_places(folder, entries)
    names = write_names(folder, entries, speaking("ar"))
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
