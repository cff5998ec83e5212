"""Tables (CSV) with an article a row."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from typing import BinaryIO, Final

from geo_events.articles.decoding import find_encoding, known_as
from geo_events.articles.draft import Draft, checked_id, fields_of
from geo_events.articles.reject import Reject
from geo_events.articles.source import Source
from geo_events.errors import InputError

#: Names under which exports hold an article's text, the surest first.
TEXT_COLUMNS: Final = (
    "text", "full_text", "fulltext", "article", "article_text", "body", "content", "story", "report",
    "message", "description", "summary", "notes",
)  # fmt: skip
_ID_COLUMNS: Final = ("id", "article_id", "doc_id", "document_id")
_SAMPLE: Final = 1_000_000
#: A table with both is one of records, whose texts (ACLED's `notes`) are no articles.
_COORDINATES: Final = frozenset({"latitude", "longitude"})


def is_article_table(source: Source) -> bool:
    """Whether a table's header says that its rows are articles: a column of text, and no coordinates."""
    try:
        with source.open() as file:
            header = next(_rows(file, _sniff(source)[0]), [])
    except (InputError, OSError, csv.Error, UnicodeDecodeError):
        return False
    names = {name.strip().lower() for name in header}
    if source.text_column is not None:
        return source.text_column.strip().lower() in names
    return not names >= _COORDINATES and not names.isdisjoint(TEXT_COLUMNS)


def read_article_table(source: Source) -> Iterator[Draft | Reject]:
    """Read a CSV file row by row; columns are named as the fields of JSON lines are.

    Commas, semicolons or tabs part the cells; the text stands in the column that the user named, or
    in the first of `TEXT_COLUMNS` that there is.
    """
    encoding, notice = _sniff(source)
    with source.open() as file:
        rows = _rows(file, encoding, most=source.limits.file_bytes)
        try:
            header = [name.strip().lower() for name in next(rows, [])]
            column = _text_column(header, source.text_column)
            if notice:
                yield Reject(source.origin, notice, kept=True, is_input=False)
            empty = True
            for number, cells in enumerate(rows, start=2):
                if any(cells):
                    empty = False
                    yield _row(source, number, header, cells, column)
        except (csv.Error, UnicodeDecodeError) as error:
            raise InputError(f"the table can't be read on ({error}); save it as CSV in UTF-8") from error
    if empty:
        raise InputError("the table has no row below its header; write an article a row")


def _row(source: Source, number: int, header: list[str], cells: list[str], column: int) -> Draft | Reject:
    origin = f"{source.origin}:{number}"
    given = dict(zip(header, cells, strict=False))
    key = next((given[name].strip() for name in _ID_COLUMNS if given.get(name, "").strip()), None)
    if len(cells) > len(header):
        return Reject(
            origin, "the row has more cells than the header; put text with commas in quotes", id=key
        )
    if len(cells) <= column or not cells[column].strip():
        return Reject(origin, f"the row has no {header[column]!r}; write the article's text there", id=key)
    given.pop(header[column], None)
    return Draft(checked_id(key), f"{source.name}:{number}", cells[column], fields_of(given), origin)


def _text_column(header: list[str], named: str | None) -> int:
    wanted = (named.strip().lower(),) if named is not None else TEXT_COLUMNS
    found = next((name for name in wanted if name in header), None)
    if found is not None:
        if header.count(found) > 1:
            raise InputError(f"the column {found!r} stands twice; rename one of them")
        return header.index(found)
    if not any(header):
        raise InputError("the table is empty; write a header row and an article a row")
    there = ", ".join(header[:12]) + (" ..." if len(header) > 12 else "")
    if named is not None:
        raise InputError(f"there is no column {named!r}; there are {there}")
    raise InputError(f"no column is named as a text is; name it with --text-column (there are {there})")


def _rows(file: BinaryIO, encoding: str, *, most: int = 1_000_000) -> Iterator[list[str]]:
    with io.TextIOWrapper(file, encoding=encoding, newline="") as text:
        first = text.readline(most)
        delimiter = max(",;\t", key=first.count)
        # Python knows one bound for all tables; it is only ever raised
        csv.field_size_limit(max(csv.field_size_limit(), most))
        yield from csv.reader(_again(first, text), delimiter=delimiter, strict=True)


def _again(first: str, rest: io.TextIOWrapper) -> Iterator[str]:
    yield first.removeprefix("\ufeff")
    yield from rest


def _sniff(source: Source) -> tuple[str, str | None]:
    """Tell the encoding of a table, reading all of it only where it is not plainly UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with source.open() as file:
        head = file.read(_SAMPLE)
        if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16", None
        piece, start = head, 0
        while piece:
            try:
                decoder.decode(piece)
            except UnicodeDecodeError:
                # the rows around the first byte that is not UTF-8 tell what it is
                encoding, _ = find_encoding(head + piece if start else piece)
                return encoding, f"it is not UTF-8; read as {known_as(encoding)}"
            start += len(piece)
            piece = file.read(_SAMPLE)
    find_encoding(head[:_SAMPLE].decode("utf-8", "ignore").encode())  # binary files are told here
    return "utf-8", None
