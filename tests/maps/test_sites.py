"""An event is drawn no more precisely than it is known."""

import pytest
from shapely.geometry import Point

from geo_events.events import events_from_rows
from geo_events.maps.sites import country_sites, plan_sites


@pytest.fixture
def plan(events, small_gazetteer):
    return plan_sites(events, gazetteer=small_gazetteer, labels=country_sites(small_gazetteer.base_map()))


def site_of(plan, events, event_id):
    number = plan.of_event[events["event_id"].tolist().index(event_id)]
    return None if number < 0 else plan.sites[number]


def test_a_country_event_stands_on_the_countrys_label_and_not_on_its_own_point(plan, events):
    site = site_of(plan, events, "e01")
    assert (site.kind, site.name) == ("country", "Iraq")
    assert 38 < site.longitude < 48
    assert 29 < site.latitude < 37.5  # the row's own point is at 10, 10


def test_events_of_one_country_share_a_site(plan, events):
    assert site_of(plan, events, "e01") is site_of(plan, events, "e03")


def test_a_province_event_has_the_outline_of_its_geonameid_and_not_of_a_homonym(
    plan, events, small_gazetteer
):
    site = site_of(plan, events, "e10")
    assert site.kind == "area"
    assert site.outline.equals(small_gazetteer.outline(small_gazetteer.places[0]))
    assert site.outline.contains(Point(site.longitude, site.latitude))


def test_an_area_without_an_outline_is_a_circle_of_its_uncertainty(plan, events):
    for event_id, km in (("e12", 40.0), ("e13", 150.0), ("e14", 120.0)):
        site = site_of(plan, events, event_id)
        assert (site.kind, site.outline, site.radius) == ("area", None, km)


def test_only_exact_and_near_events_are_points(plan, events):
    points = {
        precision
        for precision, number in zip(events["geo_precision"], plan.of_event, strict=True)
        if number >= 0 and plan.sites[number].kind == "point"
    }
    assert points == {"exact", "near"}


def test_events_without_a_place_are_not_on_the_map(plan, events):
    missing = [e for e, number in zip(events["event_id"], plan.of_event, strict=True) if number < 0]
    assert missing == ["e15", "e16"]


def test_a_country_that_the_base_map_lacks_keeps_its_representative_point(small_gazetteer):
    row = {
        "event_id": "x", "dataset": "article", "event_type": "Battles", "status": "occurred",
        "event_clarity": "incident", "claim": "reported", "date_precision": "unknown",
        "geo_precision": "country", "country": "Malta", "iso3": "MLT", "geometry": Point(14.4, 35.9),
        "uncertainty_km": 20.0, "review_status": "machine",
    }  # fmt: skip
    plan = plan_sites(events_from_rows([row]), gazetteer=small_gazetteer, labels={})
    (site,) = plan.sites
    assert (site.kind, site.name, site.latitude, site.longitude) == ("country", "Malta", 35.9, 14.4)
