"""Why a toponym is one, and means its place: the evidence by name, with its share of all that was weighed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from geo_events.articles.article import Article
from geo_events.articles.recognising import is_english
from geo_events.gazetteer import Gazetteer
from geo_events.geoparsing.coordinates import find_coordinates, with_coordinates
from geo_events.geoparsing.document import Document, read_words
from geo_events.geoparsing.geoparse import geoparse_article
from geo_events.geoparsing.grouping import group_mentions
from geo_events.geoparsing.mention import Mention
from geo_events.geoparsing.metonymy import metonym_evidence, metonym_weights
from geo_events.geoparsing.names import NameMatches, find_names
from geo_events.geoparsing.ranking import FEATURES, Scorer, features, stack, weigh
from geo_events.geoparsing.recognition import recognise
from geo_events.geoparsing.settings import GeoparsingSettings, default_settings
from geo_events.geoparsing.surroundings import surroundings
from geo_events.geoparsing.tagger import BEGINS, OUTSIDE, Network
from geo_events.geoparsing.toponym import Toponym
from geo_events.geoparsing.wordtypes import word_features

Floats = npt.NDArray[np.float32]
#: Evidence by name with its share of all, negative where it speaks against; the weightiest first.
Evidence = Mapping[str, float]
#: Evidence with a smaller share is left out.
_LEAST_SHARE: Final = 0.03


@dataclass(frozen=True, slots=True)
class Explanation:
    """A toponym, and why it is one.

    Attributes
    ----------
    toponym
        As `geoparse_article` gives it.
    mention
        For its being a mention of a place: the name's own words, those beside it, and what the gazetteer and
        the text say of them. Each is weighed by how the odds change without it.
    place
        For its place, and not the runner-up. Each is weighed by how the score falls if the place had it as
        the runner-up has; where there is none, by what it adds.
    metonym
        For its standing for a government; empty where the name can't.
    """

    toponym: Toponym
    mention: Evidence
    place: Evidence
    metonym: Evidence


def explain_article(
    article: Article, *, gazetteer: Gazetteer, settings: GeoparsingSettings | None = None
) -> list[Explanation]:
    """Geoparse an article and say for each toponym which evidence decided.

    Parameters
    ----------
    article, gazetteer, settings
        As for `geoparse_article`. In an article that is not in English names count as they stand, and the
        likeliest place of each is taken, so that there is no evidence but the gazetteer's.

    Returns
    -------
    list of Explanation
        One a toponym, in the order of `geoparse_article`.
    """
    settings = settings or default_settings()
    if not is_english(article.language):
        toponyms = geoparse_article(article, gazetteer=gazetteer, settings=settings)
        return [
            Explanation(toponym, {"name in the gazetteer": 1.0}, {"prior": 1.0}, {}) for toponym in toponyms
        ]
    reading = read_words(article, names=gazetteer)
    toponyms = geoparse_article(article, gazetteer=gazetteer, settings=settings, reading=reading)
    written, document = reading.written, reading.document
    coordinates = find_coordinates(written.text)
    points = [(coordinate.start, coordinate.end) for coordinate in coordinates]
    found = recognise(document, gazetteer=gazetteer, settings=settings, points=points)
    mentions = with_coordinates(written.text, found, coordinates, gazetteer=gazetteer)
    network = settings.tagger.network
    said = _said_of_words(document, find_names(document, gazetteer), network)
    places = _place_evidence(document, mentions, gazetteer, settings)
    return [
        Explanation(
            toponym,
            _mention_evidence(document, said, mention, network),
            place,
            _metonym_evidence(document, mention, toponym),
        )
        for toponym, mention, place in zip(toponyms, mentions, places, strict=True)
    ]


def _said_of_words(document: Document, names: NameMatches, network: Network) -> Floats:
    """Add up, for each word, the vectors of what gazetteer and text say of it."""
    rows = network.place_rows
    found = np.zeros((len(document.words), network.place_vectors.shape[1]), dtype=np.float32)
    for numbers, names_of_features in surroundings(document, names):
        known = [rows[name] for name in names_of_features if name in rows]
        found[numbers] += network.place_vectors[known].sum(axis=0)
    return found


def _mention_evidence(document: Document, said: Floats, mention: Mention, network: Network) -> Evidence:
    if mention.kind == "coordinate":
        return {"written as coordinates are": 1.0}
    first, last = document.word_range(mention.start, mention.end)
    if first >= last:
        return {}
    reach = network.window.shape[0] // 2
    numbers = range(first - reach, first + reach + 1)
    around = [number for number in numbers if 0 <= number < len(document.words)]
    parts: dict[str, list[tuple[int, Floats]]] = {}
    for number in around:
        inside = first <= number < last
        side = "before" if number < first else "behind"
        word = "the name's own words" if inside else f'"{document.words[number]}" {side} it'
        parts.setdefault(word, []).append(
            (number - first + reach, _word_vector(document.words[number], network))
        )
        known = "what gazetteer and text say of the name" if inside else f"the text {side} it"
        parts.setdefault(known, []).append((number - first + reach, said[number]))
    window = np.zeros((2 * reach + 1, network.word_vectors.shape[1]), dtype=np.float32)
    for at, vector in (each for vectors in parts.values() for each in vectors):
        window[at] += vector
    whole = _log_odds(window, network)
    weights = {}
    for name, vectors in parts.items():
        without = window.copy()
        for at, vector in vectors:
            without[at] -= vector
        weights[name] = whole - _log_odds(without, network)
    return _shares(weights)


def _word_vector(word: str, network: Network) -> Floats:
    rows = [network.word_rows[name] for name in word_features(word) if name in network.word_rows]
    vector: Floats = network.word_vectors[rows].sum(axis=0)
    return vector


def _log_odds(window: Floats, network: Network) -> float:
    inputs = window.reshape(-1) @ network.window.reshape(-1, network.window.shape[2])
    scores = np.maximum(inputs + network.window_bias, 0.0) @ network.tags + network.tags_bias
    return float(scores[BEGINS] - scores[OUTSIDE])


def _place_evidence(
    document: Document, mentions: Sequence[Mention], gazetteer: Gazetteer, settings: GeoparsingSettings
) -> list[Evidence]:
    found: list[Evidence] = [{} for _ in mentions]
    groups = [group for group in group_mentions(document, mentions, gazetteer) if group.candidates.places]
    if not groups or not settings.scorers:
        return found
    stacked = stack(groups)
    rows = features(stacked, weigh(stacked, settings.scorers[:-1]))
    belief = weigh(stacked, settings.scorers, temperature=settings.temperature)
    ends = [*stacked.begins[1:].tolist(), len(belief)]
    for group, begin, end in zip(groups, stacked.begins.tolist(), ends, strict=True):
        best, *others = (begin + np.argsort(-belief[begin:end], kind="stable")).tolist()
        other = rows[others[0]] if others else np.zeros_like(rows[best])
        evidence = _shares(_gains(rows[best], other, settings.scorers[-1]))
        for member in group.members:
            found[member] = evidence
    return found


def _gains(own: Floats, other: Floats, scorer: Scorer) -> dict[str, float]:
    """Say by how much the score of one place would fall if it had a feature as the other has it, for each."""
    columns = np.flatnonzero(own != other)
    changed = np.repeat(own[None, :], len(columns) + 1, axis=0)
    changed[np.arange(len(columns)), columns] = other[columns]
    scores = scorer.scores(changed)
    return {FEATURES[column]: float(scores[-1] - scores[at]) for at, column in enumerate(columns)}


def _metonym_evidence(document: Document, mention: Mention, toponym: Toponym) -> Evidence:
    weights = metonym_weights()
    evidence = metonym_evidence(document, mention, toponym.place)
    return _shares({name: value * weights.get(name, 0.0) for name, value in evidence.items()})


def _shares(weights: Mapping[str, float]) -> Evidence:
    total = sum(map(abs, weights.values())) or 1.0
    shares = {name: round(weight / total, 3) for name, weight in weights.items()}
    ordered = sorted(shares.items(), key=lambda share: (-abs(share[1]), share[0]))
    return {name: share for name, share in ordered if abs(share) >= _LEAST_SHARE}
