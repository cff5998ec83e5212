"""Many articles through geoparsing, in one process or several."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from geo_events.articles import Article, Reject, english_version
from geo_events.articles.marked import MarkedSpans
from geo_events.gazetteer import Gazetteer, open_gazetteer
from geo_events.geoparsing import Toponym, geoparse_article, geoparse_spans, toponym_json
from geo_events.pipeline.faults import UNREADABLE, unreadable
from geo_events.pipeline.spreading import spread

_JSON: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


def geoparse(
    articles: Iterable[Article], *, gazetteer: Gazetteer | None = None, processes: int = 1
) -> Iterator[list[Toponym]]:
    """Find and resolve the places that articles name.

    Parameters
    ----------
    articles
        As `read_articles` gives them.
    gazetteer
        The default one if not given.
    processes
        How many share the work; the results are the same. With more than one, some articles are read ahead.

    Yields
    ------
    list of Toponym
        One list an article, in their order.

    Raises
    ------
    GeoEventsError
        If one of the processes died.
    """
    yield from spread(_Geoparsed(gazetteer or open_gazetteer()), articles, processes=processes)


def geoparsed_lines(
    items: Iterable[Article | Reject],
    *,
    gazetteer: Gazetteer,
    processes: int,
    spans: MarkedSpans | None = None,
) -> Iterator[str | Reject]:
    """Write what articles name as JSON, one line an article.

    Parameters
    ----------
    items
        Articles, and among them what could not be used.
    gazetteer
        Knows the names and places.
    processes
        How many share the work.
    spans
        Where the names stand, if that is known: then nothing else is found, and translations are left alone.

    Yields
    ------
    str or Reject
        In the order of the items: the line of an article, without its end; rejects as they came, and one for
        each article that can't be analysed.
    """
    if spans is None:
        yield from spread(_Line(gazetteer), items, processes=processes)
        return
    marked = (item if isinstance(item, Reject) else (item, spans.of(item.id)) for item in items)
    yield from spread(_SpansLine(gazetteer), marked, processes=processes)
    for id in spans.unasked():
        yield Reject(f"spans of {id!r}", "no article has this id; name the article's", is_input=False)


@dataclass(frozen=True, slots=True)
class _Geoparsed:
    gazetteer: Gazetteer

    def __call__(self, article: Article) -> list[Toponym]:
        return geoparse_article(article, gazetteer=self.gazetteer)


@dataclass(frozen=True, slots=True)
class _Line:
    gazetteer: Gazetteer

    def __call__(self, item: Article | Reject) -> str | Reject:
        if isinstance(item, Reject):
            return item
        try:
            line = {"id": item.id, "toponyms": self._toponyms(item)}
            english = english_version(item)
            if english is not None:
                line["toponyms_translated"] = self._toponyms(english)
            return _JSON.encode(line)
        except UNREADABLE as error:
            return unreadable(item, error)

    def _toponyms(self, article: Article) -> list[dict[str, Any]]:
        return [toponym_json(toponym) for toponym in geoparse_article(article, gazetteer=self.gazetteer)]


@dataclass(frozen=True, slots=True)
class _SpansLine:
    gazetteer: Gazetteer

    def __call__(self, item: Reject | tuple[Article, list[tuple[int, int]] | None]) -> str | Reject:
        if isinstance(item, Reject):
            return item
        article, spans = item
        if spans is None:
            return Reject(article.origin, f"no spans are given for id {article.id!r}", id=article.id)
        try:
            toponyms = geoparse_spans(article, spans, gazetteer=self.gazetteer)
            return _JSON.encode({"id": article.id, "toponyms": [toponym_json(each) for each in toponyms]})
        except UNREADABLE as error:
            return unreadable(article, error)
