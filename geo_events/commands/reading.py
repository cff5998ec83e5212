"""`geo-events geoparse` and `geo-events code`: what an article names and reports, one a line."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geo_events.commands.common import (
    article_options,
    exit_for,
    gazetteer_option,
    inputs_argument,
    open_gazetteer_at,
    tell,
)

if TYPE_CHECKING:
    from geo_events.articles import Article, Reject


@click.command()
@inputs_argument
@article_options
@gazetteer_option
def geoparse(
    inputs: tuple[Path, ...], published: dt.date | None, source: str | None, gazetteer: Path | None
) -> None:
    """Print the places that each article names, as JSON lines in the order of the input."""
    from geo_events.geoparsing import geoparse_article, toponym_json
    from geo_events.language import Language

    opened, language = open_gazetteer_at(gazetteer), Language()

    def read(article: Article) -> dict[str, Any]:
        toponyms = geoparse_article(article, gazetteer=opened, language=language)
        return {"toponyms": [toponym_json(toponym) for toponym in toponyms]}

    _lines(inputs, published, source, "toponyms", read)


@click.command()
@inputs_argument
@article_options
@gazetteer_option
def code(
    inputs: tuple[Path, ...], published: dt.date | None, source: str | None, gazetteer: Path | None
) -> None:
    """Print the events that each article reports, as JSON lines in the order of the input."""
    from geo_events.articles.recognising import is_english
    from geo_events.export import event_json
    from geo_events.language import Language
    from geo_events.pipeline import code_events

    opened, language = open_gazetteer_at(gazetteer), Language()

    def read(article: Article) -> dict[str, Any]:
        if not is_english(article.language):
            said = f"the article is not in English ({article.language}); its events are not coded"
            click.echo(f"{article.origin}: {said}", err=True)
            return {"events": []}
        return {"events": event_json(code_events([article], gazetteer=opened, language=language))}

    _lines(inputs, published, source, "events", read)


def _lines(
    inputs: tuple[Path, ...],
    published: dt.date | None,
    source: str | None,
    key: str,
    read: Callable[[Article], dict[str, Any]],
) -> None:
    """Write one JSON line an article, read or rejected, to standard output."""
    from geo_events.articles import read_articles
    from geo_events.pipeline import UNREADABLE, unreadable

    rejects: list[Reject] = []

    def on_reject(reject: Reject) -> None:
        rejects.append(reject)
        if reject.is_input and not reject.kept:
            _write_line({"id": reject.id, key: []})

    for article in read_articles(inputs, published=published, source=source, on_reject=on_reject):
        try:
            line = {"id": article.id, **read(article)}
        except UNREADABLE as error:
            on_reject(unreadable(article, error))
        else:
            _write_line(line)
    tell(rejects)
    exit_for(rejects)


def _write_line(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=False, allow_nan=False) + "\n")
