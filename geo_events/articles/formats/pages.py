"""Printed pages: from lines with their place on the page to paragraphs in reading order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

#: Columns are parted by a gutter no narrower than this, in points; each has so much of the text's width.
_GUTTER: Final = 6.0
_COLUMN: Final = 0.15
#: A line repeated at the edge of so many pages is a running head or foot.
_FEWEST_REPEATS: Final = 3
_REPEATED: Final = 0.4
#: How many lines at either edge of a page may be one.
_EDGE_LINES: Final = 2
_PAGE_NUMBER = re.compile(r"\W*(?:page\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*", re.IGNORECASE)
_SENTENCE_END = re.compile(r"[.!?:…][\"'”’)\]]*$")
_HYPHENS: Final = "-‐\u00ad"
_LAST_WORD = re.compile(r"[^\W\d_]+$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_LONGEST_WORD: Final = 40
_COMPOUND = re.compile(r"[^\W\d_]+-[^\W\d_]+")
#: A first line that begins further in than this part of its height opens a paragraph.
_INDENT: Final = 0.7
#: A line that ends before this part of its column closes one, where a sentence ends there too.
_SHORT: Final = 0.85


@dataclass(frozen=True, slots=True)
class Line:
    """A line of print: its left, top, right and bottom in points from the page's top left, and its words."""

    left: float
    top: float
    right: float
    bottom: float
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that stand together."""

    lines: tuple[Line, ...]

    @property
    def left(self) -> float:
        """Its left edge."""
        return min(line.left for line in self.lines)

    @property
    def right(self) -> float:
        """Its right edge."""
        return max(line.right for line in self.lines)

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(line.top for line in self.lines)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(line.bottom for line in self.lines)


def join_pages(pages: Sequence[Sequence[Block]]) -> str:
    """Return the text of pages, paragraphs parted by blank lines.

    Columns are read one after the other, each between the headings that go across them. Words broken
    at a line's end are joined, as are sentences that go on in the next column or on the next page;
    running heads and feet and page numbers are dropped.
    """
    repeated = _repeated(pages)
    paragraphs: list[list[str]] = []
    for page in pages:
        edge = _edge(page)
        for block in reading_order(page):
            lines = [line for line in block.lines if not (line in edge and _is_running(line, repeated))]
            for lot in _paragraphs(lines):
                if paragraphs and _goes_on(paragraphs[-1][-1], lot[0]):
                    paragraphs[-1] += lot
                else:
                    paragraphs.append(lot)
    compounds = frozenset(found for lot in paragraphs for line in lot for found in _COMPOUND.findall(line))
    return "\n\n".join(_joined(lot, compounds) for lot in paragraphs)


def reading_order(blocks: Sequence[Block]) -> list[Block]:
    """Put the blocks of a page into reading order.

    Blocks side by side are columns as long as a gutter runs down between them; whatever goes across
    the gutter (a headline, a table) ends the columns above it and begins new ones below.
    """
    ordered: list[Block] = []
    group: list[Block] = []
    for strip in _strips(blocks):
        if (
            group
            and (len(group) == 1 or _gutter(group) is not None)
            and _gutter([*group, *strip]) is not None
        ):
            group += strip
        else:
            ordered += _columns(group)
            group = list(strip)
    return ordered + _columns(group)


def _strips(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Cut a page wherever nothing stands on a level, from top to bottom."""
    strip: list[Block] = []
    bottom = 0.0
    for block in sorted(blocks, key=lambda block: (block.top, block.left)):
        if strip and block.top >= bottom:
            yield strip
            strip = []
        bottom = max(bottom, block.bottom) if strip else block.bottom
        strip.append(block)
    if strip:
        yield strip


def _columns(group: list[Block]) -> list[Block]:
    gutter = _gutter(group)
    if gutter is None:
        return sorted(group, key=lambda block: (block.top, block.left))
    left = [block for block in group if block.right <= gutter]
    right = [block for block in group if block.right > gutter]
    return [*reading_order(left), *reading_order(right)]


def _gutter(group: Sequence[Block]) -> float | None:
    """Return where the first gutter begins that parts the blocks into columns, or None."""
    if len(group) < 2:
        return None
    ordered = sorted(group, key=lambda block: (block.left, block.right))
    start, end = ordered[0].left, max(block.right for block in ordered)
    least = _COLUMN * (end - start)
    right = ordered[0].right
    for block in ordered[1:]:
        if block.left - right >= _GUTTER and right - start >= least and end - block.left >= least:
            return right
        right = max(right, block.right)
    return None


def _edge(page: Sequence[Block]) -> frozenset[Line]:
    lines = sorted((line for block in page for line in block.lines), key=lambda line: (line.top, line.left))
    return frozenset([*lines[:_EDGE_LINES], *lines[-_EDGE_LINES:]])


def _repeated(pages: Sequence[Sequence[Block]]) -> frozenset[str]:
    counts = Counter(words for page in pages for words in {_pattern(line) for line in _edge(page)})
    least = max(_FEWEST_REPEATS, _REPEATED * len(pages))
    return frozenset(words for words, count in counts.items() if count >= least)


def _pattern(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.lower())


def _is_running(line: Line, repeated: frozenset[str]) -> bool:
    return _pattern(line) in repeated or _PAGE_NUMBER.fullmatch(line.text) is not None


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[str]]:
    """Cut a block into paragraphs where a first line is indented, or a last one falls short."""
    if not lines:
        return
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    lot: list[str] = []
    for before, line in zip((None, *lines), lines, strict=False):
        if before is not None:
            indented = line.left - left > _INDENT * (line.bottom - line.top) and before.left <= line.left - 1
            short = before.right - left < _SHORT * (right - left)
            if _SENTENCE_END.search(before.text) and (indented or short):
                yield lot
                lot = []
        lot.append(line.text)
    yield lot


def _goes_on(before: str, line: str) -> bool:
    """Whether a sentence goes on in the next column or on the next page."""
    return not _SENTENCE_END.search(before) and line[0].islower()


def _joined(lines: Sequence[str], compounds: frozenset[str]) -> str:
    pieces: list[str] = []
    for line, following in zip(lines, (*lines[1:], ""), strict=True):
        word = _LAST_WORD.search(line, max(0, len(line) - _LONGEST_WORD), len(line) - 1)
        next_word = _FIRST_WORD.match(following)
        if not following:
            pieces.append(line)
        elif line[-1] not in _HYPHENS or not word or not next_word:
            pieces.append(f"{line} ")
        else:
            kept = line[-1] != "\u00ad" and _keeps_hyphen(word[0], next_word[0], compounds)
            pieces.append(line if kept else line[:-1])
    return "".join(pieces)


def _keeps_hyphen(left: str, right: str, compounds: frozenset[str]) -> bool:
    """Tell a compound ("US-led", "Deir ez-Zor") from a word broken at the line's end ("govern-ment")."""
    return left.isupper() or right[0].isupper() or f"{left}-{right}" in compounds
