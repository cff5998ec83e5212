"""Words of articles that a user has marked: JSON lines with an article's `id` and its `spans`."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geo_events.errors import InputError


class MarkedSpans:
    """The spans that a file marks, by the id of their article.

    Parameters
    ----------
    path
        A file of JSON lines: ``id`` as in the article's input, and ``spans``, a list of objects with
        ``start`` and ``end``, which count code points of the article's text. Other fields are left alone, so
        that a file of articles may hold the spans, too.

    Raises
    ------
    InputError
        If a line is none such, or an id comes twice.
    """

    def __init__(self, path: Path) -> None:
        # Two numbers a span, so that those of a million names take eight bytes each.
        self._spans: dict[str | int, array[int]] = {}
        self._asked: set[str | int] = set()
        with path.open("rb") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    self._read(line, f"{path}:{number}")

    def of(self, id: str | int) -> list[tuple[int, int]] | None:
        """Give the spans of an article; None where the file doesn't have it."""
        found = self._spans.get(id)
        self._asked.add(id)
        return None if found is None else list(zip(found[::2], found[1::2], strict=True))

    def unasked(self) -> Iterator[str | int]:
        """Give the ids that no article had."""
        return (id for id in self._spans if id not in self._asked)

    def _read(self, line: bytes, where: str) -> None:
        try:
            given = json.loads(line.decode("utf-8-sig"))
            id, spans = given["id"], given["spans"]
            numbers = array("Q", [_offset(span[end]) for span in spans for end in ("start", "end")])
        except (ValueError, TypeError, KeyError, OverflowError, RecursionError) as error:
            said = '{"id": "a", "spans": [{"start": 0, "end": 7}]}'
            raise InputError(f"{where}: the line marks no spans; write one such as {said}") from error
        if isinstance(id, bool) or not isinstance(id, str | int):
            raise InputError(f"{where}: id {id!r} is neither text nor a whole number; write it in quotes")
        if id in self._spans:
            raise InputError(f"{where}: id {id!r} has spans already; put all of an article's into one line")
        self._spans[id] = numbers


def _offset(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError
    return value
