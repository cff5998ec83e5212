"""Translations that come with an article: in a field, in a sidecar, or not usable."""

import json

import pytest
from articles.helpers import read, write
from articles.test_aligning import ENGLISH, SPANISH

from geo_events.articles import Limits, english_version

FRENCH = "Le ministre a parlé de la récolte dans la capitale pendant la semaine, a dit son porte-parole."


def lines(*articles):
    return "".join(json.dumps(article) + "\n" for article in articles)


def test_a_translation_is_an_article_of_its_own_offsets(tmp_path):
    english = f"Bomb in Bogotá\n\nBOGOTÁ (Agency) -- {ENGLISH}"
    row = {
        "id": 7,
        "text": SPANISH,
        "text_translated": english,
        "published": "2024-03-15",
        "source": "El Diario",
    }
    write(tmp_path, "a.jsonl", lines(row))
    (article,), told = read(tmp_path)
    version = english_version(article)
    assert told == []
    assert (article.text, article.language) == (SPANISH, "es")
    assert (version.id, version.text, version.language) == (7, english, "en")
    assert (version.title, version.dateline.place) == ("Bomb in Bogotá", "BOGOTÁ")
    assert (version.published, version.source) == (article.published, "El Diario")


def test_an_article_without_a_translation_has_no_version(tmp_path):
    write(tmp_path, "a.txt", SPANISH)
    (article,), _ = read(tmp_path)
    assert english_version(article) is None


@pytest.mark.parametrize(
    ("text", "translation", "said"),
    [
        (ENGLISH, "Another text in English.", "in English already"),
        (SPANISH, FRENCH, "reads as fr"),
        (SPANISH, "12 34", "no words"),
        (SPANISH, ENGLISH * 100, "5,000"),
    ],
)
def test_a_translation_that_can_not_be_used_is_told(text, translation, said, tmp_path):
    write(tmp_path, "a.jsonl", lines({"id": 1, "text": text, "text_translated": translation}))
    (article,), (told,) = read(tmp_path, limits=Limits(characters=5_000))
    assert article.translation is None
    assert told.kept
    assert said in told.reason


def test_a_translation_like_the_text_is_none(tmp_path):
    write(tmp_path, "a.jsonl", lines({"id": 1, "text": ENGLISH, "text_translated": f"{ENGLISH}\n"}))
    (article,), told = read(tmp_path)
    assert (article.translation, told) == (None, [])


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.xml"])
def test_a_sidecar_beside_a_file_of_several_articles_is_an_article(name, tmp_path):
    content = {
        "a.jsonl": lines({"id": 1, "text": SPANISH}, {"id": 2, "text": FRENCH}),
        "a.csv": f'id,text\n1,{SPANISH}\n2,"{FRENCH}"\n',
        "a.xml": f"<rss version='2.0'><channel><item><summary>{SPANISH}</summary></item></channel></rss>",
    }[name]
    write(tmp_path, name, content)
    write(tmp_path, "a.en.txt", ENGLISH)
    articles, told = read(tmp_path)
    assert [article.translation for article in articles] == [None] * len(articles)
    assert "a.en.txt" in [article.id for article in articles]
    assert told == []
