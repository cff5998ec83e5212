"""`geo-events geoparse`: the places that each article names, one article a line."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

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


@click.command()
@inputs_argument
@article_options
@strict_option
@gazetteer_options
@click.option(
    "--processes",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many share the work; by default as many as there are cores to use, up to eight.",
)
@click.option(
    "--spans",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Resolve the words that this file marks, and no others: JSON lines with id and spans (start, end).",
)
def geoparse(
    inputs: tuple[Path, ...],
    gazetteer: GazetteerChoice,
    strict: bool,
    processes: int | None,
    spans: Path | None,
    **options: Any,
) -> None:
    """Print the places that each article names, as JSON lines in the order of the input.

    The lines are the same however many processes share the work.
    """
    # What is multiplied is small, so threads of one process would only keep the others from the cores.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from geo_events.articles import Reject
    from geo_events.articles.marked import MarkedSpans
    from geo_events.pipeline import geoparsed_lines, own_rejects
    from geo_events.pipeline.spreading import usable_cores

    opened = open_chosen(gazetteer)
    tell = Teller()
    with tell.output(strict=strict) as output:
        for reject in own_rejects(opened):
            tell(reject)
        lines = geoparsed_lines(
            _read(inputs, options),
            gazetteer=opened,
            processes=processes or usable_cores(),
            spans=None if spans is None else MarkedSpans(spans),
        )
        for found in lines:
            if isinstance(found, Reject):
                tell(found)
                if found.kept or not found.is_input:
                    continue
                found = json.dumps({"id": found.id, "toponyms": []}, ensure_ascii=False)
            output.write(f"{found}\n")
            output.flush()  # whoever reads along gets each line as soon as it is there


def _read(inputs: Sequence[Path], options: dict[str, Any]) -> Iterator[Article | Reject]:
    """Read articles, each after what was told while it was read."""
    from geo_events.articles import read_articles

    told: list[Reject] = []
    for article in read_articles(inputs, on_reject=told.append, **options):
        yield from told
        told.clear()
        yield article
    yield from told
