"""The tagger: a small neural network that says of each word how likely it begins or continues a place's name.

Each word is a vector, the sum of the vectors of its features (`wordtypes`, `surroundings`); one layer reads a
word with those beside it, a second one weighs the tags. It is trained by ``benchmarks/train_geoparsing.py``
and needs NumPy only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import as_file, files
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from geo_events.geoparsing.document import Document
from geo_events.geoparsing.names import NameMatches
from geo_events.geoparsing.surroundings import surroundings
from geo_events.geoparsing.wordtypes import word_features

Floats = npt.NDArray[np.float32]

#: Tags of a word, in the order of the network's outputs.
OUTSIDE, BEGINS, CONTINUES = 0, 1, 2
#: Words whose vectors are kept; when there are more, all are forgotten, so that memory stays flat.
MOST_WORDS: Final = 50_000
IMPOSSIBLE: Final = -30.0
#: Small words inside a name, one after another: "Port au Prince", "University of the West Indies".
_MOST_SMALL: Final = 2


@dataclass(frozen=True)
class Network:
    """The weights.

    Attributes
    ----------
    word_features, place_features
        Names of the features of words and of their surroundings, by row of `word_vectors` and
        `place_vectors`.
    word_vectors, place_vectors
        One vector a feature, shape (features, size).
    window
        Weights of the first layer, shape (words in the window, size, hidden).
    window_bias
        Shape (hidden,).
    tags
        Weights of the second layer, shape (hidden, 3).
    tags_bias
        Shape (3,).
    """

    word_features: Sequence[str]
    place_features: Sequence[str]
    word_vectors: Floats
    place_vectors: Floats
    window: Floats
    window_bias: Floats
    tags: Floats
    tags_bias: Floats

    @cached_property
    def word_rows(self) -> dict[str, int]:
        """Row of each feature of words."""
        return {name: row for row, name in enumerate(self.word_features)}

    @cached_property
    def place_rows(self) -> dict[str, int]:
        """Row of each feature of surroundings."""
        return {name: row for row, name in enumerate(self.place_features)}


class Tagger:
    """Tags the words of documents with a network.

    Parameters
    ----------
    network
        The weights.
    """

    def __init__(self, network: Network) -> None:
        self.network = network
        self._size = network.word_vectors.shape[1]
        self._reach = network.window.shape[0] // 2
        self._shifts = np.arange(2 * self._reach + 1)
        self._window = np.ascontiguousarray(network.window.reshape(-1, network.window.shape[2]))
        self._words: dict[str, int] = {}
        self._sums: dict[tuple[str, ...], Floats] = {}
        self._vectors: Floats = np.zeros((1_000, self._size), dtype=np.float32)

    def log_probabilities(self, document: Document, names: NameMatches) -> Floats:
        """Tag the words of a document.

        Parameters
        ----------
        document
            The words.
        names
            The gazetteer's names among them.

        Returns
        -------
        numpy.ndarray
            Natural logarithms of the probabilities of the tags, shape (words, 3). Words that are written
            small and are in no name are outside for sure.
        """
        found = np.full((len(document.words), 3), IMPOSSIBLE, dtype=np.float32)
        found[:, OUTSIDE] = 0.0
        judged = _worth_judging(document, names)
        if len(judged):
            scores = self._scores(document, names, judged)
            scores -= scores.max(axis=1, keepdims=True)
            scores -= np.log(np.exp(scores).sum(axis=1, keepdims=True))
            found[judged] = scores
        return found

    def _scores(self, document: Document, names: NameMatches, judged: npt.NDArray[np.int64]) -> Floats:
        network, reach = self.network, self._reach
        count = len(document.words)
        padded = np.zeros((count + 2 * reach, self._size), dtype=np.float32)
        vectors = padded[reach : reach + count]
        vectors += self._vectors_of(document.words)
        for numbers, features in surroundings(document, names):
            vectors[numbers] += self._sum_of(features)
        beside = padded[judged[:, None] + self._shifts].reshape(len(judged), -1)
        hidden = beside @ self._window
        hidden += network.window_bias
        np.maximum(hidden, 0.0, out=hidden)
        scores: Floats = hidden @ network.tags + network.tags_bias
        return scores

    def _sum_of(self, features: tuple[str, ...]) -> Floats:
        """Add up the vectors of features of surroundings."""
        found = self._sums.get(features)
        if found is None:
            rows = self.network.place_rows
            known = [rows[name] for name in features if name in rows]
            found = self._sums[features] = self.network.place_vectors[known].sum(axis=0)
        return found

    def _vectors_of(self, words: Sequence[str]) -> Floats:
        known = self._words
        if len(known) > MOST_WORDS:
            known.clear()
        try:
            rows = [known[word] for word in words]
        except KeyError:
            for word in dict.fromkeys(words):
                if word not in known:
                    self._learn(word)
            rows = [known[word] for word in words]
        return self._vectors[rows]

    def _learn(self, word: str) -> None:
        row = len(self._words)
        if row == len(self._vectors):
            self._vectors = np.concatenate([self._vectors, np.zeros_like(self._vectors)])
        rows = self.network.word_rows
        features = [rows[name] for name in word_features(word) if name in rows]
        self._vectors[row] = self.network.word_vectors[features].sum(axis=0)
        self._words[word] = row


def _worth_judging(document: Document, names: NameMatches) -> npt.NDArray[np.int64]:
    """Give the words that a mention may hold: not written small, or between two such, or in a name."""
    worth = np.zeros(len(document.words), dtype=bool)
    worth[document.unlike_small] = True
    for before, number in pairwise(document.unlike_small):
        if 1 < number - before <= _MOST_SMALL + 1:
            worth[before + 1 : number] = True
    for match in names.longest:
        if match.last - match.first > 1:
            worth[match.first : match.last] = True
    return np.flatnonzero(worth)


def save_network(network: Network, path: Path) -> None:
    """Write a network; vectors in 127 steps of an own scale, which is as good and four times shorter."""
    arrays: dict[str, Any] = {
        "word_features": _joined(network.word_features),
        "place_features": _joined(network.place_features),
        "window": network.window.astype(np.float16),
        "window_bias": network.window_bias,
        "tags": network.tags,
        "tags_bias": network.tags_bias,
    }
    for name in ("word_vectors", "place_vectors"):
        vectors: Floats = getattr(network, name)
        scales = np.abs(vectors).max(axis=1) / 127 + 1e-9
        arrays[name] = np.rint(vectors / scales[:, None]).astype(np.int8)
        arrays[f"{name}_scales"] = scales.astype(np.float16)
    with path.open("wb") as file:
        np.savez_compressed(file, **arrays)


def load_network(path: Path) -> Network:
    """Read what `save_network` wrote."""
    with np.load(path, allow_pickle=False) as arrays:
        return Network(
            word_features=_parted(arrays["word_features"]),
            place_features=_parted(arrays["place_features"]),
            word_vectors=_scaled(arrays["word_vectors"], arrays["word_vectors_scales"]),
            place_vectors=_scaled(arrays["place_vectors"], arrays["place_vectors_scales"]),
            window=arrays["window"].astype(np.float32),
            window_bias=arrays["window_bias"],
            tags=arrays["tags"],
            tags_bias=arrays["tags_bias"],
        )


def default_network() -> Network:
    """Read the network that comes with the package."""
    with as_file(files("geo_events.geoparsing") / "data" / "tagger.npz") as path:
        return load_network(path)


def _joined(names: Sequence[str]) -> npt.NDArray[np.uint8]:
    return np.frombuffer("\n".join(names).encode(), dtype=np.uint8)


def _parted(names: npt.NDArray[np.uint8]) -> list[str]:
    return names.tobytes().decode().split("\n")


def _scaled(steps: npt.NDArray[np.int8], scales: npt.NDArray[np.float16]) -> Floats:
    return steps.astype(np.float32) * scales.astype(np.float32)[:, None]
