"""How likely a name means a place when nothing else is known, and how far the place reaches."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

#: A country's name means the country, whatever towns bear it.
COUNTRY = 0.9
#: Territories of few people, whose names (Jersey, Reunion, Guernsey) other places bear as well.
SMALL_TERRITORY = 0.7
SMALL_STATE = 500_000
CAPITAL = 0.68
#: Inhabitants per square kilometre of built-up land, for the reach of a town.
DENSITY = 4000.0
SMALLEST_TOWN_KM = 1.5
#: Taken for a town whose inhabitants GeoNames does not know: the seats of districts are among them.
UNKNOWN_POPULATION = 2_000
#: Units of the first and second order have at least so many inhabitants, as far as their priors go.
LEAST_UNIT = {1: 50_000, 2: 5_000}
UNIT_BONUS = {1: 0.02, 2: -0.07}
#: From so many inhabitants on a unit's prior grows slowly: the city of the same name is often meant.
LARGE_UNIT = 1_000_000
SLOW = 0.03


def of_country(population: int) -> float:
    """Give the prior of a country or territory."""
    return COUNTRY if population > SMALL_STATE else SMALL_TERRITORY


def of_town(population: int, *, capital_of: int | None = None) -> float:
    """Give the prior of a populated place: it grows with the logarithm of its inhabitants.

    `capital_of` is the population of the country whose capital the place is: news names that of a
    country of millions more often than cities of millions, but Hamilton is in Canada before Bermuda.
    """
    prior = float(_by_inhabitants(population if population > 0 else UNKNOWN_POPULATION))
    if capital_of is None:
        return prior
    return max(prior, CAPITAL if capital_of > SMALL_STATE else prior + 0.1)


def of_unit(order: int, population: int) -> float:
    """Give the prior of an administrative unit from its inhabitants, those outside of known towns included.

    A province weighs a little more than a city of as many inhabitants: Ontario comes before a town in
    California, Charlotte in North Carolina before a parish of Saint Vincent. One of the second order weighs
    less than its seat, but Kent in England comes before a suburb of Seattle.
    """
    people = max(population, LEAST_UNIT[order])
    grown = float(_by_inhabitants(min(people, LARGE_UNIT)))
    return grown + SLOW * math.log10(max(people / LARGE_UNIT, 1.0)) + UNIT_BONUS[order]


def town_reach(population: int) -> float:
    """Give the radius in kilometres that holds a town of so many inhabitants."""
    return max(SMALLEST_TOWN_KM, math.sqrt(max(population, 0) / DENSITY / math.pi))


#: Taken for a village whose inhabitants the dump does not give: smaller than what the packages list.
UNKNOWN_VILLAGE = 100
#: Priors of the dump's rows that are no populated places, by feature code or class: below every town, since
#: a farm, a hill or a hotel bears the name of a famous place more often than news means it.
DUMP_CODES = {"ADM3": 0.2, "ADM4": 0.16, "ADM5": 0.14, "AIRB": 0.2, "AIRP": 0.2, "DAM": 0.15, "RGN": 0.2}
DUMP_CLASSES = {"A": 0.14, "L": 0.12, "H": 0.1, "T": 0.1}
LEAST = 0.06
#: Radius in kilometres that is taken to hold such a row.
DUMP_REACH_KM = {"ADM1": 60.0, "ADM2": 25.0, "ADM3": 10.0, "A": 5.0, "L": 10.0, "H": 5.0, "T": 3.0}


def of_dump_rows(
    features: Sequence[str], feature: npt.NDArray[Any], population: npt.NDArray[Any]
) -> npt.NDArray[np.float64]:
    """Give the priors of rows that only the dump has; what no longer exists (codes with H) is least.

    Parameters
    ----------
    features
        Class and code joined with a dot, such as ``P.PPL``.
    feature
        For each row, the number of its feature among `features`.
    population
        For each row, its inhabitants, 0 where unknown.
    """
    prior: npt.NDArray[np.float64] = np.array(
        [_of_dump_feature(*text.split(".")) for text in features], dtype=float
    )[feature]
    for number, text in enumerate(features):
        kind, code = text.split(".")
        rows = feature == number
        if kind == "P" and not code.endswith("H"):
            seat = code.startswith("PPLA") or code == "PPLC"
            people = np.where(
                population[rows] > 0, population[rows], UNKNOWN_POPULATION if seat else UNKNOWN_VILLAGE
            )
            prior[rows] = _by_inhabitants(people)
        elif code in {"ADM1", "ADM2"}:
            prior[rows] = [of_unit(int(code[-1]), people) for people in population[rows].tolist()]
    return prior


def reaches_of_dump_rows(
    features: Sequence[str], feature: npt.NDArray[Any], population: npt.NDArray[Any]
) -> npt.NDArray[np.float64]:
    """Give the radii in kilometres that hold rows that only the dump has; see `of_dump_rows`."""
    parted = [text.split(".") for text in features]
    flat = [DUMP_REACH_KM.get(code, DUMP_REACH_KM.get(kind, SMALLEST_TOWN_KM)) for kind, code in parted]
    populated = np.array([kind == "P" for kind, _ in parted], dtype=bool)
    radius = np.maximum(SMALLEST_TOWN_KM, np.sqrt(population / DENSITY / math.pi))
    reaches: npt.NDArray[np.float64] = np.where(
        populated[feature], radius, np.array(flat, dtype=float)[feature]
    )
    return reaches


def _of_dump_feature(kind: str, code: str) -> float:
    if code.endswith("H") and kind in {"A", "P"}:
        return LEAST
    return DUMP_CODES.get(code, DUMP_CLASSES.get(kind, LEAST))


def _by_inhabitants(population: Any) -> Any:
    return 0.05 + 0.085 * np.log10(population)
