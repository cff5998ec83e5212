"""Why events are coded as they are."""

import pytest

from geo_events.articles import read_articles
from geo_events.coding import code_article, explain_events
from geo_events.coding.weighing import CodingSettings
from geo_events.geoparsing import geoparse_article

TEXT = "A car bomb killed three people in Mosul on Monday."


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "text.txt"
    path.write_text(TEXT)
    return next(read_articles(path))


@pytest.fixture
def explanations(article, gazetteer, language):
    toponyms = geoparse_article(article, gazetteer=gazetteer)
    return explain_events(article, toponyms, gazetteer=gazetteer, language=language)


def test_the_rows_are_those_of_coding(article, explanations, gazetteer, language):
    toponyms = geoparse_article(article, gazetteer=gazetteer)
    rows = code_article(article, toponyms, gazetteer=gazetteer, language=language)
    assert [each.row for each in explanations if each.told] == rows


def test_each_field_says_how_it_came_about(explanations):
    (bomb,) = [each for each in explanations if each.told]
    assert "the words name it" in bomb.reasons["what"]
    assert bomb.reasons["where"] == '"Mosul": the event\'s own words name it'
    assert bomb.reasons["how many"] == 'killed "three people"'
    assert bomb.reasons["who"] == '"three people"'
    assert bomb.event_evidence["killed"] > 0
    strengths = [abs(share) for share in bomb.event_evidence.values()]
    assert strengths == sorted(strengths, reverse=True)


def test_what_is_too_doubtful_is_named_with_what_spoke_against_it(article, gazetteer, language):
    toponyms = geoparse_article(article, gazetteer=gazetteer)
    strict = CodingSettings(least_belief=0.999)
    (left,) = explain_events(article, toponyms, gazetteer=gazetteer, language=language, settings=strict)
    assert not left.told
    assert 0.5 < left.belief < 0.999
    assert min(left.event_evidence.values()) < 0
    rows = code_article(article, toponyms, gazetteer=gazetteer, language=language, settings=strict)
    assert rows == []
