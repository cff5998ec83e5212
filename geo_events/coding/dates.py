"""When: time expressions of a sentence as ranges of days, by UCDP's rules.

The rules are those of the UCDP GED codebook's appendix 2: with R the reporting day, "on Wednesday" is
the last Wednesday up to R, "overnight" R-1 to R, "last week" the previous Monday to Sunday, and so on.
Without a reporting day nothing that needs one is resolved: the year is not guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from functools import partial

from geo_events.coding.calendar_days import DAY_PATTERNS
from geo_events.coding.date_words import A_WEEKDAY, COUNT, WEEKDAY, WEEKDAYS, Cues, Reader, count_of
from geo_events.coding.days import (
    DAY,
    UNKNOWN,
    DateRange,
    end_of_month,
    is_after,
    months_before,
    of_days,
    on_or_before,
    single,
    weekday_before,
)
from geo_events.coding.periods import PERIOD_PATTERNS

__all__ = ["UNKNOWN", "DateRange", "TimeExpression", "find_dates", "narrowed", "of_days", "on_or_before"]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression in a text.

    Attributes
    ----------
    start, end
        Span in the text that was read.
    range
        The days it names.
    since
        Whether it is the begin of a longer time ("since October").
    relative
        Whether it counts from another time that the text names ("the same day", "two days earlier").
    """

    start: int
    end: int
    range: DateRange
    since: bool = False
    relative: bool = False


_WEEKDAY_ONLY = re.compile(WEEKDAY)
_SINCE = re.compile(r"\b[Ss]ince\s+(?:the\s+)?(?:early |mid-?|late )?\w+[^.;]*$")


def find_dates(text: str, *, reported: dt.date | None, anchor: DateRange = UNKNOWN) -> list[TimeExpression]:
    """Find the time expressions of a text, in their order, not overlapping.

    Parameters
    ----------
    text
        A sentence, with plain quotes and single spaces.
    reported
        The reporting day R, or None where it is unknown.
    anchor
        What "the same day" and "two days earlier" count from, unless the sentence itself names a day before
        them; R if unknown.
    """
    found: list[TimeExpression] = []
    cues = Cues(text)
    for cue, pattern, read in (*DAY_PATTERNS, *PERIOD_PATTERNS):
        for match in pattern.finditer(text) if cues.has(cue) else ():
            if _is_taken(match, found):
                continue
            days = _read(read, match, reported)
            if days is not None:
                since = _SINCE.search(text[: match.end()], max(0, match.start() - 16)) is not None
                found.append(TimeExpression(match.start(), match.end(), days, since))
    for cue, pattern in RELATIVE_PATTERNS:
        for match in pattern.finditer(text) if cues.has(cue) else ():
            if _is_taken(match, found):
                continue
            before = [one for one in found if one.end <= match.start() and one.range.end is not None]
            base = max(before, key=lambda one: one.end).range if before else anchor
            days = _read(partial(_relative_days, base), match, reported)
            if days is not None and not is_after(days, reported):
                found.append(TimeExpression(match.start(), match.end(), days, relative=True))
    found.sort(key=lambda expression: expression.start)
    return [one for n, one in enumerate(found) if not _repeated_by_next(text, one, found[n + 1 : n + 2])]


def _read(read: Reader, match: re.Match[str], reported: dt.date | None) -> DateRange | None:
    """Read a match; what lies beyond the calendar ("two million years ago") is no day."""
    try:
        return read(match, reported)
    except (OverflowError, ValueError):
        return None


def _is_taken(match: re.Match[str], found: list[TimeExpression]) -> bool:
    return any(match.start() < other.end and other.start < match.end() for other in found)


def _repeated_by_next(text: str, one: TimeExpression, following: list[TimeExpression]) -> bool:
    """Whether a weekday stands before the date it belongs to ("Tuesday, June 4"), which says more."""
    return bool(
        following
        and _WEEKDAY_ONLY.fullmatch(text[one.start : one.end])
        and text[one.end : following[0].start] in {", ", " ", " [", " ("}
        and any(c.isdigit() for c in text[following[0].start : following[0].end])
    )


