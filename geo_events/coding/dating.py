"""When, where the sentence does not say: the day that the text named last.

"On Monday rebels shelled the town. A market was hit as well" tells of Monday. What is only described on the
way ("General Ruiz, who was killed in the capital") or stands far from any day is not dated so.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from geo_events.coding.dates import TimeExpression, find_dates
from geo_events.coding.days import is_after
from geo_events.coding.draft import Draft
from geo_events.coding.syntax import Span

#: A day that stands further back in the text, in stretches that were read and in characters, is not taken.
_FURTHEST, _FURTHEST_BACK = 12, 3000


#: "It happened on 11 July": a sentence that only says when what was told before it was.
_HAPPENED = re.compile(
    r"\b(?:it|this|that|(?:the|this|that)(?: whole)? (?:incident|events?|episode|tragedy|violence|crime))"
    r"(?: \w+)? (?:happened|occurred|took place|dates?(?: back)? (?:to|from)|dated (?:back )?(?:to|from))\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[^.;\n]*")


def when_it_happened(text: str, *, reported: dt.date | None) -> TimeExpression | None:
    """The time that a sentence gives for what was told before it: "it happened on 11 July"; offsets in it."""
    said = _HAPPENED.search(text)
    if said is None:
        return None
    clause = _CLAUSE.match(text, said.end())
    behind = find_dates(clause.group() if clause else "", reported=reported)
    first = next((time for time in behind if not time.since), None)
    return first and replace(first, start=first.start + said.end(), end=first.end + said.end())


@dataclass(frozen=True, slots=True)
class _Named:
    """A day, and where it was named."""

    time: TimeExpression
    sentence: int


class Chronicle:
    """The days that the sentences of an article name, in their order."""

    def __init__(self, reported: dt.date | None) -> None:
        self._reported = reported
        self._sentence = 0
        self._last: _Named | None = None

    def begin(self) -> None:
        """Count a sentence, whether or not anything is read from it."""
        self._sentence += 1

    def forget(self, clock: TimeExpression | None = None) -> None:
        """Begin anew, as each item of a digest does; with a time of day before it, on the day of that."""
        self._last = None if clock is None else _Named(clock, self._sentence)

    def keep(self, times: Sequence[TimeExpression]) -> None:
        """Keep the last single day that a sentence named; offsets are those of the whole text."""
        for time in times:
            days = time.range
            one = days.start is not None and days.start == days.end
            if one and not time.since and not is_after(days, self._reported):
                self._last = _Named(time, self._sentence)

    def day_for(self, draft: Draft, sentence: Span) -> TimeExpression | None:
        """The day that an event without one is of, or None where none is near or it is only described."""
        last, reality = self._last, draft.action.reality
        if last is None or reality.presupposed or reality.event_clarity == "aggregate":
            return None
        back = sentence.start_char - last.time.start
        far = self._sentence - last.sentence > _FURTHEST or back > _FURTHEST_BACK
        return None if far or draft.trigger.dep_ == "relcl" else last.time
