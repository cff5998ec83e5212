"""Which town is the capital of a country."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

_SEATS = {("P", "PPLC"), ("P", "PPLG")}


def capital_rows(
    places: npt.NDArray[Any], features: Sequence[Sequence[str]], countries: Sequence[str]
) -> dict[str, int]:
    """Find the row of each country's capital.

    Where the government sits elsewhere, as in La Paz, it is the more populous of the two.

    Parameters
    ----------
    places
        The rows of a compiled gazetteer.
    features, countries
        Feature class and code, and alpha-2 code, by the numbers that the rows hold.
    """
    numbers = [number for number, feature in enumerate(features) if tuple(feature) in _SEATS]
    rows = np.flatnonzero(np.isin(places["feature"], numbers))
    rows = rows[np.argsort(places["population"][rows], kind="stable")]
    # later ones go before
    return {countries[places["country"][row]]: int(row) for row in rows.tolist()}
