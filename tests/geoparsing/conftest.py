"""Own sentences in, toponyms out: with the default gazetteer."""

import json
from collections.abc import Callable

import pytest

from geo_events.articles import read_articles
from geo_events.geoparsing import Toponym, geoparse_article


@pytest.fixture
def read(tmp_path, gazetteer) -> Callable[..., list[Toponym]]:
    """Geoparse a text; keywords are the article's metadata."""

    def geoparse(text: str, **metadata: str) -> list[Toponym]:
        path = tmp_path / "article.jsonl"
        path.write_text(json.dumps({"id": "own", "text": text, **metadata}), encoding="utf-8")
        (article,) = read_articles(path)
        return geoparse_article(article, gazetteer=gazetteer)

    return geoparse


@pytest.fixture
def names(read) -> Callable[[str], list[str]]:
    """The words of all toponyms of a text, in order."""
    return lambda text: [toponym.text for toponym in read(text)]
