"""Digests, lists and live blogs: what the headings above an item say of its time and place.

A digest's items are about different incidents, and what they leave out stands in the headings above them:
"13 March" for all that follows it, "Sudan" for all items of that country.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from geo_events.articles.layout import LABEL
from geo_events.coding.dates import UNKNOWN, DateRange, TimeExpression, find_dates
from geo_events.coding.days import is_after, single
from geo_events.gazetteer.place import Place
from geo_events.geoparsing.toponym import Toponym

_BULLET: Final = re.compile(r"(?:[•▪‣*●◦–—-]|\(?\d{1,2}[.)])\s+")
#: What an item begins with where it names its place or day first: "Bunia:", "13 March, Rutshuru territory:".
_LABEL: Final = re.compile(r"[^\W_a-z][^\n.:;!?]{0,60}:\s")
#: "14:32", "14.32 GMT", "2:05 pm".
_TIME: Final = re.compile(
    r"\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?:\s?(?:GMT|UTC|EET|EEST|CET|CEST|EST|EDT|local time))?\b"
    r"[\s|,:–—-]*",
    re.IGNORECASE,
)
_PUBLISHED: Final = re.compile(LABEL, re.IGNORECASE)
_LONGEST_HEADING: Final = 80
_LONGEST_LABEL: Final = 40
_LABEL_END: Final = re.compile(r"\s*(?:[:.]\s|[–—]|-\s|--)")
_OTHER_WORDS: Final = 2
_WORD: Final = re.compile(r"[^\W\d_]{3,}")
_CLOSED: Final = re.compile(r"[.!?;,][\"')\]]*$")


@dataclass(frozen=True, slots=True)
class Item:
    """What holds for one paragraph.

    Attributes
    ----------
    number
        Which item of a list it is, or belongs to; None outside of lists.
    days
        The days that the heading above it names; `UNKNOWN` where none does.
    place
        The place that the heading names, or the item's own first words ("KABUL: "), or None.
    clock
        The time of day that it begins with, as live blogs have it, read as the day of the heading above, else
        of publication; offsets in the text. None elsewhere.
    """

    number: int | None = None
    days: DateRange = UNKNOWN
    place: Place | None = None
    clock: TimeExpression | None = None


class Outline:
    """The items of a text.

    Parameters
    ----------
    text
        The shadow text.
    paragraphs
        Spans of its paragraphs.
    title_end
        Where the headline ends in it.
    toponyms
        Each with its span in the shadow text, in its order.
    published
        The day of publication, or None.
    """

    def __init__(
        self,
        text: str,
        paragraphs: Sequence[tuple[int, int]],
        *,
        title_end: int,
        toponyms: Sequence[tuple[int, int, Toponym]],
        published: dt.date | None,
    ) -> None:
        self._starts = [start for start, _ in paragraphs]
        self._places = [
            (start, each.place)
            for start, _, each in toponyms
            if each.kind == "place" and each.place is not None
        ]
        self._items: list[Item] = []
        above, count = Item(), 0
        clocks = [_clock(text[start:end]) for start, end in paragraphs]
        timed = sum(clock is not None for clock in clocks) > 1
        for (start, end), clock in zip(paragraphs, clocks, strict=True):
            if end > title_end:
                held = [each for each in toponyms if start <= each[0] and each[1] <= end]
                heading = _heading(text, start, end, held, published)
                if heading is not None:
                    above = Item(
                        None, heading.days if heading.days.end else above.days, heading.place or above.place
                    )
                elif (timed and clock is not None) or _begins_item(text[start:end]):
                    count += 1
                    at = None
                    own = _label_days(text[start:end], published)
                    day = above.days if above.days.end else single(published)
                    if timed and clock is not None and day is not None:
                        at = TimeExpression(start, start + clock, day)
                    days = above.days if own is None else own
                    place = _label_place(text, start, end, held) or above.place
                    self._items.append(Item(count, days, place, at))
                    continue
            self._items.append(above)

    def places(self, start: int, end: int) -> list[Place]:
        """Give the places that a passage of the text names."""
        return [place for at, place in self._places if start <= at < end]

    def item(self, offset: int) -> Item:
        """Give what holds at an offset of the text."""
        at = bisect_right(self._starts, offset) - 1
        return self._items[at] if at >= 0 else Item()


def is_label(words: str) -> bool:
    """Whether a line says when the report was made ("Published 14 March 2024")."""
    return _PUBLISHED.match(words) is not None


def _clock(words: str) -> int | None:
    """The length of a time of day that a paragraph begins with; "1.30 million" is none."""
    time = _TIME.match(words)
    return None if time is None or words[time.end() :][:1].islower() else len(time.group().rstrip(" |,:–—-"))


def _label_days(words: str, published: dt.date | None) -> DateRange | None:
    """The days that an item begins with, as its label: "16 July: ...", "3. 22 JUN. ..."."""
    bullet = _BULLET.match(words)
    rest = words[bullet.end() :] if bullet is not None else words
    first = next(iter(find_dates(rest[:_LONGEST_LABEL], reported=published)), None)
    if first is None or first.start > 0 or not _LABEL_END.match(rest, first.end):
        return None
    return None if is_after(first.range, published) else first.range


def _begins_item(words: str) -> bool:
    label = _LABEL.match(words)
    # "A smaller crowd in Sidon the same day was less lucky: police" begins a sentence
    named = label is not None and sum(word.islower() for word in _WORD.findall(label.group())) <= _OTHER_WORDS
    return _BULLET.match(words) is not None or named


def _label_place(text: str, start: int, end: int, held: Sequence[tuple[int, int, Toponym]]) -> Place | None:
    """The place that an item names first and on its own ("KABUL: a bomb ...")."""
    label = _LABEL.match(text[start:end])
    for first, last, toponym in held:
        rest = "" if label is None else text[last : start + label.end()].strip()
        if label is not None and first == start and rest == ":" and toponym.kind == "place":
            return toponym.place
    return None


def _heading(
    text: str, start: int, end: int, held: Sequence[tuple[int, int, Toponym]], published: dt.date | None
) -> Item | None:
    """Read a paragraph as a heading: a day, a time of day or a place, and hardly a word besides."""
    words = text[start:end]
    if len(words) > _LONGEST_HEADING or _CLOSED.search(words) or _BULLET.match(words):
        return None
    if is_label(words):
        return None
    time = _TIME.match(words)
    days = find_dates(words, reported=published)
    spans = [(first - start, last - start) for first, last, _ in held]
    spans += [(each.start, each.end) for each in days]
    if time is not None:
        spans.append(time.span())
    if not spans:
        return None
    rest = "".join(" " if any(a <= at < b for a, b in spans) else c for at, c in enumerate(words))
    if len(_WORD.findall(rest)) > _OTHER_WORDS:
        return None
    places = [each.place for _, _, each in held if each.kind == "place" and each.place is not None]
    past = [each.range for each in days if not is_after(each.range, published)]
    return Item(None, past[0] if past else UNKNOWN, places[0] if places else None)
