"""How well the candidates of different names fit together, whatever is believed of them."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Numbers = npt.NDArray[np.int64]

#: By column, what `support` gives for each candidate; a name of many places says less than one of few.
SUPPORT: Final = (
    "names that may lie within 30 km",
    "names that may lie within 100 km",
    "names that may well lie within 100 km",
    "names that may lie in its unit",
    "names that may well lie in its unit",
    "names that may well lie in its country",
)
_REACHES: Final = (30.0, 100.0)
_EARTH_KM: Final = 6371.0088
#: Log-odds that a whole step of the prior is worth: a far less likely place of a name supports less.
_PRIOR_SCALE: Final = 4.0
#: Of a text with more candidates those with the largest priors alone support the others, so that the cost
#: grows in line with the text; and they are laid beside the others in lots of so many pairs.
_MOST_SUPPORTERS: Final = 600
_PAIRS_AT_ONCE: Final = 200_000


def support(
    names: Numbers,
    priors: Floats,
    points: Floats,
    countries: Numbers,
    admin1s: Numbers,
    local: npt.NDArray[np.bool_],
) -> Floats:
    """Count for each candidate the other names that have a candidate near it, or in its unit or country.

    Parameters
    ----------
    names
        Number of each candidate's name; the candidates of a name come one after another.
    priors
        Of each candidate.
    points
        On the unit sphere, shape (candidates, 3).
    countries, admin1s
        Numbers that are the same within a country or unit, -1 for none.
    local
        False for countries, whose points say nothing.

    Returns
    -------
    numpy.ndarray
        Shape (candidates, `SUPPORT`).
    """
    chosen = np.arange(len(names))
    if len(chosen) > _MOST_SUPPORTERS:
        chosen = np.sort(np.argsort(-priors, kind="stable")[:_MOST_SUPPORTERS])
    own = names[chosen]
    begins = np.flatnonzero(np.diff(own, prepend=-1))
    tops = np.maximum.reduceat(priors[chosen], begins)
    sizes = np.diff(begins, append=len(chosen))
    likely = np.exp(_PRIOR_SCALE * (priors[chosen] - np.repeat(tops, sizes)))
    rarity = 1.0 / np.sqrt(sizes, dtype=np.float32)
    heard = own[begins]
    step = max(1, _PAIRS_AT_ONCE // len(chosen))
    found = []
    for first in range(0, len(names), step):
        rows = slice(first, first + step)
        others = names[rows, None] != heard
        cosine = np.clip(points[rows] @ points[chosen].T, -1.0, 1.0)
        distance = np.arccos(cosine)
        both = local[rows, None] & local[chosen]
        near, wide = (np.exp(distance * (-_EARTH_KM / reach)) * both for reach in _REACHES)
        unit = (admin1s[rows, None] == admin1s[chosen]) & (admin1s[rows, None] >= 0)
        country = (countries[rows, None] == countries[chosen]) & (countries[rows, None] >= 0)
        by_name = [
            np.maximum.reduceat(values, begins, axis=1) * others
            for values in (near, wide, wide * likely, unit, unit * likely, country * likely)
        ]
        count = max(1, len(begins) - 1)
        columns = [
            np.log1p(by_name[0] @ rarity),
            np.log1p(by_name[1] @ rarity),
            np.log1p(by_name[2].sum(axis=1)),
            np.log1p(by_name[3] @ rarity),
            by_name[4].sum(axis=1) / count,
            by_name[5].sum(axis=1) / count,
        ]
        found.append(np.stack(columns, axis=1).astype(np.float32))
    return np.concatenate(found)
