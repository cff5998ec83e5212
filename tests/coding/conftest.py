"""Short texts coded as an article would be."""

import datetime as dt
import json

import pytest

from geo_events.articles import read_articles
from geo_events.pipeline import code_events

#: A Friday.
PUBLISHED = dt.date(2024, 3, 15)


@pytest.fixture(scope="session")
def code(gazetteer, language, tmp_path_factory):
    """Code a text; gives the event table's rows as dictionaries."""
    folder = tmp_path_factory.mktemp("texts")

    def run(text, *, published=PUBLISHED, title=None):
        path = folder / "text.jsonl"
        record = {"id": "t", "text": text, "title": title}
        if published is not None:
            record["published"] = published.isoformat()
        path.write_text(json.dumps(record), encoding="utf-8")
        return code_events(read_articles(path), gazetteer=gazetteer, language=language).to_dict("records")

    return run
