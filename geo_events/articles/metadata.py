"""The sidecar ``metadata.csv``: title, day, outlet and address of the files beside it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from geo_events.articles.formats import Fields, fields_of
from geo_events.articles.reject import OnReject, Reject
from geo_events.errors import InputError

NAME: Final = "metadata.csv"


def read_metadata(folder: Path, *, on_reject: OnReject) -> dict[str, Fields]:
    """Read the sidecar of a folder, if it has one.

    Columns are ``file``, ``title``, ``published``, ``source``, ``source_url``, ``language``; others
    are left alone. Rows that can't be used go to `on_reject`.

    Returns
    -------
    dict
        By file name.
    """
    path = folder / NAME
    if not path.is_file():
        return {}
    rows: dict[str, Fields] = {}
    try:
        for number, given in _cells(path):
            fault = _fault(given, folder, rows)
            if fault:
                on_reject(Reject(f"{path}:{number}", fault, is_input=False))
            else:
                fields = rows[given["file"]] = fields_of(given)
                if fields.fault:
                    on_reject(Reject(f"{path}:{number}", fields.fault, kept=True))
    except (InputError, UnicodeDecodeError, csv.Error, OSError) as error:
        on_reject(Reject(str(path), f"{error}; save it as CSV in UTF-8 with a column `file`", is_input=False))
    return rows


def _cells(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file, restkey="", restval="", strict=True)
        if "file" not in (reader.fieldnames or ()):
            raise InputError("there is no column `file`")
        for given in reader:
            yield reader.line_num, given


def _fault(given: dict[str, str], folder: Path, rows: dict[str, Fields]) -> str | None:
    name = given["file"]
    if given.get(""):
        return "the row has more cells than the header; put text with commas in quotes"
    if not name or Path(name).name != name:
        return f"file {name!r} is no file name; {NAME} serves the files of its own folder"
    if name in rows:
        return f"{name} has a row already; take one of the two away"
    if not (folder / name).is_file():
        return f"there is no file {name} in {folder}; mend the name or take the row away"
    return None
