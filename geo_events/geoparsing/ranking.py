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
from geo_events.geoparsing.support import SUPPORT, support

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]

#: What the other names of the article say of a candidate, by column.
ARTICLE: Final = (
    "share of country",
    "names in country",
    "country named",
    "share of unit",
    "unit named",
    "second unit named",
    "holds another as country",
    "holds another as unit",
    "within 20 km",
    "within 80 km",
    "within 300 km",
    "names within 20 km",
    "names within 80 km",
    "names within 300 km",
    "other names",
)
FEATURES: Final = KNOWN + BESIDE + SUPPORT + ARTICLE
#: What speaks for none of a name's places being meant.
NONE_FEATURES: Final = ("always", "prior", "margin", "candidates", "demonym", "capitals")
#: Kilometres over which nearness loses most of its weight.
_REACHES: Final = (20.0, 80.0, 300.0)
_EARTH_KM: Final = 6371.0088
#: Places believed in less than this say nothing of the others.
_LEAST_BELIEF: Final = 0.1
#: Of a text that names more, as a book does, the surest places alone speak, so that its cost grows in line
#: with its length; and candidates are laid beside them in lots of so many pairs, so that its memory does.
_MOST_ANCHORS: Final = 400
_PAIRS_AT_ONCE: Final = 200_000
#: Log-odds that a whole step of the prior is worth before anything else is known.
_PRIOR_SCALE: Final = 8.0
_COUNTRY, _UNIT, _SECOND_UNIT = 1, 2, 3
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
    names
        Number of each candidate's name: groups of one name share it.
    fixed
        The features that don't depend on what the other names mean.
    none
        `NONE_FEATURES` of each group.
    """

    group: Numbers
    begins: Numbers
    names: Numbers
    fixed: Floats
    none: Floats
    points: Floats
    countries: Numbers
    admin1s: Numbers
    admin2s: Numbers
    areas: Numbers


def stack(groups: Sequence[Group]) -> Stack:
    """Lay the candidates of groups out one after another; every group must have some."""
    sizes = [len(group.candidates.places) for group in groups]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(group.name for group in groups))}
    each = [group.candidates for group in groups]
    names = np.repeat([numbers[group.name] for group in groups], sizes)
    known = np.concatenate([candidates.known for candidates in each])
    points = np.concatenate([candidates.points for candidates in each])
    countries = np.concatenate([candidates.countries for candidates in each])
    admin1s = np.concatenate([candidates.admin1s for candidates in each])
    areas = np.concatenate([candidates.areas for candidates in each])
    fit = support(names, known[:, KNOWN.index("prior")], points, countries, admin1s, areas != _COUNTRY)
    return Stack(
        group=np.repeat(np.arange(len(groups)), sizes),
        begins=np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(np.int64),
        names=names,
        fixed=np.concatenate([known, np.concatenate([group.beside for group in groups]), fit], axis=1),
        none=np.array([_none_features(group) for group in groups], dtype=np.float32),
        points=points,
        countries=countries,
        admin1s=admin1s,
        admin2s=np.concatenate([candidates.admin2s for candidates in each]),
        areas=areas,
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
    top = np.maximum.reduceat(scores, stacked.begins)
    if none is not None:
        top = np.maximum(top, none)
    powers: Floats = np.exp(scores - top[stacked.group])
    totals: npt.NDArray[np.floating] = np.add.reduceat(powers, stacked.begins)
    if none is not None:
        totals = totals + np.exp(none - top)
    found: Floats = powers / totals[stacked.group]
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
    return np.concatenate([stacked.fixed, article_features(stacked, belief)], axis=1)


def article_features(stacked: Stack, belief: Floats) -> Floats:
    """Gather what the other names say (`ARTICLE`), one row a candidate."""
    anchors = np.flatnonzero(belief >= _LEAST_BELIEF)
    if len(anchors) > _MOST_ANCHORS:
        surest = np.argsort(-belief[anchors], kind="stable")[:_MOST_ANCHORS]
        anchors = np.sort(anchors[surest])
    count = len(belief)
    step = max(1, _PAIRS_AT_ONCE // max(1, len(anchors)))
    lots = [slice(begin, begin + step) for begin in range(0, count, step)]
    return np.concatenate([_said_of(stacked, lot, anchors, belief) for lot in lots])


def _said_of(stacked: Stack, rows: slice, anchors: Numbers, belief: Floats) -> Floats:
    areas, anchor_areas = stacked.areas[rows, None], stacked.areas[anchors]
    other = stacked.names[rows, None] != stacked.names[anchors]
    weight = other * belief[anchors]
    same_country = _same(stacked.countries, rows, anchors) * weight
    same_unit = _same(stacked.admin1s, rows, anchors) * weight
    same_second = _same(stacked.admin2s, rows, anchors) * weight
    total = np.maximum(1.0, weight.sum(axis=1))
    in_unit = same_unit * (anchor_areas != _COUNTRY)
    within = (areas != _COUNTRY) * weight * (anchor_areas != _COUNTRY)
    cosine = np.clip(stacked.points[rows] @ stacked.points[anchors].T, -1.0, 1.0)
    distance = _EARTH_KM * np.arccos(cosine)
    # e to the power of -d/20 is that of -d/80 to the fourth power
    middle = np.exp(distance * np.float32(-1 / _REACHES[1]))
    near = [(middle * middle) ** 2 * within, middle * within, np.exp(distance / -_REACHES[2]) * within]
    in_country = same_country.sum(axis=1)
    columns = [
        in_country / total,
        np.log1p(in_country),
        _largest(same_country * (anchor_areas == _COUNTRY)),
        in_unit.sum(axis=1) / total,
        _largest(same_unit * (anchor_areas == _UNIT) * (areas != _UNIT)),
        _largest(same_second * (anchor_areas == _SECOND_UNIT) * (areas != _SECOND_UNIT)),
        _largest(same_country * (areas == _COUNTRY) * (anchor_areas != _COUNTRY)),
        _largest(same_unit * (areas == _UNIT) * (anchor_areas != _UNIT) * (anchor_areas != _COUNTRY)),
        *(_largest(each) for each in near),
        *(np.log1p(each.sum(axis=1)) for each in near),
        np.log1p(weight.sum(axis=1)),
    ]
    return np.stack(columns, axis=1).astype(np.float32)


def _same(units: Numbers, rows: slice, anchors: Numbers) -> npt.NDArray[np.bool_]:
    own = units[rows, None]
    found: npt.NDArray[np.bool_] = (own == units[anchors]) & (own >= 0)
    return found


def _largest(values: Floats) -> Floats:
    found: Floats = values.max(axis=1, initial=0.0)
    return found
