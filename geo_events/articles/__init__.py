"""Articles: from files and folders to texts whose offsets everything else refers to."""

from geo_events.articles.article import Article, Boilerplate, Custody, Dateline
from geo_events.articles.beside import files_beside
from geo_events.articles.limits import Limits
from geo_events.articles.origin import file_of, shown
from geo_events.articles.reading import read_articles
from geo_events.articles.reject import OnReject, Reject, raise_reject
from geo_events.articles.streaming import read_items
from geo_events.articles.translation import english_version
from geo_events.articles.walking import expand_paths, is_left_alone

__all__ = [
    "Article",
    "Boilerplate",
    "Custody",
    "Dateline",
    "Limits",
    "OnReject",
    "Reject",
    "english_version",
    "expand_paths",
    "file_of",
    "files_beside",
    "is_left_alone",
    "raise_reject",
    "read_articles",
    "read_items",
    "shown",
]
