"""The project's own briefs are sound: gold that contradicts its text would make every figure worthless."""

import datetime as dt
import json
import re
from collections import Counter
from pathlib import Path

import pytest
from shapely import Point

from geo_events.events import EVENT_TYPE_OF, EVENT_TYPES, GEO_PRECISIONS, VOCABULARIES

BRIEFS = Path(__file__).parents[2] / "benchmarks" / "briefs"
KINDS = {
    "agency",
    "digest",
    "feature",
    "field-report",
    "headline-short",
    "live-blog",
    "local-paper",
    "q-and-a",
    "sitrep",
    "statement",
    "wire-caps",
}
ARTICLES = [
    json.loads(line)
    for path in sorted(BRIEFS.glob("*.jsonl"))
    for line in path.read_text(encoding="utf-8").splitlines()
]
EVENTS = [(article, event) for article in ARTICLES for event in article["events"]]
#: How far a point may lie outside the simplified outline of the country that is said to hold it.
BORDER_DEGREES = 0.15
#: Pinned to a point of their own, whatever the country's outline says.
OFFSHORE = {"water", "region"}


def name(case):
    article, event = case
    return f"{article['id']}: {event['quote'][:60]}"


def day(value):
    return None if value is None else dt.date.fromisoformat(value)


def test_there_is_enough_of_every_kind():
    assert len({article["id"] for article in ARTICLES}) == len(ARTICLES)
    assert len(ARTICLES) >= 200
    assert len(EVENTS) >= 900
    assert sum(len(article["not_events"]) for article in ARTICLES) >= 1040
    assert {article["kind"] for article in ARTICLES} == KINDS
    assert {article["published"][:4] for article in ARTICLES} == {str(year) for year in range(2012, 2027)}
    assert {sub for _, event in EVENTS for sub in event["sub_types"]} == set(EVENT_TYPE_OF)
    parts = Counter(article["part"] for article in ARTICLES)
    assert set(parts) == {"open", "kept"}
    assert 0.31 < parts["kept"] / len(ARTICLES) < 0.36


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["id"])
def test_an_article_is_whole(article):
    assert article["title"]
    assert article["source"]
    assert article["text"].strip() == article["text"]
    assert 2012 <= dt.date.fromisoformat(article["published"]).year <= 2026
    assert article["traps"]
    assert all(re.fullmatch(r"[a-zA-Z0-9-]+", trap) for trap in article["traps"])
    for none in article["not_events"]:
        assert none["quote"] in article["text"]
        assert none["why"]


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article["id"])
def test_toponyms_stand_where_they_are_said_to(article, gazetteer):
    last = 0
    for toponym in article["toponyms"]:
        assert article["text"][toponym["start"] : toponym["end"]] == toponym["text"]
        assert toponym["start"] >= last
        last = toponym["end"]
        assert toponym["kind"] in {"place", "demonym"}
        assert isinstance(toponym["metonym"], bool)
        assert toponym["country"] is None or gazetteer.country(toponym["country"]) is not None
        assert -90 <= toponym["latitude"] <= 90
        assert -180 <= toponym["longitude"] <= 180
        if toponym["geonameid"] is not None:
            place = gazetteer.get(f"geonames:{toponym['geonameid']}")
            assert place is not None, toponym
            assert abs(place.latitude - toponym["latitude"]) < 2, toponym


@pytest.mark.parametrize("case", EVENTS, ids=name)
def test_an_event_keeps_to_its_text_and_to_the_vocabularies(case):
    article, event = case
    assert event["quote"] in article["text"]
    assert all(quote in article["text"] for quote in event.get("also", []))
    assert set(event["types"]) <= set(EVENT_TYPES)
    assert event["sub_types"]
    assert {EVENT_TYPE_OF[sub] for sub in event["sub_types"]} == set(event["types"])
    assert {event["status"], *event.get("status_also", [])} <= set(VOCABULARIES["status"])
    precisions = {event["place_precision"], *event.get("place_precision_also", [])}
    assert precisions <= set(GEO_PRECISIONS)
    assert isinstance(event["optional"], bool)
    for actor in ("actor1", "actor2"):
        assert all(text.strip() for text in event[actor])
    words = " ".join([event["quote"], *event.get("also", [])])
    refused = {none["quote"] for none in article["not_events"]}
    assert event["optional"] or event["status"] == "threatened" or words not in refused


@pytest.mark.parametrize("case", EVENTS, ids=name)
def test_days_and_deaths_are_in_order(case):
    article, event = case
    start, end, published = day(event["date_start"]), day(event["date_end"]), day(article["published"])
    if start and end:
        assert start <= end
    if event["status"] != "threatened":
        assert end is None or end <= published
    low, best, high = (event[key] for key in ("fatalities_low", "fatalities", "fatalities_high"))
    known = [number for number in (low, best, high) if number is not None]
    assert known == sorted(known)
    assert event["injured"] is None or event["injured"] >= 0


@pytest.mark.parametrize("case", EVENTS, ids=name)
def test_a_place_is_named_and_lies_in_its_country(case, gazetteer):
    article, event = case
    pinned = event["latitude"] is not None
    if event["place_precision"] in {"country", "unknown"}:
        assert not pinned
    if event["places"]:
        assert event["places"][0] in article["text"]
    if event["country"] is None:
        assert event["place_precision"] in {"water", "unknown"}
        return
    matches = [place for place in gazetteer.lookup(event["country"]) if place.is_country]
    assert gazetteer.iso3(matches[0].country_code) == event["iso3"]
    if pinned and event["place_precision"] not in OFFSHORE:
        outline = gazetteer.outline(gazetteer.country(matches[0].country_code))
        assert outline.distance(Point(event["longitude"], event["latitude"])) < BORDER_DEGREES
