"""Toponyms as a table and as JSON objects."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from geo_events.articles.article import Article
from geo_events.geoparsing.toponym import Toponym

_DTYPES = {
    "article_id": "object",
    "start": "int64",
    "end": "int64",
    "text": "object",
    "kind": "object",
    "metonym": "bool",
    "name": "object",
    "geonameid": "Int64",
    "feature_code": "object",
    "country_code": "object",
    "latitude": "float64",
    "longitude": "float64",
    "uncertainty_km": "float64",
    "confidence": "float64",
}


def toponym_table(pairs: Iterable[tuple[Article, list[Toponym]]]) -> pd.DataFrame:
    """Lay out toponyms one a row.

    Parameters
    ----------
    pairs
        Articles with their toponyms, as `geoparse_article` gives them.

    Returns
    -------
    pandas.DataFrame
        ``article_id``, ``start``, ``end``, ``text``, ``kind``, ``metonym``, ``name``, ``geonameid`` (Int64),
        ``feature_code``, ``country_code``, ``latitude``, ``longitude`` (degrees),
        ``uncertainty_km``, ``confidence``. The place's
        columns are null where none was found; an article without toponyms has no row.
    """
    rows = []
    for article, toponyms in pairs:
        for toponym in toponyms:
            place = toponym.place
            rows.append(
                {
                    "article_id": article.id,
                    **_mention(toponym),
                    **_place(toponym),
                    "feature_code": (place.feature_code or None) if place else None,
                    "confidence": toponym.confidence,
                }
            )
    return pd.DataFrame(rows, columns=list(_DTYPES)).astype(_DTYPES)


def toponym_json(toponym: Toponym) -> dict[str, Any]:
    """Give a toponym as one flat JSON object.

    Returns
    -------
    dict
        ``start``, ``end``, ``text``, ``kind``, ``metonym``, ``latitude``, ``longitude``, ``uncertainty_km``,
        ``geonameid``, ``name``, ``country_code``, ``confidence``, and ``candidates``: a list of ``name``,
        ``geonameid``, ``country_code``, ``latitude``, ``longitude``, ``score``. None where there is no place.
    """
    candidates = [
        {
            "name": candidate.place.name,
            "geonameid": candidate.place.geonameid,
            "country_code": candidate.place.country_code or None,
            "latitude": candidate.place.latitude,
            "longitude": candidate.place.longitude,
            "score": candidate.score,
        }
        for candidate in toponym.candidates
    ]
    return {
        **_mention(toponym),
        **_place(toponym),
        "confidence": toponym.confidence,
        "candidates": candidates,
    }


def _mention(toponym: Toponym) -> dict[str, Any]:
    return {
        "start": toponym.start,
        "end": toponym.end,
        "text": toponym.text,
        "kind": toponym.kind,
        "metonym": toponym.metonym,
    }


def _place(toponym: Toponym) -> dict[str, Any]:
    place = toponym.place
    return {
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "uncertainty_km": place.uncertainty_km if place else None,
        "geonameid": place.geonameid if place else None,
        "name": place.name if place else None,
        "country_code": (place.country_code or None) if place else None,
    }
