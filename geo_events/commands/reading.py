"""`geo-events geoparse` and `geo-events code`: what an article names and reports, one a line."""

from __future__ import annotations

import datetime as dt
import json
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from geo_events.commands.common import (
    LEFT_OUT,
    article_options,
    gazetteer_option,
    inputs_argument,
    open_gazetteer_at,
    places_option,
    strict_error,
    strict_option,
    tell,
)

if TYPE_CHECKING:
    from geo_events.articles import Article, Reject


@click.command()
@inputs_argument
@article_options
@strict_option
@gazetteer_option
@places_option
def geoparse(
    inputs: tuple[Path, ...], gazetteer: Path | None, places: Path | None, strict: bool, **options: Any
) -> None:
    """Print the places that each article names, as JSON lines in the order of the input."""
    from geo_events.geoparsing import geoparse_article, toponym_json
    from geo_events.language import Language
    from geo_events.pipeline import own_rejects

    opened, language = open_gazetteer_at(gazetteer, places), Language()

    def read(article: Article) -> dict[str, Any]:
        toponyms = geoparse_article(article, gazetteer=opened, language=language)
        return {"toponyms": [toponym_json(toponym) for toponym in toponyms]}

    _lines(inputs, "toponyms", read, before=own_rejects(opened), strict=strict, **options)


@click.command()
@inputs_argument
@article_options
@strict_option
@gazetteer_option
@places_option
def code(
    inputs: tuple[Path, ...], gazetteer: Path | None, places: Path | None, strict: bool, **options: Any
) -> None:
    """Print the events that each article reports, as JSON lines in the order of the input."""
    from geo_events.articles.recognising import is_english
    from geo_events.export import event_json
    from geo_events.language import Language
    from geo_events.pipeline import code_events, own_rejects

    opened, language = open_gazetteer_at(gazetteer, places), Language()

    def read(article: Article) -> dict[str, Any]:
        if not is_english(article.language):
            said = f"the article is not in English ({article.language}); its events are not coded"
            click.echo(f"{article.origin}: {said}", err=True)
            return {"events": []}
        return {"events": event_json(code_events([article], gazetteer=opened, language=language))}

    _lines(inputs, "events", read, before=own_rejects(opened), strict=strict, **options)


def _lines(
    inputs: tuple[Path, ...],
    key: str,
    read: Callable[[Article], dict[str, Any]],
    *,
    before: list[Reject],
    strict: bool,
    published: dt.date | None,
    source: str | None,
    text_column: str | None,
) -> None:
    """Write one JSON line an article, read or rejected, to standard output; tell `before` first."""
    from geo_events.articles import read_articles
    from geo_events.pipeline import UNREADABLE, unreadable

    told, left_out = 0, False

    with _output(held=strict) as output:

        def on_reject(reject: Reject) -> None:
            nonlocal told, left_out
            tell([reject])
            told += 1
            left_out = left_out or not reject.kept
            if reject.is_input and not reject.kept:
                _write_line(output, {"id": reject.id, key: []})

        for reject in before:
            on_reject(reject)
        for article in read_articles(
            inputs, published=published, source=source, text_column=text_column, on_reject=on_reject
        ):
            try:
                line = {"id": article.id, **read(article)}
            except UNREADABLE as error:
                on_reject(unreadable(article, error))
            else:
                _write_line(output, line)
        if strict and told:
            raise strict_error(told)
    if left_out:
        click.get_current_context().exit(LEFT_OUT)


@contextmanager
def _output(*, held: bool) -> Iterator[TextIO]:
    """Give standard output, or a file of lines held back that goes there if all ends well."""
    if not held:
        yield sys.stdout
        return
    with tempfile.TemporaryFile("w+", encoding="utf-8") as lines:
        yield lines
        lines.seek(0)
        shutil.copyfileobj(lines, sys.stdout)


def _write_line(output: TextIO, line: dict[str, Any]) -> None:
    output.write(json.dumps(line, ensure_ascii=False, allow_nan=False) + "\n")
