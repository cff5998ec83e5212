"""The evidence for each toponym: what speaks for it and against it, with shares."""

import json

import pytest

from geo_events.articles import read_articles
from geo_events.geoparsing import explain_article, geoparse_article


@pytest.fixture
def explain(tmp_path, gazetteer):
    def explained(text, **metadata):
        path = tmp_path / "article.jsonl"
        path.write_text(json.dumps({"id": "own", "text": text, **metadata}), encoding="utf-8")
        (article,) = read_articles(path)
        found = explain_article(article, gazetteer=gazetteer)
        assert [each.toponym for each in found] == geoparse_article(article, gazetteer=gazetteer)
        return {each.toponym.text: each for each in found}

    return explained


TEXT = (
    "AUSTIN, Texas, March 3 -- Two men were hurt in Paris, Texas, on Sunday, police said. The fire at "
    "31.55 N, 97.13 W was put out. Washington denied that it had been told."
)


def test_the_evidence_for_a_place_is_what_the_text_says(explain):
    found = explain(TEXT)
    paris = found["Paris"]
    assert paris.toponym.place.country_code == "US"
    assert paris.place["held by the next name"] > 0.1
    assert paris.mention['"in" before it'] > 0


def test_shares_are_parts_of_all_that_was_weighed_the_weightiest_first(explain):
    for each in explain(TEXT).values():
        for evidence in (each.mention, each.place, each.metonym):
            sizes = [abs(share) for share in evidence.values()]
            assert sizes == sorted(sizes, reverse=True)
            assert sum(sizes) <= 1.02  # they are rounded


def test_what_makes_a_metonym_is_said_and_of_other_names_nothing(explain):
    found = explain(TEXT)
    assert found["Washington"].toponym.metonym
    assert sum(found["Washington"].metonym.values()) > 0
    assert found["Paris"].metonym == {}


def test_coordinates_and_names_in_other_languages_have_their_evidence(explain):
    found = explain(TEXT)
    (point,) = [each for each in found.values() if each.toponym.kind == "coordinate"]
    assert point.mention == {"written as coordinates are": 1.0}
    foreign = explain("Пятеро солдат погибли при нападении на блокпост у города Донецк, сообщили власти.")
    assert all(each.place == {"prior": 1.0} for each in foreign.values())
