"""Reading GeoNames' tab-separated files by the column, in pieces that memory always holds."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.csv as pa_csv

from geo_events.errors import GazetteerError

#: GeoNames' longest lines, countries with names in every language, have some 15,000 bytes.
LONGEST_LINE: Final = 200_000
FAULTS_SHOWN: Final = 20
PIECE_BYTES: Final = 24 << 20
_TAB, _NEWLINE = 9, 10


@dataclass(slots=True)
class Faults:
    """Lines that could not be used: their number, and what the first of them lacked."""

    count: int = 0
    shown: list[str] = field(default_factory=list)

    def add(self, rows: npt.NDArray[Any], where: Callable[[int], str], reason: Callable[[int], str]) -> None:
        """Count rows, and keep the first of them for the report."""
        shown = rows[: FAULTS_SHOWN - len(self.shown)].tolist()
        self.shown += [f"{where(row)}: {reason(row)}" for row in shown]
        self.count += len(rows)


@dataclass(frozen=True, slots=True)
class Piece:
    """Some lines of a file: their numbers in it, and for each column wanted a pyarrow array of strings."""

    lines: npt.NDArray[np.int64]
    columns: dict[int, Any]


def read_pieces(
    path: Path,
    *,
    width: int,
    wanted: Collection[int],
    faults: Faults,
    told: Callable[[int, int], None] = lambda done, total: None,
) -> Iterator[Piece]:
    """Read a file, ``.txt`` or ``.zip``, in pieces.

    Parameters
    ----------
    path
        The file.
    width
        The number of its columns; lines of another are faults.
    wanted
        Which columns to give, counted from 0.
    faults
        Takes the lines that can't be read.
    told
        Called with the number of bytes of text that have been read, and their total.

    Yields
    ------
    Piece
        The lines that can be read.

    Raises
    ------
    GazetteerError
        If the file can't be read.
    """
    with _opened(path) as (file, size):
        number, done = 1, 0
        for text, count in _texts(file):
            yield _piece(text, number, path.name, width, wanted, faults)
            number += count
            done += len(text)
            told(min(done, size), size)


def _texts(file: IO[bytes]) -> Iterator[tuple[bytes, int]]:
    """Give whole lines, some megabytes at a time, and their number; of one too long only its beginning."""
    rest = b""
    while block := file.read(PIECE_BYTES):
        data = rest + block
        cut = data.rfind(b"\n") + 1
        if not cut and len(data) > LONGEST_LINE:
            data = _beginning(data, file)
            cut = len(data)
        text, rest = data[:cut], data[cut:]
        if text:
            yield _plain(text), text.count(b"\n")
    if rest:
        yield _plain(rest) + b"\n", 1


def _beginning(data: bytes, file: IO[bytes]) -> bytes:
    """Pass over the rest of a line that is too long."""
    line = data
    while line and not line.endswith(b"\n"):
        line = file.readline(PIECE_BYTES)
    return data[: LONGEST_LINE + 1] + b"\n"


def _plain(text: bytes) -> bytes:
    """Leave only line feeds at the ends of lines: a carriage return would end one as well."""
    return text.replace(b"\r", b" ") if b"\r" in text else text


def _piece(text: bytes, first: int, name: str, width: int, wanted: Collection[int], faults: Faults) -> Piece:
    raw = np.frombuffer(text, dtype=np.uint8)
    ends = np.flatnonzero(raw == _NEWLINE)
    begins = np.concatenate([[0], ends[:-1] + 1])
    tabs = np.flatnonzero(raw == _TAB)
    found = np.searchsorted(tabs, ends) - np.searchsorted(tabs, begins) + 1
    undecoded = _undecoded(text, begins, ends)
    bad = (found != width) | (ends - begins > LONGEST_LINE)
    bad[list(undecoded)] = True
    lines = np.flatnonzero(~bad)
    if len(lines) == len(ends):
        return Piece(lines + first, _columns(text, width, wanted))

    def reason(row: int) -> str:
        if ends[row] - begins[row] > LONGEST_LINE:
            return f"longer than {LONGEST_LINE:,} bytes"
        return undecoded.get(row) or f"{found[row]} columns instead of {width}"

    faults.add(np.flatnonzero(bad), lambda row: f"{name} line {first + row}", reason)
    kept = b"".join(text[begins[row] : ends[row] + 1] for row in lines.tolist())
    return Piece(lines + first, _columns(kept, width, wanted))


def _undecoded(text: bytes, begins: npt.NDArray[Any], ends: npt.NDArray[Any]) -> dict[int, str]:
    """Name the lines that are not in UTF-8."""
    reasons: dict[int, str] = {}
    try:
        text.decode()
    except UnicodeDecodeError:
        for row, (begin, end) in enumerate(zip(begins.tolist(), ends.tolist(), strict=True)):
            try:
                text[begin:end].decode()
            except UnicodeDecodeError as error:
                reasons[row] = f"it is not in UTF-8 ({error.reason} at byte {error.start + 1})"
    return reasons


def _columns(text: bytes, width: int, wanted: Collection[int]) -> dict[int, Any]:
    if not text:
        return {column: pa.array([], pa.string()) for column in wanted}
    names = [str(column) for column in range(width)]
    table = pa_csv.read_csv(
        io.BytesIO(text),
        read_options=pa_csv.ReadOptions(column_names=names, block_size=PIECE_BYTES),
        parse_options=pa_csv.ParseOptions(delimiter="\t", quote_char=False, ignore_empty_lines=False),
        convert_options=pa_csv.ConvertOptions(
            include_columns=[str(column) for column in wanted],
            column_types=dict.fromkeys(names, pa.string()),
            strings_can_be_null=False,
        ),
    )
    return {column: table[str(column)].combine_chunks() for column in wanted}


@contextmanager
def _opened(path: Path) -> Iterator[tuple[IO[bytes], int]]:
    """Open a dump file, the text itself or the largest text of an archive, and tell its size."""
    try:
        if not zipfile.is_zipfile(path):
            with path.open("rb") as file:
                yield file, path.stat().st_size
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
            largest = max(texts, key=lambda member: member.file_size)
            with packed.open(largest) as inner:
                yield inner, largest.file_size
    except (OSError, zipfile.BadZipFile, zlib.error, RuntimeError, EOFError) as error:
        raise GazetteerError(f"{path} can't be read: {error}") from error
