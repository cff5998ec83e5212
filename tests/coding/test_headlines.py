import datetime as dt
import json

import pandas as pd
import pytest

from geo_events.articles import read_articles
from geo_events.coding.headlines import headline_day, read_headline, stands_alone

PUBLISHED = dt.date(2024, 3, 15)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Gunmen kill seven at a cafe in Basra", "2024-03-15"),
        ("Five killed in Mosul blast - police", "2024-03-15"),
        ("May 19th 2017: Shifa neighbourhood, West Mosul, Iraq", "2017-05-19"),
        ("April 8th 2017: 17 July neighbourhood, West Mosul, Iraq", "2017-04-08"),
        ("Programme summary of satellite television news 1700 gmt 29 Feb 24", "2024-02-29"),
        ("Monitoring mission: Daily Report 63/2024 issued on 14 March 2024", "2024-03-13"),
        ("Morning briefing at 07:00", "2024-03-14"),
        ("Death toll from market blast rises to 36", "2024-03-14"),
        ("Funerals for 28 killed in park bombing", "2024-03-14"),
        ("One soldier killed on March 6 - command", "2024-03-06"),
    ],
)
def test_a_headline_tells_of_its_day_unless_it_says_another(text, day):
    found = headline_day(text, published=PUBLISHED)
    assert (found.start, found.end) == (dt.date.fromisoformat(day), dt.date.fromisoformat(day))


def test_without_a_day_of_publication_a_headline_has_none():
    assert headline_day("Gunmen kill seven at a cafe in Basra", published=None).end is None


def test_a_sentence_or_a_text_is_no_headline():
    assert stands_alone("Gunmen kill seven in Basra")
    assert not stands_alone("Gunmen killed seven people in Basra.")
    assert not stands_alone("Gunmen kill seven in Basra\n\nBASRA - Gunmen stormed a cafe.")


def test_a_headline_alone_is_coded_on_its_day(code):
    (event,) = code("Suicide bomber kills at least 14 in Baghdad", published=PUBLISHED)
    assert event["date_start"] == event["date_end"] == pd.Timestamp(PUBLISHED)
    assert (event["fatalities"], event["location"]) == (14, "Baghdad")


def test_a_sentence_without_a_day_is_not_dated_on_the_day_of_publication(code):
    (event,) = code("Warplanes bombed a depot in Homs.", published=PUBLISHED)
    assert pd.isna(event["date_start"])


def test_of_a_headline_known_to_tell_of_an_event_the_facts_are_read(gazetteer, language, tmp_path):
    path = tmp_path / "headline.jsonl"
    record = {
        "id": 1,
        "text": "Battle for Falluja enters final phase; toll reaches 65",
        "published": "2016-06-20",
    }
    path.write_text(json.dumps(record), encoding="utf-8")
    (article,) = read_articles(path)
    facts = read_headline(article, [], language=language)
    assert (facts.date.start, facts.killed.best, facts.place) == (dt.date(2016, 6, 20), 65, None)


def test_a_deadly_event_without_a_toll_has_at_least_one_death_imputed(gazetteer, language, tmp_path):
    path = tmp_path / "headline.jsonl"
    record = {"id": 1, "text": "Residents gird for long fight in Fallujah", "published": "2016-05-27"}
    path.write_text(json.dumps(record), encoding="utf-8")
    (article,) = read_articles(path)
    killed = read_headline(article, [], language=language).killed
    assert (killed.best, killed.low, killed.high, killed.imputed) == (1, 1, None, True)
