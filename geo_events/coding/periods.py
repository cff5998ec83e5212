"""Stretches of days: weeks, months, years, "the past 48 hours", "early March", "recently".

The rules are those of the UCDP GED codebook's appendix 2. R is the reporting day; what needs one is None
without it.
"""

from __future__ import annotations

import datetime as dt
import re

from geo_events.coding.date_words import (
    A_MONTH,
    A_YEAR,
    COUNT,
    MONTH,
    ORDINALS,
    WEEKDAY,
    YEAR,
    Patterns,
    compiled,
    count_of,
    month_number,
)
from geo_events.coding.days import (
    DAY,
    DateRange,
    end_of_month,
    months_before,
    of_days,
    single,
    weekday_before,
)

#: First and last day of the parts of a month (UCDP): early, middle, late.
_THIRDS = {"early": (1, 10), "mid": (10, 20), "late": (15, 31)}
_PARTS = re.compile(
    r"\b(early|earlier|first|beginning|start|mid|middle|late|end|close|last)\b", re.IGNORECASE
)
_PART_OF = {"early": "early", "beginning": "early", "start": "early", "mid": "mid", "middle": "mid",
            "late": "late", "end": "late", "close": "late"}  # fmt: skip


_NTH_SO_FAR = re.compile(rf"\b(?:{'|'.join(ORDINALS)}|\d+(?:st|d|nd|rd|th))(?: \w+){{1,3}} $")


def _week(match: re.Match[str], reported: dt.date | None) -> DateRange | None:
    if reported is None:
        return None
    monday = reported - reported.weekday() * DAY
    lead, part = match["lead"].lower(), _part(match.groupdict().get("part"))
    if match.groupdict().get("before"):
        return of_days(monday - 14 * DAY, monday - 8 * DAY)
    if lead in {"last", "previous"}:
        start = monday - 7 * DAY
        return _part_of_week(start, part) if part in _PART_OF else of_days(start, monday - DAY)
    if lead == "past":
        return of_days(reported - 6 * DAY, reported)
    end = reported - DAY if part == "earlier" and reported > monday else reported
    return of_days(monday, end)


def _month_phrase(match: re.Match[str], reported: dt.date | None) -> DateRange | None:
    if reported is None:
        return None
    first, part = reported.replace(day=1), _part(match.groupdict().get("part"))
    lead = match["lead"].lower()
    if lead in {"last", "previous"}:
        last = first - DAY
        return (
            _part_of_month(last.replace(day=1), part)
            if part in _PART_OF
            else DateRange(last.replace(day=1), last, "month")
        )
    if lead == "past":
        return DateRange(reported - 29 * DAY, reported, "month")
    if part in _PART_OF:
        found = _part_of_month(first, part)
        return found if found.start and found.start <= reported else None
    return DateRange(first, reported, "month")


def _part_so_far(match: re.Match[str], reported: dt.date | None) -> DateRange | None:
    """A part of the month or week that R lies in: "at the beginning of the month", "earlier in the week"."""
    if reported is None:
        return None
    part = _part(match["part"])
    if match["unit"] == "month":
        if part == "earlier":
            return DateRange(reported.replace(day=1), max(reported - DAY, reported.replace(day=1)), "month")
        found = _part_of_month(reported.replace(day=1), part)
    else:
        monday = reported - reported.weekday() * DAY
        found = _part_of_week(monday, part) if part != "earlier" else of_days(monday, reported)
    return found if found.start and found.start <= reported else None


def _part(words: str | None) -> str:
    """The word that says which part of a week, month or year is meant."""
    found = _PARTS.search(words or "")
    word = found.group().lower() if found is not None else ""
    return {"first": "early", "last": "late"}.get(word, word)


def _part_of_week(monday: dt.date, part: str) -> DateRange:
    first, last = {"early": (0, 2), "mid": (1, 3), "late": (4, 6)}[_PART_OF[part]]
    return of_days(monday + first * DAY, monday + last * DAY)


def _year_phrase(match: re.Match[str], reported: dt.date | None) -> DateRange | None:
    if reported is None or _NTH_SO_FAR.search(match.string, 0, match.start()):
        return None  # "the sixth attack this year"
    if match["lead"].lower() == "past":
        return DateRange(reported - 364 * DAY, reported, "year")
    year = reported.year - (match["lead"].lower() in {"last", "previous"})
    return DateRange(dt.date(year, 1, 1), min(dt.date(year, 12, 31), reported), "year")


