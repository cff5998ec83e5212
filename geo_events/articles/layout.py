"""Where the paragraphs of a text lie, whether its lines are wrapped, indented or whole paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from geo_events.articles.days import FULL_DAY

#: Everything that ends a line, as `str.splitlines` has it; CRLF is one.
_LINE_ENDS: Final = r"\n\r\v\f\x1c-\x1e\x85\u2028\u2029"
NEWLINE: Final = rf"(?:\r\n|[{_LINE_ENDS}])"

#: What stands before the day of publication in a report's head.
LABEL: Final = r"(?:Published|Posted|Issued|Date|Last updated|Updated)(?: on)?"
#: Nobody wraps lines wider than this, so a longer line is a paragraph of its own.
_WIDEST_WRAP: Final = 140
_LONGEST_HEADING: Final = 250
#: A line this much shorter than its neighbours, though the next word would have fitted, was ended on purpose.
_SHORT: Final = 0.75

_LINE = re.compile(rf"[^{_LINE_ENDS}]+")
_NEWLINES = re.compile(NEWLINE)
_SENTENCE_END = re.compile(r"[.!?…:;\"'”’»)\]]$")
_INNER_END = re.compile(r"[.!?]\s")
_BULLET = re.compile(r"[•▪‣*]\s|[-–—]\s+[^\W\d_a-z]|#{1,6}\s")
#: A list item that names its place, day or speaker first: "Odesa: ...", "13 March, Rutshuru territory: ...".
_LABEL = re.compile(r"[^\W_a-z][^.:;!?]{0,60}:\s")
#: Lines that belong to nothing else: "By Jane Doe", "Published: 12 March 2024", "2024-03-12".
_NAME = r"(?:(?:[a-z]{2}-)?[^\W\d_a-z][\w.'’-]*|an?|and|in|for|our|staff|correspondents?|reporters?|writers?)"
BYLINE: Final = re.compile(rf"By {_NAME}(?:[\s,]{{1,3}}{_NAME}){{0,8}}")
_STANDS_ALONE = re.compile(
    r"#{1,6}\s.*"
    rf"|{BYLINE.pattern}"
    r"|(?:Source|Outlet|Location|Title|Headline):\s.{2,100}"
    rf"|(?:{LABEL}:?\s{{1,3}})?(?:[A-Z][a-z]+day,?\s)?{FULL_DAY}(?:[\s,|T-]{{1,3}}\d\d:\d\d[\w:.+ -]*)?"
)


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    indent: int
    gap: int  # line ends since the line before: 1 is the next line, 2 and more a blank line between
    text: str

    @property
    def open_ended(self) -> bool:
        """Whether the line ends without the punctuation that ends a sentence."""
        return not _SENTENCE_END.search(self.text)

    @property
    def continues(self) -> bool:
        """Whether the line begins as the middle of a sentence does."""
        return self.text[0].islower()

    @property
    def stands_alone(self) -> bool:
        """Whether the line is a heading, a byline or a date: never part of a sentence."""
        return _STANDS_ALONE.fullmatch(self.text) is not None


def find_paragraphs(text: str) -> list[tuple[int, int]]:
    """Find the paragraphs of a text.

    Blank lines part paragraphs, unless they tear a sentence in two as page breaks do: the text
    before them has no final punctuation and is no heading, and the text after them begins with a
    lower-case letter. A single line end parts paragraphs where the next line is indented more,
    is a list item, with a bullet or a label ("Odesa: "), a heading, a byline or a date, where one of
    the two lines is too long to be wrapped, or where the line was ended although the next word would
    have fitted.

    Parameters
    ----------
    text
        Any text, with any line ends.

    Returns
    -------
    list of (int, int)
        Spans in `text`, in order, without white space at either end.
    """
    return list(_find_paragraphs(text))


#: An article's paragraphs are asked for by several readers, one after the other.
@lru_cache(maxsize=2)
def _find_paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    lines = _lines(text)
    widths = _widths(lines)
    paragraphs: list[tuple[int, int]] = []
    for number, line in enumerate(lines):
        if number:
            start, end = paragraphs[-1]
            first = len(paragraphs) == 1
            # of a long paragraph, which is no heading anyway, no copy is made for every line
            heading = text[start:end] if end - start <= _LONGEST_HEADING else ""
            if not _parted(lines[number - 1], line, heading, widths[number], first=first):
                paragraphs[-1] = (start, line.end)
                continue
        paragraphs.append((line.start, line.end))
    return tuple(paragraphs)


def _lines(text: str) -> list[_Line]:
    lines = []
    before = 0
    for found in _LINE.finditer(text):
        stripped = found[0].strip()
        if not stripped:
            continue
        indent = len(found[0]) - len(found[0].lstrip())
        start = found.start() + indent
        gap = len(_NEWLINES.findall(text, before, start))
        lines.append(_Line(start, start + len(stripped), indent, gap, stripped))
        before = start + len(stripped)
    return lines


def _widths(lines: list[_Line]) -> list[int]:
    """Give each line the width of the block of lines, unbroken by blanks or indents, that it stands in."""
    widths: list[int] = []
    block: list[int] = []
    for number, line in enumerate(lines):
        if line.gap > 1 or (number and line.indent > lines[number - 1].indent):
            widths += [max(block, default=0)] * len(block)
            block = []
        block.append(len(line.text))
    return widths + [max(block, default=0)] * len(block)


def _parted(before: _Line, line: _Line, heading: str, width: int, *, first: bool) -> bool:
    if before.stands_alone or line.stands_alone:
        return True
    torn = before.open_ended and line.continues
    if line.gap > 1:
        return not torn or _is_heading(heading, line.text, first=first)
    if _BULLET.match(line.text) or (not before.open_ended and _LABEL.match(line.text)):
        return True
    if torn:
        return False
    if line.indent > before.indent or max(len(before.text), len(line.text)) > _WIDEST_WRAP:
        return True
    fits = len(before.text) + 1 + len(line.text.split(maxsplit=1)[0]) <= _SHORT * width
    return fits and before.open_ended


def _is_heading(words: str, following: str, *, first: bool) -> bool:
    """Tell a heading from a sentence torn in two, given that lower case follows."""
    if not words or _INNER_END.search(words):
        return False
    if first and re.match(r"[^\W\d_]{1,4}[-\s'’][^\W\d_a-z]", following):
        return True  # a headline, and a body that begins with a name: "al-Qaim, 3 March -- "
    long = [word for word in re.findall(r"[^\W\d_]+", words) if len(word) > 3]
    return bool(long) and all(word[0].isupper() for word in long)
