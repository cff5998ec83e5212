import json
import pickle

import pytest
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders.base import Geocoder
from geopy.point import Point

from geo_events.errors import InputError
from geo_events.gazetteer import GazetteerGeocoder


@pytest.fixture(scope="module")
def geocoder(gazetteer):
    return GazetteerGeocoder(gazetteer)


def test_it_is_a_geopy_geocoder(geocoder):
    assert isinstance(geocoder, Geocoder)
    with geocoder as entered:
        assert entered.geocode("Mosul").raw["country_code"] == "IQ"


@pytest.mark.parametrize(
    ("query", "key"),
    [
        ("Deir ez-Zor, Syria", "geonames:170794"),
        ("Tripoli, Lebanon", "geonames:266826"),
        ("Paris, Texas, United States", "geonames:4717560"),
        ("Washington, D.C.", "geonames:4140963"),
        ("Erbil, IQ", "geonames:95446"),
    ],
)
def test_qualified_queries_choose_among_homonyms(geocoder, query, key):
    assert geocoder.geocode(query).raw["key"] == key


def test_geocode_keeps_to_limit_and_countries(geocoder):
    found = geocoder.geocode("San José", exactly_one=False, limit=3)
    assert len(found) == 3
    only = geocoder.geocode("Tripoli", exactly_one=False, country_codes=["LBN"])
    assert {place.raw["country_code"] for place in only} == {"LB"}


@pytest.mark.parametrize("query", ["Xyzzyplugh", "Mosul, Brazil", "", ","])
def test_what_is_not_there_is_none(geocoder, query):
    assert geocoder.geocode(query) is None


def test_reverse_takes_pairs_points_and_text(geocoder):
    for query in ((36.335, 43.119), Point(36.335, 43.119), "36.335, 43.119"):
        assert geocoder.reverse(query).raw["name"] == "Mosul"
    assert len(geocoder.reverse((36.335, 43.119), exactly_one=False, limit=4)) == 4
    assert geocoder.reverse((36.335, 43.119)).address == "Mosul, Nineveh, Iraq"


def test_it_never_asks_the_network(geocoder):
    with pytest.raises(InputError, match="offline"):
        geocoder.adapter.get_json("https://example.org", timeout=1, headers={})


@pytest.mark.parametrize(
    ("options", "says"),
    [({"limit": 0}, "below 1"), ({"country_codes": "QQ"}, "no country has the code 'QQ'")],
)
def test_options_that_make_no_sense_are_told(geocoder, options, says):
    with pytest.raises(ValueError, match=says):
        geocoder.geocode("Mosul", **options)
    with pytest.raises(ValueError, match="no text"):
        geocoder.geocode({"city": "Mosul"})


def test_answers_work_with_geopys_rate_limiter_and_can_be_kept(geocoder):
    limited = RateLimiter(geocoder.geocode, min_delay_seconds=0)
    found = [limited(name) for name in ("Mosul", "Xyzzyplugh", "Basra")]
    assert [place.address.split(",")[0] if place else None for place in found] == ["Mosul", None, "Basra"]
    assert pickle.loads(pickle.dumps(found[0])) == found[0]
    assert json.loads(json.dumps(found[0].raw))["country_code"] == "IQ"


def test_country_codes_may_be_one_string(geocoder):
    both = geocoder.geocode("Tripoli", exactly_one=False, country_codes="lb,LY")
    assert {place.raw["country_code"] for place in both} == {"LB", "LY"}
