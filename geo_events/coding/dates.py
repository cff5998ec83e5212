"""When: time expressions of a sentence as ranges of days, by UCDP's rules.

The rules are those of the UCDP GED codebook's appendix 2: with R the reporting day, "on Wednesday" is
the last Wednesday up to R, "overnight" R-1 to R, "last week" the previous Monday to Sunday, and so on.
Without a reporting day nothing that needs one is resolved: the year is not guessed.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

_DAY = dt.timedelta(days=1)
_WEEKDAYS = {name.lower(): n for n, name in enumerate(calendar.day_name)}
_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name.lower(): n for n, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
_NUMBERS = {
    word: n
    for n, word in enumerate(
        ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1
    )
}
_NUMBERS |= {"a": 1, "an": 1, "several": 3, "few": 3}

_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|"
    r"Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAY = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
_COUNT = r"(?P<count>\d{1,3}|an?|one|two|three|four|five|six|seven|eight|nine|ten|several|few)"


@dataclass(frozen=True, slots=True)
class DateRange:
    """Earliest and latest possible day; `start` None with an `end` means on or before it."""

    start: dt.date | None
    end: dt.date | None
    precision: str


UNKNOWN = DateRange(None, None, "unknown")


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
    """

    start: int
    end: int
    range: DateRange
    since: bool = False


def on_or_before(day: dt.date | None) -> DateRange:
    """The date of something that a text of that day tells without saying when."""
    return DateRange(None, day, "unknown") if day else UNKNOWN


def of_days(start: dt.date, end: dt.date) -> DateRange:
    """A range with the precision that UCDP's ``date_prec`` gives its length."""
    days = (end - start).days + 1
    if days <= 1:
        precision = "day"
    elif days <= 6:
        precision = "days"
    elif days <= 7:
        precision = "week"
    else:
        precision = "month" if days <= 31 else "year"
    return DateRange(start, end, precision)


_WEEKDAY_ONLY = re.compile(_WEEKDAY)
_SINCE = re.compile(r"\b[Ss]ince\s+(?:the\s+)?(?:early |mid-?|late )?\w+[^.;]*$")
Reader = Callable[[re.Match[str], dt.date | None, DateRange], DateRange | None]


def find_dates(text: str, *, reported: dt.date | None, anchor: DateRange = UNKNOWN) -> list[TimeExpression]:
    """Find the time expressions of a text, in their order, not overlapping.

    Parameters
    ----------
    text
        A sentence, with plain quotes and single spaces.
    reported
        The reporting day R, or None where it is unknown.
    anchor
        What "the same day" and "two days earlier" count from; R if unknown.
    """
    found: list[TimeExpression] = []
    for pattern, read in _PATTERNS:
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            days = read(match, reported, anchor)
            if days is not None:
                since = _SINCE.search(text[: match.end()], max(0, match.start() - 16)) is not None
                found.append(TimeExpression(match.start(), match.end(), days, since))
    found.sort(key=lambda expression: expression.start)
    return [one for n, one in enumerate(found) if not _repeated_by_next(text, one, found[n + 1 : n + 2])]


def _repeated_by_next(text: str, one: TimeExpression, following: list[TimeExpression]) -> bool:
    """Whether a weekday stands before the date it belongs to ("Tuesday, June 4"), which says more."""
    return bool(
        following
        and _WEEKDAY_ONLY.fullmatch(text[one.start : one.end])
        and text[one.end : following[0].start] in {", ", " "}
        and any(c.isdigit() for c in text[following[0].start : following[0].end])
    )


def _month_number(match: re.Match[str], group: str = "month") -> int:
    return _MONTHS[match.group(group).rstrip(".").lower()]


