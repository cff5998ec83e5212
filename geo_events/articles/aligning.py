"""Which words of an original a passage of its translation stands for, as closely as can be told by position.

No dictionary is asked. A passage is narrowed to a paragraph or a sentence only where original and
translation have as many of them, each pair is about as long as the others are, and none names figures
that the other contradicts. Else it is the whole that stands for it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from geo_events.articles.layout import find_paragraphs

#: How closely a passage was narrowed.
Scope = Literal["sentence", "paragraph", "text"]
Spans = Sequence[tuple[int, int]]

#: A pair may be so many times longer or shorter than the texts' lengths make expected.
_MOST_STRETCH: Final = 2.5
#: Shorter differences tell nothing.
_SLACK: Final = 25

_SENTENCE_END = re.compile(r"[.!?…؟۔।]+[\"'”’»)\]]*\s+|[。！？][”’」』)]*\s*")
_FIGURE = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of the original, and how closely it is known."""

    start: int
    end: int
    scope: Scope


class Alignment:
    """An original and its translation, paragraph by paragraph where they agree."""

    def __init__(self, original: str, translation: str) -> None:
        self._original, self._translation = original, translation
        theirs, ours = find_paragraphs(original), find_paragraphs(translation)
        self._theirs: Spans = theirs if self._agree(theirs, ours) else _whole(original)
        self._ours: Spans = ours if self._agree(theirs, ours) else _whole(translation)

    def passage(self, start: int, end: int) -> Passage:
        """Return the passage of the original that a span of the translation stands for.

        Parameters
        ----------
        start, end
            Offsets in the translation.
        """
        first, last = _touched(self._ours, start, end)
        if first == last:
            theirs, ours = (
                _sentences(self._original, self._theirs[first]),
                _sentences(self._translation, self._ours[first]),
            )
            if len(theirs) > 1 and self._agree(theirs, ours):
                begin, stop = _touched(ours, start, end)
                return Passage(theirs[begin][0], theirs[stop][1], "sentence")
        scope: Scope = "paragraph" if last - first + 1 < len(self._ours) else "text"
        return Passage(self._theirs[first][0], self._theirs[last][1], scope)

    def _agree(self, theirs: Spans, ours: Spans) -> bool:
        """Whether the parts may be taken for each other's counterparts, one by one."""
        if not ours or len(theirs) != len(ours):
            return False
        stretch = _length(theirs) / max(1, _length(ours))
        pairs = zip(theirs, ours, strict=True)
        return all(self._plausible(their, our, stretch) for their, our in pairs)

    def _plausible(self, their: tuple[int, int], our: tuple[int, int], stretch: float) -> bool:
        length, expected = their[1] - their[0], (our[1] - our[0]) * stretch
        longer, shorter = max(length, expected), min(length, expected)
        if longer - shorter > _SLACK and longer > _MOST_STRETCH * shorter:
            return False
        given, found = _figures(self._original[slice(*their)]), _figures(self._translation[slice(*our)])
        return not given or not found or not given.isdisjoint(found)


def _whole(text: str) -> Spans:
    return [(len(text) - len(text.lstrip()), len(text.rstrip()))]


def _touched(spans: Spans, start: int, end: int) -> tuple[int, int]:
    """Return the numbers of the first and the last part that a span touches."""
    begins = [begin for begin, _ in spans]
    first = max(0, bisect_right(begins, start) - 1)
    return first, max(first, bisect_right(begins, max(start, end - 1)) - 1)


def _sentences(text: str, paragraph: tuple[int, int]) -> Spans:
    start, stop = paragraph
    spans = []
    for found in _SENTENCE_END.finditer(text, start, stop):
        spans.append((start, found.start() + len(found[0].rstrip())))
        start = found.end()
    return [*spans, (start, stop)] if start < stop else spans


def _length(spans: Spans) -> int:
    return sum(end - start for start, end in spans)


def _figures(text: str) -> frozenset[int]:
    """Return the numbers written in figures, of any script."""
    return frozenset(int(figure) for figure in _FIGURE.findall(text) if len(figure) < 10)
