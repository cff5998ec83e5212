"""The sidecar ``metadata.csv``: title, day, outlet, address and custody of the files beside it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from typing import BinaryIO

from geo_events.articles.draft import Fields, fields_of
from geo_events.articles.reject import OnReject, Reject
from geo_events.errors import InputError


def read_metadata(
    opener: Callable[[], BinaryIO], origin: str, *, is_file: Callable[[str], bool], on_reject: OnReject
) -> dict[str, Fields]:
    """Read a sidecar.

    Columns are ``file``, ``title``, ``published``, ``source``, ``source_url``, ``language``, ``author``,
    ``retrieved``, ``archive_url``, ``text_translated``; others are left alone. Rows that can't be used go
    to `on_reject`.

    Parameters
    ----------
    opener
        Opens it.
    origin
        Its path, for messages.
    is_file
        Whether there is a file of a name beside it.
    on_reject
        Called for each fault.

    Returns
    -------
    dict
        By file name.
    """
    rows: dict[str, Fields] = {}
    try:
        with opener() as file:
            for number, given in _cells(file):
                fault = _fault(given, rows, origin, is_file)
                if fault:
                    on_reject(Reject(f"{origin}:{number}", fault, is_input=False))
                    continue
                fields = rows[given["file"]] = fields_of(given)
                for told in fields.faults:
                    on_reject(Reject(f"{origin}:{number}", told, kept=True))
    except (UnicodeDecodeError, csv.Error, OSError, _NoSidecarError) as error:
        on_reject(Reject(origin, f"{error}; save it as CSV in UTF-8 with a column `file`", is_input=False))
    return rows


class _NoSidecarError(InputError):
    """The table has no column that names files."""


def _cells(file: BinaryIO) -> Iterator[tuple[int, dict[str, str]]]:
    with io.TextIOWrapper(file, encoding="utf-8-sig", newline="") as text:
        reader = csv.DictReader(text, restkey="", restval="", strict=True)
        if "file" not in (reader.fieldnames or ()):
            raise _NoSidecarError("there is no column `file`")
        for given in reader:
            yield reader.line_num, given


def _fault(
    given: dict[str, str], rows: dict[str, Fields], origin: str, is_file: Callable[[str], bool]
) -> str | None:
    name = given["file"]
    if given.get(""):
        return "the row has more cells than the header; put text with commas in quotes"
    if not name or "/" in name or "\\" in name or "\0" in name or name in (".", ".."):
        return f"file {name!r} is no file name; the sidecar serves the files of its own folder"
    if name in rows:
        return f"{name} has a row already; take one of the two away"
    if not is_file(name):
        return f"there is no file {name} beside {origin}; mend the name or take the row away"
    return None
