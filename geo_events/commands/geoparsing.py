"""`geo-events geoparse`: the places that each article names, one article a line."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geo_events.commands.common import (
    GazetteerChoice,
    Teller,
    article_options,
    explained_in_turn,
    gazetteer_options,
    inputs_argument,
    open_chosen,
    processes_option,
    strict_option,
)

if TYPE_CHECKING:
    from geo_events.articles import Article, Reject
    from geo_events.gazetteer import Gazetteer, Place
    from geo_events.geoparsing import Explanation


@click.command()
@inputs_argument
@article_options
@strict_option
@gazetteer_options
@processes_option
@click.option(
    "--spans",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="Resolve the words that this file marks, and no others: JSON lines with id and spans (start, end).",
)
@click.option(
    "--explain",
    is_flag=True,
    help="Say in plain text which evidence decided each place, instead of printing JSON lines.",
)
def geoparse(
    inputs: tuple[Path, ...],
    gazetteer: GazetteerChoice,
    strict: bool,
    processes: int | None,
    spans: Path | None,
    explain: bool,
    **options: Any,
) -> None:
    """Print the places that each article names, as JSON lines in the order of the input.

    The lines are the same however many processes share the work.
    """
    # What is multiplied is small, so threads of one process would only keep the others from the cores.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    from geo_events.articles import Reject, read_items
    from geo_events.articles.marked import MarkedSpans
    from geo_events.pipeline import geoparsed_lines, own_rejects
    from geo_events.pipeline.spreading import usable_cores

    if explain and spans is not None:
        raise click.UsageError("--explain says why places were found; leave --spans out")
    opened = open_chosen(gazetteer)
    tell = Teller()
    with tell.output(strict=strict) as output:
        for reject in own_rejects(opened):
            tell(reject)
        if explain:
            output.writelines(_explained(read_items(inputs, **options), opened, tell))
            return
        lines = geoparsed_lines(
            read_items(inputs, **options),
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


def _explained(items: Iterator[Article | Reject], gazetteer: Gazetteer, tell: Teller) -> Iterator[str]:
    """Write down what was found in articles, and why."""
    from geo_events.geoparsing import explain_article

    def lines(article: Article) -> Iterator[str]:
        explanations = explain_article(article, gazetteer=gazetteer)
        yield f"{len(explanations)} toponyms"
        for explanation in explanations:
            yield from _lines_of(explanation)

    return explained_in_turn(items, lines, tell)


def _lines_of(explanation: Explanation) -> Iterator[str]:
    toponym = explanation.toponym
    where = f"{toponym.start}-{toponym.end}"
    yield f'"{toponym.text}" at {where}, {toponym.kind}: confidence {toponym.confidence}'
    yield f"  is a mention by {_evidence(explanation.mention)}"
    if toponym.place is None:
        yield "  no place: the gazetteer has none of this name, or none that fits"
    else:
        yield f"  means {_named(toponym.place)} by {_evidence(explanation.place)}"
    for candidate in toponym.candidates[:1]:
        yield f"  rather than {_named(candidate.place)}, {candidate.score:.3f}"
    if explanation.metonym:
        stands = "stands" if toponym.metonym else "does not stand"
        yield f"  {stands} for a government by {_evidence(explanation.metonym)}"


def _named(place: Place) -> str:
    parts = [place.key, place.feature_code, place.country_code, f"{place.latitude:.4f} {place.longitude:.4f}"]
    return f"{place.name} ({', '.join(filter(None, parts))})"


def _evidence(evidence: Mapping[str, float]) -> str:
    """Write evidence with its shares: what speaks against has a minus."""
    return ", ".join(f"{name} {share:+.0%}" for name, share in evidence.items()) or "nothing in particular"
