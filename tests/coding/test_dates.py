import datetime as dt

import pytest

from geo_events.coding.dates import DateRange, find_dates

FRIDAY = dt.date(2024, 2, 9)


def day(text):
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("text", "start", "end", "precision"),
    [
        ("On Wednesday, the army", "2024-02-07", "2024-02-07", "day"),
        ("on Friday", "2024-02-09", "2024-02-09", "day"),
        ("last Friday", "2024-02-02", "2024-02-02", "day"),
        ("on Tuesday, January 9", "2024-01-09", "2024-01-09", "day"),
        ("on 9 January", "2024-01-09", "2024-01-09", "day"),
        ("on Dec. 28", "2023-12-28", "2023-12-28", "day"),
        ("on December 16, 2014", "2014-12-16", "2014-12-16", "day"),
        ("yesterday", "2024-02-08", "2024-02-08", "day"),
        ("overnight", "2024-02-08", "2024-02-09", "days"),
        ("last week", "2024-01-29", "2024-02-04", "week"),
        ("this week", "2024-02-05", "2024-02-09", "days"),
        ("over the weekend", "2024-02-03", "2024-02-04", "days"),
        ("the previous weekend", "2024-01-27", "2024-01-28", "days"),
        ("last month", "2024-01-01", "2024-01-31", "month"),
        ("in January", "2024-01-01", "2024-01-31", "month"),
        ("in October", "2023-10-01", "2023-10-31", "month"),
        ("in 2015", "2015-01-01", "2015-12-31", "year"),
        ("two days ago", "2024-02-07", "2024-02-07", "day"),
        ("between January 11 and 14", "2024-01-11", "2024-01-14", "days"),
        ("on the night of Wednesday to Thursday", "2024-02-07", "2024-02-08", "days"),
    ],
)
def test_phrases_follow_ucdps_rules(text, start, end, precision):
    (found,) = find_dates(text, reported=FRIDAY)
    assert found.range == DateRange(day(start), day(end), precision)


@pytest.mark.parametrize("text", ["on Wednesday", "last week", "on February 9", "in October", "overnight"])
def test_without_a_reporting_day_no_year_is_guessed(text):
    assert find_dates(text, reported=None) == []


def test_a_full_date_needs_no_reporting_day():
    (found,) = find_dates("on December 16, 2014", reported=None)
    assert found.range.start == dt.date(2014, 12, 16)


@pytest.mark.parametrize(
    "text", ["they may attack", "a march on the capital", "next Wednesday", "on February 31"]
)
def test_what_is_no_past_day_is_left_alone(text):
    assert find_dates(text, reported=FRIDAY) == []


def test_earlier_counts_from_the_event_told_before():
    anchor = DateRange(dt.date(2024, 1, 27), dt.date(2024, 1, 27), "day")
    (found,) = find_dates("Two days earlier, shells fell", reported=FRIDAY, anchor=anchor)
    assert found.range.end == dt.date(2024, 1, 25)


def test_since_is_told_apart():
    (found,) = find_dates("Since October, they", reported=FRIDAY)
    assert found.since
