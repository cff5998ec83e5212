"""Many articles through geoparsing, in one process or several."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from geo_events.articles import Article, Reject, english_version
from geo_events.gazetteer import Gazetteer, open_gazetteer
from geo_events.geoparsing import Toponym, geoparse_article, toponym_json
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
    items: Iterable[Article | Reject], *, gazetteer: Gazetteer, processes: int
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

    Yields
    ------
    str or Reject
        In the order of the items: the line of an article, without its end; rejects as they came, and one for
        each article that can't be analysed.
    """
    yield from spread(_Line(gazetteer), items, processes=processes)


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

    def _toponyms(self, article: Article) -> list[dict[str, object]]:
        return [toponym_json(toponym) for toponym in geoparse_article(article, gazetteer=self.gazetteer)]
