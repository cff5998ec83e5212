"""Days as metadata, head lines and datelines write them."""

import datetime as dt

import pytest

from geo_events.articles.days import complete_day, find_full_day, parse_day


@pytest.mark.parametrize(
    "value",
    [
        "2024-02-09",
        " 2024-02-09T14:05:00Z",
        "2024-02-09 14:05:00+03:00",
        "9 February 2024",
        "February 9th, 2024",
        "Feb. 9, 2024 14:05 GMT",
        dt.date(2024, 2, 9),
        dt.datetime(2024, 2, 9, 14, 5),
    ],
)
def test_a_day_is_read_in_each_way_of_writing_it(value):
    assert parse_day(value) == dt.date(2024, 2, 9)


@pytest.mark.parametrize("value", ["", None])
def test_no_day_is_none(value):
    assert parse_day(value) is None


@pytest.mark.parametrize(
    "value", ["02/09/2024", "2024-02-30", "Wed Nov 23", "2024", 20240209, "2024-02-09 or so"]
)
def test_what_is_no_day_is_refused_with_the_mend(value):
    with pytest.raises(ValueError, match="write it as YYYY-MM-DD"):
        parse_day(value)


def test_the_first_real_day_of_a_text_is_found():
    assert find_full_day("not 2024-13-40, but 12 March 2024 or 13 March 2024") == dt.date(2024, 3, 12)


@pytest.mark.parametrize(
    ("words", "published", "day"),
    [
        ("February 9", dt.date(2024, 2, 9), dt.date(2024, 2, 9)),
        ("Dec. 30", dt.date(2025, 1, 2), dt.date(2024, 12, 30)),
        ("22 May", None, None),
        ("February 10", dt.date(2024, 2, 9), None),  # tomorrow: a mistake, not a report of a year ago
        ("February 29", dt.date(2023, 3, 2), None),
        ("3 JAN 90", None, dt.date(1990, 1, 3)),
        ("MARCH 29, 2018", dt.date(2024, 2, 9), dt.date(2018, 3, 29)),
    ],
)
def test_a_dateline_takes_its_year_from_the_day_of_publication(words, published, day):
    assert complete_day(words, published) == day
