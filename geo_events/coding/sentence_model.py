"""How likely a sentence is to tell of an event, by its words alone, before anything is parsed.

No list of triggers holds every way of saying that somebody was hurt, taken or driven out. A linear model over
the words of a sentence, the words beside one another and the clusters they belong to knows the company that
events keep; what it takes for an event without a trigger is parsed and read as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import as_file, files
from math import exp, sqrt
from pathlib import Path
from typing import Final, NamedTuple, TypeAlias

import numpy as np

from geo_events.wordforms import word_forms

#: So likely to tell of an event must a sentence without a trigger be to be parsed, and its main verb to stand
#: for an event.
LEAST_LIKELY: Final = 0.7
#: And so likely a sentence with a trigger: "took" and "found" are triggers, too.
LEAST_WITH_SIGN: Final = 0.08
#: So many steps from the root of the tree of word clusters; the first few tell word classes apart.
_DEPTHS: Final = (6, 8, 10, 12, 16)
_DEPTH_BESIDE: Final = 10
#: What stands for a number, and for a word that is a name.
NUMBER, NAME = "#", "^"
#: Words that are written with a small letter less often than this are names.
_NAMES_ARE_SMALL: Final = 0.3
#: Words whose weights are remembered.
_MOST_KNOWN: Final = 50_000
#: Sentences whose probability is remembered.
_MOST_ASKED: Final = 500
#: A word, its cluster as it is weighed beside another's, the weight of its own features, and their number.
_Weighed: TypeAlias = tuple[str, str, float, int]
_DIGITS: Final = re.compile(r"\d[\d,.]*")


@dataclass(frozen=True)
class SentenceModel:
    """The model.

    Attributes
    ----------
    weights
        Log-odds that a feature adds, by its name (see `features`).
    bias
        Log-odds of a sentence of which nothing is known.
    """

    weights: Mapping[str, float]
    bias: float

    @cached_property
    def _known(self) -> dict[str, _Weighed]:
        return {}

    @cached_property
    def _asked(self) -> dict[tuple[str, ...], float]:
        return {}

    def probability(self, words: Sequence[str]) -> float:
        """Give the probability that a sentence, given as its words, tells of an event.

        A feature counts as often as it is met; the sum is divided by the root of their number, so that long
        sentences are not surer than short ones.
        """
        # a sentence is asked about when it is selected, and again when it is read
        sentence = tuple(words)
        found = self._asked.get(sentence)
        if found is None:
            if len(self._asked) >= _MOST_ASKED:
                self._asked.clear()
            found = self._asked[sentence] = self._probability(sentence)
        return found

    def _probability(self, words: Sequence[str]) -> float:
        weigh, known = self.weights.get, self._known
        total, count = 0.0, 0
        before = cluster_before = ""
        for written in words:
            found = known.get(written)
            if found is None:
                found = self._weighed(written)
            word, cluster, weight, features = found
            total += weight
            count += features
            if before:
                total += weigh(f"{before} {word}", 0.0)
                count += 1
                if cluster_before and cluster:
                    total += weigh(f"{cluster_before} {cluster}:", 0.0)
                    count += 1
            before, cluster_before = word, cluster
        log_odds = self.bias + total / sqrt(count or 1)
        return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, log_odds))))

    def _weighed(self, written: str) -> _Weighed:
        word = _word(written)
        weight = sum(self.weights.get(name, 0.0) for name in word.features)
        found = word.plain, word.beside, weight, len(word.features)
        if len(self._known) < _MOST_KNOWN:
            self._known[written] = found
        return found


class _Word(NamedTuple):
    """A word as it is weighed: by itself, and its cluster beside another's; empty where it has none."""

    plain: str
    beside: str
    features: tuple[str, ...]


def features(words: Sequence[str]) -> Iterator[str]:
    """Name what the model weighs: words, pairs of neighbours, clusters, and pairs of clusters."""
    before: _Word | None = None
    for word in map(_word, words):
        yield from word.features
        if before is not None:
            yield f"{before.plain} {word.plain}"
            if before.beside and word.beside:
                yield f"{before.beside} {word.beside}:"
        before = word


@lru_cache(maxsize=20_000)
def _word(written: str) -> _Word:
    word = plain(written)
    row = word_forms().numbers.get(word)
    cluster = 0 if row is None else word_forms().clusters[row]
    if not cluster:
        return _Word(word, "", (word,))
    deep = (f"{depth}:{cluster & ((1 << depth) - 1):x}" for depth in _DEPTHS)
    return _Word(word, f"{cluster & ((1 << _DEPTH_BESIDE) - 1):x}", (word, *deep))


def plain(word: str) -> str:
    """Put a word in small letters; a number and a name stand for themselves alone."""
    if _DIGITS.fullmatch(word):
        return NUMBER
    if word[0].isupper():
        form = word_forms().find(word)
        if form is None or form.small < _NAMES_ARE_SMALL:
            return NAME
    return word.lower()


@cache
def load_sentence_model() -> SentenceModel:
    """Read the model that ships with the package, once."""
    with as_file(files("geo_events.coding") / "data" / "sentences.npz") as path:
        return read_sentence_model(path)


def read_sentence_model(path: Path) -> SentenceModel:
    """Read a model from a file."""
    with np.load(path, allow_pickle=False) as stored:
        names = stored["names"].tobytes().decode("utf-8").split("\n")
        weights = stored["weights"].astype(np.float64).tolist()
        return SentenceModel(dict(zip(names, weights, strict=True)), float(stored["bias"]))
