"""What stops one article, or one place of the user's, and never the others."""

from __future__ import annotations

from geo_events.articles import Article, Reject
from geo_events.errors import GeoEventsError
from geo_events.gazetteer import Gazetteer

#: What a text can make the stages raise: too long or too deeply nested for the language model.
UNREADABLE = (GeoEventsError, ValueError, RecursionError)


def unreadable(article: Article, error: Exception) -> Reject:
    """Say of an article that the stages failed on that it is left out, and why."""
    said = " ".join(str(error).split()) or type(error).__name__
    return Reject(article.origin, f"the text can't be analysed ({said}); shorten or split it", id=article.id)


def own_rejects(gazetteer: Gazetteer) -> list[Reject]:
    """List the rows of the user's own places that could not be used."""
    own = gazetteer.info().get("own_places")
    if own is None:
        return []
    return [Reject(own["file"], fault, is_input=False) for fault in own["left_out"]]
