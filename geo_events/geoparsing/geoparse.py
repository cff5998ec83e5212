"""The places that an article names, or that given words of it name, each with the place meant."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import accumulate

from geo_events.articles.article import Article
from geo_events.articles.recognising import is_english
from geo_events.errors import InputError
from geo_events.gazetteer import Gazetteer
from geo_events.geoparsing.coordinates import find_coordinates, with_coordinates
from geo_events.geoparsing.document import Document, Reading, read_words
from geo_events.geoparsing.foreign import geoparse_foreign
from geo_events.geoparsing.mention import Mention
from geo_events.geoparsing.metonymy import is_metonym
from geo_events.geoparsing.recognition import mention_of, recognise
from geo_events.geoparsing.resolution import resolve
from geo_events.geoparsing.settings import GeoparsingSettings, default_settings
from geo_events.geoparsing.toponym import Candidate, Toponym


def geoparse_article(
    article: Article,
    *,
    gazetteer: Gazetteer,
    settings: GeoparsingSettings | None = None,
    reading: Reading | None = None,
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
    reading
        What `read_words` gives for the article, where it is known already.

    Returns
    -------
    list of Toponym
        By start, none overlapping, with offsets in ``article.text``.
    """
    settings = settings or default_settings()
    if not is_english(article.language):
        return geoparse_foreign(article, gazetteer=gazetteer, settings=settings)
    reading = reading or read_words(article, names=gazetteer)
    written, shadow, document = reading.written, reading.shadow, reading.document
    # as given: in a text in capitals the words are read as "38s mb" where it says "38S MB"
    coordinates = find_coordinates(written.text)
    points = [(coordinate.start, coordinate.end) for coordinate in coordinates]
    names = recognise(document, gazetteer=gazetteer, settings=settings, points=points)
    mentions = with_coordinates(written.text, names, coordinates, gazetteer=gazetteer)
    spans = [shadow.span(mention.start, mention.end) for mention in mentions]
    return _resolved(article, document, mentions, spans, gazetteer, settings)


def geoparse_spans(
    article: Article,
    spans: Iterable[tuple[int, int]],
    *,
    gazetteer: Gazetteer,
    settings: GeoparsingSettings | None = None,
) -> list[Toponym]:
    """Choose the places that given words of an article mean, as systems do that resolve alone.

    What else the article names is found as well, and serves as evidence.

    Parameters
    ----------
    article
        The report, in any language.
    spans
        Where the names stand in ``article.text``.
    gazetteer, settings
        As for `geoparse_article`.

    Returns
    -------
    list of Toponym
        One a span, by start; its confidence is that of the place alone.

    Raises
    ------
    InputError
        If a span does not lie in the text, or is empty.
    """
    settings = settings or default_settings()
    ordered = sorted(set(spans))
    for start, end in ordered:
        if not 0 <= start < end <= len(article.text):
            raise InputError(
                f"span {start}-{end} holds no words of the text of {len(article.text)} characters; "
                "offsets count code points of the text"
            )
    reading = read_words(article, names=gazetteer)
    shadow, document = reading.shadow, reading.document
    given = [mention_of(document, *shadow.find(*span), 1.0, gazetteer) for span in ordered]
    others: list[Mention] = []
    if is_english(article.language):
        others = _apart(recognise(document, gazetteer=gazetteer, settings=settings), given)
    mentions = sorted([*given, *others], key=lambda mention: mention.start)
    places = [shadow.span(mention.start, mention.end) for mention in mentions]
    found = _resolved(article, document, mentions, places, gazetteer, settings)
    answers = {id(mention): toponym for mention, toponym in zip(mentions, found, strict=True)}
    return [
        replace(answers[id(mention)], start=start, end=end, text=article.text[start:end])
        for mention, (start, end) in zip(given, ordered, strict=True)
    ]


def _apart(mentions: Sequence[Mention], given: Sequence[Mention]) -> list[Mention]:
    """Leave out mentions that touch one of the given ones, which come by start."""
    starts = [each.start for each in given]
    furthest = [0, *accumulate((each.end for each in given), max)]
    return [each for each in mentions if furthest[bisect_left(starts, each.end)] <= each.start]


def _resolved(
    article: Article,
    document: Document,
    mentions: Sequence[Mention],
    spans: Sequence[tuple[int, int]],
    gazetteer: Gazetteer,
    settings: GeoparsingSettings,
) -> list[Toponym]:
    """Make toponyms of mentions, given the span of each in the article's text."""
    resolved = resolve(document, mentions, gazetteer=gazetteer, settings=settings)
    toponyms = []
    for mention, span, candidates in zip(mentions, spans, resolved, strict=True):
        metonym = is_metonym(document, mention, candidates[0].place if candidates else None)
        toponyms.append(_toponym(article, span, mention, candidates, metonym, settings))
    return toponyms


def _toponym(
    article: Article,
    span: tuple[int, int],
    mention: Mention,
    candidates: list[Candidate],
    metonym: bool,
    settings: GeoparsingSettings,
) -> Toponym:
    start, end = span
    best = candidates[0] if candidates else None
    # a coordinate's place is the point that it gives: nothing else could be meant
    sure = best is None or mention.kind == "coordinate"
    confidence = mention.probability if sure else mention.probability * candidates[0].score
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
