"""Words of dates, and the numbers behind them."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from typing import Final

from geo_events.coding.days import DAY, DateRange, day_of
from geo_events.coding.numerals import read_numeral

#: Reads a match against R, the reporting day; None where it names no day, or R is needed and unknown.
Reader = Callable[[re.Match[str], dt.date | None], DateRange | None]
#: Patterns with their readers, each behind its cue: what something of must stand in all that it matches. The
#: first pattern that takes a stretch of text keeps it.
Patterns = tuple[tuple[re.Pattern[str], re.Pattern[str], Reader], ...]

WEEKDAYS: Final = {name.lower(): n for n, name in enumerate(calendar.day_name)}
MONTHS: Final = {
    name.lower(): n
    for names in (calendar.month_name, calendar.month_abbr)
    for n, name in enumerate(names)
    if name
} | {"sept": 9}
ORDINALS: Final = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth",
    "eighteenth", "nineteenth", "twentieth",
)  # fmt: skip

# Month and day names are matched with their capital ("may" and "march" are ordinary words), or in capitals.
MONTH: Final = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|"
    r"Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?|"
    r"JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|"
    r"AUG(?:UST)?|SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)"
)
WEEKDAY: Final = r"(?P<weekday>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
DAY_NUMBER: Final = rf"(?P<day>\d{{1,2}}|{'|'.join(ORDINALS)})(?:st|nd|rd|th)?"
#: A number in figures or words, alone or behind "a".
COUNT: Final = r"(?P<count>\d{1,3}|(?:a )?(?:few|dozen|couple(?: of)?)|several|an?|[a-z]+(?:-[a-z]+)?)"


# Cues are found many times faster than the patterns that need them.
A_YEAR: Final = re.compile(r"(?:19|20)\d\d")
A_MONTH: Final = re.compile(
    "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC"
)
A_WEEKDAY: Final = re.compile("Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday")
A_PART_OF_DAY: Final = re.compile("day|night|morning|evening|afternoon")


def compiled(*spelled: tuple[str | re.Pattern[str], str, Reader]) -> Patterns:
    """Compile cues and patterns."""
    return tuple((re.compile(cue), re.compile(pattern), read) for cue, pattern, read in spelled)


class Cues:
    """Which cues a text has, each looked for once.

    Parameters
    ----------
    text
        The text.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[re.Pattern[str], bool] = {}

    def has(self, cue: re.Pattern[str]) -> bool:
        """Whether the text has one."""
        found = self._found.get(cue)
        if found is None:
            found = self._found[cue] = cue.search(self._text) is not None
        return found


def count_of(words: str) -> int | None:
    """The number that a count's words say; "a" is one, "a few" three (UCDP)."""
    words = words.lower().removesuffix(" of")
    if words in {"a", "an"}:
        return 1
    if words in {"couple", "a couple"}:
        return 2
    numeral = read_numeral(words.replace("-", " - ").split(), 0)
    return numeral.value if numeral is not None else None


def month_number(match: re.Match[str], group: str = "month") -> int:
    """The number of the month that a group names."""
    return MONTHS[match.group(group).rstrip(".").lower()]


def day_number(match: re.Match[str]) -> int:
    """The day of the month, in figures or as an ordinal."""
    text = match["day"].lower()
    return ORDINALS.index(text) + 1 if text in ORDINALS else int(text)


def past_day(month: int, day: int, reported: dt.date | None) -> dt.date | None:
    """The latest such day up to R; a day or two ahead of R is R's own year's (time zones, slips)."""
    if reported is None:
        return None
    found = day_of(reported.year, month, day)
    if found is None or found > reported + 2 * DAY:
        found = day_of(reported.year - 1, month, day)
    return found
