"""geoparse_article(): the places that an article names, each with the place meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo_events.articles.article import Article
from geo_events.articles.recognising import is_english
from geo_events.articles.shadow import make_shadow
from geo_events.gazetteer import Gazetteer
from geo_events.geoparsing.coordinates import with_coordinates
from geo_events.geoparsing.document import read_document
from geo_events.geoparsing.foreign import geoparse_foreign
from geo_events.geoparsing.metonymy import is_metonym
from geo_events.geoparsing.mention import Mention
from geo_events.geoparsing.recognition import recognise
from geo_events.geoparsing.resolution import resolve
from geo_events.geoparsing.settings import GeoparsingSettings, default_settings
from geo_events.geoparsing.toponym import Candidate, Toponym
from geo_events.recasing import recase

if TYPE_CHECKING:
    from geo_events.articles.shadow import Shadow


def geoparse_article(
    article: Article,
    *,
    gazetteer: Gazetteer,
    settings: GeoparsingSettings | None = None,
) -> list[Toponym]:
    """Find the places that an article names, and choose the place that each name means.

    Coordinates that it gives are toponyms, too, of the kind ``coordinate``: their place is the point, with
    the radius that its digits leave open.

    Parameters
    ----------
    article
        The report; its whole text is read, headline and dateline included.
    gazetteer
        Knows the names and places.
    settings
        Models and limits; those that come with the package by default.

    Returns
    -------
    list of Toponym
        By start, none overlapping, with offsets in ``article.text``.
    """
    settings = settings or default_settings()
    if not is_english(article.language):
        return geoparse_foreign(article, gazetteer=gazetteer, settings=settings)
    written = make_shadow(article.text)
    shadow = recase(written, names=gazetteer)
    document = read_document(article, shadow)
    names = recognise(document, gazetteer=gazetteer, settings=settings)
    # as given: in a text in capitals the words are read as "38s mb" where it says "38S MB"
    mentions = with_coordinates(written.text, names, gazetteer=gazetteer)
    resolved = resolve(document, mentions, gazetteer=gazetteer, settings=settings)
    toponyms = []
    for mention, candidates in zip(mentions, resolved, strict=True):
        place = candidates[0].place if candidates else None
        metonym = is_metonym(document, mention, place)
        toponyms.append(_toponym(article, shadow, mention, candidates, metonym, settings))
    return toponyms


def _toponym(
    article: Article,
    shadow: Shadow,
    mention: Mention,
    candidates: list[Candidate],
    metonym: bool,
    settings: GeoparsingSettings,
) -> Toponym:
    start, end = shadow.span(mention.start, mention.end)
    best = candidates[0] if candidates else None
    confidence = mention.probability * (best.score if best else 1.0)
    return Toponym(
        start=start,
        end=end,
        text=article.text[start:end],
        kind=mention.kind,
        metonym=metonym,
        place=best.place if best else None,
        confidence=round(confidence, 3),
        candidates=tuple(candidates[1 : 1 + settings.runners_up]),
    )
