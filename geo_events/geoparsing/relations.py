"""How the candidates of an article lie to those of its other names: laid out once, asked in every round."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

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
#: How well the candidates of other names fit a candidate, whichever of them are meant, by column.
FIT: Final = (
    "names that may lie within 20 km",
    "names that may lie within 80 km",
    "names that may lie in its unit",
)
#: Kilometres over which nearness loses most of its weight, beside their quarter and nearly their fourfold.
_REACH: Final = 80.0
_FAR_REACH: Final = 300.0
_EARTH_KM: Final = 6371.0088
#: Places believed in less than this say nothing of the others.
_LEAST_BELIEF: Final = 0.1
#: Of a text with more candidates, as a book has, the likeliest by their priors alone speak, so that its cost
#: grows in line with its length.
_MOST_ANCHORS: Final = 150
_COUNTRY, _UNIT, _SECOND_UNIT = 1, 2, 3


@dataclass(frozen=True, eq=False)
class Relations:
    """Relations of all candidates to some, the anchors; a candidate has none to others of its own name.

    Attributes
    ----------
    anchors
        Their rows among the candidates.
    summed
        What is added up over the anchors, each by the belief in it: being of another name, in the same
        country, in the same unit, near in three degrees. Shape (6, candidates, anchors).
    largest
        What counts by the strongest anchor: being the country, the unit, the second unit that holds the
        candidate, being held by it as a country or unit, near in three degrees. Shape (8, candidates,
        anchors).
    fit
        One row a candidate, one column for each of `FIT`: over the other names, each one's best anchor.
    """

    anchors: Numbers
    summed: Floats
    largest: Floats
    fit: Floats


def relate(
    names: Numbers,
    points: Floats,
    countries: Numbers,
    admin1s: Numbers,
    admin2s: Numbers,
    areas: Numbers,
    *,
    belief: Floats,
) -> Relations:
    """Lay out the relations of candidates.

    Parameters
    ----------
    names
        Number of each candidate's name, rising.
    points
        On the unit sphere, shape (candidates, 3).
    countries, admin1s, admin2s, areas
        As `candidates.Candidates` has them.
    belief
        What the priors say: how much each place has a say in what fits, and which are the anchors if
        there are too many.
    """
    anchors = np.arange(len(names))
    if len(anchors) > _MOST_ANCHORS:
        anchors = np.sort(np.argsort(-belief, kind="stable")[:_MOST_ANCHORS])
    other = (names[:, None] != names[anchors]).astype(np.float32)
    own, theirs = areas[:, None], areas[anchors]
    same_country = _same(countries, anchors) * other
    same_unit = _same(admin1s, anchors) * other * (theirs != _COUNTRY)
    same_second = _same(admin2s, anchors) * other
    distance = np.arccos(np.clip(points @ points[anchors].T, -1.0, 1.0)) * np.float32(_EARTH_KM)
    distance[(own == _COUNTRY) | (theirs == _COUNTRY)] = np.inf
    middle = np.exp(distance * np.float32(-1.0 / _REACH)) * other
    # e to the power of -d/20 is that of -d/80 to the fourth power
    near = [(middle * middle) ** 2, middle, np.exp(distance * np.float32(-1.0 / _FAR_REACH)) * other]
    unit, not_unit = theirs == _UNIT, own != _UNIT
    largest = [
        same_country * (theirs == _COUNTRY),
        same_unit * (unit & not_unit),
        same_second * ((theirs == _SECOND_UNIT) & (own != _SECOND_UNIT)),
        same_country * ((own == _COUNTRY) & (theirs != _COUNTRY)),
        same_unit * ~(unit | not_unit),
        *near,
    ]
    firsts = np.flatnonzero(np.diff(names[anchors], prepend=-1))
    fitting = np.array([near[0], near[1], same_unit], dtype=np.float32) * np.sqrt(belief[anchors])
    return Relations(
        anchors,
        np.array([other, same_country, same_unit, *near], dtype=np.float32),
        np.array(largest, dtype=np.float32),
        np.log1p(np.maximum.reduceat(fitting, firsts, axis=2).sum(axis=2)).T,
    )


def article_features(relations: Relations, belief: Floats) -> Floats:
    """Gather what the other names say (`ARTICLE`), one row a candidate, given the belief in each."""
    weight = belief[relations.anchors]
    weight = np.where(weight >= _LEAST_BELIEF, weight, np.float32(0.0))
    others, in_country, in_unit, *names_near = relations.summed @ weight
    country, unit, second, as_country, as_unit, *near = (relations.largest * weight).max(axis=2)
    total = np.maximum(others, 1.0)
    columns = [in_country / total, in_country, country, in_unit / total, unit, second, as_country, as_unit]
    found = np.array([*columns, *near, *names_near, others], dtype=np.float32)
    logged = [1, -4, -3, -2, -1]
    found[logged] = np.log1p(found[logged])
    return found.T


def _same(units: Numbers, anchors: Numbers) -> npt.NDArray[np.bool_]:
    found: npt.NDArray[np.bool_] = (units[:, None] == units[anchors]) & (units[:, None] >= 0)
    return found
