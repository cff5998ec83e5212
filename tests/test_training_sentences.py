"""The sentences written for training: the event table knows every answer, and no text is there twice."""

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import pytest

from geo_events.events import EVENT_TYPE_OF, VOCABULARIES

#: What a snippet without a conflict event is about instead.
TOPICS = {
    "accident",
    "attribution",
    "commemoration",
    "crime",
    "culture",
    "diplomacy",
    "disaster",
    "economy",
    "election",
    "health",
    "politics",
    "sport",
}


@pytest.fixture
def read(monkeypatch):
    """Read both parts of a set."""
    monkeypatch.syspath_prepend(str(Path(__file__).parents[1] / "benchmarks"))
    from training.sentences import read_sentences

    return lambda name: read_sentences(name) + read_sentences(name, part="kept")


def assert_well_formed(items, name, fields):
    """Every item has its fields and an own id and text, and a fifth of them is kept aside."""
    for item in items:
        assert fields <= item.keys() <= fields | {"why"}, item["id"]
        assert item["id"].startswith(f"{name}-"), item["id"]
        assert item["text"] == item["text"].strip(), item["id"]
        assert len(item["text"].split()) >= 3, item["id"]
        assert item.get("why", "said") != "", item["id"]
    ids = Counter(item["id"] for item in items)
    texts = Counter(re.sub(r"\W+", " ", item["text"].casefold()) for item in items)
    assert [key for key, count in (ids + texts).items() if count > 1] == []
    kept = sum(item["part"] == "kept" for item in items)
    assert 0.17 <= kept / len(items) <= 0.22


def test_a_part_that_does_not_exist_is_refused(read):
    from training.sentences import read_sentences

    with pytest.raises(ValueError, match="sets are"):
        read_sentences("types", part="all")


def test_every_sub_event_type_has_sentences_of_both_parts(read):
    items = read("types")
    assert_well_formed(items, "types", {"id", "part", "text", "sub_event_type"})
    for part, least in (("open", 90), ("kept", 20)):
        counts = Counter(item["sub_event_type"] for item in items if item["part"] == part)
        assert counts.keys() == {*EVENT_TYPE_OF, None}
        assert min(counts.values()) >= least
    assert {item["why"] for item in items if item["sub_event_type"] is None} <= TOPICS


def assert_words_are_marked(item, spans):
    """Every span is a stretch of the text that begins and ends with a word."""
    for start, end in spans:
        assert re.fullmatch(r"\w(.*\w)?", item["text"][start:end]), item["id"]


def test_every_trigger_is_a_stretch_of_its_text_and_has_a_state_that_the_table_knows(read):
    items = read("reality")
    fields = {"id", "part", "text", "trigger", "status", "event_clarity", "claim"}
    assert_well_formed(items, "reality", fields)
    for item in items:
        assert_words_are_marked(item, [item["trigger"].values()])
        if item["status"] == "none":
            assert item["event_clarity"] is None, item["id"]
            assert item["claim"] in {None, "denied"}, item["id"]
            assert item["why"], item["id"]
        else:
            assert item["status"] in VOCABULARIES["status"], item["id"]
            assert item["event_clarity"] in VOCABULARIES["event_clarity"], item["id"]
            assert item["claim"] in VOCABULARIES["claim"], item["id"]


def test_unreal_mentions_and_real_ones_are_balanced(read):
    counts = Counter(item["status"] for item in read("reality"))
    assert 0.4 <= counts["none"] / counts.total() <= 0.5
    assert min(counts["attempted"], counts["threatened"]) >= 40


def test_every_toll_has_its_bounds_in_order_and_the_words_that_say_it(read):
    items = read("tolls")
    fields = {"id", "part", "text", "killed", "injured", "killed_spans", "injured_spans"}
    assert_well_formed(items, "tolls", fields)
    for item in items:
        said = item["killed_spans"] + item["injured_spans"]
        assert_words_are_marked(item, said)
        for toll, spans in ((item["killed"], item["killed_spans"]), (item["injured"], item["injured_spans"])):
            if toll is None:
                assert spans == [], item["id"]
                continue
            assert spans or (toll["best"] == 0 and said), item["id"]
            assert 0 <= toll["low"] <= toll["best"], item["id"]
            assert toll["high"] is None or toll["best"] <= toll["high"], item["id"]
            assert toll["imputed"] in {True, False}, item["id"]


def test_every_date_is_a_range_whose_length_has_its_precision(read):
    items = read("dates")
    fields = {"id", "part", "text", "published", "trigger", "date_start", "date_end", "date_precision"}
    assert_well_formed(items, "dates", fields)
    for item in items:
        assert_words_are_marked(item, [item["trigger"].values()])
        assert item["date_precision"] in VOCABULARIES["date_precision"], item["id"]
        if item["date_start"] is None:
            assert item["date_precision"] == "unknown", item["id"]
            continue
        start, end = (dt.date.fromisoformat(item[key]) for key in ("date_start", "date_end"))
        days = (end - start).days + 1
        longest = {"day": 1, "days": 6, "week": 7, "month": 31, "year": 366}
        assert item["date_precision"] == next(name for name, most in longest.items() if days <= most)
        if item["published"] is not None and "still to come" not in item.get("why", ""):
            assert end <= dt.date.fromisoformat(item["published"]), item["id"]
