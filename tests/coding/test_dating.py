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


FRIDAY = pd.Timestamp(2024, 3, 15)


def days(rows):
    return [(row["date_start"], row["date_end"]) for row in rows]


def test_a_later_sentence_that_says_when_it_happened_dates_the_event(code):
    text = "Gunmen killed two farmers near Bama. A doctor treated the wounded; it happened on Monday."
    assert days(code(text))[0] == (MONDAY, MONDAY)


def test_what_was_condemned_today_did_not_happen_today(code):
    for row in code("The foreign minister today condemned the murder of two judges in Mosul."):
        assert pd.isna(row["date_start"])


@pytest.mark.parametrize(
    "text",
    [
        "Troops captured the town of Bama on Monday after a week of fighting.",
        "A boy was wounded on Monday after rebels shelled a market in Homs.",
    ],
)
def test_what_ended_on_a_day_is_of_that_day(code, text):
    assert days(code(text))[0] == (MONDAY, MONDAY)


def test_two_events_in_sequence_do_not_share_a_day(code):
    (row, *_) = code("The minister visited Homs on Monday after rebels shelled the town.")
    assert pd.isna(row["date_start"])


def test_items_of_a_live_blog_are_of_the_day_of_their_clock(code):
    text = (
        "Northern Iraq: as it happens\n\n"
        "07.30 - Two rockets hit a market in Mosul, killing a child.\n\n"
        "09:15 - Gunmen shot dead a judge in Tikrit.\n"
    )
    assert days(code(text)) == [(FRIDAY, FRIDAY)] * 2


def test_figures_that_look_like_a_clock_date_nothing(code):
    text = "1.30 million people fled Mosul.\n\n2.15 million people live in Homs, where gunmen killed a judge."
    assert all(pd.isna(row["date_start"]) for row in code(text))


def test_later_that_day_in_a_list_counts_from_the_item_before(code):
    text = (
        "Daily digest\n\n"
        "- Two policemen were killed by gunmen in Tikrit on Monday.\n"
        "- A bomb exploded in Mosul later that day, killing a guard.\n"
    )
    assert days(code(text)) == [(MONDAY, MONDAY)] * 2


def test_a_headline_without_a_day_takes_that_of_its_kind_below(code):
    text = (
        "Rockets strike Tikrit\n\nThree rockets hit a market in Tikrit on Monday. The governor spoke of fear."
    )
    assert all(end == MONDAY for _, end in days(code(text, title="Rockets strike Tikrit")))


@pytest.mark.parametrize("day", ["20 March 2024", "March 20, 2024", "2024-03-20", "17 March"])
def test_an_event_dated_after_publication_has_no_known_day(code, day):
    (row,) = code(f"A bomb killed three people in Mosul on {day}.")
    assert pd.isna(row["date_start"])
    assert row["date_end"] == FRIDAY
    assert row["date_stated"].startswith("2024-03-")


def test_a_month_and_day_after_publication_is_last_years(code):
    (row,) = code("A bomb killed three people in Mosul on 20 March.")
    assert row["date_start"] == pd.Timestamp(2023, 3, 20)


def test_a_range_is_cut_at_the_day_of_publication(code):
    (row,) = code("Shells killed three people in Homs between 13 and 17 March 2024.")
    assert (row["date_start"], row["date_end"]) == (pd.Timestamp(2024, 3, 13), FRIDAY)


@pytest.mark.parametrize("day", ["31 February", "31 February 2023", "45/45/2023", "two million years ago"])
def test_impossible_days_give_none(code, day):
    (row,) = code(f"A bomb killed three people in Mosul on {day}.")
    assert row["date_precision"] != "day"


def test_no_event_lies_after_publication_whatever_the_words(code):
    text = "Rebels shelled Homs two days later. A week later gunmen killed a judge in Mosul."
    assert all(row["date_end"] <= FRIDAY for row in code(text))
