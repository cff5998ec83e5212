"""The gazetteer as a geopy geocoder: no network, no key, no limit of requests."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict
from typing import NoReturn

from geopy.adapters import BaseSyncAdapter
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from geo_events.errors import InputError
from geo_events.gazetteer.gazetteer import Gazetteer
from geo_events.gazetteer.opening import open_gazetteer
from geo_events.gazetteer.place import Place

#: How many places of a name are looked at before qualifiers and countries choose among them.
_CONSIDERED = 500


class _Offline(BaseSyncAdapter):  # type: ignore[misc]  # geopy has no types
    """Stands where geopy expects a connection, and opens none."""

    def get_json(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> NoReturn:
        raise InputError(f"the gazetteer works offline; it does not ask {url}")

    def get_text(self, url: str, *, timeout: float, headers: Mapping[str, str]) -> NoReturn:
        raise InputError(f"the gazetteer works offline; it does not ask {url}")


class GazetteerGeocoder(Geocoder):  # type: ignore[misc]  # geopy has no types
    """Geocode from the local gazetteer, with geopy's interface.

    Parameters
    ----------
    gazetteer
        An open gazetteer; the default one if not given.

    Examples
    --------
    >>> geocoder = GazetteerGeocoder()
    >>> geocoder.geocode("Deir ez-Zor, Syria").address
    'Dayr az Zawr, Deir ez-Zor, Syria'
    """

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        super().__init__(adapter_factory=_Offline)
        self.gazetteer = gazetteer if gazetteer is not None else open_gazetteer()

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        limit: int = 10,
        country_codes: str | Collection[str] | None = None,
        timeout: object = None,
    ) -> Location | list[Location] | None:
        """Return the place that a name means.

        Parameters
        ----------
        query
            A name, or a name and what it lies in, from the most local: "Tripoli, Lebanon".
        exactly_one
            Whether to return the likeliest place alone, else a list.
        limit
            How many places a list holds at most.
        country_codes
            ISO 3166-1 codes: only places of these countries.
        timeout
            Taken for geopy's sake; nothing here waits.

        Returns
        -------
        geopy.location.Location, list or None
            None where nothing fits. ``raw`` holds the place's attributes.
        """
        codes = [country_codes] if isinstance(country_codes, str) else list(country_codes or [])
        wanted = {place.country_code for code in codes if (place := self.gazetteer.country(code))}
        found = [place for place in self._candidates(query) if not codes or place.country_code in wanted]
        return self._answer(found[:limit], exactly_one=exactly_one)

    def reverse(
        self,
        query: Point | tuple[float, float] | str,
        *,
        exactly_one: bool = True,
        limit: int = 10,
        timeout: object = None,
    ) -> Location | list[Location] | None:
        """Return the populated place nearest to a point, or several, the nearest first.

        Parameters
        ----------
        query
            A point, a pair (latitude, longitude), or text that `geopy.point.Point` reads.
        exactly_one, limit, timeout
            As for `geocode`.
        """
        point = query if isinstance(query, Point) else Point(query)
        count = 1 if exactly_one else limit
        found = self.gazetteer.nearest(point.latitude, point.longitude, limit=count)
        return self._answer(found, exactly_one=exactly_one)

    def _candidates(self, query: str) -> list[Place]:
        name, *qualifiers = [part.strip() for part in query.split(",") if part.strip()] or [""]
        whole = self.gazetteer.lookup(query, limit=_CONSIDERED, exact=bool(qualifiers))
        if whole or not qualifiers:
            return whole
        found = self.gazetteer.lookup(name, limit=_CONSIDERED)
        for qualifier in qualifiers:
            within = {place.key for place in self.gazetteer.lookup(qualifier, limit=_CONSIDERED)}
            state = self.gazetteer.country(qualifier)
            if state is not None:
                within.add(state.key)
            found = [place for place in found if within & {p.key for p in self.gazetteer.parents(place)}]
        return found

    def _answer(self, places: list[Place], *, exactly_one: bool) -> Location | list[Location] | None:
        if not places:
            return None
        located = [
            Location(self._address(place), (place.latitude, place.longitude), asdict(place))
            for place in places
        ]
        return located[0] if exactly_one else located

    def _address(self, place: Place) -> str:
        parents = [parent.name for parent in self.gazetteer.parents(place) if not parent.is_admin2]
        return ", ".join([place.name, *parents])
