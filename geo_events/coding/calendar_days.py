"""Single days by the calendar: dates, weekdays, holidays, "yesterday", and spans between two of them.

The rules are those of the UCDP GED codebook's appendix 2. R is the reporting day; what needs one is None
without it.
"""

from __future__ import annotations

import datetime as dt
import re

from geo_events.coding.date_words import (
    A_MONTH,
    A_PART_OF_DAY,
    A_WEEKDAY,
    A_YEAR,
    COUNT,
    DAY_NUMBER,
    MONTH,
    MONTHS,
    ORDINALS,
    WEEKDAY,
    WEEKDAYS,
    YEAR,
    Patterns,
    compiled,
    count_of,
    day_number,
    month_number,
    past_day,
)
from geo_events.coding.days import DAY, DateRange, day_of, of_days, single, weekday_before

_HOLIDAYS = {
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
    "may day": (5, 1),
    "valentine's day": (2, 14),
    "halloween": (10, 31),
}
#: Days from Easter Sunday of the western churches.
_FROM_EASTER = {
    "palm sunday": -7,
    "maundy thursday": -3,
    "good friday": -2,
    "easter sunday": 0,
    "easter monday": 1,
}


def _full_date(match: re.Match[str], reported: dt.date | None) -> DateRange | None:
    year = int(match["year"])
    if year < 100:
        year += 1900 if year > 50 else 2000
    return single(day_of(year, month_number(match), day_number(match)))


def _iso_date(match: re.Match[str], reported: dt.date | None) -> DateRange | None:
    return single(day_of(int(match["year"]), int(match["m"]), int(match["day"])))


def _slashed_date(match: re.Match[str], reported: dt.date | None) -> DateRange | None:
    """A date in figures alone: the one reading that there is, else the only one of the month up to R."""
    one, other, year = int(match["one"]), int(match["other"]), int(match["year"])
    read = {day for day in (day_of(year, other, one), day_of(year, one, other)) if day is not None}
    if len(read) > 1 and reported is not None:
        read = {day for day in read if 0 <= (reported - day).days <= 31}
    return single(read.pop()) if len(read) == 1 else None


#: "July 17th neighbourhood", "23 October Street" are places.
_NAMES_PLACE = re.compile(
    r"[\s\W]*\w*\s*(?i:neighbou?rhood|street|square|bridge|avenue|district|boulevard|quarter|movement|brigades?)\b"
)


def _month_day(match: re.Match[str], reported: dt.date | None) -> DateRange | None:
    if _NAMES_PLACE.match(match.string, match.end()):
        return None
    return single(past_day(month_number(match), day_number(match), reported))


def _last_years_day(match: re.Match[str], reported: dt.date | None) -> DateRange | None:
    """A day of last year, with the day or the month first."""
    month = MONTHS[(match["month"] or match["month2"]).rstrip(".").lower()]
    text = (match["day"] or match["day2"]).lower()
    day = ORDINALS.index(text) + 1 if text in ORDINALS else int(text)
    return single(day_of(reported.year - 1, month, day)) if reported else None


def _around_day(match: re.Match[str], reported: dt.date | None) -> DateRange | None:
    day = past_day(month_number(match), day_number(match), reported)
    return of_days(day - DAY, day + DAY) if day else None


def _day_of_last_month(match: re.Match[str], reported: dt.date | None) -> DateRange | None:
    if reported is None:
        return None
    before = reported.replace(day=1) - DAY
    return single(day_of(before.year, before.month, day_number(match)))


def _day_span(match: re.Match[str], reported: dt.date | None) -> DateRange | None:
    groups = match.groupdict()
    month = month_number(match)
    last_month = MONTHS[groups["month2"].rstrip(".").lower()] if groups.get("month2") else month
    if groups.get("year"):
        end = day_of(int(match["year"]), last_month, int(match["last"]))
    else:
        end = past_day(last_month, int(match["last"]), reported)
    start = day_of(end.year, month, day_number(match)) if end else None
    return of_days(start, end) if start and end and start <= end else None


def _ordinal_span(match: re.Match[str], reported: dt.date | None) -> DateRange | None:
    """The last such days of a month up to R: "between the 10th and the 14th"."""
    last, first = int(match["last"]), int(match["day"])
    if reported is None or first >= last:
        return None
    month = reported if last <= reported.day else reported.replace(day=1) - DAY
    start, end = day_of(month.year, month.month, first), day_of(month.year, month.month, last)
    return of_days(start, end) if start and end else None


def _night_to_day(match: re.Match[str], reported: dt.date | None) -> DateRange | None:
    day = past_day(month_number(match), day_number(match), reported)
    return of_days(day - DAY, day) if day else None


