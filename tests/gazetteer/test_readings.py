import csv
import re

import pytest

from geo_events.gazetteer.folding import fold
from geo_events.gazetteer.locating import curated_folder
from geo_events.gazetteer.readings import readings


def keys(name):
    return [reading.key for reading in readings(name)]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Avdiivka town", "avdiivka"),
        ("village de Bokin", "bokin"),
        ("near Bartella", "bartella"),
        ("the outskirts of Mosul city", "mosul"),
        ("Selo Serzhen-Yurt", "serzhen yurt"),
        ("Jabaliyah refugee camp", "jabaliyah"),
        ("Tadmur/Palmyra", "palmyra"),
        ("Al-Rai town (Choban Bey)", "al rai"),
        ("Al-Rai town (Choban Bey)", "choban bey"),
        ("Hryhorivka village (Telmanove Raion)", "hryhorivka"),
    ],
)
def test_words_that_only_describe_are_taken_off(name, key):
    assert key in keys(name)[1:]
    assert keys(name)[0] == fold(name)


def test_a_unit_in_brackets_says_where_and_is_no_other_name():
    told = {reading.key: reading.within for reading in readings("Kandoy village (Bakpalu groupement, Ituri)")}
    assert told["kandoy"] == ("bakpalu groupement", "ituri")
    assert "ituri" not in told


@pytest.mark.parametrize("name", ["", "town", "near", "()", "/", ",", "of", "city of"])
def test_what_holds_no_name_gives_no_shorter_one(name):
    assert keys(name)[1:] in ([], ["of"])


def test_every_feature_word_is_told_once_with_known_features():
    with (curated_folder() / "feature_words.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    sides = [
        (fold(row["word"]), side)
        for row in rows
        for side in (("before", "after") if row["place"] == "both" else (row["place"],))
    ]
    assert len(sides) == len(set(sides))
    assert {side for _, side in sides} == {"before", "after"}
    for row in rows:
        assert row["source"], row
        assert row["only"] in {"", "yes"}, row
        assert all(re.fullmatch(r"[AHLPSTV](\.[A-Z0-9]+)?", f) for f in row["features"].split("|") if f), row
        assert row["features"] or not row["only"], row
