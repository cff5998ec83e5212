"""Finding a place again by what an event's row says of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from shapely.geometry.base import BaseGeometry

from geo_events.gazetteer.place import Place

_CONSIDERED = 20
#: Event tables keep points to so many decimals.
_DECIMALS = 5


class Outliner(Protocol):
    """What finding an outline asks of a gazetteer."""

    def lookup(self, name: str, *, country: str | None = None, limit: int = 10) -> Sequence[Place]:
        """Find places of a name."""

    def outline(self, place: Place) -> BaseGeometry | None:
        """Give the outline of an area."""


def named_outline(
    gazetteer: Outliner, name: str, *, geonameid: int | None, latitude: float, longitude: float
) -> BaseGeometry | None:
    """Return the outline of the place that a row names.

    Parameters
    ----------
    gazetteer
        Where it is looked up.
    name, geonameid
        As the row has them; a place without GeoNames id is known by its point.
    latitude, longitude
        The row's point in degrees.

    Returns
    -------
    shapely geometry or None
        None where no place of the name is the row's, or it has no outline.
    """
    here = (round(latitude, _DECIMALS), round(longitude, _DECIMALS))
    for place in gazetteer.lookup(name, limit=_CONSIDERED):
        point = (round(place.latitude, _DECIMALS), round(place.longitude, _DECIMALS))
        if place.geonameid == geonameid and (geonameid is not None or point == here):
            outline = gazetteer.outline(place)
            if outline is not None and not outline.is_empty and not place.is_country:
                return outline
    return None