def _week_ending(match: re.Match[str], reported: dt.date | None) -> DateRange | None:
    """The seven days up to a date: "week ending (Sunday) 23 June 2024"."""
    year = int(match["year"]) if match["year"] else None
    month, day = month_number(match), day_number(match)
    end = day_of(year, month, day) if year else past_day(month, day, reported)
    return of_days(end - 6 * DAY, end) if end else None


def _ordinal_day(match: re.Match[str], reported: dt.date | None) -> DateRange | None:
    """The last such day of a month up to R: "on the 24th"."""
    if reported is None:
        return None
    day = int(match["day"])
    month = reported if day <= reported.day else reported.replace(day=1) - DAY
    return single(day_of(month.year, month.month, day))


def _weekday_weeks_ago(match: re.Match[str], reported: dt.date | None) -> DateRange | None:
    count = count_of(match["count"])
    if reported is None or count is None:
        return None
    monday = reported - (reported.weekday() + 7 * count) * DAY
    return single(monday + WEEKDAYS[match["weekday"].lower()] * DAY)


def _easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return dt.date(year, month, day + 1)


def _easter_day(match: re.Match[str], reported: dt.date | None) -> DateRange | None:
    if reported is None:
        return None
    away = _FROM_EASTER[match["day"].lower()] * DAY
    found = _easter(reported.year) + away
    return single(found if found <= reported + 2 * DAY else _easter(reported.year - 1) + away)


def _holiday(match: re.Match[str], reported: dt.date | None) -> DateRange | None:
    month, day = _HOLIDAYS[match["holiday"].lower().replace("’", "'")]
    return single(past_day(month, day, reported))


def _weekday(match: re.Match[str], reported: dt.date | None) -> DateRange | None:
    if reported is None:
        return None
    lead = (match.groupdict().get("lead") or "").lower()
    if lead == "next":
        return None
    day = weekday_before(reported, WEEKDAYS[match["weekday"].lower()])
    return single(day - 7 * DAY if day == reported and lead in {"last", "previous"} else day)


def _last_weeks_day(match: re.Match[str], reported: dt.date | None) -> DateRange | None:
    """A weekday of last week, before or behind "last week"."""
    if reported is None:
        return None
    weekday = WEEKDAYS[next(name for name in match.groups() if name).lower()]
    return single(reported - (reported.weekday() + 7 - weekday) * DAY)


def _weekday_span(match: re.Match[str], reported: dt.date | None) -> DateRange | None:
    if reported is None:
        return None
    end = weekday_before(reported, WEEKDAYS[match["second"].lower()])
    return of_days(weekday_before(end, WEEKDAYS[match["weekday"].lower()]), end)


def _night_to_weekday(match: re.Match[str], reported: dt.date | None) -> DateRange | None:
    if reported is None:
        return None
    day = weekday_before(reported, WEEKDAYS[match["weekday"].lower()])
    return of_days(day - DAY, day)


def _near_day(match: re.Match[str], reported: dt.date | None) -> DateRange | None:
    if reported is None:
        return None
    word = " ".join(match.group().lower().split())
    if word == "overnight" or "between" in word:
        return of_days(reported - DAY, reported)
    if word.endswith("before last") or "day before yesterday" in word:
        return single(reported - 2 * DAY)
    back = word in {"last night", "last evening", "the other day", "the other night"} or "yesterday" in word
    return single(reported - back * DAY)


