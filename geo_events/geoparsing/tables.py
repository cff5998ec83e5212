"""Toponyms as a table and as JSON objects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from geo_events.articles.article import Article
from geo_events.geoparsing.toponym import Toponym

if TYPE_CHECKING:
    import pandas as pd

_DTYPES = {
    "article_id": "object",
    "in_translation": "bool",
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
    "counted": "bool",
}

#: An article with its toponyms, and with those of its translation where one was supplied.
Found = tuple[Article, Sequence[Toponym]] | tuple[Article, Sequence[Toponym], Sequence[Toponym]]


def toponym_table(found: Iterable[Found]) -> pd.DataFrame:
    """Lay out toponyms one a row.

    Parameters
    ----------
    found
        Articles with their toponyms, as `geoparse_article` gives them, and with those of their translation,
        where one was supplied.

    Returns
    -------
    pandas.DataFrame
        ``article_id``, ``in_translation`` (whether the offsets count in the translation), ``start``, ``end``,
        ``text``, ``kind``, ``metonym``, ``name``, ``geonameid`` (Int64), ``feature_code``,
        ``country_code``, ``latitude``, ``longitude`` (degrees), ``uncertainty_km``, ``confidence``,
        ``counted``: false for a mention in an original whose place its translation names as well, lest it
        count twice. The place's columns are null where none was found; an article without toponyms has no
        row.
    """
    import pandas as pd  # takes long to load, and JSON needs none of it

    rows = []
    for each in found:
        article, toponyms = each[0], each[1]
        translated = each[2] if len(each) == 3 else ()
        again = {toponym.place.key for toponym in translated if toponym.place is not None}
        for toponym in toponyms:
            counted = toponym.place is None or toponym.place.key not in again
            rows.append(_row(article, toponym, in_translation=False, counted=counted))
        rows += [_row(article, toponym, in_translation=True, counted=True) for toponym in translated]
    return pd.DataFrame(rows, columns=list(_DTYPES)).astype(_DTYPES)


def _row(article: Article, toponym: Toponym, *, in_translation: bool, counted: bool) -> dict[str, Any]:
    place = toponym.place
    return {
        "article_id": article.id,
        "in_translation": in_translation,
        **_mention(toponym),
        **_place(toponym),
        "feature_code": (place.feature_code or None) if place else None,
        "confidence": toponym.confidence,
        "counted": counted,
    }


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
