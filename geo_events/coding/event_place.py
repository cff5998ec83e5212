"""Where an event happened, as the event table says it, and what placing asks of a gazetteer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Protocol

from geo_events.coding.precision import NEAR_KM, place_precision
from geo_events.gazetteer.place import Place
from geo_events.geoparsing.toponym import Toponym


@dataclass(frozen=True, slots=True)
class EventPlace:
    """Where an event happened, as the event table says it.

    Attributes
    ----------
    place
        The gazetteer's place, or None where the text names none.
    geo_precision, uncertainty_km
        As in the event table.
    latitude, longitude
        The representative point, or None.
    own
        Whether the event's own sentence names the place; else it was taken over from the text around.
    toponym
        The mention, or None.
    from_coordinate
        Whether the text gives the point itself.
    name
        The text's own name of a place that the gazetteer lacks; `place` is then what it lies in or near.
    footprint
        WKT of the line that the text describes ("the road from X to Y"), longitude first, or None.
    """

    place: Place | None
    geo_precision: str
    uncertainty_km: float | None
    latitude: float | None
    longitude: float | None
    own: bool
    toponym: Toponym | None
    from_coordinate: bool = False
    name: str | None = None
    footprint: str | None = None


NOWHERE = EventPlace(None, "unknown", None, None, None, False, None)
#: The sentence names several countries: the event has a place, but none that the table can hold.
SEVERAL = EventPlace(None, "unknown", None, None, None, True, None)


class Parents(Protocol):
    """What placing needs of a gazetteer."""

    def parents(self, place: Place) -> list[Place]:
        """The areas that hold a place, the most local first."""

    def country(self, code: str) -> Place | None:
        """The country of an ISO code."""

    def capital(self, code: str) -> Place | None:
        """The capital of the country of an alpha-2 code."""

    def lookup(
        self, name: str, *, country: str | None = None, limit: int = 10, exact: bool = False
    ) -> list[Place]:
        """The places that a name means, the likeliest first."""


def in_country(country: Place) -> EventPlace:
    """An event known to be somewhere in a country."""
    return EventPlace(
        country, "country", country.uncertainty_km, country.latitude, country.longitude, False, None
    )


def at_place(place: Place) -> EventPlace:
    """An event that the text puts at a place without naming it there."""
    precision, radius = place_precision(place)
    return EventPlace(place, precision, radius, place.latitude, place.longitude, True, None)


def around(where: EventPlace) -> EventPlace:
    """Near a town or site instead of in it; what is coarser stays."""
    if where.geo_precision != "exact":
        return where
    return replace(where, geo_precision="near", uncertainty_km=max(NEAR_KM, where.uncertainty_km or 0.0))


def under_heading(place: Place) -> EventPlace:
    """An event told below a heading that names a place: in it or, if it is a town, around it."""
    return replace(around(at_place(place)), own=False)
