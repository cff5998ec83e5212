"""The reviewed actor list holds together, and its names are found in texts."""

import csv
import datetime as dt
import re
from importlib.resources import files
from itertools import pairwise

import pytest

from geo_events.coding.actor_list import (
    STATE_TITLES,
    choose_period,
    known_actors,
    period_label,
    state_periods,
)
from geo_events.coding.actor_names import actor_names
from geo_events.coding.actor_nouns import load_actor_nouns
from geo_events.coding.naming import with_article
from geo_events.events import ACTOR_TYPES

DATA = files("geo_events.coding") / "data"


def rows(name):
    return list(csv.DictReader((DATA / name).read_text(encoding="utf-8").splitlines()))


def found(text, *, countries=(), in_capitals=False):
    names = actor_names().find(text, countries=set(countries), in_capitals=lambda start, end: in_capitals)
    return [(text[name.start : name.end], sorted({row.name for row in name.rows})) for name in names]


def test_the_list_knows_several_hundred_actors():
    assert len({actor.name for actor in known_actors()}) > 900


def test_every_row_has_type_source_and_dates_that_are_dates():
    for row in rows("actors.csv"):
        assert row["type"] in ACTOR_TYPES, row
        assert re.match(r"(Wikipedia|UCDP|ACLED): \S", row["source"]), row
        assert row["name"] == row["name"].strip() != "", row
        for column in ("valid_from", "valid_to"):
            assert re.fullmatch(r"(\d{4}(-\d\d(-\d\d)?)?)?", row[column]), row
    for actor in known_actors():
        assert actor.valid_from is None or actor.valid_to is None or actor.valid_from < actor.valid_to, (
            actor.name
        )


def test_countries_are_the_gazetteers(gazetteer):
    codes = {code for actor in known_actors() for code in actor.countries} | set(state_periods())
    assert [code for code in sorted(codes) if gazetteer.country(code) is None] == []


def test_forces_of_a_state_bear_the_name_that_the_rule_makes(gazetteer):
    for actor in known_actors():
        country = gazetteer.country(actor.countries[0]) if actor.title in STATE_TITLES[:2] else None
        if country is not None and actor.name != "Military Forces of the Soviet Union":
            assert actor.name == f"{actor.title} {with_article(country.name)}"


def test_periods_of_one_actor_do_not_overlap():
    by_name = {}
    for actor in known_actors():
        by_name.setdefault(actor.name, []).append((actor.valid_from, actor.valid_to))
    for name, spans in by_name.items():
        spans.sort(key=lambda span: span[0] or dt.date.min)
        for before, after in pairwise(spans):
            assert before[1] is not None, name
            assert before[1] <= after[0], name


def test_periods_of_states_follow_each_other():
    for country, periods in state_periods().items():
        for before, after in pairwise(periods):
            assert before.valid_to is not None, country
            assert before.valid_to <= after.valid_from, country
        assert all(period.source.startswith("Wikipedia: ") and period.event for period in periods), country


def test_an_alias_of_two_actors_is_told_apart_by_country_or_time():
    by_alias = {}
    for actor in known_actors():
        for alias in actor.aliases:
            by_alias.setdefault(alias.text, {}).setdefault(actor.name, []).append(actor)
    for alias, actors in by_alias.items():
        homes = [set(of_one[0].countries) for of_one in actors.values()]
        apart = all(not a & b for n, a in enumerate(homes) for b in homes[:n])
        dated = all(row.valid_from or row.valid_to for of_one in actors.values() for row in of_one)
        assert len(actors) == 1 or apart or dated, alias


def test_the_list_is_sorted_and_has_no_row_twice():
    keys = [(row["name"].casefold(), row["valid_from"]) for row in rows("actors.csv")]
    assert keys == sorted(set(keys))


def test_nouns_have_acleds_types_and_no_label_is_a_name():
    nouns = load_actor_nouns()
    made = [noun for entries in nouns.phrases.values() for _, noun in entries]
    assert {noun.type for noun in made} <= set(ACTOR_TYPES)
    named = {phrase[-1] for entries in nouns.phrases.values() for phrase, _ in entries}
    assert not nouns.labels & named


@pytest.mark.parametrize(
    ("text", "countries", "names"),
    [
        ("IS claimed the attack.", ["IQ"], ["Islamic State (IS)"]),
        ("This is what is known.", ["IQ"], []),
        ("Farc guerrillas blew up a pipeline.", ["CO"], ["FARC", "FARC dissidents"]),
        ("the Taliban's fighters", ["AF"], ["Taliban"]),
        ("Kata\u2019ib Hezbollah and Kataib Hezbollah", ["IQ"], ["Kata'ib Hezbollah", "Kata'ib Hezbollah"]),
        ("PDF units in Sagaing", ["MM"], ["People's Defence Force (PDF)"]),
        ("The PDF was sent by mail.", ["DE"], []),
        ("the ADF said", ["CD"], ["Allied Democratic Forces (ADF)"]),
        ("anti-Taliban fighters", ["AF"], []),
        ("rebel-held Idlib and the Houthi-run health ministry", ["YE"], []),
        ("U.S. Central Command said", ["YE"], ["Military Forces of the United States"]),
        ("the Lord's Resistance Army", ["UG"], ["Lord's Resistance Army (LRA)"]),
    ],
)
def test_names_are_found_by_words_letters_and_country(text, countries, names):
    assert [name for _, several in found(text, countries=countries) for name in several] == names


def test_small_letters_are_a_name_only_where_a_text_in_capitals_was_written_small():
    assert found("the shining path led on") == []
    assert [n for _, n in found("shining path guerrillas", in_capitals=True)] == [["Shining Path"]]


def test_the_days_of_an_event_choose_the_period():
    row = {actor.name: [] for actor in known_actors()}
    for actor in known_actors():
        row[actor.name].append(actor)
    support = row["Rapid Support Forces (RSF)"]
    assert choose_period(support, dt.date(2022, 1, 1)).type == "State forces"
    assert choose_period(support, dt.date(2023, 6, 1)).type == "Rebel group"
    fall = dt.date(2024, 12, 8)
    assert period_label("SY", fall - dt.timedelta(1), fall - dt.timedelta(1)) == "2000-2024"
    assert period_label("SY", fall, None) == "2024-"
    assert period_label("SY", fall - dt.timedelta(7), fall) is None, "the days fall into both"
    assert period_label("SY", None, None) is None
