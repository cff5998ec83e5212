"""One article through geoparsing and coding, and the verb that does so for many."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import geopandas as gpd

from geo_events.articles import Article, english_version
from geo_events.articles.recognising import is_english
from geo_events.coding import code_article, code_translation
from geo_events.events import events_from_rows, validate_events
from geo_events.gazetteer import Gazetteer, open_gazetteer
from geo_events.geoparsing import Toponym, geoparse_article
from geo_events.language import Language


@dataclass(frozen=True, slots=True)
class Analysis:
    """What one article names and reports.

    Attributes
    ----------
    toponyms
        Found in the article's text.
    translated
        Found in its supplied translation, whose offsets they have; None where there is none.
    rows
        Its events, for `geo_events.events.events_from_rows`; none of an article that is neither in English
        nor translated.
    """

    toponyms: list[Toponym]
    translated: list[Toponym] | None
    rows: list[dict[str, Any]]


def analyse(article: Article, *, gazetteer: Gazetteer, language: Language) -> Analysis:
    """Geoparse an article and code its events, from its translation where one was supplied."""
    toponyms = geoparse_article(article, gazetteer=gazetteer)
    english = english_version(article)
    if english is not None:
        translated = geoparse_article(english, gazetteer=gazetteer)
        rows = code_translation(article, english, translated, gazetteer=gazetteer, language=language)
        return Analysis(toponyms, translated, rows)
    if not is_english(article.language):
        return Analysis(toponyms, None, [])
    return Analysis(toponyms, None, code_article(article, toponyms, gazetteer=gazetteer, language=language))


def code_events(
    articles: Iterable[Article], *, gazetteer: Gazetteer | None = None, language: Language | None = None
) -> gpd.GeoDataFrame:
    """Code the events that articles report.

    Parameters
    ----------
    articles
        As `read_articles` gives them; those neither in English nor translated are passed over.
    gazetteer, language
        The default ones if not given.

    Returns
    -------
    geopandas.GeoDataFrame
        The event table, in the order of the articles.
    """
    gazetteer, language = gazetteer or open_gazetteer(), language or Language()
    rows: list[dict[str, Any]] = []
    for article in articles:
        rows += analyse(article, gazetteer=gazetteer, language=language).rows
    events = events_from_rows(rows)
    validate_events(events)
    return events
