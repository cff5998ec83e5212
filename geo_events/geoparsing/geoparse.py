"""geoparse_article(): the places that an article names, each with the place meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geo_events.articles.article import Article
from geo_events.articles.recognising import is_english
from geo_events.articles.shadow import make_shadow
from geo_events.gazetteer import Gazetteer
from geo_events.geoparsing.coordinates import with_coordinates
from geo_events.geoparsing.document import Document
from geo_events.geoparsing.foreign import geoparse_foreign
from geo_events.geoparsing.metonymy import is_metonym
from geo_events.geoparsing.recognition import Mention, recognise
from geo_events.geoparsing.resolution import resolve
from geo_events.geoparsing.settings import GeoparsingSettings, default_settings
from geo_events.geoparsing.toponym import Candidate, Toponym

if TYPE_CHECKING:
    from geo_events.articles.shadow import Shadow
    from geo_events.language import Language, ParsedArticle


def geoparse_article(
    article: Article,
    *,
    gazetteer: Gazetteer,
    language: Language,
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
    language
        Parses the text if it is English; its parse of this article is used by event coding, too.
    settings
        Weights and limits; the reviewed ones by default.

    Returns
    -------
    list of Toponym
        By start, none overlapping, with offsets in ``article.text``.

    Raises
    ------
    LanguageModelError
        If the language model is missing.
    """
    settings = settings or default_settings()
    if not is_english(article.language):
        return geoparse_foreign(article, gazetteer=gazetteer, settings=settings)
    parsed = language.parse(article, names=gazetteer)
    document = read_document(article, parsed)
    names = recognise(document, gazetteer=gazetteer, settings=settings)
    # as given: in a text in capitals the parse has "38s mb" for "38S MB"
    written = make_shadow(article.text).text
    mentions = with_coordinates(written, names, gazetteer=gazetteer)
    resolved = resolve(document, mentions, gazetteer=gazetteer, settings=settings)
    toponyms = []
    for mention, candidates in zip(mentions, resolved, strict=True):
        place = candidates[0].place if candidates else None
        metonym = is_metonym(parsed.doc, mention, place)
        toponyms.append(_toponym(article, parsed.shadow, mention, candidates, metonym, settings))
    return toponyms


def read_document(article: Article, parsed: ParsedArticle) -> Document:
    """Put a parse together with what the article's head says."""
    dateline = article.dateline
    if dateline is None:
        return Document(parsed.doc, None, article.source)
    place = parsed.shadow.find(dateline.start, dateline.start + len(dateline.place))
    return Document(parsed.doc, place, article.source or dateline.source)


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
