import datetime as dt

import pandas as pd
import pytest

MONDAY = pd.Timestamp(2024, 3, 11)


@pytest.mark.parametrize(
    "text",
    [
        "Rebels shelled Homs on Monday, killing two people. Gunmen also attacked a clinic in the town.",
        "On Monday gunmen stormed a police post in Bama. They then burned a market in the town of Konduga.",
        "A bomb killed three people in Mosul on Monday.\n\nAnother bomb exploded in Tikrit, wounding two.",
    ],
)
def test_what_goes_on_is_of_the_day_that_was_named(code, text):
    assert [(row["date_start"], row["date_end"]) for row in code(text)] == [(MONDAY, MONDAY)] * 2


def test_a_dateline_s_day_is_not_the_event_s(code):
    (row,) = code("Mosul, March 14 (Cedar Post) - Gunmen killed two policemen near the river.")
    assert pd.isna(row["date_start"])
    assert row["date_end"] == pd.Timestamp(2024, 3, 15)


def test_a_day_far_above_is_not_taken(code):
    filler = "The council met again and spoke about the price of bread in the region. " * 50
    rows = code(f"A bomb killed two people in Mosul on Monday. {filler}Gunmen killed a farmer in Tikrit.")
    assert pd.isna(rows[-1]["date_start"])


def test_without_a_day_of_publication_nothing_is_taken_over(code):
    rows = code("Rebels shelled Homs on Monday. Gunmen also attacked a clinic in the town.", published=None)
    assert all(pd.isna(row["date_end"]) for row in rows)


def test_a_day_with_a_year_needs_no_day_of_publication(code):
    text = "Rebels shelled Homs on 11 March 2024. Gunmen also attacked a clinic in the town."
    first, second = code(text, published=None)
    assert first["date_end"].date() == second["date_end"].date() == dt.date(2024, 3, 11)
