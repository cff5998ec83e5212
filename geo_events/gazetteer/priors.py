"""How likely a name means a place when nothing else is known, and how far the place reaches."""

from __future__ import annotations

import math

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


def of_country(population: int) -> float:
    """Give the prior of a country or territory."""
    return COUNTRY if population > SMALL_STATE else SMALL_TERRITORY


def of_town(population: int, *, capital_of: int | None = None) -> float:
    """Give the prior of a populated place: it grows with the logarithm of its inhabitants.

    `capital_of` is the population of the country whose capital the place is: news names that of a
    country of millions more often than cities of millions, but Hamilton is in Canada before Bermuda.
    """
    prior = 0.05 + 0.085 * math.log10(population if population > 0 else UNKNOWN_POPULATION)
    if capital_of is None:
        return prior
    return max(prior, CAPITAL if capital_of > SMALL_STATE else prior + 0.1)


def of_unit(order: int, population: int) -> float:
    """Give the prior of an administrative unit from the inhabitants of its known towns.

    A province weighs as much as a city of a million: population alone would prefer a village in Italy to
    Nigeria's Borno, and a town in California to Ontario.
    """
    grown = 0.01 * math.log10(1 + max(population, 0))
    return 0.52 + grown if order == 1 else 0.22 + 3 * grown


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


def of_dump_row(feature_class: str, feature_code: str, population: int) -> float:
    """Give the prior of a row that only the dump has; what no longer exists (codes with H) is least."""
    if feature_code.endswith("H") and feature_class in {"A", "P"}:
        return LEAST
    if feature_class == "P":
        seat = feature_code.startswith("PPLA") or feature_code == "PPLC"
        return of_town(population or (UNKNOWN_POPULATION if seat else UNKNOWN_VILLAGE))
    if feature_code in {"ADM1", "ADM2"}:
        return of_unit(int(feature_code[-1]), population)
    return DUMP_CODES.get(feature_code, DUMP_CLASSES.get(feature_class, LEAST))


def reach_of_dump_row(feature_class: str, feature_code: str, population: int) -> float:
    """Give the radius in kilometres that holds a row that only the dump has."""
    if feature_class == "P":
        return town_reach(population)
    return DUMP_REACH_KM.get(feature_code, DUMP_REACH_KM.get(feature_class, SMALLEST_TOWN_KM))