def _weekend(match: re.Match[str], reported: dt.date | None) -> DateRange | None:
    if reported is None:
        return None
    sunday = weekday_before(reported, 6)
    if reported.weekday() == 5:
        sunday = reported + DAY
    if (match["lead"] or "").lower() == "previous":
        sunday -= 7 * DAY
    return of_days(sunday - DAY, min(sunday, reported))


def _period(match: re.Match[str], reported: dt.date | None) -> DateRange | None:
    """A stretch up to R: "the past 48 hours", "the last three months", "recent weeks"."""
    words, unit = (match["count"] or "several").strip().lower(), match["unit"].lower().removesuffix("s")
    count = count_of(words)
    if reported is None or count is None:
        return None
    vague = words in {"several", "few", "a few"}
    if unit == "hour":
        return (
            single(reported)
            if vague or count < 12
            else of_days(reported - (1 if count <= 24 else 2) * DAY, reported)
        )
    if unit in {"day", "night"}:
        goes_on = (match["lead"] or "").lower().startswith("for")
        return of_days(reported - (count - goes_on) * DAY, reported - (not goes_on) * DAY)
    if unit in {"week", "fortnight"}:
        days = 7 * count if unit == "week" else 14 * (1 if match["count"] is None else count)
        return of_days(reported - (days - (not vague or unit == "fortnight")) * DAY, reported)
    if unit == "month":
        return of_days(max(months_before(reported, count), dt.date(reported.year, 1, 1)), reported)
    return DateRange(months_before(reported, 12 * count), reported, "year")


def _recent_period(match: re.Match[str], reported: dt.date | None) -> DateRange | None:
    """Weeks or months up to R without a number: three of them (UCDP)."""
    if reported is None:
        return None
    if match["unit"] == "weeks":
        return of_days(reported - 21 * DAY, reported)
    return of_days(max(months_before(reported, 3), dt.date(reported.year, 1, 1)), reported)


def _recently(match: re.Match[str], reported: dt.date | None) -> DateRange | None:
    return of_days(reported - 3 * DAY, reported - DAY) if reported else None


def _running_days(match: re.Match[str], reported: dt.date | None) -> DateRange | None:
    word = match["nth"].lower()
    days = ORDINALS.index(word) + 1 if word in ORDINALS else int(re.sub(r"\D", "", word) or 0)
    return of_days(reported - (days - 1) * DAY, reported) if reported and days else None


def _part_of_month(first: dt.date, part: str) -> DateRange:
    begin, end = _THIRDS[_PART_OF[part]]
    return of_days(first.replace(day=begin), min(first + (end - 1) * DAY, end_of_month(first)))


def _first_of_month(match: re.Match[str], reported: dt.date | None) -> dt.date | None:
    month, year = month_number(match), match.groupdict().get("year")
    if year and year.isdigit():
        return dt.date(int(year), month, 1)
    if reported is None:
        return None
    if year:
        return dt.date(reported.year - year.lower().startswith("last"), month, 1)
    return dt.date(reported.year - (month > reported.month), month, 1)


def _month_only(match: re.Match[str], reported: dt.date | None) -> DateRange | None:
    first = _first_of_month(match, reported)
    if first is None:
        return None
    part = (match.groupdict().get("part") or "").lower().rstrip("-")
    if part:
        return _part_of_month(first, part)
    end = end_of_month(first)
    return DateRange(first, min(end, reported) if reported and first <= reported else end, "month")


def _week_of_month(match: re.Match[str], reported: dt.date | None) -> DateRange | None:
    first = _first_of_month(match, reported)
    if first is None:
        return None
    if match["nth"].lower() == "last":
        return of_days(end_of_month(first) - 6 * DAY, end_of_month(first))
    start = first + 7 * ORDINALS.index(match["nth"].lower()) * DAY
    return of_days(start, start + 6 * DAY)


def _year_only(match: re.Match[str], reported: dt.date | None) -> DateRange | None:
    year, part = int(match["year"]), (match.groupdict().get("part") or "").lower().rstrip("-")
    if part:
        first = {"early": 1, "mid": 5, "late": 9}[_PART_OF[part]]
        return DateRange(dt.date(year, first, 1), end_of_month(dt.date(year, first + 3, 1)), "year")
    end = dt.date(year, 12, 31)
    return DateRange(
        dt.date(year, 1, 1), min(end, reported) if reported and reported.year == year else end, "year"
    )


