"""A geocoder that is asked where the gazetteer has no answer; a made-up one, without network."""

import json
import sqlite3
import stat

import pytest
from geopy.adapters import AioHTTPAdapter, BaseSyncAdapter
from geopy.exc import GeocoderAuthenticationFailure, GeocoderQuotaExceeded, GeocoderTimedOut
from geopy.extra import rate_limiter
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from geo_events.errors import GazetteerError, InputError
from geo_events.gazetteer import FallbackSettings, GazetteerGeocoder

UNKNOWN = "Xyzzyplugh Crossing"


class Silent(BaseSyncAdapter):
    def get_json(self, url, *, timeout, headers):
        raise AssertionError

    get_text = get_json


class Service(Geocoder):
    """Answers from memory and remembers what it was asked."""

    domain = "geo.example"

    def __init__(self, answer=None, error=None):
        super().__init__(adapter_factory=Silent)
        self.asked = []
        self.answer, self.error = answer, error

    def _reply(self, *asked):
        self.asked.append(asked)
        if self.error is not None:
            raise self.error
        return self.answer

    def geocode(self, query, *, exactly_one=True, timeout=None, limit=None, country_codes=None):
        return self._reply("geocode", query, exactly_one, timeout, limit, country_codes)

    def reverse(self, query, *, exactly_one=True, timeout=None):
        return self._reply("reverse", query, exactly_one, timeout)


FOUND = Location("Xyzzyplugh Crossing, Iraq", (33.1, 44.2), {"osm_id": 7})


@pytest.fixture
def settings(tmp_path):
    return FallbackSettings(
        min_delay_seconds=0, error_wait_seconds=0, cache=tmp_path / "deep" / "answers.sqlite"
    )


@pytest.fixture
def geocoder(small, settings):
    return lambda service, **more: GazetteerGeocoder(
        small, fallback=service, fallback_settings=settings, **more
    )


def test_without_a_fallback_nothing_is_asked(small):
    assert GazetteerGeocoder(small).geocode(UNKNOWN) is None


def test_what_the_gazetteer_knows_is_not_asked(geocoder):
    service = Service(FOUND)
    found = geocoder(service).geocode("Mosul")
    assert found.raw["answered_by"]["geocoder"] == "gazetteer"
    assert service.asked == []


def test_a_question_is_asked_once_and_kept(geocoder):
    service = Service(FOUND)
    first, second = geocoder(service).geocode(UNKNOWN), geocoder(service).geocode(UNKNOWN)
    assert len(service.asked) == 1
    assert (first.address, first.latitude, first.longitude) == ("Xyzzyplugh Crossing, Iraq", 33.1, 44.2)
    assert (second.address, second.point) == (first.address, first.point)
    assert first.raw["osm_id"] == second.raw["osm_id"] == 7
    by = first.raw["answered_by"]
    assert (by["geocoder"], by["from_cache"]) == ("Service geo.example", False)
    assert second.raw["answered_by"] == {**by, "from_cache": True}


def test_no_answer_is_kept_as_well(geocoder):
    service = Service(None)
    assert [geocoder(service).geocode(UNKNOWN) for _ in range(2)] == [None, None]
    assert len(service.asked) == 1


def test_other_options_are_another_question(geocoder):
    service = Service([FOUND, FOUND])
    asking = geocoder(service)
    assert len(asking.geocode(UNKNOWN, exactly_one=False, limit=1)) == 1
    assert len(asking.geocode(UNKNOWN, exactly_one=False, limit=2)) == 2
    asking.geocode(UNKNOWN, exactly_one=False, limit=2, country_codes="IRQ, sy")
    assert [asked[4:] for asked in service.asked] == [(1, None), (2, None), (2, ["iq", "sy"])]


def test_a_timeout_is_passed_on_and_is_no_part_of_the_question(geocoder):
    service = Service(FOUND)
    geocoder(service).geocode(UNKNOWN, timeout=3)
    geocoder(service).geocode(UNKNOWN, timeout=4)
    assert [asked[3] for asked in service.asked] == [3]


def test_another_domain_is_another_geocoder(geocoder):
    one, other = Service(FOUND), Service(None)
    other.domain = "other.example"
    assert geocoder(one).geocode(UNKNOWN) is not None
    assert geocoder(other).geocode(UNKNOWN) is None


