"""`geo-events records`: event records as an event table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geo_events.commands.common import exit_for, strict_error, strict_option, tell

if TYPE_CHECKING:
    from geo_events.articles import Reject


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="File to write: .csv, .geojson or .parquet.",
)
@click.option("--dataset", help="Name to give the dataset.")
@strict_option
def records(path: Path, output: Path, dataset: str | None, strict: bool) -> None:
    """Read event records (UCDP GED as CSV) and write them as an event table."""
    from geo_events.export import to_csv, to_geojson, to_geoparquet
    from geo_events.records import read_records

    writers: dict[str, Callable[[Any, Path], None]] = {
        ".csv": to_csv,
        ".geojson": to_geojson,
        ".parquet": to_geoparquet,
    }
    write = writers.get(output.suffix.lower())
    if write is None:
        raise click.BadParameter(f"{output} ends in none of {', '.join(writers)}", param_hint="--output")

    rejects: list[Reject] = []
    table = read_records(path, dataset=dataset, on_reject=rejects.append)
    tell(rejects)
    if strict and rejects:
        raise strict_error(len(rejects))
    write(table, output)
    click.echo(f"{output}: {len(table)} records")
    exit_for(rejects)
