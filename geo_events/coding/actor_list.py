"""The actor list: armed groups, missions and state forces by name, and the periods of states."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

#: What a name of a state's forces begins with: the country and the period follow from rules.
STATE_TITLES = ("Military Forces of", "Police Forces of", "Government of")
#: Behind an alias of the list: it counts only where the text speaks of the actor's country.
_ONLY_AT_HOME = "?"


@dataclass(frozen=True, slots=True)
class Alias:
    """One way to write a name; with `only_at_home` it counts only beside the actor's country."""

    text: str
    only_at_home: bool


@dataclass(frozen=True, slots=True)
class KnownActor:
    """One row of the actor list: an actor in one period.

    Attributes
    ----------
    name
        As the event table has it; of a state's forces without the period.
    aliases
        How texts write it; the name is one of them.
    type
        One of ACLED's actor types.
    countries
        ISO 3166-1 alpha-2 codes of where it is at home; of a state's forces the state's comes first.
    valid_from, valid_to
        First day of the period and first day after it; None where it is open or not known. The list writes
        years and months where it knows no day: a period "to 2018" ends with that year.
    source
        Where name, type and period can be looked up.
    """

    name: str
    aliases: tuple[Alias, ...]
    type: str
    countries: tuple[str, ...]
    valid_from: dt.date | None
    valid_to: dt.date | None
    source: str

    @property
    def title(self) -> str | None:
        """What the name of a state's forces begins with, or None."""
        return next((title for title in STATE_TITLES if self.name.startswith(f"{title} ")), None)

    def days_from(self, day: dt.date) -> int:
        """How many days lie between a day and the period; 0 within it."""
        if self.valid_from is not None and day < self.valid_from:
            return (self.valid_from - day).days
        if self.valid_to is not None and day >= self.valid_to:
            return (day - self.valid_to).days + 1
        return 0


@dataclass(frozen=True, slots=True)
class StatePeriod:
    """A government's time, after which a state's forces are another actor."""

    country: str
    valid_from: dt.date
    valid_to: dt.date | None
    event: str
    source: str

    def label(self) -> str:
        """The period in years, as ACLED writes it: "2000-2024", "2024-"."""
        return f"{self.valid_from.year}-{self.valid_to.year if self.valid_to else ''}"


def period_label(country: str, start: dt.date | None, end: dt.date | None) -> str | None:
    """The period of a state's forces on the days of an event.

    None where the list has no periods of that state, where the day is not known, and where the days of the
    event fall into two of them.
    """
    start, end = start or end, end or start
    if start is None or end is None:
        return None
    found = [_period_at(country, day) for day in (start, end)]
    return found[0].label() if found[0] is not None and found[0] == found[1] else None


def _period_at(country: str, day: dt.date) -> StatePeriod | None:
    for period in state_periods().get(country, ()):
        if period.valid_from <= day and (period.valid_to is None or day < period.valid_to):
            return period
    return None


def choose_period(rows: Collection[KnownActor], day: dt.date | None) -> KnownActor:
    """Choose the row that was in force on a day, else the nearest in time; without a day the latest."""
    if day is None:
        return max(rows, key=lambda row: row.valid_from or dt.date.min)
    return min(rows, key=lambda row: (row.days_from(day), -(row.valid_from or dt.date.min).toordinal()))


@cache
def known_actors() -> tuple[KnownActor, ...]:
    """Read the actor list that ships with the package."""
    return tuple(
        KnownActor(
            name=row["name"],
            aliases=tuple(_aliases(row["name"], row["aliases"])),
            type=row["type"],
            countries=tuple(row["countries"].split()),
            valid_from=_day(row["valid_from"]),
            valid_to=_day_after(row["valid_to"]),
            source=row["source"],
        )
        for row in _read("actors.csv")
    )


@cache
def state_periods() -> dict[str, tuple[StatePeriod, ...]]:
    """Read the periods of states, by ISO 3166-1 alpha-2 code, in the order of time."""
    periods: dict[str, tuple[StatePeriod, ...]] = {}
    for row in _read("state_periods.csv"):
        start = _day(row["valid_from"])
        assert start is not None
        period = StatePeriod(row["country"], start, _day_after(row["valid_to"]), row["event"], row["source"])
        periods[period.country] = (*periods.get(period.country, ()), period)
    return periods


def _read(name: str) -> Iterator[dict[str, str]]:
    text = (files("geo_events.coding") / "data" / name).read_text(encoding="utf-8")
    yield from csv.DictReader(io.StringIO(text))


def _aliases(name: str, listed: str) -> Iterator[Alias]:
    written = [alias for alias in listed.split(";") if alias]
    if name + _ONLY_AT_HOME not in written:
        written.insert(0, name)
    for alias in written:
        yield Alias(alias.removesuffix(_ONLY_AT_HOME), alias.endswith(_ONLY_AT_HOME))


def _day(written: str) -> dt.date | None:
    """The first day of what is written as a year, month or day."""
    if not written:
        return None
    parts = [int(part) for part in written.split("-")]
    return dt.date(*[*parts, 1, 1][:3])


def _day_after(written: str) -> dt.date | None:
    """The first day after a period that ends with a year or month; a day is written as that very day."""
    if not written or written.count("-") == 2:
        return _day(written)
    year, month = [*map(int, written.split("-")), 12][:2]
    return dt.date(year + month // 12, month % 12 + 1, 1)
