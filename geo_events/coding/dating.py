"""When, where the sentence does not say: the day that the text named last.

"On Monday rebels shelled the town. A market was hit as well" tells of Monday. What is only described on the
way ("General Ruiz, who was killed in the capital") or stands far from any day is not dated so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo_events.coding.dates import DateRange, TimeExpression
from geo_events.coding.draft import Draft
from geo_events.coding.syntax import Span

#: A day that stands further back in the text, in stretches that were read and in characters, is not taken.
_FURTHEST, _FURTHEST_BACK = 12, 3000


@dataclass(frozen=True, slots=True)
class _Named:
    """A day, and where it was named."""

    days: DateRange
    offset: int
    sentence: int


class Chronicle:
    """The days that the sentences of an article name, in their order."""

    def __init__(self) -> None:
        self._sentence = 0
        self._last: _Named | None = None

    def begin(self) -> None:
        """Count a sentence, whether or not anything is read from it."""
        self._sentence += 1

    def forget(self) -> None:
        """Begin anew, as each item of a digest does."""
        self._last = None

    def keep(self, times: Sequence[TimeExpression]) -> None:
        """Keep the last single day that a sentence named; offsets are those of the whole text."""
        for time in times:
            days = time.range
            if days.start is not None and days.start == days.end and not time.since:
                self._last = _Named(days, time.start, self._sentence)

    def day_for(self, draft: Draft, sentence: Span) -> DateRange | None:
        """The day that an event without one is of, or None where none is near or it is only described."""
        last, reality = self._last, draft.action.reality
        if last is None or reality.presupposed or reality.event_clarity == "aggregate":
            return None
        far = self._sentence - last.sentence > _FURTHEST or sentence.start_char - last.offset > _FURTHEST_BACK
        return None if far or draft.trigger.dep_ == "relcl" else last.days
