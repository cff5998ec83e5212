"""Tables inside a text: rows of cells are no sentences, and nothing is coded from them."""

from __future__ import annotations

import re
from typing import Final

from geo_events.articles.article import Boilerplate

#: Cells are parted by tabs or by upright strokes.
_SEPARATORS: Final = "\t|"
_FEWEST_CELLS: Final = 3
_FEWEST_ROWS: Final = 3
_LINE: Final = re.compile(r"[^\n]+")


def find_tables(text: str) -> list[Boilerplate]:
    """Find tables: at least three lines, one after another, of as many cells each, three or more.

    Returns
    -------
    list of Boilerplate
        Of the kind ``table``, by start.
    """
    if not any(separator in text for separator in _SEPARATORS):
        return []
    found: list[Boilerplate] = []
    rows: list[tuple[int, int]] = []
    shape: tuple[str, int] | None = None
    for line in _LINE.finditer(text):
        now = _shape(line[0])
        if now is None or now != shape or "\n\n" in text[rows[-1][1] : line.start()]:
            found += _table(rows)
            rows = []
        shape = now
        if now is not None:
            rows.append(line.span())
    return found + _table(rows)


def _shape(line: str) -> tuple[str, int] | None:
    """The separator of a line's cells and their number, where it looks like a row."""
    for separator in _SEPARATORS:
        cells = line.strip().strip("|").count(separator) + 1
        if cells >= _FEWEST_CELLS:
            return separator, cells
    return None


def _table(rows: list[tuple[int, int]]) -> list[Boilerplate]:
    return [Boilerplate(rows[0][0], rows[-1][1], "table")] if len(rows) >= _FEWEST_ROWS else []
