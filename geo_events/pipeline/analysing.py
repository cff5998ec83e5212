"""Articles through geoparsing and coding, in one process or several."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from geo_events.articles import Article, Reject, english_version
from geo_events.articles.recognising import is_english
from geo_events.coding import code_article, code_translation
from geo_events.gazetteer import Gazetteer, open_gazetteer
from geo_events.geoparsing import Toponym, geoparse_article, read_words
from geo_events.language import Language
from geo_events.pipeline.faults import UNREADABLE, unreadable
from geo_events.pipeline.spreading import spread

if TYPE_CHECKING:
    import geopandas as gpd

#: Articles that go to a process at once: coding one takes thirty times as long as handing it over.
_LOT: Final = 4


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
    english = english_version(article)
    if english is not None:
        toponyms = geoparse_article(article, gazetteer=gazetteer)
        translated = geoparse_article(english, gazetteer=gazetteer)
        rows = code_translation(article, english, translated, gazetteer=gazetteer, language=language)
        return Analysis(toponyms, translated, rows)
    if not is_english(article.language):
        return Analysis(geoparse_article(article, gazetteer=gazetteer), None, [])
    reading = read_words(article, names=gazetteer)
    toponyms = geoparse_article(article, gazetteer=gazetteer, reading=reading)
    rows = code_article(article, toponyms, gazetteer=gazetteer, language=language, reading=reading)
    return Analysis(toponyms, None, rows)


def analyse_all(
    items: Iterable[Article | Reject], *, gazetteer: Gazetteer, language: Language, processes: int
) -> Iterator[tuple[Article, Analysis] | Reject]:
    """Geoparse articles and code their events.

    Parameters
    ----------
    items
        Articles, and among them what could not be used.
    gazetteer, language
        What knows places, and English.
    processes
        How many share the work; the results are the same. With more than one, some articles are read ahead.

    Yields
    ------
    tuple of Article and Analysis, or Reject
        In the order of the items: rejects as they came, and one for each article that can't be analysed.
    """
    ahead: deque[Article | Reject] = deque()

    def read() -> Iterator[Article | Reject]:
        for item in items:
            ahead.append(item)
            yield item

    for found in spread(_Analysed(gazetteer, language), read(), processes=processes, lot=_LOT):
        item = ahead.popleft()
        if isinstance(found, Analysis):
            assert isinstance(item, Article)
            yield item, found
        else:
            yield found


def code_events(
    articles: Iterable[Article],
    *,
    gazetteer: Gazetteer | None = None,
    language: Language | None = None,
    processes: int = 1,
) -> gpd.GeoDataFrame:
    """Code the events that articles report.

    Parameters
    ----------
    articles
        As `read_articles` gives them; those neither in English nor translated are passed over.
    gazetteer, language
        The default ones if not given.
    processes
        How many share the work; the events are the same.

    Returns
    -------
    geopandas.GeoDataFrame
        The event table, in the order of the articles.
    """
    from geo_events.events import events_from_rows, validate_events

    work = _Rows(gazetteer or open_gazetteer(), language or Language())
    events = events_from_rows(
        row for rows in spread(work, articles, processes=processes, lot=_LOT) for row in rows
    )
    validate_events(events)
    return events


@dataclass(frozen=True, slots=True)
class _Analysed:
    gazetteer: Gazetteer
    language: Language

    def __call__(self, item: Article | Reject) -> Analysis | Reject:
        if isinstance(item, Reject):
            return item
        try:
            return analyse(item, gazetteer=self.gazetteer, language=self.language)
        except UNREADABLE as error:
            return unreadable(item, error)


@dataclass(frozen=True, slots=True)
class _Rows:
    gazetteer: Gazetteer
    language: Language

    def __call__(self, article: Article) -> list[dict[str, Any]]:
        return analyse(article, gazetteer=self.gazetteer, language=self.language).rows
