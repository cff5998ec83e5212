"""A mention: a span of an article's text that is judged to name a place."""

from __future__ import annotations

from dataclasses import dataclass

from geo_events.gazetteer.place import Place
from geo_events.geoparsing.toponym import Kind


@dataclass(frozen=True, slots=True)
class Mention:
    """A span judged to name a place.

    Attributes
    ----------
    start, end, text
        The span, in the shadow text.
    kind
        ``place``, ``demonym`` for "Iraqi", or ``coordinate``.
    known
        Whether the gazetteer has the name.
    probability
        Probability that the span is a mention of a place.
    place
        Of a coordinate the point that it gives; of a name None.
    """

    start: int
    end: int
    text: str
    kind: Kind
    known: bool
    probability: float
    place: Place | None = None
