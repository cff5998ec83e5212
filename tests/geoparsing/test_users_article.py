"""The article that the package was made for."""

import datetime as dt

import pytest

from geo_events.articles import read_articles
from geo_events.geoparsing import geoparse_article


@pytest.fixture(scope="module")
def toponyms(bench, gazetteer):
    (article,) = read_articles(sorted((bench / "seeds").glob("*.txt")), published=dt.date(2024, 2, 9))
    return geoparse_article(article, gazetteer=gazetteer)


def test_demonyms(toponyms):
    found = {t.text: t.place.country_code for t in toponyms if t.kind == "demonym"}
    assert found.items() >= {"Iraqi": "IQ", "Iraqis": "IQ", "American": "US", "Israeli": "IL"}.items()


def test_countries(toponyms):
    expected = {
        "Iraq": "IQ",
        "Jordan": "JO",
        "Syria": "SY",
        "U.S.": "US",
        "United States": "US",
        "Gaza": "PS",
    }
    placed = [t for t in toponyms if t.place is not None]
    found = {t.text: {x.place.country_code for x in placed if x.text == t.text} for t in placed}
    assert {name: found.get(name) for name in expected} == {n: {code} for n, code in expected.items()}
    assert all(t.place.is_country for t in toponyms if t.text in set(expected) - {"Gaza"})


def test_capitals_that_stand_for_governments(toponyms):
    capitals = [(t.text, t.metonym) for t in toponyms if t.text in {"Baghdad", "Washington"}]
    # headline, dateline, "the Baghdad government", "pushing Washington", "taken by Washington"
    assert capitals == [
        ("Baghdad", True),
        ("Baghdad", False),
        ("Baghdad", True),
        ("Washington", True),
        ("Washington", True),
    ]


def test_groups_and_persons_are_no_places(toponyms):
    words = {word for t in toponyms for word in t.text.split()}
    assert words.isdisjoint(
        {"Daesh", "Hezbollah", "Saadi", "al-Saadi", "Blinken", "Biden", "Rasool", "Sudani"}
    )


def test_nothing_lies_in_cuba(toponyms):
    assert "CU" not in {t.place.country_code for t in toponyms if t.place}
