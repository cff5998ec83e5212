"""Recognition: which spans of an article are mentions of places."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import Final, Literal

from geo_events.gazetteer import Gazetteer
from geo_events.gazetteer.folding import ARTICLES
from geo_events.geoparsing.decoding import decode
from geo_events.geoparsing.document import Document
from geo_events.geoparsing.lexicon import words
from geo_events.geoparsing.mention import Mention
from geo_events.geoparsing.names import find_names
from geo_events.geoparsing.settings import GeoparsingSettings

_SURE: Final = 1e-6
#: What goes on a French name behind a hyphen.
_PARTICLES: Final = frozenset({"de", "du", "des", "la", "le", "les", "sur", "sous", "en", "aux", "et"})
_ELIDED: Final = ("d'", "l'")


def recognise(
    document: Document,
    *,
    gazetteer: Gazetteer,
    settings: GeoparsingSettings,
    points: Sequence[tuple[int, int]] = (),
) -> list[Mention]:
    """Find the mentions of places in an article.

    Parameters
    ----------
    document
        The article's words.
    gazetteer
        Gives the names; a mention may also be a name that it doesn't know.
    settings
        The tagger, and what else has a say.
    points
        Spans of the coordinates that the text gives: a name beside one is a place's.

    Returns
    -------
    list of Mention
        By start, none overlapping.
    """
    names = find_names(document, gazetteer)
    tags = settings.tagger.log_probabilities(document, names)
    mentions = []
    free = 0
    for first, last, probability in decode(tags, document, names, settings.decoding, points=points):
        start, end = _borders(document, first, last)
        start = max(start, free)
        free = end
        mentions.append(mention_of(document, start, end, _calibrated(probability, settings), gazetteer))
    return mentions


def mention_of(document: Document, start: int, end: int, probability: float, gazetteer: Gazetteer) -> Mention:
    """Make a mention of a span: tell its kind, and whether the gazetteer knows it."""
    text = document.text[start:end]
    kind, known = _kind(text, gazetteer)
    return Mention(start, end, text, kind, known, probability)


def _borders(document: Document, first: int, last: int) -> tuple[int, int]:
    """Give the span of some words, with the Arabic article before and the stop that shortens the last."""
    spans, text = document.spans, document.text
    last = _goes_on_to(document, last)
    start, end = spans[first][0], spans[last - 1][1]
    if first and document.gaps[first] == "-" and document.lower[first - 1] in ARTICLES:
        start = spans[first - 1][0]
    if text.startswith(".", end) and _is_shortened(document, first, last):
        end += 1
    return start, end


def _goes_on_to(document: Document, last: int) -> int:
    """Give where a French name ends that goes on behind a hyphen ("Petite-Rivière-de-l'Artibonite")."""
    lower, gaps = document.lower, document.gaps
    end = last
    while end < len(lower) and gaps[end] == "-":
        end += 1
        if lower[end - 1] not in _PARTICLES:
            if end - 1 == last and not lower[end - 1].startswith(_ELIDED):
                return last
            last = end
    return last


def _is_shortened(document: Document, first: int, last: int) -> bool:
    """Whether the stop behind a name shortens its last word: "W.Va.", "Main St.", "Springfield, Mass."."""
    if "." in document.words[last - 1]:
        return True
    several_or_qualifier = last - first > 1 or "," in document.gaps[first]
    return several_or_qualifier and document.lower[last - 1] in words().shortened


@lru_cache(maxsize=20_000)
def _kind(name: str, gazetteer: Gazetteer) -> tuple[Literal["place", "demonym"], bool]:
    """Tell places from demonyms; of a word that may be either ("Afghan") the likelier."""
    places = gazetteer.lookup(name, limit=1, exact=True)
    peoples = gazetteer.lookup_demonym(name, limit=1)
    if peoples and (not places or peoples[0].prior >= places[0].prior):
        return "demonym", True
    return "place", bool(places)


def _calibrated(probability: float, settings: GeoparsingSettings) -> float:
    bounded = min(max(probability, _SURE), 1.0 - _SURE)
    odds = settings.mention_slope * math.log(bounded / (1.0 - bounded)) + settings.mention_offset
    return 1.0 / (1.0 + math.exp(-odds))
