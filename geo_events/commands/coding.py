"""`geo-events code`: what each article reports, one a line."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from geo_events.commands.coding_explained import explained, tell_if_foreign
from geo_events.commands.common import (
    GazetteerChoice,
    Teller,
    article_options,
    gazetteer_options,
    inputs_argument,
    open_chosen,
    processes_option,
    strict_option,
)

if TYPE_CHECKING:
    from geo_events.articles import Article, Reject
    from geo_events.pipeline import Analysis

#: Lines held before they are written: laying out events costs more for each table than for each row.
_AT_ONCE: Final = 100


@click.command()
@inputs_argument
@article_options
@processes_option
@strict_option
@gazetteer_options
@click.option(
    "--explain",
    is_flag=True,
    help="Say in plain text why each event is coded as it is, and what was left out, instead of JSON lines.",
)
def code(
    inputs: tuple[Path, ...],
    gazetteer: GazetteerChoice,
    processes: int | None,
    strict: bool,
    explain: bool,
    **options: Any,
) -> None:
    """Print the events that each article reports, as JSON lines in the order of the input.

    The lines are the same however many processes share the work.
    """
    # What is multiplied is small, so threads of one process would only keep the others from the cores.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from geo_events.articles import Reject, read_items
    from geo_events.language import Language
    from geo_events.pipeline import analyse_all, own_rejects
    from geo_events.pipeline.spreading import usable_cores

    opened = open_chosen(gazetteer)
    tell = Teller()
    held: list[tuple[Article, Analysis] | Reject] = []
    with tell.output(strict=strict) as output:

        def flush() -> None:
            output.writelines(f"{line}\n" for line in _lines(held, tell))
            output.flush()
            held.clear()

        for reject in own_rejects(opened):
            tell(reject)
        items = read_items(inputs, **options)
        if explain:
            output.writelines(explained(items, opened, tell))
            return
        for item in analyse_all(
            items, gazetteer=opened, language=Language(), processes=processes or usable_cores()
        ):
            if isinstance(item, Reject):
                tell(item)
                if item.is_input and not item.kept:
                    held.append(item)
                continue
            tell_if_foreign(item[0])
            held.append(item)
            if len(held) >= _AT_ONCE:
                flush()
        flush()


def _lines(held: Sequence[tuple[Article, Analysis] | Reject], tell: Teller) -> Iterator[str]:
    """Write lines for articles, read or rejected."""
    from geo_events.articles import Reject

    analysed = [item for item in held if not isinstance(item, Reject)]
    events = iter(_laid_out(analysed, tell))
    for item in held:
        one = item.id if isinstance(item, Reject) else item[0].id
        found = [] if isinstance(item, Reject) else next(events)
        yield json.dumps({"id": one, "events": found}, ensure_ascii=False, allow_nan=False)


def _laid_out(analysed: Sequence[tuple[Article, Analysis]], tell: Teller) -> list[list[dict[str, Any]]]:
    """Lay out the events of articles, so that one article's fault takes no other with it."""
    from geo_events.events import events_from_rows, validate_events
    from geo_events.export import event_json
    from geo_events.pipeline import UNREADABLE, unreadable

    try:
        table = events_from_rows(row for _, found in analysed for row in found.rows)
        validate_events(table)
        events = iter(event_json(table))
        return [[next(events) for _ in found.rows] for _, found in analysed]
    except UNREADABLE as error:
        if len(analysed) > 1:
            return [events for each in analysed for events in _laid_out([each], tell)]
        tell(unreadable(analysed[0][0], error))
        return [[]]
