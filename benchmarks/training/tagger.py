"""Fitting the tagger: a network of two layers, by gradient descent, in NumPy.

Nothing but the network that the package runs is fitted here; a second head, which learns spaCy's names
(`silver`), shares its layers and is thrown away.
"""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from geo_events.gazetteer import Gazetteer
from geo_events.geoparsing.document import Document
from geo_events.geoparsing.names import NameMatches, find_names
from geo_events.geoparsing.surroundings import surroundings
from geo_events.geoparsing.tagger import BEGINS, CONTINUES, OUTSIDE, Network
from geo_events.geoparsing.wordtypes import word_features
from training.silver import TAGS as SILVER_TAGS

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]
UNKNOWN = -1
#: spaCy's tags of places and peoples, and the priors from which a place is well known.
PLACES = frozenset({1, 2, 3, 4})
WELL_KNOWN = frozenset(f"prior={step}" for step in range(6, 13))
#: Features by which a word is known as the word that it is; the others are common to many.
SPELLED = frozenset({"w", "begins", "ends", "end"})


@dataclass(frozen=True)
class Recipe:
    """Sizes and rates; chosen by cross-validation."""

    size: int = 48
    hidden: int = 64
    reach: int = 3
    epochs: int = 8
    batch: int = 8
    rate: float = 3e-3
    decay: float = 0.01
    least_documents: int = 3
    dropout: float = 0.4
    feature_dropout: float = 0.15
    word_dropout: float = 0.2
    silver_share: float = 0.4


@dataclass(frozen=True)
class Features:
    """The features of a document's words and of their surroundings, by name, and its tags.

    `tags` are -1 where nobody marked the toponyms, `silver` where spaCy was not asked.
    """

    words: list[list[str]]
    places: list[list[str]]
    tags: list[int]
    silver: list[int]


def gather(
    document: Document,
    gazetteer: Gazetteer,
    *,
    spans: Sequence[tuple[int, int]] | None,
    silver: Sequence[int] | None,
) -> Features:
    """Gather what a document shows and what is known of it."""
    count = len(document.words)
    places: list[list[str]] = [[] for _ in range(count)]
    names = find_names(document, gazetteer)
    for numbers, features in surroundings(document, names):
        for number in range(count)[numbers] if isinstance(numbers, slice) else numbers:
            places[number] += features
    tags = [UNKNOWN] * count
    if spans is not None:
        tags = [OUTSIDE] * count
        for first, last in spans:
            tags[first] = BEGINS
            tags[first + 1 : last] = [CONTINUES] * (last - first - 1)
    taught = _believed(silver, names) if silver is not None else [UNKNOWN] * count
    return Features([word_features(word) for word in document.words], places, tags, taught)


def _believed(silver: Sequence[int], names: NameMatches) -> list[int]:
    """Leave out what spaCy says of well-known places that it takes for none: there it is mostly wrong.

    It passes over three of four mentions of Donetsk. A person's or organisation's longer name is believed.
    """
    taught = list(silver)
    for match in names.longest:
        known = any(attribute in WELL_KNOWN for attribute in match.attributes)
        own = silver[match.first : match.last]
        goes_on = match.last < len(silver) and silver[match.last] % 2 == 0 and silver[match.last] > 0
        alone = own[0] % 2 == 1 and not goes_on
        if known and own[0] not in PLACES and (own[0] == 0 or alone):
            taught[match.first : match.last] = [UNKNOWN] * len(own)
    return taught


@dataclass(frozen=True)
class _Bag:
    """For each word some rows of a table of vectors, one after another, and how many each word has."""

    rows: Numbers
    counts: Numbers


@dataclass(frozen=True)
class _Indexed:
    words: _Bag
    places: _Bag
    tags: Numbers
    silver: Numbers


