"""Compiling the gazetteer: read every source, work out what they leave open, write the folder."""

from __future__ import annotations

import gc
import shutil
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from shapely.geometry.base import BaseGeometry

from geo_events.errors import GazetteerError
from geo_events.gazetteer.boundaries import write_outlines
from geo_events.gazetteer.columns import Vocabularies, columns_of
from geo_events.gazetteer.compiling import write_sections
from geo_events.gazetteer.completing import (
    join_outlines,
    join_parts,
    members_of,
    move,
    name_plainly,
    name_units,
    place_units,
    raise_seats,
    rank,
)
from geo_events.gazetteer.disputes import Boundaries, read_boundaries, write_boundaries
from geo_events.gazetteer.locating import FORMAT, curated_folder, fingerprint, own_sources
from geo_events.gazetteer.progress import Progress
from geo_events.gazetteer.section import Section
from geo_events.gazetteer.sources import feature_codes
from geo_events.gazetteer.sources.airfields import read_airfields
from geo_events.gazetteer.sources.countries import iso3_codes, read_countries, speaking
from geo_events.gazetteer.sources.dump import LICENCE, Dump, merge
from geo_events.gazetteer.sources.entry import Entry
from geo_events.gazetteer.sources.feature_codes import give_feature_codes
from geo_events.gazetteer.sources.great_lakes import read_burundi, read_rwanda
from geo_events.gazetteer.sources.philippines import COUNTRY as BARANGAYS_OF
from geo_events.gazetteer.sources.philippines import read_barangays
from geo_events.gazetteer.sources.post_towns import COUNTRY as POST_TOWNS_OF
from geo_events.gazetteer.sources.post_towns import FILE as POST_TOWNS
from geo_events.gazetteer.sources.post_towns import read_post_towns
from geo_events.gazetteer.sources.registers import place_settlements
from geo_events.gazetteer.sources.reviewed import (
    read_abbreviations,
    read_places,
    read_points,
    read_spellings,
)
from geo_events.gazetteer.sources.seas import read_seas
from geo_events.gazetteer.sources.towns import read_towns
from geo_events.gazetteer.sources.ukraine import read_settlements
from geo_events.gazetteer.sources.units import read_units
from geo_events.gazetteer.storage import new_folder, write_meta

STEPS = ("countries and provinces", "towns", "airfields and seas", "boundaries", "names", "files")
#: Languages whose names GeoNames transliterates letter by letter, with marks that news leaves out.
MARKED = ("ar", "fa", "ps", "ur")


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
        and joined with them by GeoNames id; ``allCountries.zip`` too.
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
        wanted = _Wanted(kept, reviewed, [Path(file) for file in geonames], names)
        return _build(Path(path), wanted, progress or (lambda step, done, total: None))


def compile_entries(
    target: Path, entries: list[Entry], outlines: dict[str, BaseGeometry], meta: dict[str, object]
) -> Path:
    """Compile entries that are complete, with point, uncertainty and prior, into a folder of their own."""
    with new_folder(target) as folder, _Sections(folder) as sections:
        sections.own.add(columns_of(entries))
        written = sections.write(_rows(entries), outlines)
        write_meta(folder, {**written, "format": FORMAT, **meta})
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


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the user asks for."""

    countries: frozenset[str] | None
    reviewed: bool
    geonames: list[Path]
    alternate_names: Path | None

    def has(self, entry: Entry) -> bool:
        return self.countries is None or not entry.country_code or entry.country_code in self.countries


class _Sections:
    """What goes into a folder: rows of packages and editors, then those of a dump; kept in it meanwhile."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._scratch = folder / "scratch"
        self._scratch.mkdir()
        self._vocabularies = Vocabularies()
        arabic = speaking("ar")
        self.own = Section(self._scratch / "own", self._vocabularies, arabic)
        self.dumped = Section(self._scratch / "dumped", self._vocabularies, arabic)

    def __enter__(self) -> _Sections:
        return self

    def __exit__(self, *_: object) -> None:
        self.own.close()
        self.dumped.close()

    def write(self, rows: dict[str, int], outlines: dict[str, BaseGeometry]) -> dict[str, Any]:
        """Write all that has been added, and the outlines of places; return what meta.json says of them."""
        self.own.close()
        self.dumped.close()
        written = write_sections(self._folder, (self.own, self.dumped), self._vocabularies)
        shutil.rmtree(self._scratch)
        drawn = sorted((rows[key], outline) for key, outline in outlines.items() if key in rows)
        write_outlines(self._folder, drawn)
        written["counts"]["outlines"] = len(drawn)
        return written


def _build(target: Path, wanted: _Wanted, told: Progress) -> Path:
    curated = curated_folder()
    with new_folder(target) as folder, _Sections(folder) as sections:
        gathered = _gather(curated, wanted, sections.dumped, told)
        told(STEPS[-1], len(STEPS) - 1, len(STEPS))
        rows = _rows(gathered.entries)
        sections.own.add(columns_of(gathered.entries))
        about = _about(wanted, gathered)
        gathered.entries.clear()  # they are in the section now, and large
        written = sections.write(rows, gathered.outlines)
        drawn = write_boundaries(
            folder,
            curated,
            gathered.boundaries,
            countries=written["countries"],
            features=written["features"],
        )
        write_meta(folder, {**written, **about, **drawn})
    told("done", len(STEPS), len(STEPS))
    return target


