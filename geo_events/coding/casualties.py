"""How many: killed and injured of an event, from all that its words and sentences say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from geo_events.coding.counts import Count, add_up
from geo_events.coding.numerals import load_casualty_words


@dataclass(frozen=True, slots=True)
class Casualties:
    """Killed and injured as one passage tells them; None where it does not say."""

    killed: Count | None = None
    injured: Count | None = None


def combine(found: Sequence[Casualties]) -> Casualties:
    """Join what the casualty words of one event in one sentence say."""
    killed = _joined([c.killed for c in found if c.killed is not None])
    injured = _joined([c.injured for c in found if c.injured is not None])
    if killed is not None and killed.best and injured is not None and killed.head is not None:
        same = killed.head == injured.head  # "put two wounded men to death"
        injured = None if same else injured
    return Casualties(killed, injured)


def _joined(counts: Sequence[Count]) -> Count | None:
    """One count of several: a toll holds the others, people in general hold those named, others add up."""
    counts = [count for count in counts if not count.over_time] or counts
    unique = list(
        {count.head.i if count.head is not None else -n - 1: count for n, count in enumerate(counts)}.values()
    )
    total = next((count for count in unique if count.total), None)
    if any(not count.weak for count in unique):
        unique = [count for count in unique if not count.weak]
    some = [count for count in unique if count.best]
    if total is not None or len(some) < 2:
        return total or next(iter(some or unique), None)
    first = some[0]
    general = load_casualty_words()["general"]
    apart = [first]
    for count in some[1:]:
        kind = _head_lemma(count)
        named = kind is not None and kind not in general and kind not in {_head_lemma(c) for c in apart}
        if count.further or (named and _head_lemma(first) not in general and _head_lemma(first) is not None):
            apart.append(count)
    return add_up(apart)


def revised(told: Count | None, later: Count | None, *, overtaken: bool = False) -> Count | None:
    """The figure of an event for which a later sentence gives one as well.

    The figure told first stays, unless it is marked as overtaken or the later one is a toll that has risen;
    the bounds hold both. People who were "also" killed are added. "Nobody was hurt" is often said of some
    only, and gives way to any figure. What was told of a longer time is no single event's.
    """
    if told is None or later is None:
        other = told or later
        return None if told is None and other is not None and other.over_time else other
    if told.over_time != later.over_time:
        return later if told.over_time else told
    if not told.best or not later.best:
        return told if told.best or not later.best else later
    if told.weak != later.weak:
        return later if told.weak else told
    if later.further and not later.total and not told.total:
        return add_up([told, later])
    if told.best == later.best:
        return told
    best = later if overtaken or (later.total and later.best > told.best) else told
    lows = [low for low in (told.low, later.low, told.best, later.best) if low is not None]
    highs = None if told.high is None or later.high is None else max(told.high, later.high)
    return replace(best, low=min(lows), high=highs)


def _head_lemma(count: Count) -> str | None:
    head = count.head
    if head is None or head.pos_ in {"NUM", "PRON"} or head.like_num:
        return None
    return str(head.lemma_.lower())
