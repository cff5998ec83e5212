import datetime as dt

import pytest

from geo_events.coding.calendar_days import DAY_PATTERNS
from geo_events.coding.dates import RELATIVE_PATTERNS, DateRange, find_dates
from geo_events.coding.periods import PERIOD_PATTERNS

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
        ("in the night to Thursday", "2024-02-07", "2024-02-08", "days"),
        ("from Tuesday through Thursday", "2024-02-06", "2024-02-08", "days"),
        ("on Monday last week", "2024-01-29", "2024-01-29", "day"),
        ("on Tuesday of last week", "2024-01-30", "2024-01-30", "day"),
        ("the other day", "2024-02-08", "2024-02-08", "day"),
        ("the night before last", "2024-02-07", "2024-02-07", "day"),
        ("in the past 24 hours", "2024-02-08", "2024-02-09", "days"),
        ("over the last 48 hours", "2024-02-07", "2024-02-09", "days"),
        ("in the past few hours", "2024-02-09", "2024-02-09", "day"),
        ("in the past two days", "2024-02-07", "2024-02-08", "days"),
        ("in the past few days", "2024-02-06", "2024-02-08", "days"),
        ("recently", "2024-02-06", "2024-02-08", "days"),
        ("for the past six days", "2024-02-04", "2024-02-09", "days"),
        ("for the third day running", "2024-02-07", "2024-02-09", "days"),
        ("the week before last", "2024-01-22", "2024-01-28", "week"),
        ("late last week", "2024-02-02", "2024-02-04", "days"),
        ("in the middle of last week", "2024-01-30", "2024-02-01", "days"),
        ("at the beginning of last month", "2024-01-01", "2024-01-10", "month"),
        ("in the first days of the month", "2024-02-01", "2024-02-10", "month"),
        ("earlier in the week", "2024-02-05", "2024-02-09", "days"),
        ("the whole weekend", "2024-02-03", "2024-02-04", "days"),
        ("between the 3rd and the 7th", "2024-02-03", "2024-02-07", "days"),
        ("between the 25th and the 28th", "2024-01-25", "2024-01-28", "days"),
        ("in the night to 7 February", "2024-02-06", "2024-02-07", "days"),
        ("week ending Sunday 4 February 2024", "2024-01-29", "2024-02-04", "week"),
        ("on 12 JAN", "2024-01-12", "2024-01-12", "day"),
        ("over the past fortnight", "2024-01-27", "2024-02-09", "month"),
        ("in recent weeks", "2024-01-19", "2024-02-09", "month"),
        ("in the past three months", "2024-01-01", "2024-02-09", "year"),
        ("in early January", "2024-01-01", "2024-01-10", "month"),
        ("in the middle of January", "2024-01-10", "2024-01-20", "month"),
        ("in late December", "2023-12-15", "2023-12-31", "month"),
        ("in the first week of January", "2024-01-01", "2024-01-07", "week"),
        ("in early 1999", "1999-01-01", "1999-04-30", "year"),
        ("in October 2012", "2012-10-01", "2012-10-31", "month"),
        ("on 17 October last year", "2023-10-17", "2023-10-17", "day"),
        ("on the 28th of last month", "2024-01-28", "2024-01-28", "day"),
        ("on the seventh of January", "2024-01-07", "2024-01-07", "day"),
        ("around 2 January", "2024-01-01", "2024-01-03", "days"),
        ("between 11 and 16 July 1995", "1995-07-11", "1995-07-16", "days"),
        ("on New Year's Eve", "2023-12-31", "2023-12-31", "day"),
        ("on Christmas Day", "2023-12-25", "2023-12-25", "day"),
        ("San Salvador, 3 Jan 90 --", "1990-01-03", "1990-01-03", "day"),
        ("07/02/2024", "2024-02-07", "2024-02-07", "day"),
        ("twenty-two years ago", "2002-01-01", "2002-12-31", "year"),
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
    "text",
    [
        "they may attack",
        "a march on the capital",
        "next Wednesday",
        "on February 31",
        "07/08/2023",  # July or August
        "the next attack",
        "the previous government",
    ],
)
def test_what_is_no_past_day_is_left_alone(text):
    assert find_dates(text, reported=FRIDAY) == []


def test_earlier_counts_from_the_event_told_before():
    anchor = DateRange(dt.date(2024, 1, 27), dt.date(2024, 1, 27), "day")
    (found,) = find_dates("Two days earlier, shells fell", reported=FRIDAY, anchor=anchor)
    assert found.range.end == dt.date(2024, 1, 25)


