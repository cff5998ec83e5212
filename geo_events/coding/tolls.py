"""Tolls in sentences that tell of no event: which of the events told around them they are of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from geo_events.articles.shadow import Shadow
from geo_events.coding.casualties import Casualties, combine, revised
from geo_events.coding.casualty_reading import sentence_casualties
from geo_events.coding.dates import find_dates
from geo_events.coding.draft import Draft
from geo_events.coding.ontology import Lexicon
from geo_events.coding.spans import FieldSpans, Locator, merged_spans
from geo_events.coding.syntax import Span, Token
from geo_events.event_types import EVENT_TYPE_OF
from geo_events.gazetteer.place import Place

#: What people die in.
_DEADLY = frozenset(
    {"Battles", "Explosions/Remote violence", "Violence against civilians", "Protests", "Riots"}
)
_DEADLY_DEEDS = frozenset({"Looting/property destruction", "Disrupted weapons use"})


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A toll that a paragraph told before any event."""

    toll: Casualties
    sentence: Span
    numbers: FieldSpans


class TollReader:
    """Gives the tolls of sentences that tell of no event to the events told around them.

    Parameters
    ----------
    shadow
        The parsed text.
    paragraph
        Tells the number of the paragraph that holds an offset of the parsed text.
    span
        Gives a sentence's span in the article's text.
    places
        Gives the places that a passage of the parsed text names.
    published
        The day of publication, or None.
    lexicon
        Word lists.
    """

    def __init__(
        self,
        shadow: Shadow,
        *,
        paragraph: Callable[[int], int],
        span: Callable[[Span], tuple[int, int]],
        places: Callable[[int, int], list[Place]],
        published: dt.date | None,
        lexicon: Lexicon,
    ) -> None:
        self._paragraph, self._span, self._lexicon = paragraph, span, lexicon
        self._places, self._shadow, self._published = places, shadow, published
        self._waiting: _Waiting | None = None  # a toll told before its event

    def add(self, told: list[Draft], sentence: Span) -> None:
        """Add to the events before it what a sentence without an action says of casualties.

        Figures are the last event's. That nobody was killed is said of all events of the paragraph, or, with
        "anywhere", of the article.
        """
        read = sentence_casualties(sentence, lexicon=self._lexicon)
        toll = combine([found for _, found in read])
        if toll == Casualties():
            return
        sure = [n for n, draft in enumerate(told) if not draft.action.reality.doubts]
        paragraph = self._paragraph(sentence.start_char)
        everywhere = any(token.lower_ in {"anywhere", "elsewhere"} for token in sentence)
        none = not any(count is not None and count.best for count in (toll.killed, toll.injured))
        if not none and not (sure and self._is_of(told[sure[-1]], sentence, toll)):
            self._waiting = (
                None if _is_over_time(toll) else _Waiting(toll, sentence, self._numbers(sentence, read))
            )
            return
        for n in reversed(sure):
            draft, last = told[n], n == sure[-1]
            same = self._paragraph(draft.trigger.sent.start_char) == paragraph
            # a paragraph that begins "There were no casualties" speaks of the event before it
            if not (same or everywhere or last) or not (none or last):
                break
            held = draft.casualties
            now = Casualties(revised(held.killed, toll.killed), revised(held.injured, toll.injured))
            if now != held:
                told[n] = self._with(draft, now, sentence, self._numbers(sentence, read))

    def _is_of(self, event: Draft, sentence: Span, toll: Casualties) -> bool:
        """Whether figures that a sentence gives are those of the event told last before it."""
        same = self._paragraph(event.trigger.sent.start_char) == self._paragraph(sentence.start_char)
        return same and not _is_over_time(toll) and not self._is_elsewhere(event, sentence)

    def with_waiting(self, draft: Draft) -> Draft:
        """Give an event the toll that its paragraph told before it."""
        waiting = self._waiting
        if waiting is None or draft.action.reality.doubts:
            return draft
        self._waiting = None
        toll, sentence = waiting.toll, waiting.sentence
        paragraphs = {self._paragraph(each.start_char) for each in (sentence, draft.trigger.sent)}
        held = draft.casualties
        if draft.headline or len(paragraphs) > 1 or held.killed is not None or not _is_deadly(draft):
            return draft
        place = draft.place.place if draft.place.own else None
        named = [each for each in self._places(sentence.start_char, sentence.end_char) if _is_local(each)]
        if place is not None and any(each.key != place.key for each in named):
            return draft
        now = Casualties(toll.killed, revised(held.injured, toll.injured))
        return self._with(draft, now, sentence, waiting.numbers)

    def _with(self, draft: Draft, now: Casualties, sentence: Span, numbers: FieldSpans) -> Draft:
        spans = merged_spans(draft.spans, numbers, from_both=("number",))
        return replace(draft, casualties=now, also=(*draft.also, self._span(sentence)), spans=spans)

    def _numbers(self, sentence: Span, read: Sequence[tuple[Token, Casualties]]) -> FieldSpans:
        return FieldSpans(number=Locator(sentence, self._shadow).numbers(read))

    def _is_elsewhere(self, event: Draft, sentence: Span) -> bool:
        """Whether the text goes to another place behind an event; a sentence does so by a place and a day."""
        told = event.trigger.sent
        # where the next sentences were not parsed, their blanks hang on the event's
        start, end = told.start_char + len(told.text.rstrip()), sentence.start_char
        if find_dates(sentence.text, reported=self._published):
            end = sentence.end_char
        key = event.place.place.key if event.place.place is not None else None
        return any(place.key != key and _is_local(place) for place in self._places(start, end))


def _is_local(place: Place) -> bool:
    return not (place.is_country or place.is_admin1 or place.is_admin2)


def _is_over_time(toll: Casualties) -> bool:
    return toll.killed is not None and toll.killed.over_time


def _is_deadly(draft: Draft) -> bool:
    kind = draft.action.sub_event_type
    status = draft.action.reality.status
    return (EVENT_TYPE_OF[kind] in _DEADLY or kind in _DEADLY_DEEDS) and status == "occurred"
