"""The dateline: where and when a report was filed, and by whom ("Baghdad, February 9 (RHC) --")."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from importlib import resources
from typing import Final

from geo_events.articles.article import Dateline
from geo_events.articles.days import DAY, complete_day

# A word of a place's name: "Baghdad", "KYIV", "W.Va.", "DR", "al-Qaim"; short lower-case words may
# stand between two ("Port of Spain", "Rio de Janeiro").
_WORD: Final = r"(?:[a-z]{2,3}-)?[^\W\d_a-z][\w.'’]*(?:-[\w.'’]+)*"
_NAME: Final = rf"{_WORD}(?:\s(?:(?:[a-z]{{1,3}}|&)\s)?{_WORD}|/{_WORD}){{0,3}}"
_QUALIFIER: Final = r"(?:\s?\([^()\n]{2,30}\)(?=,))?"  # "ROME (ITALY), 11 JAN 90"

_DATELINE = re.compile(
    rf"(?:\*\*)?(?P<place>{_NAME}(?:,\s{_NAME}){{0,2}})(?:\*\*)?{_QUALIFIER}"
    rf"(?:,{{0,2}}\s(?i:(?P<day>{DAY}(?:,?\s(?:\d{{4}}|\d\d)(?!\d))?))\.?)?"
    r"(?:,?\s?\((?P<source>[^()]{2,60})\))?"
    r"(?P<close>\s?--+|\s?[—―]|\s[-–\ufffd](?=\s)|:)\s*"
)
#: The text after a dateline begins a sentence; "al-Shabaab" may begin one too.
_SENTENCE = re.compile(r"[\"'“”‘’«(\[]{0,2}(?:[^\W_a-z]|[a-z]{2,3}-[^\W\d_a-z])")
_WEEKDAY = re.compile(r"(?:,?\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?,*$", re.IGNORECASE)
_AGENCY_DAY = re.compile(rf",?\s*(?i:{DAY})(?:,?\s\d{{2,4}})?$")


def find_dateline(text: str, start: int, *, published: dt.date | None) -> Dateline | None:
    """Read the dateline that begins at an offset of the text, if one does.

    A dateline is a place, with or without a day and an outlet in parentheses, closed by a dash or
    a colon before the first sentence. An ordinary sentence that has a dash goes on in lower case
    after it ("Hamas — which rules Gaza — said"); a label ("Update: ...") is none either.

    Parameters
    ----------
    text
        The article's text.
    start
        Where a paragraph begins.
    published
        The day of publication, from which a day without a year takes it.

    Returns
    -------
    Dateline or None
        Its span runs from the place to the dash or colon.
    """
    found = _DATELINE.match(text, start)
    if not found or not _SENTENCE.match(text, found.end()):
        return None
    day, source = found["day"], found["source"]
    place = " ".join(_WEEKDAY.sub("", found["place"]).split())
    if not _is_marked(found) and (place.lower() in _labels() or not _may_stand_bare(place, found["close"])):
        return None
    return Dateline(
        start=found.start("place"),
        end=found.end("close"),
        place=place,
        day=complete_day(day, published) if day else None,
        source=" ".join(_AGENCY_DAY.sub("", source).split()) or None if source else None,
    )


def has_marked_dateline(text: str) -> bool:
    """Whether a text begins with a dateline that names a day or an outlet: one beyond doubt."""
    found = _DATELINE.match(text)
    return found is not None and _is_marked(found) and _SENTENCE.match(text, found.end()) is not None


def _is_marked(found: re.Match[str]) -> bool:
    return found["day"] is not None or found["source"] is not None


def _may_stand_bare(place: str, close: str) -> bool:
    """Whether the words may be a dateline though neither day nor outlet follows them."""
    if place.isupper() or "," in place:
        return True
    # "Port Sudan — " but not "President Joe Biden Today — "; before a colon speakers and labels are usual.
    return len(place.split()) <= (1 if close == ":" else 3)


@cache
def _labels() -> frozenset[str]:
    lines = resources.files("geo_events.articles").joinpath("data/labels.txt").read_text(encoding="utf-8")
    return frozenset(line for line in lines.splitlines() if line and not line.startswith("#"))
