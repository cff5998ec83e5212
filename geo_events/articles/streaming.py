"""Articles, and what could not be read, in one stream."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from geo_events.articles.article import Article
from geo_events.articles.reading import read_articles
from geo_events.articles.reject import Reject


def read_items(inputs: Iterable[Path], **options: Any) -> Iterator[Article | Reject]:
    """Read articles, each after what was told while it was read.

    Parameters
    ----------
    inputs
        As for `read_articles`.
    **options
        Those of `read_articles` but ``on_reject``.

    Yields
    ------
    Article or Reject
        In the order of the input, so that readers far behind still tell things in that order.
    """
    told: list[Reject] = []
    for article in read_articles(inputs, on_reject=told.append, **options):
        yield from told
        told.clear()
        yield article
    yield from told
