"""The places of an article, with where it names them: what an event may be at that names no place itself."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from geo_events.articles.article import Article
from geo_events.coding.event_place import Parents
from geo_events.coding.mentions import Mention, is_bare, is_on_the_way, is_source, says_where
from geo_events.gazetteer.place import Place
from geo_events.geoparsing.toponym import Toponym


@dataclass(slots=True)
class Landmark:
    """A place that an article speaks of.

    Attributes
    ----------
    place
        The gazetteer's place.
    said
        Offsets in the article's text at which it is named and may say where.
    other
        Offsets at which it is named otherwise: as a ``name`` (of a government, or saying whose something is,
        where somebody goes or who tells of it), by its ``people``, or, of a country, by a ``place`` in it or
        an ``actor`` who is at home there.
    dateline, title
        Whether it stands there.
    """

    place: Place
    said: list[int] = field(default_factory=list)
    other: list[tuple[int, str]] = field(default_factory=list)
    dateline: bool = False
    title: bool = False


class Landmarks:
    """An article's places, countries that it speaks of by their people, places or actors included.

    Parameters
    ----------
    article, toponyms, mentions
        The report, what geoparsing found, and the toponyms of its parsed sentences.
    paragraphs
        Spans of its paragraphs in the article's text.
    gazetteer
        Knows countries.
    """

    def __init__(
        self,
        article: Article,
        toponyms: Sequence[Toponym],
        mentions: Sequence[Mention],
        *,
        paragraphs: Sequence[tuple[int, int]],
        gazetteer: Parents,
    ) -> None:
        self._starts = [start for start, _ in paragraphs]
        self._gazetteer = gazetteer
        self._found: dict[str, Landmark] = {}
        parsed = {mention.toponym.start: mention for mention in mentions}
        for toponym in toponyms:
            place = toponym.place
            if place is None or is_bare(toponym) or toponym.kind == "coordinate":
                continue
            mention, filed = parsed.get(toponym.start), article.dateline
            mark = self._mark(place)
            if filed is not None and filed.start <= toponym.start < filed.end:
                mark.dateline = True
            elif toponym.end <= article.title_end:
                mark.title = True
            elif toponym.kind == "place" and (_is_there(mention) if mention else not toponym.metonym):
                mark.said.append(toponym.start)
            else:
                mark.other.append((toponym.start, "people" if toponym.kind == "demonym" else "name"))
            country = gazetteer.country(place.country_code) if place.country_code else None
            if country is not None and country.key != place.key:
                self._mark(country).other.append((toponym.start, "place"))

    def hear_of(self, actors: Iterable[tuple[int, Sequence[str]]]) -> None:
        """Add the countries in which actors are at home, each with where the text names it."""
        for start, codes in actors:
            country = self._gazetteer.country(codes[0]) if len(codes) == 1 else None
            if country is not None:
                self._mark(country).other.append((start, "actor"))

    def all(self) -> list[Landmark]:
        """All of them, in the order in which the text brings them up."""
        return list(self._found.values())

    def paragraph(self, offset: int) -> int:
        """Number the paragraph that holds an offset of the article's text."""
        return bisect_right(self._starts, offset) - 1

    def _mark(self, place: Place) -> Landmark:
        return self._found.setdefault(place.key, Landmark(place))


def _is_there(mention: Mention) -> bool:
    """Whether a mention puts something there, not only somebody who goes there or tells of it."""
    if not says_where(mention) or is_on_the_way(mention):
        return False
    return not any(is_source(token) for token in (mention.root, *mention.root.ancestors))
