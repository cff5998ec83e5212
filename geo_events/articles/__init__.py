"""Articles: from files and folders to texts whose offsets everything else refers to."""

from geo_events.articles.article import Article, Boilerplate, Custody, Dateline
from geo_events.articles.reading import read_articles
from geo_events.articles.reject import OnReject, Reject, raise_reject

__all__ = [
    "Article",
    "Boilerplate",
    "Custody",
    "Dateline",
    "OnReject",
    "Reject",
    "raise_reject",
    "read_articles",
]