def _rows(entries: list[Entry]) -> dict[str, int]:
    rows = {entry.key: row for row, entry in enumerate(entries)}
    if len(rows) != len(entries):
        raise GazetteerError("two sources give the same key; a source package may have changed")
    return rows


def _about(wanted: _Wanted, gathered: _Gathered) -> dict[str, object]:
    """Say what the gazetteer was compiled from, and what was left out."""
    dump = gathered.dump
    files = {
        file["name"]: {
            "version": f"sha256 {file['sha256']}"
            + (f", latest change {file['changed']}" if file.get("changed") else ""),
            "licence": LICENCE,
        }
        for file in dump.files
    }
    return {
        "format": FORMAT,
        "fingerprint": fingerprint(),
        "kept_countries": sorted(wanted.countries) if wanted.countries is not None else None,
        "left_out": {
            "units without a known point": gathered.unplaced,
            "malformed lines of the dump": dump.faults.count,
            "repeated lines of the dump": dump.repeated,
        },
        "malformed_lines": dump.faults.shown,
        "iso3": iso3_codes(),
        "sources": own_sources() | files,
    }


@dataclass(frozen=True, slots=True)
class _Gathered:
    """The rows of the packages and the reviewed ones; `unplaced` counts the units without a point."""

    entries: list[Entry]
    outlines: dict[str, BaseGeometry]
    boundaries: Boundaries
    dump: Dump
    unplaced: int


def _gather(curated: Path, wanted: _Wanted, dumped: Section, told: Progress) -> _Gathered:
    """Read the sources and work out what they leave open; rows that only the dump has go to `dumped`."""

    def step(number: int) -> None:
        told(STEPS[number], number, len(STEPS))

    step(0)
    states = [state for state in read_countries(curated) if wanted.has(state)]
    units = read_units(countries=wanted.countries)
    points = read_points(curated / "points.csv") if wanted.reviewed else {}
    move(units.entries, points)
    step(1)
    towns = list(read_towns(units, countries=wanted.countries))
    give_feature_codes(towns, curated / feature_codes.FILE)
    reviewed = [entry for entry in read_places(curated) if wanted.has(entry)] if wanted.reviewed else []
    dump = _read_dump(wanted, [*states, *units.entries, *towns, *reviewed], dumped, told)
    members = members_of(towns)
    villages = _villages(curated, wanted, dumped, [*towns, *reviewed])
    step(2)
    others = [entry for entry in chain(read_airfields(), read_seas()) if wanted.has(entry)] + reviewed
    move(others, points)
    step(3)
    boundaries = read_boundaries(curated, units.entries, countries=wanted.countries)
    areas = boundaries.areas
    outlines = join_outlines(states, units.entries, areas, members)
    place_units(units.entries, members, outlines, areas)
    name_units(units.entries, areas)
    join_parts(others, outlines)
    name_plainly(chain(units.entries, towns), speaking(*MARKED))
    located = [unit for unit in units.entries if unit.latitude is not None]
    entries = [*states, *located, *towns, *villages, *others]
    rank(entries, outlines)
    step(4)
    if wanted.reviewed:
        _add_spellings(curated, entries, partial=wanted.countries is not None)
    raise_seats(entries)
    return _Gathered(entries, outlines, boundaries, dump, len(units.entries) - len(located))


def _villages(curated: Path, wanted: _Wanted, dumped: Section, known: list[Entry]) -> list[Entry]:
    """Read the registers of villages, unless the dump has that country's with their own points."""
    placed: list[Entry] = []
    for read in (read_settlements, read_rwanda, read_burundi):
        listed = list(read())
        if dumped.populated(listed[0].country_code) < len(listed) / 2:
            placed += place_settlements(listed, known)
    if not dumped.populated(BARANGAYS_OF):
        placed += read_barangays(known)
    if not dumped.populated(POST_TOWNS_OF):
        placed += read_post_towns(curated / POST_TOWNS)
    return [entry for entry in placed if wanted.has(entry)]


def _read_dump(wanted: _Wanted, known: list[Entry], section: Section, told: Progress) -> Dump:
    """Read the user's dump: known places are completed from it, the others go to the section."""
    dump = Dump(
        known=frozenset(entry.geonameid for entry in known if entry.geonameid),
        countries=wanted.countries,
        plain=speaking(*MARKED),
    )
    for path in wanted.geonames:
        for columns in dump.read_places(path, partial(told, f"reading {path.name}")):
            section.add(columns)
    if wanted.alternate_names is not None:
        path = wanted.alternate_names
        for names in dump.read_names(path, section.finder(), partial(told, f"reading {path.name}")):
            section.add_names(names)
    merge(dump, known)
    return dump


def _add_spellings(curated: Path, entries: list[Entry], *, partial: bool) -> None:
    """Add the reviewed spellings and adjectives; a key that no place has is a fault of the whole build."""
    by_key = {entry.key: entry for entry in entries}
    aliases = read_spellings(curated / "aliases.csv", column="alias")
    aliases += read_abbreviations(curated / "abbreviations.csv")
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