def _day_of(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _past_day(month: int, day: int, reported: dt.date | None) -> dt.date | None:
    """The latest such day up to R; a day or two ahead of R is R's own year's (time zones, slips)."""
    if reported is None:
        return None
    found = _day_of(reported.year, month, day)
    if found is None or found > reported + 2 * _DAY:
        found = _day_of(reported.year - 1, month, day)
    return found


def _single(day: dt.date | None) -> DateRange | None:
    return DateRange(day, day, "day") if day else None


def _full_date(match: re.Match[str], reported: dt.date | None, anchor: DateRange) -> DateRange | None:
    return _single(_day_of(int(match["year"]), _month_number(match), int(match["day"])))


def _iso_date(match: re.Match[str], reported: dt.date | None, anchor: DateRange) -> DateRange | None:
    return _single(_day_of(int(match["year"]), int(match["m"]), int(match["day"])))


def _month_day(match: re.Match[str], reported: dt.date | None, anchor: DateRange) -> DateRange | None:
    return _single(_past_day(_month_number(match), int(match["day"]), reported))


def _day_span(match: re.Match[str], reported: dt.date | None, anchor: DateRange) -> DateRange | None:
    groups = match.groupdict()
    month = _month_number(match)
    last_month = _MONTHS[groups["month2"].rstrip(".").lower()] if groups.get("month2") else month
    end = _past_day(last_month, int(match["last"]), reported)
    start = _day_of(end.year, month, int(match["day"])) if end else None
    return of_days(start, end) if start and end and start <= end else None


def _weekday(match: re.Match[str], reported: dt.date | None, anchor: DateRange) -> DateRange | None:
    if reported is None:
        return None
    lead = (match.groupdict().get("lead") or "").lower()
    if lead == "next":
        return None
    back = (reported.weekday() - _WEEKDAYS[match["weekday"].lower()]) % 7
    if back == 0 and lead in {"last", "previous"}:
        back = 7
    return _single(reported - back * _DAY)


def _weekday_night_span(
    match: re.Match[str], reported: dt.date | None, anchor: DateRange
) -> DateRange | None:
    if reported is None:
        return None
    end = reported - ((reported.weekday() - _WEEKDAYS[match["second"].lower()]) % 7) * _DAY
    start = end - ((end.weekday() - _WEEKDAYS[match["weekday"].lower()]) % 7) * _DAY
    return of_days(start, end)


def _near_day(match: re.Match[str], reported: dt.date | None, anchor: DateRange) -> DateRange | None:
    if reported is None:
        return None
    word = match.group().lower()
    if word == "overnight":
        return of_days(reported - _DAY, reported)
    back = 1 if word in {"yesterday", "last night", "last evening"} else 0
    return _single(reported - back * _DAY)


def _week(match: re.Match[str], reported: dt.date | None, anchor: DateRange) -> DateRange | None:
    if reported is None:
        return None
    monday = reported - reported.weekday() * _DAY
    lead = match["lead"].lower()
    if lead in {"last", "previous"}:
        return of_days(monday - 7 * _DAY, monday - _DAY)
    if lead in {"past"}:
        return of_days(reported - 6 * _DAY, reported)
    return of_days(monday, reported)


def _month_phrase(match: re.Match[str], reported: dt.date | None, anchor: DateRange) -> DateRange | None:
    if reported is None:
        return None
    first = reported.replace(day=1)
    if match["lead"].lower() in {"last", "previous"}:
        last = first - _DAY
        return DateRange(last.replace(day=1), last, "month")
    if match["lead"].lower() == "past":
        return DateRange(reported - 29 * _DAY, reported, "month")
    return DateRange(first, reported, "month")


def _year_phrase(match: re.Match[str], reported: dt.date | None, anchor: DateRange) -> DateRange | None:
    if reported is None:
        return None
    year = reported.year - (match["lead"].lower() in {"last", "previous"})
    return DateRange(dt.date(year, 1, 1), min(dt.date(year, 12, 31), reported), "year")


def _weekend(match: re.Match[str], reported: dt.date | None, anchor: DateRange) -> DateRange | None:
    if reported is None:
        return None
    sunday = reported - ((reported.weekday() - 6) % 7) * _DAY
    if reported.weekday() == 5:
        sunday = reported + _DAY
    if (match["lead"] or "").lower() == "previous":
        sunday -= 7 * _DAY
    return of_days(sunday - _DAY, min(sunday, reported))


def _counted(match: re.Match[str], reported: dt.date | None, anchor: DateRange) -> DateRange | None:
    count = int(match["count"]) if match["count"].isdigit() else _NUMBERS[match["count"].lower()]
    unit, word = match["unit"].lower(), match["word"].lower()
    base = reported if word == "ago" else (anchor.end or reported)
    if base is None:
        return None
    if unit == "hour":
        return of_days(base - (count // 24) * _DAY, base) if word == "ago" else _single(base)
    if word == "later":
        return _single(base + count * _DAY) if unit == "day" else None
    if unit == "day":
        return _single(base - count * _DAY)
    if unit == "week":
        middle = base - 7 * count * _DAY
        return of_days(middle - 3 * _DAY, middle + 3 * _DAY)
    if unit == "month":
        month = base.month - 1 - count
        first = dt.date(base.year + month // 12, month % 12 + 1, 1)
        return DateRange(first, _end_of_month(first), "month")
    return DateRange(dt.date(base.year - count, 1, 1), dt.date(base.year - count, 12, 31), "year")


def _same_day(match: re.Match[str], reported: dt.date | None, anchor: DateRange) -> DateRange | None:
    return anchor if anchor.end is not None else None


def _end_of_month(day: dt.date) -> dt.date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _month_only(match: re.Match[str], reported: dt.date | None, anchor: DateRange) -> DateRange | None:
    month = _month_number(match)
    if match["year"]:
        first = dt.date(int(match["year"]), month, 1)
    elif reported is not None:
        first = dt.date(reported.year - (month > reported.month), month, 1)
    else:
        return None
    end = _end_of_month(first)
    return DateRange(first, min(end, reported) if reported and first <= reported else end, "month")


def _year_only(match: re.Match[str], reported: dt.date | None, anchor: DateRange) -> DateRange | None:
    year = int(match["year"])
    end = dt.date(year, 12, 31)
    return DateRange(
        dt.date(year, 1, 1), min(end, reported) if reported and reported.year == year else end, "year"
    )


# Month and day names are matched with their capital: "may" and "march" are ordinary words.
# The first pattern that takes a stretch of text keeps it: the most specific stand first.
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY_NUMBER = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_SECOND = _WEEKDAY.replace("weekday", "second")
_LEAD = r"\b(?P<lead>[Ll]ast|[Pp]revious|[Tt]his|[Pp]ast)"
_SPELLED: tuple[tuple[str, Reader], ...] = (
    (r"\b(?P<year>\d{4})-(?P<m>\d{2})-(?P<day>\d{2})\b", _iso_date),
    (rf"\b{_MONTH}\s+{_DAY_NUMBER},?\s+{_YEAR}\b", _full_date),
    (rf"\b{_DAY_NUMBER}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}\b", _full_date),
    (
        rf"\b{_MONTH}\s+{_DAY_NUMBER}\s*(?:-|to|and|until|through)\s*"
        rf"(?:{_MONTH.replace('<month>', '<month2>')}\s+)?(?P<last>\d{{1,2}})\b",
        _day_span,
    ),
    (rf"\b{_DAY_NUMBER}\s*(?:-|to|and|until)\s*(?P<last>\d{{1,2}})\s+{_MONTH}\b", _day_span),
    (rf"\b{_MONTH}\s+{_DAY_NUMBER}\b(?!\s*(?:people|dead|killed|%))", _month_day),
    (rf"\b{_DAY_NUMBER}\s+(?:of\s+)?{_MONTH}\b", _month_day),
    (rf"\b{_WEEKDAY}(?:\s+night)?\s+(?:to|and|into|until)\s+{_SECOND}\b", _weekday_night_span),
    (rf"\b(?:(?P<lead>[Ll]ast|[Nn]ext|[Pp]revious|[Tt]his)\s+)?{_WEEKDAY}\b", _weekday),
    (
        r"\b(?:[Ll]ast night|[Ll]ast evening|[Yy]esterday|[Tt]oday|[Tt]onight|[Oo]vernight|"
        r"[Tt]his (?:morning|afternoon|evening))\b",
        _near_day,
    ),
    (rf"{_LEAD} week\b", _week),
    (rf"{_LEAD} month\b", _month_phrase),
    (rf"{_LEAD} year\b", _year_phrase),
    (r"\b(?:(?P<lead>[Pp]revious|[Ll]ast|[Tt]his|[Tt]he)\s+)weekend\b", _weekend),
    (
        rf"(?i)\b{_COUNT} (?P<unit>hour|day|week|month|year)s? (?P<word>ago|earlier|before|after|later)\b",
        _counted,
    ),
    (
        r"\b(?:[Tt]he |[Tt]hat )?same (?:day|night|morning|afternoon|evening)\b|"
        r"\b[Hh]ours (?:earlier|later)\b|\b[Tt]hat (?:day|night)\b",
        _same_day,
    ),
    (
        r"\b(?:[Ii]n|[Ss]ince|[Ll]ast|[Dd]uring|[Ee]arly|[Ll]ate|[Oo]f|mid-?)\s*"
        rf"{_MONTH}(?:,?\s+{_YEAR})?(?!\s*\d)\b",
        _month_only,
    ),
    (rf"\b(?:[Ii]n|[Ss]ince|[Dd]uring|[Oo]f|[Uu]ntil)\s+{_YEAR}\b", _year_only),
)
_PATTERNS = tuple((re.compile(pattern), read) for pattern, read in _SPELLED)


def narrowed(expression: TimeExpression, reported: dt.date | None) -> TimeExpression:
    """A "since" expression reaches up to the reporting day; others stay as they are."""
    if not expression.since or reported is None or expression.range.start is None:
        return expression
    return replace(expression, range=of_days(expression.range.start, max(reported, expression.range.start)))