_SECOND = WEEKDAY.replace("weekday", "second")
_MONTH_2 = MONTH.replace("<month>", "<month2>")
_WEEKDAY_2 = WEEKDAY.replace("<weekday>", "<weekday2>")
_DAY_2 = DAY_NUMBER.replace("<day>", "<day2>")
_TO = r"\s*(?:-|–|to|and|until|through)\s*"
_LAST = r"(?P<last>\d{1,2})(?:st|nd|rd|th)?"
# the most specific stand first
DAY_PATTERNS: Patterns = compiled(
    (r"\d{4}-\d\d-", r"\b(?P<year>\d{4})-(?P<m>\d{2})-(?P<day>\d{2})\b", _iso_date),
    (A_YEAR, r"\b(?P<one>\d{1,2})[/.](?P<other>\d{1,2})[/.](?P<year>(?:19|20)\d\d)\b", _slashed_date),
    (
        "eek (?:end|to|up)",
        rf"\b[Ww]eek (?:ending|to|ended|up to)(?: on)? (?:{WEEKDAY},? )?{DAY_NUMBER} {MONTH}(?:,? {YEAR})?\b",
        _week_ending,
    ),
    (
        A_MONTH,
        rf"\b(?:[Oo]vernight|[Nn]ight)\s+(?:in)?to\s+{DAY_NUMBER}\s+{MONTH}\b",
        _night_to_day,
    ),
    (
        r"(?:etween|rom) the \d",
        r"\b(?:[Bb]etween|[Ff]rom) the (?P<day>\d{1,2})(?:st|nd|rd|th) (?:and|to|until) (?:the )?"
        rf"{_LAST}(?!\s+(?:of|{MONTH.replace('<month>', '<month3>')}))\b",
        _ordinal_span,
    ),
    (A_MONTH, rf"\b{MONTH}\s+{DAY_NUMBER}{_TO}(?:{_MONTH_2}\s+)?{_LAST}\b(?:,?\s+{YEAR}\b)?", _day_span),
    (A_MONTH, rf"\b{DAY_NUMBER}{_TO}{_LAST}\s+(?:of\s+)?{MONTH}\b(?:,?\s+{YEAR}\b)?", _day_span),
    (A_MONTH, rf"\b{MONTH}\s+{DAY_NUMBER},?\s+{YEAR}\b", _full_date),
    (A_MONTH, rf"\b{DAY_NUMBER}\s+(?:of\s+)?{MONTH},?\s+{YEAR}\b", _full_date),
    # "3 Jan 90", as wires date; "9 May 20 people" is none
    (A_MONTH, rf"\b{DAY_NUMBER}\s+{MONTH}\.?\s*(?P<year>\d\d)\b(?!\s+[a-z]|[:,.]?\d)", _full_date),
    (A_MONTH, rf"\b(?:{MONTH}\s+{DAY_NUMBER}|{_DAY_2}\s+{_MONTH_2}),?\s+last year\b", _last_years_day),
    (
        A_MONTH,
        rf"\b(?:[Aa]round|[Oo]n or about|[Aa]bout)\s+(?:the\s+)?{DAY_NUMBER}\s+(?:of\s+)?{MONTH}\b",
        _around_day,
    ),
    (A_MONTH, rf"\b(?:[Aa]round|[Oo]n or about)\s+{MONTH}\s+{DAY_NUMBER}\b", _around_day),
    ("month", rf"\b{DAY_NUMBER}\s+of\s+last\s+month\b", _day_of_last_month),
    (A_MONTH, rf"\b{MONTH}\s+{DAY_NUMBER}\b(?!\s*(?:people|dead|killed|%))", _month_day),
    (A_MONTH, rf"\b{DAY_NUMBER}\s+(?:of\s+)?{MONTH}\b", _month_day),
    (
        "(?i)new year|christmas|boxing|may day|valentine|halloween",
        r"(?i)\b(?P<holiday>new year['’]s (?:eve|day)|christmas(?: eve| day)?|boxing day|may day|"
        r"valentine['’]s day|halloween)\b",
        _holiday,
    ),
    (
        "(?i)palm|maundy|good f|easter",
        r"(?i)\b(?P<day>palm sunday|maundy thursday|good friday|easter sunday|easter monday)\b",
        _easter_day,
    ),
    (
        r"n the \d",
        r"\b[Oo]n the (?P<day>\d{1,2})(?:st|nd|rd|th)\b(?!\s+[a-z]*\s*(?:day|floor|anniversary))",
        _ordinal_day,
    ),
    (
        A_WEEKDAY,
        rf"\b{WEEKDAY}(?:\s+(?:morning|night|evening|afternoon))?,?\s+{COUNT} weeks? ago\b",
        _weekday_weeks_ago,
    ),
    (A_WEEKDAY, rf"\b{WEEKDAY},?\s+(?:of\s+)?last week\b", _last_weeks_day),
    (A_WEEKDAY, rf"\b[Ll]ast week,? (?:on )?{_WEEKDAY_2}\b", _last_weeks_day),
    (A_WEEKDAY, rf"\b(?:[Oo]vernight|night)\s+(?:in)?to\s+{WEEKDAY}\b", _night_to_weekday),
    (
        A_WEEKDAY,
        rf"\b{WEEKDAY}(?:\s+night)?\s+(?:to|and|into|until|till|through)\s+{_SECOND}\b",
        _weekday_span,
    ),
    (
        A_WEEKDAY,
        rf"\b(?<!\b[Tt]hat )(?:(?P<lead>[Ll]ast|[Nn]ext|[Pp]revious|[Tt]his)\s+)?{WEEKDAY}\b",
        _weekday,
    ),
    (
        A_PART_OF_DAY,
        r"\bbetween (?:last night|yesterday(?: evening)?) and (?:this morning|today)\b|"
        r"\b[Tt]he (?:night|day) before last\b|\b(?:[Tt]he )?day before yesterday\b|"
        r"\b[Tt]he other (?:day|night)\b|\b(?:[Ll]ast night|[Ll]ast evening|[Yy]esterday|[Tt]oday|[Tt]onight|"
        r"[Oo]vernight|[Tt]his (?:morning|afternoon|evening))\b",
        _near_day,
    ),
)
