"""Fitting networks over evidence (`geo_events.coding.networks`) by gradient descent, in NumPy."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from geo_events.coding.networks import EvidenceNetwork

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Recipe:
    """Sizes and rates; chosen by cross-validation."""

    hidden: int = 24
    epochs: int = 8
    batch: int = 64
    rate: float = 3e-3
    decay: float = 0.02
    dropout: float = 0.5
    evidence_dropout: float = 0.35
    least: int = 8


@dataclass(frozen=True)
class Bags:
    """Bags of evidence as rows of the vectors, one bag after another, and how many each has."""

    rows: Numbers
    counts: Numbers


class Trainee:
    """A network while it learns, with the state of its optimiser (AdamW).

    Parameters
    ----------
    names
        Of the evidence.
    recipe
        Sizes and rates.
    draw
        Of the first weights and of what is dropped.
    """

    def __init__(self, names: Sequence[str], recipe: Recipe, draw: np.random.Generator) -> None:
        hidden = recipe.hidden
        self.names, self.recipe, self.draw = names, recipe, draw
        self._number = {name: row for row, name in enumerate(names)}
        vectors = 0.05 * draw.standard_normal((len(names), hidden + 1), dtype=np.float32)
        vectors[:, -1] = 0.0
        self.weights: dict[str, Floats] = {
            "vectors": vectors,
            "bias": np.full(hidden, 0.1, dtype=np.float32),
            "out": draw.standard_normal(hidden, dtype=np.float32) / np.float32(np.sqrt(hidden)),
        }
        self.mean = {name: np.zeros_like(weight) for name, weight in self.weights.items()}
        self.square = {name: np.zeros_like(weight) for name, weight in self.weights.items()}
        self.steps = 0
        self._last: tuple[Bags, Floats, Floats] | None = None

    def bags(self, evidence: Sequence[Sequence[str]]) -> Bags:
        """Turn evidence into rows; what the network does not know is left out."""
        number = self._number
        rows = [[number[name] for name in names if name in number] for names in evidence]
        return Bags(
            np.array([row for each in rows for row in each], dtype=np.int64),
            np.array([len(each) for each in rows], dtype=np.int64),
        )

    def scores(self, bags: Bags) -> Floats:
        """Score bags while some of the evidence and of the hidden units is dropped."""
        bags = self._thinned(bags)
        summed = _sums(self.weights["vectors"], bags)
        raw = summed[:, :-1] + self.weights["bias"]
        keep = np.float32(1 - self.recipe.dropout)
        kept = (self.draw.random(raw.shape, dtype=np.float32) < keep) / keep * (raw > 0)
        hidden = (raw * kept).astype(np.float32)
        self._last = bags, kept.astype(np.float32), hidden
        found: Floats = hidden @ self.weights["out"] + summed[:, -1]
        return found

    def learn(self, slopes: Floats, *, rate: float) -> None:
        """Take one step against the slopes of the scores that were given last."""
        assert self._last is not None
        bags, kept, hidden = self._last
        self.steps += 1
        of_hidden = slopes[:, None] * self.weights["out"] * kept
        of_sums = np.concatenate([of_hidden, slopes[:, None]], axis=1)
        owners = np.repeat(np.arange(len(bags.counts)), bags.counts)
        order = np.argsort(bags.rows, kind="stable")
        rows = bags.rows[order]
        if len(rows):
            begins = np.flatnonzero(np.concatenate([[True], rows[1:] != rows[:-1]]))
            added = np.add.reduceat(of_sums[owners[order]], begins, axis=0)
            self._update("vectors", rows[begins], added, rate)
        self._update("bias", slice(None), of_hidden.sum(axis=0), rate)
        self._update("out", slice(None), hidden.T @ slopes, rate)

    def network(self) -> EvidenceNetwork:
        """The network as it is now."""
        weights = self.weights
        return EvidenceNetwork(self.names, weights["vectors"], weights["bias"], weights["out"])

    def _thinned(self, bags: Bags) -> Bags:
        kept = self.draw.random(len(bags.rows), dtype=np.float32) >= self.recipe.evidence_dropout
        owners = np.repeat(np.arange(len(bags.counts)), bags.counts)
        return Bags(bags.rows[kept], np.bincount(owners[kept], minlength=len(bags.counts)))

    def _update(self, name: str, rows: Any, slope: Floats, rate: float) -> None:
        """Move the weights of some rows against the slope."""
        mean, square, weights = self.mean[name], self.square[name], self.weights[name]
        mean[rows] = 0.9 * mean[rows] + 0.1 * slope
        square[rows] = 0.999 * square[rows] + 0.001 * slope**2
        step = mean[rows] / (1 - 0.9**self.steps) / (np.sqrt(square[rows] / (1 - 0.999**self.steps)) + 1e-8)
        weights[rows] -= np.float32(rate) * (step + self.recipe.decay * weights[rows])


def vocabulary(bags: Sequence[Sequence[str]], least: int) -> list[str]:
    """The evidence that some bags show: what only one or two show says little."""
    counts = Counter(name for names in bags for name in set(names))
    return sorted(name for name, count in counts.items() if count >= least)


def joined(bags: Sequence[Bags]) -> Bags:
    """Put bags one after another."""
    return Bags(np.concatenate([each.rows for each in bags]), np.concatenate([each.counts for each in bags]))


def mean(networks: Sequence[EvidenceNetwork]) -> EvidenceNetwork:
    """The network whose score is the mean of those of some that know the same evidence."""
    first, share = networks[0], np.float32(1 / len(networks))
    assert all(each.names == first.names for each in networks)
    linear = np.mean([each.vectors[:, -1:] for each in networks], axis=0, dtype=np.float32)
    return EvidenceNetwork(
        first.names,
        np.concatenate([*(each.vectors[:, :-1] for each in networks), linear], axis=1),
        np.concatenate([each.bias for each in networks]),
        np.concatenate([each.out for each in networks]) * share,
    )


def rate_at(progress: float, top: float) -> float:
    """Rise over the first tenth, then fall along half a cosine."""
    if progress < 0.1:
        return top * (0.04 + 0.96 * progress / 0.1)
    return float(top * 0.5 * (1 + np.cos(np.pi * (progress - 0.1) / 0.9)) + 1e-6)


def _sums(table: Floats, bags: Bags) -> Floats:
    found = np.zeros((len(bags.counts), table.shape[1]), dtype=np.float32)
    some = bags.counts > 0
    if some.any():
        offsets = np.concatenate([[0], np.cumsum(bags.counts)[:-1]])
        found[some] = np.add.reduceat(table[bags.rows], offsets[some], axis=0)
    return found
