"""`geo-events code`: what each article reports, one a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TextIO

import click

from geo_events.commands.common import (
    GazetteerChoice,
    Teller,
    article_options,
    gazetteer_options,
    inputs_argument,
    open_chosen,
    strict_option,
)

if TYPE_CHECKING:
    from geo_events.articles import Article, Reject

#: The rows of an article's events.
Found = list[dict[str, Any]]
#: Lines held before they are written: laying out events costs more for each table than for each row.
_AT_ONCE: Final = 100


@click.command()
@inputs_argument
@article_options
@strict_option
@gazetteer_options
def code(inputs: tuple[Path, ...], gazetteer: GazetteerChoice, strict: bool, **options: Any) -> None:
    """Print the events that each article reports, as JSON lines in the order of the input."""
    from geo_events.articles.recognising import is_english
    from geo_events.events import events_from_rows, validate_events
    from geo_events.export import event_json
    from geo_events.language import Language
    from geo_events.pipeline import analyse, own_rejects

    opened, language = open_chosen(gazetteer), Language()

    def read(article: Article) -> list[dict[str, Any]]:
        if article.translation is None and not is_english(article.language):
            said = f"the article is not in English ({article.language}); its events are not coded"
            click.echo(f"{article.origin}: {said}; give a translation as `text_translated`", err=True)
            return []
        return analyse(article, gazetteer=opened, language=language).rows

    def lay_out(found: Sequence[list[dict[str, Any]]]) -> list[dict[str, Any]]:
        table = events_from_rows(row for rows in found for row in rows)
        validate_events(table)
        events = iter(event_json(table))
        return [{"events": [next(events) for _ in rows]} for rows in found]

    lines = _Lines(read, lay_out, strict=strict)
    lines.write(inputs, options, before=own_rejects(opened))


@dataclass(frozen=True, slots=True)
class _Held:
    """A line to come: what an article gave, or only the id of a rejected one."""

    id: str | int | None
    article: Article | None = None
    found: Found = field(default_factory=list)


class _Lines:
    """Writes one JSON line an article, read or rejected, to standard output.

    Parameters
    ----------
    read
        What an article gives.
    lay_out
        Makes lines of what several articles gave, all at once.
    strict
        Whether nothing is written if anything is told.
    """

    def __init__(
        self,
        read: Callable[[Article], Found],
        lay_out: Callable[[Sequence[Found]], list[dict[str, Any]]],
        *,
        strict: bool,
    ) -> None:
        self.read, self.lay_out, self.strict = read, lay_out, strict
        self.note = Teller()
        self.held: list[_Held] = []

    def write(self, inputs: Sequence[Path], options: dict[str, Any], *, before: Sequence[Reject]) -> None:
        """Tell `before`, read the inputs and write their lines."""
        from geo_events.articles import read_articles
        from geo_events.pipeline import UNREADABLE, unreadable

        with self.note.output(strict=self.strict) as output:
            for reject in before:
                self.reject(reject)
            for article in read_articles(inputs, on_reject=self.reject, **options):
                try:
                    self.held.append(_Held(article.id, article, self.read(article)))
                except UNREADABLE as error:
                    self.reject(unreadable(article, error))
                if len(self.held) >= _AT_ONCE:
                    self.flush(output)
            self.flush(output)

    def reject(self, reject: Reject) -> None:
        """Tell what is left out or used in part, and keep a line for it if it is one of the inputs."""
        self.note(reject)
        if reject.is_input and not reject.kept:
            self.held.append(_Held(reject.id))

    def flush(self, output: TextIO) -> None:
        """Write the lines held."""
        held, self.held = self.held, []
        for each, given in zip(held, self.laid_out(held), strict=True):
            output.write(json.dumps({"id": each.id, **given}, ensure_ascii=False, allow_nan=False) + "\n")
        output.flush()

    def laid_out(self, held: Sequence[_Held]) -> list[dict[str, Any]]:
        """Lay out lines, so that one article's fault takes no other with it."""
        from geo_events.pipeline import UNREADABLE, unreadable

        try:
            lines = iter(self.lay_out([each.found for each in held if each.article is not None]))
        except UNREADABLE as error:
            if len(held) > 1:
                return [line for each in held for line in self.laid_out([each])]
            if held[0].article is not None:
                self.note(unreadable(held[0].article, error))
            return [{"events": []}]
        return [next(lines) if each.article is not None else {"events": []} for each in held]
