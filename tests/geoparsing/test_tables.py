"""Toponyms as rows and as JSON."""

import json

import pandas as pd

from geo_events.articles import read_articles
from geo_events.geoparsing import geoparse_article, toponym_json, toponym_table

COLUMNS = [
    "article_id", "in_translation", "start", "end", "text", "kind", "metonym", "name", "geonameid",
    "feature_code", "country_code", "latitude", "longitude", "uncertainty_km", "confidence", "counted",
]  # fmt: skip


def test_one_row_a_toponym_with_the_articles_own_id(tmp_path, gazetteer, language):
    path = tmp_path / "articles.jsonl"
    rows = [{"id": 7, "text": "Iraqi troops left Mosul."}, {"id": "empty", "text": "Nothing is named here."}]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    articles = list(read_articles(path))
    table = toponym_table((a, geoparse_article(a, gazetteer=gazetteer)) for a in articles)
    assert list(table.columns) == COLUMNS
    assert table[["article_id", "text", "kind", "country_code"]].values.tolist() == [
        [7, "Iraqi", "demonym", "IQ"],
        [7, "Mosul", "place", "IQ"],
    ]
    assert table["geonameid"].dtype == pd.Int64Dtype()


def test_a_table_of_nothing_has_the_columns():
    assert list(toponym_table([]).columns) == COLUMNS


def test_json_is_flat_and_strict(read):
    (toponym,) = read("Shells fell on Springfield.")
    flat = json.loads(json.dumps(toponym_json(toponym), allow_nan=False))
    assert list(flat) == [
        "start", "end", "text", "kind", "metonym", "latitude", "longitude", "uncertainty_km",
        "geonameid", "name", "country_code", "confidence", "candidates",
    ]  # fmt: skip
    assert {"name", "geonameid", "latitude", "longitude", "score"} <= set(flat["candidates"][0])
