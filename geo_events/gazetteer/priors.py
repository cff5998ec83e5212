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
