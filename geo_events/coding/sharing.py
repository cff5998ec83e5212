"""One sentence about several places: an event for each, with its part of a toll that is told of all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo_events.coding.casualties import Casualties
from geo_events.coding.counts import Count
from geo_events.coding.draft import Draft
from geo_events.coding.event_place import EventPlace


def shared_out(draft: Draft, places: Sequence[EventPlace]) -> list[Draft]:
    """Give each place an event of its own ("bombs exploded in X, Y and Z").

    A toll told of all is divided, the remainder to the first, as ACLED does: its parts add up to what the
    text says, and each may be anything up to that.

    Parameters
    ----------
    draft
        Of the first place.
    places
        All of them.
    """
    if len(places) < 2:
        return [draft]
    return [
        replace(
            draft,
            place=place,
            trigger_start=draft.trigger_start if not number else _start(place, draft),
            casualties=Casualties(
                killed=_part(draft.casualties.killed, number, len(places)),
                injured=_part(draft.casualties.injured, number, len(places)),
            ),
        )
        for number, place in enumerate(places)
    ]


def _start(place: EventPlace, draft: Draft) -> int:
    """What identifies a further event: where its place is named."""
    return place.toponym.start if place.toponym is not None else draft.trigger_start


def _part(count: Count | None, number: int, parts: int) -> Count | None:
    if count is None or count.best == 0:
        return count
    share, rest = divmod(count.best, parts)
    civilians = None if count.civilians is None else sum(divmod(count.civilians, parts)[: 1 + (number == 0)])
    best = share + (rest if number == 0 else 0)
    return replace(count, best=best, low=0, high=count.high, civilians=civilians, divided=True)
