"""The user's own places laid over a gazetteer, behind one interface."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo_events.gazetteer.gazetteer import Gazetteer
from geo_events.gazetteer.nearness import distance_km
from geo_events.gazetteer.place import Place
from geo_events.gazetteer.views import UNITED_NATIONS

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

#: A place of the gazetteer so near the user's of the same name and kind is the same place.
SAME_KM = 5.0


class LayeredGazetteer(Gazetteer):
    """A gazetteer with the user's own places in front; `open_gazetteer` makes one.

    Parameters
    ----------
    path
        Folder of the gazetteer.
    own
        The user's places, compiled.
    boundaries
        The view of the boundaries, as for `Gazetteer`.
    """

    def __init__(self, path: str | Path, own: Gazetteer, *, boundaries: str = UNITED_NATIONS) -> None:
        super().__init__(path, boundaries=boundaries)
        self._own = own
        self._layers = [*own._layers, *self._layers]

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as what opens it again, for another process of this machine."""
        return partial(type(self), boundaries=self.boundaries), (self.path, self._own)

    def get(self, key: str) -> Place | None:
        """Return the place with this key, or None."""
        return self._own.get(key) or super().get(key)

    def nearest(self, latitude: float, longitude: float, *, limit: int = 1) -> list[Place]:
        """Return the populated places nearest to a point, the nearest first.

        Raises
        ------
        GazetteerError
            If the point does not lie on the globe.
        """
        found = super().nearest(latitude, longitude, limit=limit)
        found = [*self._own.nearest(latitude, longitude, limit=limit), *found]

        def away(place: Place) -> float:
            return float(distance_km(latitude, longitude, place.latitude, place.longitude))

        return sorted(found, key=away)[:limit]

    def locate(self, latitude: float, longitude: float) -> list[Place]:
        """Return the areas whose outline holds a point: units, the user's first, then the country."""
        found = [*self._own.locate(latitude, longitude), *super().locate(latitude, longitude)]
        return sorted(found, key=lambda place: place.is_country)

    def outline(self, place: Place) -> BaseGeometry | None:
        """Return the outline of an area, in degrees; None where there is none."""
        own = self._own.outline(place)
        return own if own is not None else super().outline(place)

    def info(self) -> dict[str, Any]:
        """Return what `Gazetteer.info` does, and under ``own_places`` the user's file and its faults."""
        about = super().info()
        sources = about["sources"] | self._own.info()["sources"]
        return {**about, "sources": sources, "own_places": self._own._meta["own_places"]}

    def _spelled(self, spelling: str, kind: int, code: str | None, limit: int) -> list[Place]:
        own = self._own._spelled(spelling, kind, code, limit)
        if not own:
            return super()._spelled(spelling, kind, code, limit)
        others = super()._spelled(spelling, kind, code, limit + len(own))
        return [*own, *(place for place in others if not any(_same(place, mine) for mine in own))][:limit]


def _same(place: Place, own: Place) -> bool:
    """Whether the gazetteer has the user's place as well, of the same kind."""
    if place.feature_class != own.feature_class:
        return False
    away = float(distance_km(own.latitude, own.longitude, place.latitude, place.longitude))
    return away <= SAME_KM + own.uncertainty_km