def fit(examples: Sequence[Features], *, seed: int, recipe: Recipe | None = None) -> Network:
    """Fit a network.

    Parameters
    ----------
    examples
        As `gather` gives them; of those without known toponyms only spaCy's names are learned.
    seed
        Of the order, the first weights and what is dropped.
    recipe
        Sizes and rates.
    """
    recipe = recipe or Recipe()
    words = _vocabulary([each.words for each in examples], recipe.least_documents)
    places = _vocabulary([each.places for each in examples], recipe.least_documents)
    indexed = [
        _Indexed(
            _bag(each.words, words), _bag(each.places, places), np.array(each.tags), np.array(each.silver)
        )
        for each in examples
    ]
    spelled = np.array([name.split("=", 1)[0] in SPELLED for name in words])
    trainee = _Trainee(spelled, len(places), recipe, np.random.default_rng(seed))
    order = random.Random(seed)
    steps = recipe.epochs * -(-len(indexed) // recipe.batch)
    step = 0
    for _ in range(recipe.epochs):
        order.shuffle(indexed)
        for begin in range(0, len(indexed), recipe.batch):
            trainee.learn(indexed[begin : begin + recipe.batch], rate=_rate(step / steps, recipe.rate))
            step += 1
    return trainee.network(words, places)


def _rate(progress: float, top: float) -> float:
    """Rise over the first tenth, then fall along half a cosine."""
    if progress < 0.1:
        return top * (0.04 + 0.96 * progress / 0.1)
    return float(top * 0.5 * (1 + np.cos(np.pi * (progress - 0.1) / 0.9)) + 1e-6)


def _vocabulary(documents: Sequence[Sequence[Sequence[str]]], least: int) -> dict[str, int]:
    """Number the features that some documents have: what only one or two show says little of news."""
    counts = Counter(name for words in documents for name in {name for names in words for name in names})
    return {name: row for row, name in enumerate(sorted(n for n, count in counts.items() if count >= least))}


def _bag(features: Sequence[Sequence[str]], vocabulary: dict[str, int]) -> _Bag:
    rows = [[vocabulary[name] for name in names if name in vocabulary] for names in features]
    return _Bag(
        np.array([row for each in rows for row in each], dtype=np.int64),
        np.array([len(each) for each in rows]),
    )


class _Trainee:
    """The network while it learns, with the state of its optimiser (AdamW)."""

    def __init__(
        self, spelled: npt.NDArray[np.bool_], places: int, recipe: Recipe, draw: np.random.Generator
    ) -> None:
        self.recipe, self.draw, self.spelled = recipe, draw, spelled
        size, hidden, window = recipe.size, recipe.hidden, 2 * recipe.reach + 1
        bound = 1 / np.sqrt(window * size)
        self.weights: dict[str, Floats] = {
            "words": 0.1 * self._normal(len(spelled), size),
            "places": 0.1 * self._normal(places, size),
            "window": (bound * draw.uniform(-1, 1, (window * size, hidden))).astype(np.float32),
            "window_bias": np.zeros(hidden, dtype=np.float32),
            "tags": self._normal(hidden, 3) / np.float32(np.sqrt(hidden)),
            "tags_bias": np.zeros(3, dtype=np.float32),
            "silver": self._normal(hidden, SILVER_TAGS) / np.float32(np.sqrt(hidden)),
            "silver_bias": np.zeros(SILVER_TAGS, dtype=np.float32),
        }
        self.mean = {name: np.zeros_like(weight) for name, weight in self.weights.items()}
        self.square = {name: np.zeros_like(weight) for name, weight in self.weights.items()}
        self.steps = 0

    def network(self, words: dict[str, int], places: dict[str, int]) -> Network:
        recipe, weights = self.recipe, self.weights
        return Network(
            word_features=list(words),
            place_features=list(places),
            word_vectors=weights["words"],
            place_vectors=weights["places"],
            window=weights["window"].reshape(2 * recipe.reach + 1, recipe.size, recipe.hidden),
            window_bias=weights["window_bias"],
            tags=weights["tags"],
            tags_bias=weights["tags_bias"],
        )

    def learn(self, batch: Sequence[_Indexed], *, rate: float) -> None:
        """Take one step."""
        recipe, weights = self.recipe, self.weights
        reach = recipe.reach
        lengths = [len(each.tags) for each in batch]
        begins = np.cumsum([reach, *(length + reach for length in lengths[:-1])])
        at = np.concatenate(
            [begin + np.arange(length) for begin, length in zip(begins, lengths, strict=True)]
        )
        word_bag = self._thinned([each.words for each in batch], recipe.feature_dropout, self.spelled)
        place_bag = self._thinned([each.places for each in batch], recipe.feature_dropout / 2, None)
        vectors = _sums(weights["words"], word_bag) + _sums(weights["places"], place_bag)
        kept_vectors = self._kept(vectors.shape)
        padded = np.zeros((int(begins[-1]) + lengths[-1] + reach, recipe.size), dtype=np.float32)
        padded[at] = vectors * kept_vectors
        beside = np.concatenate([padded[at + shift] for shift in range(-reach, reach + 1)], axis=1)
        raw = beside @ weights["window"] + weights["window_bias"]
        kept_hidden = self._kept(raw.shape) * (raw > 0)
        hidden = raw * kept_hidden

        slopes: dict[str, Any] = {}
        slope_hidden = np.zeros_like(hidden)
        for head, known, share in (
            ("tags", np.concatenate([each.tags for each in batch]), 1.0),
            ("silver", np.concatenate([each.silver for each in batch]), recipe.silver_share),
        ):
            slope = _slope(hidden @ weights[head] + weights[f"{head}_bias"], known) * np.float32(share)
            slopes[head], slopes[f"{head}_bias"] = hidden.T @ slope, slope.sum(axis=0)
            slope_hidden += slope @ weights[head].T
        slope_hidden *= kept_hidden
        slopes["window"], slopes["window_bias"] = beside.T @ slope_hidden, slope_hidden.sum(axis=0)
        slope_beside = slope_hidden @ weights["window"].T
        slope_padded = np.zeros_like(padded)
        for number, shift in enumerate(range(-reach, reach + 1)):
            slope_padded[at + shift] += slope_beside[:, number * recipe.size : (number + 1) * recipe.size]
        slope_vectors = slope_padded[at] * kept_vectors
        self.steps += 1
        for name, slope in slopes.items():
            self._update(name, slice(None), slope, rate)
        for name, bag in (("words", word_bag), ("places", place_bag)):
            rows, slope = _row_slopes(slope_vectors, bag)
            self._update(name, rows, slope, rate)

    def _normal(self, *shape: int) -> Floats:
        return self.draw.standard_normal(shape, dtype=np.float32)

    def _kept(self, shape: tuple[int, ...]) -> Floats:
        keep = np.float32(1 - self.recipe.dropout)
        return (self.draw.random(shape, dtype=np.float32) < keep) / keep

    def _thinned(self, bags: Sequence[_Bag], share: float, spelled: npt.NDArray[np.bool_] | None) -> _Bag:
        """Leave out a share of the features, and of some words all that they are spelled with."""
        counts = np.concatenate([bag.counts for bag in bags])
        rows = np.concatenate([bag.rows for bag in bags])
        words = np.repeat(np.arange(len(counts)), counts)
        kept = self.draw.random(len(rows), dtype=np.float32) >= share
        if spelled is not None:
            unread = self.draw.random(len(counts), dtype=np.float32) < self.recipe.word_dropout
            kept &= ~(spelled[rows] & unread[words])
        return _Bag(rows[kept], np.bincount(words[kept], minlength=len(counts)))

    def _update(self, name: str, rows: Any, slope: Floats, rate: float) -> None:
        """Move the weights of some rows against the slope."""
        mean, square = self.mean[name], self.square[name]
        mean[rows] = 0.9 * mean[rows] + 0.1 * slope
        square[rows] = 0.999 * square[rows] + 0.001 * slope**2
        step = mean[rows] / (1 - 0.9**self.steps) / (np.sqrt(square[rows] / (1 - 0.999**self.steps)) + 1e-8)
        weights = self.weights[name]
        weights[rows] -= np.float32(rate) * (step + self.recipe.decay * weights[rows])


def _sums(table: Floats, bag: _Bag) -> Floats:
    """Add up each word's vectors."""
    found = np.zeros((len(bag.counts), table.shape[1]), dtype=np.float32)
    some = bag.counts > 0
    offsets = np.concatenate([[0], np.cumsum(bag.counts)[:-1]])
    found[some] = np.add.reduceat(table[bag.rows], offsets[some], axis=0)
    return found


def _row_slopes(slope: Floats, bag: _Bag) -> tuple[Numbers, Floats]:
    """Add up the slopes of each row that was used."""
    words = np.repeat(np.arange(len(bag.counts)), bag.counts)
    order = np.argsort(bag.rows, kind="stable")
    rows = bag.rows[order]
    begins = np.flatnonzero(np.concatenate([[True], rows[1:] != rows[:-1]]))
    return rows[begins], np.add.reduceat(slope[words[order]], begins, axis=0)


def _slope(scores: Floats, known: Numbers) -> Floats:
    """Slope of the mean cross-entropy over the words whose tag is known."""
    use = known >= 0
    found = np.zeros_like(scores)
    if use.any():
        powers = np.exp(scores[use] - scores[use].max(axis=1, keepdims=True))
        powers /= powers.sum(axis=1, keepdims=True)
        powers[np.arange(len(powers)), known[use]] -= 1.0
        found[use] = powers / len(powers)
    return found
