"""Recognition: which spans of an article are mentions of places."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from geo_events.gazetteer import Gazetteer
from geo_events.gazetteer.place import Place
from geo_events.geoparsing.document import Document
from geo_events.geoparsing.evidence import Features, name_features
from geo_events.geoparsing.settings import GeoparsingSettings, Weights
from geo_events.geoparsing.spans import NameSpan, name_spans
from geo_events.geoparsing.toponym import Kind

#: Log-odds beyond which a name's other mentions have no more say.
_MOST_SAY = 4.0


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
        Whether the gazetteer has the name; else a place that only spaCy saw.
    log_odds
        How strongly the evidence speaks for a mention.
    features
        The evidence.
    place
        Of a coordinate the point that it gives; of a name None.
    """

    start: int
    end: int
    text: str
    kind: Kind
    known: bool
    log_odds: float
    features: Features
    place: Place | None = None

    @property
    def probability(self) -> float:
        """Probability that the span is a mention of a place."""
        return 1.0 / (1.0 + math.exp(-self.log_odds))


def recognise(document: Document, *, gazetteer: Gazetteer, settings: GeoparsingSettings) -> list[Mention]:
    """Find the mentions of places in a parsed article.

    Parameters
    ----------
    document
        The parsed article.
    gazetteer
        Gives the names; spaCy's entities without a match count only if they look like names.
    settings
        Weights and threshold.

    Returns
    -------
    list of Mention
        By start, none overlapping: of two that overlap the longer one stays.
    """
    judged = _with_one_sense(judge_spans(document, gazetteer=gazetteer, settings=settings), settings)
    bar = math.log(settings.threshold / (1.0 - settings.threshold))
    kept: list[Mention] = []
    for mention in sorted(judged, key=lambda m: (m.start - m.end, m.start)):
        if mention.log_odds >= bar and all(m.end <= mention.start or mention.end <= m.start for m in kept):
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)


def judge_spans(document: Document, *, gazetteer: Gazetteer, settings: GeoparsingSettings) -> list[Mention]:
    """Weigh every span that might be a mention, each by itself."""
    text = document.text
    judged = [_judged(document, span, gazetteer, settings) for span in name_spans(text, gazetteer)]
    taken = [(mention.start, mention.end) for mention in judged]
    judged += (
        _weighed(document, NameSpan(start, end, text[start:end], True, False), "place", None, settings)
        for start, end in _unmatched_entities(document)
        if not any(start < right and left < end for left, right in taken)
    )
    return judged


def _judged(
    document: Document, span: NameSpan, gazetteer: Gazetteer, settings: GeoparsingSettings
) -> Mention:
    kind: Literal["place", "demonym"] = "demonym" if span.demonym else "place"
    if span.place and span.demonym:
        tokens = document.tokens(span.start, span.end)
        adjective = tokens[-1].pos_ == "ADJ" or tokens[-1].ent_type_ == "NORP" or tokens[-1].tag_ == "NNPS"
        kind = "demonym" if adjective else "place"
    found = (
        gazetteer.lookup(span.text, limit=1, exact=True)
        if kind == "place"
        else gazetteer.lookup_demonym(span.text, limit=1)
    )
    return _weighed(document, span, kind, found[0].prior if found else None, settings)


def _weighed(
    document: Document,
    span: NameSpan,
    kind: Literal["place", "demonym"],
    prior: float | None,
    settings: GeoparsingSettings,
) -> Mention:
    features = name_features(document, span.start, span.end, prior or 0.0)
    if prior is None:
        features["unknown_to_gazetteer"] = 1.0
    log_odds = weigh(features, settings.place if kind == "place" else settings.demonym)
    return Mention(span.start, span.end, span.text, kind, prior is not None, log_odds, features)


def weigh(features: Features, weights: Weights) -> float:
    """Sum the features by their weights; a feature without a weight has no say."""
    return sum(value * weights.get(name, 0.0) for name, value in features.items())


def _with_one_sense(judged: list[Mention], settings: GeoparsingSettings) -> list[Mention]:
    """Let the mentions of one name inform each other."""
    by_name: dict[tuple[str, str], list[float]] = defaultdict(list)
    for mention in judged:
        by_name[mention.kind, mention.text.lower()].append(mention.log_odds)
    informed = []
    for mention in judged:
        odds = by_name[mention.kind, mention.text.lower()]
        if len(odds) > 1:
            others = (sum(odds) - mention.log_odds) / (len(odds) - 1)
            say = settings.discourse * max(-_MOST_SAY, min(_MOST_SAY, others))
            mention = replace(mention, log_odds=mention.log_odds + say)
        informed.append(mention)
    return informed


def _unmatched_entities(document: Document) -> Iterator[tuple[int, int]]:
    """Spans of spaCy's places that look like names."""
    for entity in document.doc.ents:
        if entity.label_ not in {"GPE", "LOC", "FAC"}:
            continue
        words = [t for t in entity if not (t.is_punct or t.lower_ in {"the", "'s", "’s"})]
        if words and all(t.pos_ == "PROPN" and t.text[:1].isupper() and t.is_alpha for t in words):
            yield words[0].idx, words[-1].idx + len(words[-1])