#: As `DAY_PATTERNS`, for times that count from others; all are read by `_relative_days`.
RELATIVE_PATTERNS = tuple(
    (re.compile(cue), re.compile(pattern))
    for cue, pattern in (
        (
            "(?i)ago|earlier|before|after|later|previously",
            rf"(?i)\b{COUNT} (?P<unit>hour|day|night|week|month|year)s?,? "
            r"(?P<word>ago|earlier|before|after|later|previously|afterwards)\b",
        ),
        (
            "next|following|day after|previous|before|preceding",
            r"\b(?:[Tt]he )?(?P<step>next|following|day after|previous|(?:day|night|week) before|preceding)"
            r"(?P<unit>(?: (?:day|night|morning|afternoon|evening|week))?)\b",
        ),
        (
            A_WEEKDAY,
            rf"\b[Tt]hat (?:same )?(?:very )?(?P<that>{WEEKDAY.replace('?P<weekday>', '?:')})\b",
        ),
        # "in three days of fighting": up to when it was told
        (
            "(?:days|nights) of",
            rf"\b(?:[Ii]n|[Dd]uring|[Oo]ver) {COUNT} (?P<span>days|nights) of(?= \w)",
        ),
        (
            "same |ours |inutes |oments |n hour |in the day|hat (?:very )?[dnmae]",
            r"\b(?P<same>(?:[Tt]he |[Tt]hat )?same (?:day|night|morning|afternoon|evening|date)|"
            r"(?:[Hh]ours|[Mm]inutes|[Mm]oments) (?:earlier|later|before|after|afterwards)|"
            r"[Ee]arlier in the day|[Ll]ater in the day|[Aa]n hour (?:earlier|later)|"
            r"[Tt]hat (?:very )?(?:day|night|morning|afternoon|evening))\b",
        ),
    )
)


def _relative_days(anchor: DateRange, match: re.Match[str], reported: dt.date | None) -> DateRange | None:
    groups = match.groupdict()
    if "that" in groups:
        return _weekday_from(WEEKDAYS[groups["that"].lower()], anchor, reported)
    if "span" in groups:
        count, end = count_of(groups["count"]), anchor.end or reported
        return of_days(end - count * DAY, end) if count and end else None
    if "same" in groups:
        return anchor if anchor.end is not None else None
    if "step" in groups:
        return _neighbour(groups["step"].lower(), groups["unit"].strip().lower(), anchor, reported)
    return _counted(match, reported, anchor)


def _weekday_from(weekday: int, anchor: DateRange, reported: dt.date | None) -> DateRange | None:
    """The first such weekday from the begin of what was told, else the last one up to R: "that Thursday"."""
    begin = anchor.start or anchor.end
    if begin is not None:
        return single(begin + ((weekday - begin.weekday()) % 7) * DAY)
    return single(weekday_before(reported, weekday)) if reported is not None else None


def _neighbour(step: str, unit: str, anchor: DateRange, reported: dt.date | None) -> DateRange | None:
    """The day or week beside the one told of: "the next day", "the day before", "the following week"."""
    if step == "week before":
        step, unit = "previous", "week"
        anchor = anchor if anchor.end is not None else on_or_before(reported)
    named = step.startswith(("day ", "night "))
    if named and not unit and anchor.end is None and reported is not None and step.endswith("before"):
        return single(reported - DAY)
    if anchor.end is None or not (unit or named) or (named and unit):
        return None
    ahead = step in {"next", "following", "day after"}
    if unit == "week":
        monday = anchor.end - anchor.end.weekday() * DAY + (7 if ahead else -7) * DAY
        return of_days(monday, monday + 6 * DAY)
    if ahead:
        return single(anchor.end + DAY)
    return single((anchor.start or anchor.end) - DAY)


def _counted(match: re.Match[str], reported: dt.date | None, anchor: DateRange) -> DateRange | None:
    """So many days, weeks, months or years before R ("ago") or beside what was told."""
    count = count_of(match["count"])
    unit, word = match["unit"].lower(), match["word"].lower()
    later = word in {"later", "afterwards"}
    # nothing that is told is later than the report
    base = reported if word == "ago" else anchor.end if later else (anchor.end or reported)
    if base is None or count is None:
        return None
    days = {"hour": count // 24, "day": count, "night": count}.get(unit)
    if later:
        return single(base + days * DAY) if days is not None else None
    if unit == "hour" and word == "ago":
        return of_days(base - (count // 24) * DAY, base)
    if days is not None:
        return single(base - days * DAY)
    if unit == "week":
        middle = base - 7 * count * DAY
        return of_days(middle - 3 * DAY, middle + 3 * DAY)
    if unit == "month":
        first = months_before(base.replace(day=1), count)
        return DateRange(first, end_of_month(first), "month")
    if base.year <= count:
        return None
    return DateRange(dt.date(base.year - count, 1, 1), dt.date(base.year - count, 12, 31), "year")


def narrowed(expression: TimeExpression, reported: dt.date | None) -> TimeExpression:
    """A "since" expression reaches up to the reporting day; others stay as they are."""
    if not expression.since or reported is None or expression.range.start is None:
        return expression
    return replace(expression, range=of_days(expression.range.start, max(reported, expression.range.start)))
