"""The samples that are shipped: readable, marked as invented, and right about their weekdays."""

import calendar
import datetime as dt
import re
from pathlib import Path

import pytest

from geo_events.articles import read_articles
from geo_events.records import is_records, read_records

SEEDS = Path(__file__).parents[1] / "seeds"
RECORDS = SEEDS / "records" / "ged_sample.csv"
MONTHS = [name for name in calendar.month_name if name]
DATED = re.compile(rf"({'|'.join(calendar.day_name)}), ({'|'.join(MONTHS)}) (\d{{1,2}})\b")


@pytest.fixture(scope="module")
def articles():
    return list(read_articles(SEEDS))  # raises at the first fault


def test_there_are_enough_and_every_file_is_read(articles):
    files = {path for path in SEEDS.iterdir() if path.suffix in {".txt", ".md", ".jsonl"}} - {
        SEEDS / "README.md"
    }
    assert {Path(article.origin.split(".jsonl:")[0]).stem for article in articles} == {
        path.stem for path in files
    }
    assert len(articles) >= 14


def test_each_says_what_a_report_must(articles):
    for article in articles:
        assert article.title, article.id
        assert article.published, article.id
        assert article.source, article.id
        assert 100 <= len(article.text.split()) <= 260, article.id


def test_each_is_marked_as_a_sample(articles):
    for article in articles:
        assert article.text.rstrip().splitlines()[-1].startswith("Sample article written for geo-events"), (
            article.id
        )
        assert "invented" in article.text, article.id


def test_weekdays_agree_with_the_calendar(articles):
    found = 0
    for article in articles:
        for weekday, month, day in DATED.findall(article.text):
            date = dt.date(article.published.year, MONTHS.index(month) + 1, int(day))
            assert calendar.day_name[date.weekday()] == weekday, (article.id, weekday, date)
            found += 1
        if article.dateline and article.dateline.day:
            assert article.dateline.day == article.published, article.id
    assert found >= 3


def test_the_records_read_without_a_fault():
    assert is_records(RECORDS)
    records = read_records(RECORDS)  # raises at the first fault
    assert len(records) == 12
    assert set(records["ucdp_where_prec"]) == set(range(1, 8))
    assert records["ucdp_id"].ge(9_000_001).all()
    assert [column for column in records if column.startswith("ucdp_")][-1] == "ucdp_gwnob"
    assert len(RECORDS.read_text(encoding="utf-8").splitlines()[0].split(",")) == 49
