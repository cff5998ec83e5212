"""Digests, lists and live blogs."""

import datetime as dt

import pandas as pd
import pytest

DIGEST = """Security brief for the week

Sudan

12 March
• El Fasher: shelling killed seven people at a market.
• Gunmen abducted two aid workers.

13 March
• Khartoum: an airstrike killed three people.
• Wad Madani: no incidents were reported.

Ukraine
Kharkiv: a missile struck a house and killed two people.
Odesa: drones hit a substation; nobody was hurt.
"""


def days(row):
    return row["date_start"], row["date_end"]


def test_the_items_of_a_digest_are_dated_and_placed_by_the_headings_above_them(code):
    rows = code(DIGEST)
    told = [(row["country"], row["date_start"].date(), row["sub_event_type"]) for row in rows]
    shelling, abduction = "Shelling/artillery/missile attack", "Abduction/forced disappearance"
    assert told == [
        ("Sudan", dt.date(2024, 3, 12), shelling),
        ("Sudan", dt.date(2024, 3, 12), abduction),
        ("Sudan", dt.date(2024, 3, 13), "Air/drone strike"),
        ("Ukraine", dt.date(2024, 3, 13), shelling),
        ("Ukraine", dt.date(2024, 3, 13), "Air/drone strike"),
    ]
    assert rows[1]["geo_precision"] == "country"
    assert rows[4]["location"] == "Odesa"
    assert [row["fatalities"] for row in rows] == [7, None, 3, 2, 0]


def test_items_that_tell_alike_are_still_different_incidents(code):
    rows = code(
        "Incidents\n\nIraq\n\n- A bomb killed two people in Mosul on Monday.\n"
        "- Later a bomb killed two people in Mosul on Monday.\n"
    )
    assert len(rows) == 2


def test_a_heading_that_names_a_town_says_around_it(code):
    (row,) = code("Reports of the day\n\nGoma\n\nGunmen killed a farmer on Monday.\n")
    assert (row["location"], row["geo_precision"]) == ("Goma", "near")


def test_a_heading_about_something_else_dates_and_places_nothing(code):
    (row,) = code(
        "Bomb kills two\n\nPublished 14 March 2024\n\nBackground and analysis\n\nA bomb killed two.\n"
    )
    assert row["geo_precision"] == "unknown"
    assert row["date_start"] is not row["date_end"]
    assert str(row["date_start"]) == "NaT"


def test_the_day_that_an_item_names_itself_goes_before_its_heading_s(code):
    (row,) = code("Digest\n\n13 March\n\n• A bomb killed two people in Mosul on 11 March.\n")
    assert [day.date() for day in days(row)] == [dt.date(2024, 3, 11)] * 2


@pytest.mark.parametrize("label", ["13 March:", "13 MAR.", "13 March 2024 -", "Wednesday -"])
def test_an_item_s_label_dates_it(code, label):
    text = f"Digest\n\n1. {label} A bomb killed two guards in Mosul.\n\n2. Gunmen shot a judge in Tikrit.\n"
    first, second = code(text)
    assert first["date_start"] == first["date_end"] == pd.Timestamp(2024, 3, 13)
    assert pd.isna(second["date_start"])


def test_the_place_that_an_item_begins_with_holds_for_it(code):
    rows = code(
        "Iraq in brief\n\nMOSUL: Gunmen stormed a post on the edge of the city on Tuesday, killing two.\n\n"
        "KIRKUK: A soldier killed two trainers at a base on Monday.\n"
    )
    assert [(row["location"], row["geo_precision"]) for row in rows] == [
        ("Mosul", "near"),
        ("Kirkuk", "near"),
    ]
