"""Toponyms of articles that are not in English: names that the gazetteer knows, as they stand."""

from __future__ import annotations

from geo_events.articles.article import Article
from geo_events.articles.shadow import make_shadow
from geo_events.gazetteer import Gazetteer
from geo_events.geoparsing.coordinates import find_coordinates, with_coordinates
from geo_events.geoparsing.mention import Mention
from geo_events.geoparsing.resolution import resolve_by_priors
from geo_events.geoparsing.settings import GeoparsingSettings
from geo_events.geoparsing.toponym import Toponym

#: A name whose likeliest place has a smaller prior is taken for an ordinary word: no parser can tell.
LEAST_PRIOR = 0.45
_SHORTEST = 3


def geoparse_foreign(
    article: Article, *, gazetteer: Gazetteer, settings: GeoparsingSettings
) -> list[Toponym]:
    """Find the places that an article in another language names, without parsing it.

    Found are names in the spelling of the gazetteer, of three letters and more, that begin with a capital
    where the script has any, and whose likeliest place is a country, a first-order unit or a large town.
    Names with a prefix or a case ending that the gazetteer does not list are not found. Coordinates are found
    as in English text.

    Returns
    -------
    list of Toponym
        By start, none overlapping; a confidence is the share of belief in the place among those of its
        name, and says nothing on whether the word is a name.
    """
    mentions: list[Mention] = []
    shadow = make_shadow(article.text)
    for match in gazetteer.find_names(shadow.text):
        words = shadow.text[match.start : match.end]
        if "place" not in match.kinds or len(words) < _SHORTEST or words[0].islower():
            continue
        found = gazetteer.lookup(words, limit=1, exact=True)
        if found and found[0].prior >= LEAST_PRIOR:
            mentions.append(Mention(match.start, match.end, words, "place", True, found[0].prior))
    mentions = with_coordinates(shadow.text, mentions, find_coordinates(shadow.text), gazetteer=gazetteer)
    resolved = resolve_by_priors(mentions, gazetteer=gazetteer, settings=settings)
    toponyms = []
    for mention, candidates in zip(mentions, resolved, strict=True):
        best = candidates[0] if candidates else None
        given = mention.kind == "coordinate" or best is None
        start, end = shadow.span(mention.start, mention.end)
        toponyms.append(
            Toponym(
                start=start,
                end=end,
                text=article.text[start:end],
                kind=mention.kind,
                metonym=False,
                place=best.place if best else None,
                confidence=round(mention.probability if given else candidates[0].score, 3),
                candidates=tuple(candidates[1 : 1 + settings.runners_up]),
            )
        )
    return toponyms
