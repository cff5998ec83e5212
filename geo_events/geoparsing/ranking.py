"""Weighing the candidates of all names of an article, each in the light of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from geo_events.geoparsing.candidates import KNOWN
from geo_events.geoparsing.grouping import BESIDE, Group
from geo_events.geoparsing.relations import ARTICLE, FIT, Relations, article_features, relate

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]

FEATURES: Final = KNOWN + BESIDE + FIT + ARTICLE
#: What speaks for none of a name's places being meant.
NONE_FEATURES: Final = ("always", "prior", "margin", "candidates", "demonym", "capitals")
#: Log-odds that a whole step of the prior is worth before anything else is known.
_PRIOR_SCALE: Final = 8.0
_PARTS: Final = ("linear", "hidden", "hidden_bias", "out", "none")


@dataclass(frozen=True)
class Scorer:
    """Scores candidates: a linear part and a small hidden layer over `FEATURES`.

    Attributes
    ----------
    linear
        Shape (features,).
    hidden, hidden_bias
        Shapes (features, units) and (units,).
    out
        Shape (units,).
    none
        Weights of `NONE_FEATURES`: the score of none being meant.
    """

    linear: Floats
    hidden: Floats
    hidden_bias: Floats
    out: Floats
    none: Floats

    def scores(self, features: Floats) -> Floats:
        """Score candidates, one row of features each."""
        hidden = np.maximum(features @ self.hidden + self.hidden_bias, 0.0)
        found: Floats = features @ self.linear + hidden @ self.out
        return found


@dataclass(frozen=True, eq=False)
class Stack:
    """The candidates of all groups of an article, one after another.

    Attributes
    ----------
    group
        Number of each candidate's group.
    begins
        Row of each group's first candidate; groups without candidates are left out.
    fixed
        The features that don't depend on what the other names mean.
    none
        `NONE_FEATURES` of each group.
    relations
        How the candidates lie to those of other names.
    """

    group: Numbers
    begins: Numbers
    fixed: Floats
    none: Floats
    relations: Relations


def stack(groups: Sequence[Group]) -> Stack:
    """Lay the candidates of groups out one after another; every group must have some."""
    sizes = [len(group.candidates.places) for group in groups]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(group.name for group in groups))}
    each = [group.candidates for group in groups]
    group = np.repeat(np.arange(len(groups)), sizes)
    begins = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64)
    known = np.concatenate([candidates.known for candidates in each])
    relations = relate(
        np.array([numbers[group.name] for group in groups])[group],
        np.concatenate([candidates.points for candidates in each]),
        np.concatenate([candidates.countries for candidates in each]),
        np.concatenate([candidates.admin1s for candidates in each]),
        np.concatenate([candidates.admin2s for candidates in each]),
        np.concatenate([candidates.areas for candidates in each]),
        belief=_shares(np.float32(_PRIOR_SCALE) * known[:, KNOWN.index("prior")], group, begins, None),
    )
    return Stack(
        group=group,
        begins=begins,
        fixed=np.concatenate(
            [known, np.concatenate([group.beside for group in groups]), relations.fit], axis=1
        ),
        none=np.array([_none_features(group) for group in groups], dtype=np.float32),
        relations=relations,
    )


def _none_features(group: Group) -> list[float]:
    known = group.candidates.known[0].tolist()
    column = KNOWN.index
    return [
        1.0,
        known[column("prior")],
        known[column("margin")],
        known[column("candidates")],
        known[column("demonym")],
        known[column("capitals")],
    ]


def first_belief(stacked: Stack) -> Floats:
    """Share the belief in each group's candidates by their priors alone."""
    return shares(_PRIOR_SCALE * stacked.fixed[:, KNOWN.index("prior")], stacked)


def save_scorers(scorers: Sequence[Scorer], path: Path) -> None:
    """Write scorers, with the names of the features that they are for."""
    arrays = {
        f"{number} {part}": getattr(scorer, part).astype(np.float32)
        for number, scorer in enumerate(scorers)
        for part in _PARTS
    }
    arrays["features"] = np.array(FEATURES)
    with path.open("wb") as file:
        np.savez_compressed(file, **arrays)


def load_scorers(path: Path) -> tuple[Scorer, ...]:
    """Read what `save_scorers` wrote; they must be for the features that are gathered."""
    with np.load(path, allow_pickle=False) as arrays:
        assert tuple(arrays["features"].tolist()) == FEATURES, "the scorers are of another version"
        count = sum(name.endswith(" linear") for name in arrays)
        return tuple(Scorer(*(arrays[f"{number} {part}"] for part in _PARTS)) for number in range(count))


def default_scorers() -> tuple[Scorer, ...]:
    """Read the scorers that come with the package."""
    with as_file(files("geo_events.geoparsing") / "data" / "scorers.npz") as path:
        return load_scorers(path)


def shares(scores: Floats, stacked: Stack, none: Floats | None = None) -> Floats:
    """Turn scores into shares of belief within each group (softmax), `none` being one more score a group."""
    return _shares(scores, stacked.group, stacked.begins, none)


def _shares(scores: Floats, group: Numbers, begins: Numbers, none: Floats | None) -> Floats:
    top = np.maximum.reduceat(scores, begins)
    if none is not None:
        top = np.maximum(top, none)
    powers = np.exp(scores - top[group])
    totals = np.add.reduceat(powers, begins)
    other = np.zeros_like(totals) if none is None else np.exp(none - top)
    found: Floats = powers / (totals + other)[group]
    return found


def weigh(stacked: Stack, scorers: Sequence[Scorer], *, temperature: float = 1.0) -> Floats:
    """Share the belief in all candidates, round by round.

    Parameters
    ----------
    stacked
        The candidates.
    scorers
        One a round: the first sees what the priors say of the other names, the next what the first one says.
    temperature
        Divides the scores of the last round.

    Returns
    -------
    numpy.ndarray
        The share of belief in each candidate; what a group lacks to 1 is the belief that none is meant.
    """
    belief = first_belief(stacked)
    for number, scorer in enumerate(scorers):
        divisor = temperature if number == len(scorers) - 1 else 1.0
        scores = scorer.scores(features(stacked, belief)) / divisor
        belief = shares(scores, stacked, (stacked.none @ scorer.none) / divisor)
    return belief


def features(stacked: Stack, belief: Floats) -> Floats:
    """Gather `FEATURES` of all candidates, given the belief in each."""
    return np.concatenate([stacked.fixed, article_features(stacked.relations, belief)], axis=1)