_LEAD = (
    r"\b(?:(?P<part>[Ee]arl(?:y|ier)|[Ll]ate|[Mm]id|(?:[Ii]n |[Aa]t |[Bb]y |[Tt]owards? )?[Tt]he "
    r"(?:first days|beginning|start|middle|end|close|last days) of)[ -]+)?"
    r"(?P<lead>[Ll]ast|[Pp]revious|[Tt]his|[Pp]ast)"
)
_PART = r"(?P<part>[Ee]arly|[Ll]ate|[Mm]id|[Bb]eginning|[Ss]tart|[Mm]iddle|[Ee]nd|[Cc]lose)"
_PART_BEFORE = rf"\b{_PART}(?:\s+(?:of|in)\s+|[\s-]+)"
_YEAR_BEHIND = r"(?:,?\s+(?P<year>(?:19|20)\d\d|last year|this year))?"
_NTH_DAY = rf"(?P<nth>{'|'.join(ORDINALS)}|\d+(?:st|nd|rd|th))"
# the most specific stand first
PERIOD_PATTERNS: Patterns = compiled(
    (
        "week",
        rf"\b(?P<nth>first|second|third|fourth|last) week (?:of|in) {MONTH}(?:,?\s+{YEAR})?\b",
        _week_of_month,
    ),
    ("week", r"\b(?P<before>[Tt]he week before) (?P<lead>last)\b", _week),
    ("week", rf"{_LEAD} week\b(?!\s*-?end)", _week),
    (
        " the (?:week|month)",
        r"\b(?P<part>[Tt]he (?:first days|beginning|start|middle|end|close|last days)|[Ee]arlier)"
        r" (?:of|in) the (?P<unit>week|month)\b",
        _part_so_far,
    ),
    ("month", rf"{_LEAD} month\b", _month_phrase),
    ("year", rf"{_LEAD} year\b", _year_phrase),
    (
        "weekend",
        r"\b(?:(?P<lead>[Pp]revious|[Ll]ast|[Pp]ast|[Tt]his|[Tt]he|[Aa]ll)\s+)"
        r"(?:whole |entire |long )?weekend\b",
        _weekend,
    ),
    ("ecently|recent days", r"\b(?:[Rr]ecently|[Ii]n recent days)\b", _recently),
    (
        "the (?:past|last|previous) ",
        rf"\b(?P<lead>(?:[Ff]or|[Ii]n|[Oo]ver|[Dd]uring|[Ww]ithin) )?the (?:past|last|previous) (?:{COUNT} )?"
        r"(?P<unit>hours?|days?|nights?|weeks|fortnight|months|years)\b",
        _period,
    ),
    (
        "weeks|months",
        r"\b(?:[Ff]or|[Ii]n|[Oo]ver|[Dd]uring) (?:several |recent )?(?P<unit>weeks|months)(?: now)?\b",
        _recent_period,
    ),
    (
        "or (?:the|a) ",
        rf"\b[Ff]or (?:the|a) {_NTH_DAY} (?:straight |consecutive |successive )?day(?: running| in a row)?\b"
        rf"(?!,? (?:on )?(?:{WEEKDAY}|[Tt]oday|[Yy]esterday))",
        _running_days,
    ),
    (A_MONTH, rf"{_PART_BEFORE}{MONTH}{_YEAR_BEHIND}(?!\s*\d)\b", _month_only),
    (
        A_MONTH,
        r"\b(?:[Ii]n|[Ss]ince|[Ll]ast|[Dd]uring|[Oo]f|[Tt]he|[Aa]n?|[Tt]hat|[Uu]ntil)\s*"
        rf"{MONTH}{_YEAR_BEHIND}(?!\s*\d)\b",
        _month_only,
    ),
    (A_MONTH, rf"\b{MONTH},?\s+{YEAR}\b", _month_only),
    (A_YEAR, rf"{_PART_BEFORE}{YEAR}\b", _year_only),
    (A_YEAR, rf"\b(?:[Ii]n|[Ss]ince|[Dd]uring|[Oo]f|[Uu]ntil|[Tt]he)\s+{YEAR}\b", _year_only),
)
