"""A draft: what one sentence tells of one event, before the article's drafts are merged."""

from __future__ import annotations

from dataclasses import dataclass, field

from geo_events.coding.actions import Action
from geo_events.coding.actors import Actor
from geo_events.coding.casualties import Casualties
from geo_events.coding.dates import DateRange, TimeExpression
from geo_events.coding.event_place import EventPlace
from geo_events.coding.spans import FieldSpans
from geo_events.coding.syntax import Token


@dataclass(frozen=True, slots=True)
class Draft:
    """One event as one sentence tells it.

    Attributes
    ----------
    action
        The word that says best what happened, with its type and reality.
    trigger_start
        Where that word stands in the article's text: with the article it identifies the event.
    refers
        Whether the words point back to something told elsewhere ("the attack", a bare "strikes").
    headline
        Whether the sentence is the headline.
    date, dated
        When; and whether the sentence itself says so.
    place
        Where, as far as the text says.
    casualties
        Killed and injured.
    overtaken
        Whether the figures are marked as overtaken by later ones.
    actor1, actor2
        Who acted, and who was acted upon.
    basis
        `claimed` or `blamed` where the text only holds `actor1` for the doer; else None.
    target
        What kind of civilian or other object was hit, or None.
    evidence
        Span of the sentence in the article's text.
    also
        Spans of further sentences about the same event.
    item
        Which item of a list tells it, or None: the items of a digest are different incidents.
    likelihood
        How likely the sentence is to tell of an event, by its words alone.
    hint
        The time that it may be of where the sentence names none, or None; offsets are the article's.
    late
        The days that the sentence gives it, where they lie after the day of publication, so that they can't
        be; else None.
    spans
        Where in the article's text each field is said.
    civilians
        Killed civilians where the text says that they were civilians.
    """

    action: Action
    trigger_start: int
    refers: bool
    headline: bool
    date: DateRange
    dated: bool
    place: EventPlace
    casualties: Casualties
    overtaken: bool
    actor1: Actor | None
    actor2: Actor | None
    target: str | None
    evidence: tuple[int, int]
    also: tuple[tuple[int, int], ...] = ()
    item: int | None = None
    likelihood: float = 0.0
    hint: TimeExpression | None = None
    late: DateRange | None = None
    basis: str | None = None
    spans: FieldSpans = field(default_factory=FieldSpans)

    @property
    def trigger(self) -> Token:
        """The word that stands for the event."""
        return self.action.trigger

    @property
    def civilians(self) -> int | None:
        """Killed civilians where the words say "civilians"; else None."""
        killed = self.casualties.killed
        return killed.civilians if killed is not None else None
