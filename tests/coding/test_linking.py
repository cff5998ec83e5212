import json

import pytest

from geo_events.articles import read_articles
from geo_events.coding import locate_event
from geo_events.coding.linking import default_linker
from geo_events.geoparsing import geoparse_article


@pytest.fixture(scope="session")
def located(gazetteer, language, tmp_path_factory):
    """The names that say where the word of an event happened."""
    folder = tmp_path_factory.mktemp("located")

    def run(text, word):
        path = folder / "text.jsonl"
        path.write_text(json.dumps({"id": 1, "text": text}), encoding="utf-8")
        (article,) = read_articles(path)
        start = text.index(word)
        toponyms = geoparse_article(article, gazetteer=gazetteer)
        span = (start, start + len(word))
        found = locate_event(article, span, toponyms, names=gazetteer, language=language)
        return [text[first:last] for first, last in found]

    return run


@pytest.mark.parametrize(
    ("text", "word", "names"),
    [
        ("Shelling hit a trolleybus in Donetsk on Thursday.", "hit", ["Donetsk"]),
        ("Tens of thousands marched in Paris and Lyon on Sunday.", "marched", ["Paris", "Lyon"]),
        (
            "Warplanes bombed Harasta, Douma and Qarzulit on Sunday.",
            "bombed",
            ["Harasta", "Douma", "Qarzulit"],
        ),
        ("Rebels captured the village of Qarzulit.", "captured", ["Qarzulit"]),
        ("Rebels captured a town in the Deir Ezzor Governorate.", "captured", ["Deir Ezzor Governorate"]),
        ("Neighbors protested, and the plan was withdrawn.", "protested", []),
        ("The Moscow government said that protesters had marched.", "marched", []),
    ],
)
def test_the_names_of_an_event(located, text, word, names):
    assert located(text, word) == names


def test_shares_add_up():
    linker = default_linker()
    assert linker.names.vectors.shape[0] == len(linker.names.names)
    assert linker.link(None, []).none == 1.0


def test_a_span_without_words_has_no_place(located):
    assert located("  Shelling hit Donetsk.", " ") == []
