"""A number of people and the noun phrase that has it, as the readers of casualties pass them on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geo_events.coding.syntax import Token


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people, with the words that say it.

    Attributes
    ----------
    best, low, high
        The figure and its bounds; `high` is None for "at least n", `low` 0 for "up to n".
    imputed
        Whether `best` stands for a vague word ("dozens" = 12).
    text
        The words.
    head
        The noun counted, or None where it is not named.
    civilians
        How many of them the words call civilians, or None.
    further
        Whether the words say that these come to others told before ("also", "another").
    total
        Whether it is a toll, which holds all others.
    weak
        Whether it counts only where nothing else is said: victims, people who were "shot".
    divided
        Whether it is its part of a figure told of several places.
    over_time
        Whether it is told of a longer time, in which much happened ("since January").
    """

    best: int
    low: int | None
    high: int | None
    imputed: bool
    text: str
    head: Token | None
    civilians: int | None = None
    further: bool = False
    total: bool = False
    weak: bool = False
    divided: bool = False
    over_time: bool = False


@dataclass(frozen=True, slots=True)
class People:
    """A noun phrase that may be people.

    Attributes
    ----------
    start, end
        First token, and the one behind the last, within the document.
    head
        The noun, or the number where no noun stands.
    count
        How many, or None where the phrase does not say.
    counted
        Whether a number stands in it, so that people are meant even where the noun is unknown.
    """

    start: int
    end: int
    head: Token
    count: Count | None
    counted: bool


def add_up(counts: Sequence[Count]) -> Count:
    """One count of several groups of people."""
    if len(counts) == 1:
        return counts[0]
    lows = [count.low for count in counts]
    highs = [count.high for count in counts]
    civilians = [count.civilians for count in counts if count.civilians is not None]
    return replace(
        counts[0],
        best=sum(count.best for count in counts),
        low=None if None in lows else sum(low for low in lows if low is not None),
        high=None if None in highs else sum(high for high in highs if high is not None),
        imputed=any(count.imputed for count in counts),
        text=" and ".join(count.text for count in counts),
        civilians=sum(civilians) if civilians else None,
        total=any(count.total for count in counts),
        weak=all(count.weak for count in counts),
    )
