"""Days as reports write them: "12 March 2024", "March 12, 2024", "2024-03-12", "9 FEB 90"."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH: Final = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_NUMBER: Final = r"\d{1,2}(?:st|nd|rd|th)?"

#: A day without a year, either way round; without named groups, for use inside other patterns. Any case.
DAY: Final = rf"(?:{_MONTH}\s{{1,3}}{_NUMBER}|{_NUMBER}\s{{1,3}}{_MONTH})(?!\w)"
#: A day with its year. Figures parted by slashes are left out: 03/12/2024 has two readings.
FULL_DAY: Final = rf"(?:\d{{4}}-\d\d-\d\d(?!\d)|(?:{DAY}),?\s{{1,3}}\d{{4}}(?!\d))"

_FULL = re.compile(FULL_DAY, re.IGNORECASE)
_PARTS = re.compile(r"\d+|[a-z]+", re.IGNORECASE)
#: A time that may follow a day: "2024-02-09T14:05:00Z", "9 February 2024, 14:05 GMT".
_TIME = re.compile(r"[T\s,]*\d{1,2}:\d\d[\w:.+\s-]{0,20}")

#: A dateline whose day lies further back than this cannot be of the year before publication: it is a mistake.
_LONGEST_BACK: Final = dt.timedelta(days=330)


def find_full_day(text: str) -> dt.date | None:
    """Return the first real day with a year in a text, or None."""
    for found in _FULL.finditer(text):
        day = _read(found[0])
        if day:
            return day
    return None


def parse_day(value: object) -> dt.date | None:
    """Read a day that metadata give: a date, or text such as ``2024-02-09``, with or without a time.

    Returns
    -------
    datetime.date or None
        None where the value is empty.

    Raises
    ------
    ValueError
        If the value is no day; the message says how to write one.
    """
    if value is None or value == "":
        return None
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    given = value.strip() if isinstance(value, str) else ""
    found = _FULL.match(given)
    day = _read(found[0]) if found else None
    if found and day and (found.end() == len(given) or _TIME.fullmatch(given, found.end())):
        return day
    raise ValueError(f"{value!r} is no day; write it as YYYY-MM-DD")


def parse_instant(value: object) -> dt.datetime | None:
    """Read a point in time that metadata give: ISO 8601, or seconds since 1970.

    A time without an offset is taken for UTC, a bare day for its first moment.

    Returns
    -------
    datetime.datetime or None
        In UTC, to the second; None where the value is empty.

    Raises
    ------
    ValueError
        If the value is no time; the message says how to write one.
    """
    if value is None or value == "":
        return None
    try:
        if isinstance(value, str):
            value = int(value) if value.strip().isdecimal() else dt.datetime.fromisoformat(value.strip())
        if isinstance(value, dt.datetime):
            zoned = value if value.tzinfo else value.replace(tzinfo=dt.UTC)
            return zoned.astimezone(dt.UTC).replace(microsecond=0)
        if isinstance(value, dt.date):
            return dt.datetime(value.year, value.month, value.day, tzinfo=dt.UTC)
        if isinstance(value, int) and not isinstance(value, bool):
            return dt.datetime.fromtimestamp(value, dt.UTC)
    except (ValueError, OverflowError, OSError):
        pass  # said below
    raise ValueError(f"{value!r} is no time; write it as YYYY-MM-DDThh:mm:ssZ")


def complete_day(words: str, published: dt.date | None) -> dt.date | None:
    """Read a dateline's day, taking a year that it leaves out from the day of publication.

    Parameters
    ----------
    words
        Such as ``February 9``, ``22 May``, ``3 JAN 90`` or ``March 29, 2018``.
    published
        The day of publication; the dateline's day is the last such day up to it.

    Returns
    -------
    datetime.date or None
        None where the year can't be known: nothing was published, or the day would lie in the
        future or almost a year back.
    """
    parts = _PARTS.findall(words)
    if len(parts) > 2 and words[-1].isdigit():
        return _read(words)
    if published is None:
        return None
    for year in (published.year, published.year - 1):
        day = _read(f"{words} {year}")
        if day and dt.timedelta(0) <= published - day <= _LONGEST_BACK:
            return day
    return None


def _read(words: str) -> dt.date | None:
    parts = [part.lower() for part in _PARTS.findall(words)]
    parts = [part for part in parts if part not in {"st", "nd", "rd", "th"}]
    try:
        if parts[0].isdigit() and len(parts[0]) == 4:
            return dt.date(int(parts[0]), int(parts[1]), int(parts[2]))
        month = next(part for part in parts if part.isalpha())
        day, year = (int(part) for part in parts if part.isdigit())
        if year < 100:
            year += 1900 if year >= 69 else 2000  # the pivot that POSIX gives to two-figure years
        return dt.date(year, _MONTHS.index(month[:3]) + 1, day)
    except (ValueError, StopIteration):
        return None
