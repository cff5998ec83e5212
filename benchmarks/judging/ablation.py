"""What each part of geoparsing adds, and what it costs: everything but that part, on the same articles."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from geo_events.articles import Article
from geo_events.gazetteer import Gazetteer
from geo_events.geoparsing import GeoparsingSettings, default_settings, geoparse_article, toponym_json
from judging.gold import Json

#: What is switched off, by what it is called.
Change = Callable[[GeoparsingSettings], GeoparsingSettings]
PARTS: dict[str, Change] = {
    "all parts": lambda settings: settings,
    "each mention judged by itself": lambda s: replace(s, decoding=replace(s.decoding, discourse=0.0)),
    "names of several words left to the tagger": lambda s: replace(
        s, decoding=replace(s.decoding, whole_names=0.0)
    ),
    "places judged in one round": lambda s: replace(s, scorers=s.scorers[:1]),
    "places by their priors alone": lambda s: replace(s, scorers=()),
}


def ablated(
    articles: Sequence[Article], gazetteer: Gazetteer
) -> Iterator[tuple[str, dict[str, list[Json]], float]]:
    """Geoparse articles without one part after the other.

    Yields
    ------
    tuple
        What was switched off; the toponyms of each article; articles a second, in one thread, of articles
        already read.
    """
    for name, change in PARTS.items():
        settings = change(default_settings())
        started = time.perf_counter()
        found = {str(article.id): predicted(article, gazetteer, settings) for article in articles}
        yield name, found, len(found) / (time.perf_counter() - started)


def predicted(article: Article, gazetteer: Gazetteer, settings: GeoparsingSettings) -> list[Json]:
    """Geoparse an article with other settings than the default ones."""
    return [toponym_json(each) for each in geoparse_article(article, gazetteer=gazetteer, settings=settings)]