@pytest.mark.parametrize(
    ("text", "day_of_second"),
    [
        ("On Wednesday the town was quiet; the next day it was shelled", "2024-02-08"),
        ("Gunmen fled on Tuesday and, the following day, came back", "2024-02-07"),
        ("They met on Thursday, two days after the raid", "2024-02-06"),
        ("A mine exploded on Tuesday, and 24 hours later another", "2024-02-07"),
        ("On Wednesday, the same day, shells fell", "2024-02-07"),
        ("On 29 January they left; that Thursday they were back", "2024-02-01"),
    ],
)
def test_a_time_counts_from_the_one_before_it_in_the_sentence(text, day_of_second):
    anchor = DateRange(dt.date(2023, 12, 1), dt.date(2023, 12, 1), "day")
    found = find_dates(text, reported=FRIDAY, anchor=anchor)
    assert found[1].range == DateRange(day(day_of_second), day(day_of_second), "day")
    assert found[1].relative


def test_the_day_before_counts_from_the_report_where_nothing_else_was_told():
    (found,) = find_dates("The day before, a bomb went off", reported=FRIDAY)
    assert found.range.end == dt.date(2024, 2, 8)


def test_an_hour_does_not_put_an_event_before_its_day(code):
    (event,) = code("Shortly before midnight on Wednesday, shells killed two people in Homs.")
    assert event["date_start"].date() == dt.date(2024, 3, 13)


def test_since_is_told_apart():
    (found,) = find_dates("Since October, they", reported=FRIDAY)
    assert found.since


#: One for each way of telling a time, in capitals where they may be.
PHRASES = """
2024-02-05; 05/02/2024; January 9 to 11; 9-11 January; On Dec. 28, 2023; 28 December 2023; 3 Jan 90;
May 5, last year; About the 9th of March; Around June 3; the third of last month; On July 4th; 4
July; NEW YEAR’S EVE; Christmas; May Day; Boxing Day; Valentine's Day; Halloween; GOOD FRIDAY; Palm
Sunday; Maundy Thursday; Easter Monday; On the 12th; On the ٣th; Monday night, two weeks ago;
Tuesday of last week; Last week, on Thursday; Overnight into Friday; night to Saturday; Saturday to
Sunday; Last Sunday; between yesterday evening and this morning; Today; Tonight; Yesterday; The
other day; The night before last; This afternoon; Last evening; Overnight; the first week of August;
The week before last; Early last week; Late this month; Earlier this year; The weekend; Recently; In
recent days; Over the past 24 hours; the last fortnight; the previous month; the last few years; the
previous nights; For weeks; During recent months; For the third straight day; Early September;
mid-October; Since November, last year; thatDec; Apr, 1999; Late 2015; Since 2014; A few DAYS AGO;
two hours earlier; a week before; several months after; a year later; two nights previously; a day
afterwards; The next day; the following morning; the day after; The previous evening; the week
before; the preceding night; The same day; same date; Hours earlier; Minutes later; Moments before;
Earlier in the day; Later in the day; An hour later; That very night; that day; in three days of
fighting; Feb 2, 2020; Week ending Sunday 4 February 2024; night into 5 June; between the 3rd and the
7th; the beginning of the month; all weekend; that Thursday; 12 JUN
""".replace("\n", " ")


def test_whatever_a_pattern_finds_holds_its_cue():
    patterns = [
        *((cue, pattern) for cue, pattern, _ in (*DAY_PATTERNS, *PERIOD_PATTERNS)),
        *RELATIVE_PATTERNS,
    ]
    for cue, pattern in patterns:
        found = [match.group() for match in pattern.finditer(PHRASES)]
        assert found, f"no phrase for {pattern.pattern}"
        assert all(cue.search(text) for text in found), (cue.pattern, found)


def test_what_counts_from_a_time_to_come_or_from_none_is_no_day():
    assert find_dates("Two days later the town fell", reported=FRIDAY) == []
    anchor = DateRange(FRIDAY, FRIDAY, "day")
    assert find_dates("Two days later the town fell", reported=FRIDAY, anchor=anchor) == []


def test_a_weekday_goes_before_the_count_of_days_beside_it():
    (found,) = find_dates("for a second day on Thursday", reported=FRIDAY)
    assert found.range == DateRange(day("2024-02-08"), day("2024-02-08"), "day")


@pytest.mark.parametrize("reported", [None, dt.date.min, dt.date.max])
@pytest.mark.parametrize(
    "text",
    [
        "nine million years ago",
        "in the past two million weeks",
        "the next day",
        "overnight",
        "31 February",
        "0000-00-00",
    ],
)
def test_what_no_calendar_has_is_no_day(text, reported):
    for found in find_dates(text, reported=reported):
        assert found.range.end is not None
