"""Which words of the article say what, so that each field of an event can be looked up in its text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from geo_events.articles.shadow import Shadow
from geo_events.coding.actors import Actor
from geo_events.coding.casualties import Casualties
from geo_events.coding.counts import Count
from geo_events.coding.event_place import EventPlace
from geo_events.coding.syntax import Span, Token

#: Offsets in the article's text.
Offsets = tuple[tuple[int, int], ...]
#: What joins the words of several figures: "six soldiers and two farmers".
_JOINTS = re.compile(r" and | to ")


@dataclass(frozen=True, slots=True)
class FieldSpans:
    """Where the words of an event's fields stand in the article's text; empty where none say it.

    Attributes
    ----------
    action
        The words that stand for the event.
    actor1, actor2
        Who acted, and who was acted upon.
    place
        Its place, where the text names it.
    date
        The days, or what they count from.
    number
        Figures of killed and injured, and the words that say what befell them.
    """

    action: Offsets = ()
    actor1: Offsets = ()
    actor2: Offsets = ()
    place: Offsets = ()
    date: Offsets = ()
    number: Offsets = ()

    def listed(self) -> list[list[Any]]:
        """Give them as ``[role, start, end]``, in the order of the text."""
        found = {(start, end, each.name) for each in fields(self) for start, end in getattr(self, each.name)}
        return [[role, start, end] for start, end, role in sorted(found)]


class Locator:
    """Finds the words of one sentence in the article's text."""

    def __init__(self, sentence: Span, shadow: Shadow) -> None:
        self._sentence = sentence
        self._text = str(sentence.text)
        self._shadow = shadow

    def offsets(self, start: int, end: int) -> tuple[int, int]:
        """The span in the article's text of one in the parsed text."""
        return self._shadow.span(start, end)

    def tokens(self, tokens: Iterable[Token]) -> Offsets:
        """The spans of tokens, each once."""
        return tuple(dict.fromkeys(self.offsets(t.idx, t.idx + len(t)) for t in tokens if len(t)))

    def words(self, words: str, *, near: Token) -> Offsets:
        """The span of words that the sentence holds; of several the nearest to a token."""
        if not words.strip():
            return ()
        base = self._sentence.start_char
        pattern = rf"(?<!\w){re.escape(words)}(?!\w)" if words[0].isalnum() else re.escape(words)
        found = [match.span() for match in re.finditer(pattern, self._text, re.IGNORECASE)]
        if not found:
            return ()
        start, end = min(found, key=lambda span: (abs(span[0] + base - near.idx), span))
        return (self.offsets(base + start, base + end),)

    def actor(self, actor: Actor | None, *, near: Token) -> Offsets:
        """The span of an actor's words."""
        return () if actor is None else self.words(actor.text, near=near)

    def place(self, place: EventPlace, *, near: Token) -> Offsets:
        """The span of a place's name, also where it was named elsewhere."""
        if place.toponym is not None:
            return ((place.toponym.start, place.toponym.end),)
        return () if place.name is None else self.words(place.name, near=near)

    def numbers(self, tolls: Sequence[tuple[Token, Casualties]]) -> Offsets:
        """The spans of casualty words and of the figures that belong to them."""
        found = [*self.tokens(token for token, _ in tolls)]
        for token, casualties in tolls:
            for count in (casualties.killed, casualties.injured):
                found += () if count is None else self._figure(count, token)
        return tuple(dict.fromkeys(found))

    def _figure(self, count: Count, near: Token) -> Offsets:
        whole = self.words(count.text, near=near)
        if whole:
            return whole
        return tuple(span for part in _JOINTS.split(count.text) for span in self.words(part, near=near))


def merged_spans(
    a: FieldSpans, b: FieldSpans, *, from_b: Iterable[str] = (), from_both: Iterable[str] = ()
) -> FieldSpans:
    """The spans of an event that two passages tell: those of `a`, but for the fields named.

    Parameters
    ----------
    from_b, from_both
        Names of fields whose value the second passage gave, or both.
    """
    mine = {name: getattr(b, name) for name in from_b}
    mine |= {name: tuple(dict.fromkeys((*getattr(a, name), *getattr(b, name)))) for name in from_both}
    return replace(a, **mine)
