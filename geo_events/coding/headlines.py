"""Headlines that stand alone: the day that they tell of, and what one says of an event that is known to be.

A headline is written for its day: "Gunmen kill seven", "Five killed in blast". Where it names no day and no
text follows it, the event is dated on the day of publication. In UCDP's table three of four headlines are of
that day, one of five of the day before; which of the two, the words seldom tell.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from geo_events.articles.article import Article
from geo_events.coding.casualties import combine, revised
from geo_events.coding.casualty_reading import sentence_casualties
from geo_events.coding.counts import Count
from geo_events.coding.dates import UNKNOWN, DateRange, find_dates, on_or_before
from geo_events.coding.days import DAY, is_after, single, up_to
from geo_events.coding.ontology import load_lexicon
from geo_events.gazetteer.place import Place
from geo_events.geoparsing.toponym import Toponym
from geo_events.language import Language

_LONGEST = 250
#: A report of a day's events, which is written on the day after.
_DAILY_REPORT = re.compile(
    r"(?i)\b(?:daily (?:report|update|bulletin|briefing)|morning (?:report|update|briefing))\b"
)
_BESIDE = re.compile(r"(?i)\b(?:after|before)\b")
#: What follows an event that was reported before: the dead are buried, a toll rises.
_AFTERMATH = re.compile(
    r"(?i)\btoll\b.*\b(?:rises|rose|risen|climbs|climbed|up) to\b|\bfunerals? (?:for|of)\b|"
    r"\bbur(?:y|ies|ied)\b.*\b(?:dead|victims)\b|\bmourn(?:s|ers|ed)?\b"
)


@dataclass(frozen=True, slots=True)
class HeadlineFacts:
    """What a headline says of the event that it is about.

    Attributes
    ----------
    date
        When.
    place
        The most precise of the places named, or None.
    killed
        How many died. Where it does not say, at least one, marked as imputed: the event is known to be
        deadly.
    """

    date: DateRange
    place: Place | None
    killed: Count


#: What is known of a deadly event of which no toll is told.
AT_LEAST_ONE = Count(1, 1, None, True, "", None)


def stands_alone(text: str) -> bool:
    """Whether a text is a headline and nothing else: one line that is no sentence with its full stop."""
    line = text.strip()
    return 0 < len(line) <= _LONGEST and "\n" not in line and not line.endswith((".", "!", "?", '."', ".”"))


def headline_day(text: str, *, published: dt.date | None) -> DateRange:
    """The day that a headline tells of.

    Parameters
    ----------
    text
        The headline.
    published
        The day of publication; without it nothing is dated that needs it.
    """
    # "a day after the mosque was hit" says when something else was
    named = [
        time.range
        for time in find_dates(text, reported=published)
        if not (time.relative and _BESIDE.search(text, time.start, time.end))
        and not is_after(time.range, published)
    ]
    daily = _DAILY_REPORT.search(text) is not None
    whole = [days for days in named if days.start is not None and days.start == days.end]
    day = next(iter(whole or named), None)
    if day is not None and day.end is not None:
        # a report "issued on 14 January" tells of the day before
        return single(day.end - DAY) or day if daily and day.start == day.end else up_to(day, published)
    if published is None:
        return UNKNOWN
    before = daily or _AFTERMATH.search(text) is not None
    return single(published - before * DAY) or on_or_before(published)


def read_headline(article: Article, toponyms: Sequence[Toponym], *, language: Language) -> HeadlineFacts:
    """Read a headline that is known to be about a deadly event, whether or not its words tell of one.

    For the titles of sources in a table of events, as UCDP's: "Iraqi forces reach the Tigris". An article's
    events are coded by `geo_events.coding.code_article`.
    """
    killed: Count | None = None
    for sentence in language.pipeline(article.text).sents:
        found = combine([found for _, found in sentence_casualties(sentence, lexicon=load_lexicon())])
        killed = revised(killed, found.killed)
    day = headline_day(article.text, published=article.published)
    return HeadlineFacts(day, _place_of(toponyms), AT_LEAST_ONE if killed is None else killed)


def _place_of(toponyms: Sequence[Toponym]) -> Place | None:
    """The most precise place named, the first of several; a people's country where none is."""
    placed = [t for t in toponyms if t.place is not None]
    said = [t for t in placed if t.kind != "demonym" and not t.metonym]
    # "Shifa neighbourhood, West Mosul, Nineveh province, Iraq": what lies in the last one named is meant
    outer = said[-1].place if len(said) > 1 else None
    inside = [t for t in said if outer is not None and t.place is not outer and _lies_in(t.place, outer)]
    ranked = sorted(
        placed,
        key=lambda t: (t.kind == "demonym", t.metonym, _coarseness(t.place), t not in inside, t.start),
    )
    return ranked[0].place if ranked else None


def _lies_in(place: Place | None, area: Place) -> bool:
    if place is None or not place.country_code or place.country_code != area.country_code:
        return False
    return area.is_country or (area.is_admin1 and place.admin1 == area.admin1)


def _coarseness(place: Place | None) -> int:
    if place is None or place.is_country:
        return 3
    return 2 if place.is_admin1 else 1 if place.is_admin2 else 0
