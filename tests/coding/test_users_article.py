"""The article that the project was asked for: what must be read from it, and what must not."""

import datetime as dt

import pandas as pd
import pytest

from geo_events.articles import read_articles
from geo_events.pipeline import code_events

VIOLENT = {"Battles", "Explosions/Remote violence", "Violence against civilians"}


@pytest.fixture(scope="module")
def events(bench, gazetteer, language):
    articles = read_articles(bench / "seeds", published=dt.date(2024, 2, 9))
    return code_events(articles, gazetteer=gazetteer, language=language)


@pytest.fixture(scope="module")
def incidents(events):
    return events[(events["event_clarity"] == "incident") & events["event_type"].isin(VIOLENT)]


def only(events, **wanted):
    for column, value in wanted.items():
        events = events[(events[column] == value).fillna(False)]
    assert len(events) == 1, events[["event_type", "country", "fatalities", "evidence"]]
    return events.iloc[0]


def test_the_drone_strike_on_a_vehicle(incidents):
    event = only(incidents, country="Iraq", fatalities=3)
    assert event["sub_event_type"] == "Air/drone strike"
    assert event["date_start"] == event["date_end"] == pd.Timestamp("2024-02-07")
    assert event["geo_precision"] == "country"
    assert event["actor1"] == "Military Forces of the United States"


def test_the_drone_attack_on_the_base_in_jordan_is_told_twice_and_counted_once(incidents):
    event = only(incidents, country="Jordan")
    assert event["sub_event_type"] == "Air/drone strike"
    assert event["fatalities"] == 3
    assert event["geo_precision"] == "country"
    assert pd.isna(event["date_start"])
    assert event["date_end"] <= pd.Timestamp("2024-02-06")
    assert len(event["evidence_also"]) == 1


def test_the_airstrikes_that_killed_at_least_16_iraqis(incidents):
    event = only(incidents, fatalities=16)
    assert (event["country"], event["geo_precision"]) == ("Iraq", "country")
    assert event["fatalities_low"] == 16
    assert pd.isna(event["fatalities_high"])
    assert event["date_end"] < pd.Timestamp("2024-02-09")


def test_nothing_else_happened(events, incidents):
    assert len(incidents) == 3
    rest = events[~events["event_id"].isin(incidents["event_id"])]
    assert (rest["event_clarity"] == "aggregate").all()
    assert len(rest) <= 1


def test_no_event_is_placed_where_something_was_only_said(events):
    assert not events["location"].isin(["Baghdad", "Washington"]).any()
    assert not events["country"].isin(["Cuba", "United States"]).any()


def test_without_a_day_of_publication_nothing_is_guessed(bench, gazetteer, language):
    events = code_events(read_articles(bench / "seeds"), gazetteer=gazetteer, language=language)
    assert len(events) >= 3
    assert events["date_start"].isna().all()
    assert events["date_end"].isna().all()
    assert (events["date_precision"] == "unknown").all()
