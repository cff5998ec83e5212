"""What a text says about itself before its first sentence: headline, day of publication, dateline."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Final

from geo_events.articles.article import Dateline
from geo_events.articles.dateline import find_dateline, has_marked_dateline
from geo_events.articles.days import FULL_DAY, find_full_day
from geo_events.articles.layout import LABEL, find_paragraphs

#: How many paragraphs may come before the body: headline, subheads, byline, date, a note.
_HEAD_PARAGRAPHS: Final = 8
_LONGEST_TITLE: Final = 250
#: A shorter paragraph with a full stop inside is still a headline ("Gov. Zulum visits Bama").
_LONGEST_LINE: Final = 120

_MARKS = re.compile(r"^(?:#{1,6}\s+|\*\*)|\*\*$")
_SENTENCE_END = re.compile(r"[.:;,…](?<!U\.[SNK].)[\"'”’)\]]*$")
_INNER_END = re.compile(r"[^\W\d_]{3,}[.!?][\"”’]?\s+[^\W\d_a-z]")
_BRACKETED = re.compile(r"[(\[].*[)\]]", re.DOTALL)
_BYLINE = re.compile(r"By\s+(?:an?\s|our\s|[^\W\d_a-z])")
_LABELLED_DAY = re.compile(rf"(?P<label>{LABEL})\s*:?\s+(?:[A-Z][a-z]+day,?\s+)?(?P<day>{FULL_DAY})")
_LABELLED_SOURCE = re.compile(r"(?:Source|Outlet):\s+(?P<source>\S.{1,80})")
_DAY = re.compile(FULL_DAY, re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Head:
    """What was found; `title_end` is 0 where the text holds no headline."""

    title: str | None
    title_end: int
    published: dt.date | None
    source: str | None
    body: tuple[int, ...]  # where a dateline may begin


def read_head(text: str, *, title: str | None = None) -> Head:
    """Find headline, day of publication and outlet in the head of a text.

    Parameters
    ----------
    text
        The article's text.
    title
        The headline, where metadata give it; it is then only sought in the text.
    """
    found, title_end = None, _end_of(title, text) if title else 0
    days: list[tuple[int, dt.date]] = []
    source = None
    body = [title_end + _gap(text, title_end)] if title_end else []
    for number, (start, end) in enumerate(find_paragraphs(text)):
        if end <= title_end:
            continue
        words = text[max(start, title_end) : end]
        if number >= _HEAD_PARAGRAPHS or _is_body(words):
            body.append(start)
            break
        labelled = _LABELLED_SOURCE.fullmatch(words)
        source = source or (labelled["source"].strip() if labelled else None)
        days += _days(words)
        if not title_end and not _is_note(words):
            found, title_end = " ".join(_MARKS.sub("", words).split()), end
    else:
        # nothing but short lines: a single one is the body, and no headline
        if title_end == len(text.rstrip()):
            found, title_end = None, 0
            body.append(len(text) - len(text.lstrip()))
    published = min(days, key=lambda ranked: ranked[0])[1] if days else None
    return Head(title or found, title_end, published, source, tuple(body))


def read_dateline(text: str, head: Head, *, published: dt.date | None) -> Dateline | None:
    """Find the dateline at the beginning of the body; see `find_dateline`."""
    starts = (start for start in head.body if start >= head.title_end)
    datelines = (find_dateline(text, start, published=published) for start in starts)
    return next((dateline for dateline in datelines if dateline), None)


def _is_body(words: str) -> bool:
    if _is_note(words):
        return False
    if _SENTENCE_END.search(words) or len(words) > _LONGEST_TITLE or has_marked_dateline(words):
        return True
    return len(words) > _LONGEST_LINE and _INNER_END.search(words) is not None


def _is_note(words: str) -> bool:
    """Whether a head paragraph is something other than a headline: byline, date, remark in brackets."""
    if len(words) > _LONGEST_LINE:
        return _BRACKETED.fullmatch(words) is not None
    if _BRACKETED.fullmatch(words) or _BYLINE.match(words) or _LABELLED_SOURCE.fullmatch(words):
        return True
    return bool(_days(words))


def _days(words: str) -> list[tuple[int, dt.date]]:
    """Days of publication in one head paragraph, with a rank: said to be that, bare, said to be an update."""
    days = []
    for found in _LABELLED_DAY.finditer(words):
        day = find_full_day(found["day"])
        if day:
            days.append((2 if "pdated" in found["label"] else 0, day))
    if not days and len(words) <= _LONGEST_LINE:
        rest = _WORD.findall(_DAY.sub("", words))
        day = find_full_day(words)
        # a line of its own, or part of a byline; not a headline that names a day
        if day and (len(rest) <= 2 or _BYLINE.match(words)):
            days.append((1, day))
    return days


def _end_of(title: str, text: str) -> int:
    """Return where a known headline ends at the beginning of the text, or 0 where it isn't there."""
    words = re.findall(r"\w+", title)
    if not words:
        return 0
    found = re.compile(
        r"\W*" + r"\W+".join(map(re.escape, words)) + r"(?!\w)[\"'”’?!)]*", re.IGNORECASE
    ).match(text)
    return found.end() if found else 0


def _gap(text: str, start: int) -> int:
    found = re.compile(r"[\s.:|–—-]*").match(text, start)
    return found.end() - start if found else 0
