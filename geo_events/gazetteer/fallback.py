"""A geopy geocoder that is asked where the gazetteer has no answer: rate-limited, each question once."""

from __future__ import annotations

import datetime as dt
import hashlib
import inspect
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from geopy.adapters import BaseAsyncAdapter
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from geo_events.errors import GazetteerError, InputError
from geo_events.gazetteer.locating import cache_folder

#: The cache of answers, in the user's cache folder.
CACHE: Final = "geocoder-answers.sqlite"
#: Under this key ``Location.raw`` says who answered.
ANSWERED_BY: Final = "answered_by"
_TABLE: Final = """
create table if not exists answers (
    key text primary key, geocoder text not null, method text not null, question text not null,
    retrieved text not null, answer text not null
)
"""
#: Stands for a failure that was swallowed, so that it is told from "no answer" and never kept.
_FAILED: Final = object()


@dataclass(frozen=True, slots=True)
class FallbackSettings:
    """How a fallback is asked.

    Attributes
    ----------
    min_delay_seconds
        Least time between two requests.
    max_retries, error_wait_seconds
        How often a request that failed is tried again, and after how long.
    swallow_exceptions
        Whether a failure after all retries gives None, as with geopy's rate limiter (which logs it), instead
        of geopy's exception.
    cache
        File that keeps the answers; by default ``geocoder-answers.sqlite`` in the user's cache folder.
    """

    min_delay_seconds: float = 1.0
    max_retries: int = 2
    error_wait_seconds: float = 5.0
    swallow_exceptions: bool = False
    cache: Path | None = None


class Fallback:
    """A geocoder behind a rate limit and a cache.

    Parameters
    ----------
    geocoder
        Any synchronous geopy geocoder.
    settings
        How it is asked.

    Raises
    ------
    InputError
        If it is no such geocoder.
    """

    def __init__(self, geocoder: Geocoder, settings: FallbackSettings) -> None:
        if not callable(getattr(geocoder, "geocode", None)):
            raise InputError(f"the fallback {geocoder!r} is no geopy geocoder; give one, as Nominatim(...)")
        if isinstance(getattr(geocoder, "adapter", None), BaseAsyncAdapter):
            raise InputError(
                "the fallback has an asynchronous adapter; give a geocoder with a synchronous one"
            )
        self._geocoder = geocoder
        self._cache = settings.cache or cache_folder() / CACHE
        self._limited = RateLimiter(
            lambda method, query, options: getattr(geocoder, method)(query, **options),
            min_delay_seconds=settings.min_delay_seconds,
            max_retries=settings.max_retries,
            error_wait_seconds=max(settings.error_wait_seconds, settings.min_delay_seconds),
            swallow_exceptions=settings.swallow_exceptions,
            return_value_on_exception=_FAILED,
        )

    @property
    def name(self) -> str:
        """The geocoder's class and the domain that it asks, where it has one."""
        domain = getattr(self._geocoder, "domain", None)
        return f"{type(self._geocoder).__name__} {domain}" if domain else type(self._geocoder).__name__

    def takes(self, method: str, option: str) -> bool:
        """Whether a method of the geocoder has an option."""
        return option in inspect.signature(getattr(self._geocoder, method)).parameters

    def ask(self, method: str, query: str, *, timeout: object, **options: Any) -> list[Location]:
        """Ask the cache, then the geocoder.

        Parameters
        ----------
        method
            ``geocode`` or ``reverse``; a geocoder that lacks it has no answer.
        query, options
            Passed on; options that are None are not.
        timeout
            Passed on where it is not None; it is no part of the question.

        Returns
        -------
        list of Location
            Empty where there is no answer. ``raw["answered_by"]`` names the geocoder, when it answered, and
            whether the answer was kept.

        Raises
        ------
        geopy.exc.GeopyError
            What the geocoder raises, unless that is swallowed.
        GazetteerError
            If the cache is damaged or can't be written.
        """
        if not hasattr(self._geocoder, method):
            return []
        options = {name: value for name, value in options.items() if value is not None}
        question = json.dumps(
            [type(self._geocoder).__qualname__, self.name, method, query, options], sort_keys=True
        )
        key = hashlib.sha256(question.encode()).hexdigest()
        kept = self._kept(key)
        if kept is not None:
            return [_location(each, self.name, kept[0], from_cache=True) for each in kept[1]]
        limits = {} if timeout is None else {"timeout": timeout}
        answer = self._limited(method, query, options | limits)
        if answer is _FAILED:
            return []
        found = [] if answer is None else [answer] if isinstance(answer, Location) else list(answer)
        plain = [_plain(each) for each in found]
        retrieved = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
        self._keep(key, method, question, retrieved, plain)
        return [_location(each, self.name, retrieved, from_cache=False) for each in plain]

    def _kept(self, key: str) -> tuple[str, list[dict[str, Any]]] | None:
        with self._open() as cache:
            row = cache.execute("select retrieved, answer from answers where key = ?", (key,)).fetchone()
        return (row[0], json.loads(row[1])) if row else None

    def _keep(
        self, key: str, method: str, question: str, retrieved: str, answer: list[dict[str, Any]]
    ) -> None:
        row = (key, self.name, method, question, retrieved, json.dumps(answer, ensure_ascii=False))
        with self._open() as cache:
            cache.execute("insert or replace into answers values (?, ?, ?, ?, ?, ?)", row)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """Open the cache for one transaction."""
        try:
            self._cache.parent.mkdir(parents=True, exist_ok=True)
            self._cache.touch(mode=0o600)  # what was asked may be nobody else's business
            with closing(sqlite3.connect(self._cache, timeout=30)) as connection, connection:
                connection.execute(_TABLE)
                yield connection
        except (OSError, sqlite3.Error, ValueError) as error:
            raise GazetteerError(
                f"the cache of geocoder answers at {self._cache} can't be used ({error}); delete it or mend "
                "its permissions"
            ) from error


def _plain(location: Location) -> dict[str, Any]:
    """Write an answer as JSON keeps it, so that fresh and kept answers are the same."""
    raw = json.loads(json.dumps(location.raw, default=str))
    return {
        "address": location.address,
        "point": [location.latitude, location.longitude, location.altitude],
        "raw": raw if isinstance(raw, dict) else {"raw": raw},
    }


def _location(answer: dict[str, Any], name: str, retrieved: str, *, from_cache: bool) -> Location:
    by = {"geocoder": name, "retrieved": retrieved, "from_cache": from_cache}
    return Location(answer["address"], tuple(answer["point"]), {**answer["raw"], ANSWERED_BY: by})
