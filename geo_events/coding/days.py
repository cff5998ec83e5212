"""Ranges of days, and how precise they are."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass, replace

DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DateRange:
    """Earliest and latest possible day; `start` None with an `end` means on or before it."""

    start: dt.date | None
    end: dt.date | None
    precision: str


UNKNOWN = DateRange(None, None, "unknown")


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


def is_after(days: DateRange, reported: dt.date | None) -> bool:
    """Whether all of some days lie after the day of publication, which tells of what was."""
    return reported is not None and days.start is not None and days.start > reported


def up_to(days: DateRange, reported: dt.date | None) -> DateRange:
    """A range without the days after the day of publication."""
    if reported is None or days.end is None or days.end <= reported:
        return days
    if days.start is None:
        return on_or_before(reported)
    shorter = of_days(days.start, reported)
    return shorter if days.precision in {"days", "week"} else replace(days, end=reported)


def single(day: dt.date | None) -> DateRange | None:
    """The range of one day, None for None."""
    return DateRange(day, day, "day") if day else None


def day_of(year: int, month: int, day: int) -> dt.date | None:
    """The day of a date, None where there is none (31 February)."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def end_of_month(day: dt.date) -> dt.date:
    """The last day of a day's month."""
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def months_before(day: dt.date, count: int) -> dt.date:
    """The same day some months earlier, or that month's last."""
    month = day.month - 1 - count
    first = dt.date(day.year + month // 12, month % 12 + 1, 1)
    return first.replace(day=min(day.day, calendar.monthrange(first.year, first.month)[1]))


def weekday_before(reported: dt.date, weekday: int) -> dt.date:
    """The last such weekday (Monday is 0) up to a day, that day included."""
    return reported - ((reported.weekday() - weekday) % 7) * DAY