@pytest.mark.parametrize("error", [GeocoderTimedOut("slow"), GeocoderQuotaExceeded("enough")])
def test_failures_are_geopys_own_after_retries_and_are_not_kept(geocoder, error):
    service = Service(error=error)
    with pytest.raises(type(error)):
        geocoder(service).geocode(UNKNOWN)
    assert len(service.asked) == 3
    service.error, service.answer = None, FOUND
    assert geocoder(service).geocode(UNKNOWN) is not None


def test_failures_can_be_swallowed_as_geopys_rate_limiter_does(small, settings):
    service = Service(error=GeocoderTimedOut("slow"))
    quiet = FallbackSettings(0, 0, 0, swallow_exceptions=True, cache=settings.cache)
    geocoder = GazetteerGeocoder(small, fallback=service, fallback_settings=quiet)
    assert geocoder.geocode(UNKNOWN) is None
    assert geocoder.geocode(UNKNOWN) is None
    assert len(service.asked) == 2


def test_wrong_keys_of_a_service_are_told(geocoder):
    with pytest.raises(GeocoderAuthenticationFailure):
        geocoder(Service(error=GeocoderAuthenticationFailure("key"))).geocode(UNKNOWN)


def test_requests_are_a_second_apart_by_default(small, tmp_path, monkeypatch):
    slept = []
    now = [0.0]

    def sleep(seconds):
        slept.append(seconds)
        now[0] += seconds

    monkeypatch.setattr(rate_limiter, "sleep", sleep)
    monkeypatch.setattr(rate_limiter, "default_timer", lambda: now[0])
    settings = FallbackSettings(cache=tmp_path / "answers.sqlite")
    geocoder = GazetteerGeocoder(
        small, fallback=Service(FOUND), fallback_settings=settings, reverse_within_km=1
    )
    geocoder.geocode(UNKNOWN)
    geocoder.reverse((0.0, -30.0))
    geocoder.geocode(UNKNOWN)
    assert slept == [1.0]


def test_reverse_asks_only_beyond_the_distance_given(geocoder):
    service = Service(FOUND)
    assert geocoder(service).reverse((0.0, -30.0)).raw["answered_by"]["geocoder"] == "gazetteer"
    near = geocoder(service, reverse_within_km=25)
    assert near.reverse((36.335, 43.119)).raw["name"] == "Mosul"
    assert service.asked == []
    assert near.reverse((0.0, -30.0)).raw["osm_id"] == 7
    assert near.reverse("0, -30", exactly_one=True).raw["answered_by"]["from_cache"] is True
    assert service.asked == [("reverse", "0.000000, -30.000000", True, None)]


def test_without_a_fallback_reverse_keeps_to_the_distance_given(small):
    assert GazetteerGeocoder(small, reverse_within_km=25).reverse((0.0, -30.0)) is None


def test_a_geocoder_that_knows_no_countries_is_not_asked_for_some(small, settings):
    class Plain(Service):
        def geocode(self, query, *, exactly_one=True, timeout=None):
            return self._reply(query)

    geocoder = GazetteerGeocoder(small, fallback=Plain([FOUND] * 3), fallback_settings=settings)
    assert len(geocoder.geocode(UNKNOWN, exactly_one=False, limit=2)) == 2
    with pytest.raises(InputError, match="can't be kept to countries"):
        geocoder.geocode(UNKNOWN, country_codes="IQ")


def test_what_is_no_synchronous_geocoder_is_refused(small):
    with pytest.raises(InputError, match="no geopy geocoder"):
        GazetteerGeocoder(small, fallback="Nominatim")

    class Asynchronous(Service):
        adapter = AioHTTPAdapter.__new__(AioHTTPAdapter)

        def __init__(self):
            pass

    with pytest.raises(InputError, match="synchronous"):
        GazetteerGeocoder(small, fallback=Asynchronous())


def test_hostile_questions_are_kept_as_they_are(geocoder, settings):
    service = Service(FOUND)
    query = "x'); drop table answers; --"
    for _ in range(2):
        geocoder(service).geocode(query)
    assert len(service.asked) == 1
    with sqlite3.connect(settings.cache) as cache:
        ((question,),) = cache.execute("select question from answers").fetchall()
    assert json.loads(question)[3] == query


def test_the_cache_is_its_owners_alone_and_damage_is_told(geocoder, settings):
    geocoder(Service(FOUND)).geocode(UNKNOWN)
    assert stat.S_IMODE(settings.cache.stat().st_mode) == 0o600
    settings.cache.write_bytes(b"no database at all" * 100)
    with pytest.raises(GazetteerError, match="delete it"):
        geocoder(Service(FOUND)).geocode(UNKNOWN)
