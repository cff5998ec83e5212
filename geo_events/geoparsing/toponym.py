"""A toponym: one mention of a place in an article."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from geo_events.gazetteer.place import Place

#: What a mention may be.
Kind = Literal["place", "demonym", "coordinate"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a toponym may mean, with the probability given to it."""

    place: Place
    score: float


@dataclass(frozen=True, slots=True)
class Toponym:
    """A mention of a place.

    Attributes
    ----------
    start, end
        Span in the article's text as given, in Unicode code points.
    text
        The words of that span.
    kind
        ``place``, ``demonym`` for words such as "Iraqi", or ``coordinate`` for a point that the text gives in
        degrees or as a grid reference.
    metonym
        Whether the name stands for a government or people ("pushing Washington").
    place
        The place meant, or None where nothing fits.
    confidence
        Probability that `place` is right; of a toponym without a place, that it is a mention at all.
    candidates
        Runner-up places, the likeliest first, without `place` itself.
    """

    start: int
    end: int
    text: str
    kind: Kind
    metonym: bool
    place: Place | None
    confidence: float
    candidates: tuple[Candidate, ...] = field(default=())
