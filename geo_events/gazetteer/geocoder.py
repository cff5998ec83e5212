"""The gazetteer as a geopy geocoder: no network, no key, no limit of requests, unless a fallback is given."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import asdict
from typing import NoReturn

from geopy.adapters import BaseSyncAdapter
from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from geo_events.errors import InputError
from geo_events.gazetteer.fallback import ANSWERED_BY, Fallback, FallbackSettings
from geo_events.gazetteer.gazetteer import Gazetteer
from geo_events.gazetteer.nearness import distance_km
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
    fallback
        A geopy geocoder to ask where the gazetteer has no answer. By default none: nothing leaves the
        machine. With one, each name that the gazetteer lacks is sent to that service: don't where the names
        themselves are sensitive.
    fallback_settings
        Rate limit, retries, and the cache that keeps each answer.
    reverse_within_km
        Places farther from a point are no answer to `reverse`; without it the nearest always is one.

    Raises
    ------
    InputError
        If the fallback is no synchronous geopy geocoder.

    Examples
    --------
    >>> geocoder = GazetteerGeocoder()
    >>> geocoder.geocode("Deir ez-Zor, Syria").address
    'Dayr az Zawr, Deir ez-Zor, Syria'
    """

    def __init__(
        self,
        gazetteer: Gazetteer | None = None,
        *,
        fallback: Geocoder | None = None,
        fallback_settings: FallbackSettings | None = None,
        reverse_within_km: float | None = None,
    ) -> None:
        super().__init__(adapter_factory=_Offline)
        self.gazetteer = gazetteer if gazetteer is not None else open_gazetteer()
        self._fallback = (
            None if fallback is None else Fallback(fallback, fallback_settings or FallbackSettings())
        )
        self._within_km = math.inf if reverse_within_km is None else reverse_within_km
        self._answered_by = {"geocoder": "gazetteer", "fingerprint": self.gazetteer.info()["fingerprint"]}

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
            ISO 3166-1 codes, a list or one string with commas: only places of these countries.
        timeout
            Seconds that the fallback may take; the gazetteer does not wait.

        Returns
        -------
        geopy.location.Location, list or None
            None where nothing fits. ``raw`` holds the place's attributes, or the fallback's answer; its
            ``answered_by`` says which.

        Raises
        ------
        InputError
            If the query is no text, the limit below 1, a code no country's, or the fallback can't be kept to
            countries.
        geopy.exc.GeopyError
            What the fallback raises after its retries, unless its settings swallow that.
        """
        if not isinstance(query, str):
            raise InputError(f"the query {query!r} is no text; give a name, as 'Tripoli, Lebanon'")
        count = _checked_limit(limit)
        wanted = self._countries(country_codes)
        if wanted and self._fallback is not None and not self._fallback.takes("geocode", "country_codes"):
            raise InputError(f"{self._fallback.name} can't be kept to countries; leave country_codes out")
        found = [place for place in self._candidates(query) if not wanted or place.country_code in wanted]
        if found or self._fallback is None or not query.strip(" ,"):
            return self._answer(found[:count], exactly_one=exactly_one)
        codes = [code.lower() for code in wanted] or None
        asked = self._ask("geocode", query, count, timeout, exactly_one=exactly_one, country_codes=codes)
        return (asked[0] if exactly_one else asked) if asked else None

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

        Raises
        ------
        ValueError
            If the query is no point on the globe, or the limit below 1.
        geopy.exc.GeopyError
            As for `geocode`.
        """
        point = query if isinstance(query, Point) else Point(query)
        count = _checked_limit(1 if exactly_one else limit)
        found = self.gazetteer.nearest(point.latitude, point.longitude, limit=count)
        away = [float(distance_km(point.latitude, point.longitude, p.latitude, p.longitude)) for p in found]
        near = [place for place, km in zip(found, away, strict=True) if km <= self._within_km]
        if near or self._fallback is None:
            return self._answer(near, exactly_one=exactly_one)
        where = f"{point.latitude:.6f}, {point.longitude:.6f}"
        asked = self._ask("reverse", where, count, timeout, exactly_one=exactly_one)
        return (asked[0] if exactly_one else asked) if asked else None

    def _ask(
        self, method: str, query: str, limit: int, timeout: object, *, exactly_one: bool, **options: object
    ) -> list[Location]:
        assert self._fallback is not None
        if not exactly_one and self._fallback.takes(method, "limit"):
            options["limit"] = limit
        return self._fallback.ask(method, query, timeout=timeout, exactly_one=exactly_one, **options)[:limit]

    def _countries(self, codes: str | Collection[str] | None) -> list[str]:
        """Give the two-letter codes of the countries meant, in the order of the alphabet."""
        given = codes.split(",") if isinstance(codes, str) else list(codes or [])
        found = {code: self.gazetteer.country(code.strip()) for code in given if code.strip()}
        unknown = [code for code, country in found.items() if country is None]
        if unknown:
            raise InputError(f"no country has the code {unknown[0]!r}; give ISO 3166-1 codes, as 'IQ'")
        return sorted({country.country_code for country in found.values() if country is not None})

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
            Location(
                self._address(place),
                (place.latitude, place.longitude),
                {**asdict(place), ANSWERED_BY: dict(self._answered_by)},
            )
            for place in places
        ]
        return located[0] if exactly_one else located

    def _address(self, place: Place) -> str:
        parents = [parent.name for parent in self.gazetteer.parents(place) if not parent.is_admin2]
        return ", ".join([place.name, *parents])


def _checked_limit(limit: int) -> int:
    if limit < 1:
        raise InputError(f"the limit {limit} is below 1; leave it out, or give 1 or more")
    return limit
