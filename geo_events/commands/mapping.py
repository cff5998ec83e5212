"""`geo-events map`: all stages at once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from geo_events.commands.common import (
    GazetteerChoice,
    article_options,
    counter,
    exit_for,
    gazetteer_options,
    inputs_argument,
    open_chosen,
    processes_option,
    strict_error,
    strict_option,
    tell,
)
from geo_events.errors import GeoEventsError


@click.command("map")
@inputs_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=Path("maps"),
    show_default=True,
    help="Folder for the results.",
)
@click.option(
    "--records",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A further file of event records (UCDP GED as CSV).",
)
@article_options
@processes_option
@strict_option
@click.option("--title", default="Events", show_default=True, help="Title of the map.")
@click.option(
    "--tiles",
    is_flag=True,
    help="Show OpenStreetMap's online tiles below the events; needs the network when looked at.",
)
@gazetteer_options
def map_command(
    inputs: tuple[Path, ...],
    output: Path,
    records: tuple[Path, ...],
    published: dt.date | None,
    source: str | None,
    text_column: str | None,
    processes: int | None,
    strict: bool,
    title: str,
    tiles: bool,
    gazetteer: GazetteerChoice,
) -> None:
    """Do it all: read INPUTS, code their events, draw the map.

    INPUTS are files, folders and patterns: articles in any format that is read, packed or not, - for
    standard input, and record tables. Written are map.html, events.geojson, events.parquet, events.csv,
    toponyms.csv, report.json, and beside each CSV file the sources of its places.
    """
    from geo_events.maps import draw_map
    from geo_events.output import write_report, write_run
    from geo_events.pipeline import RunSettings, run
    from geo_events.pipeline.spreading import usable_cores

    opened = open_chosen(gazetteer)
    settings = RunSettings(
        inputs, records, published, source, text_column, gazetteer.places, processes or usable_cores()
    )
    with counter("Reading articles") as progress:
        done = run(settings, gazetteer=opened, progress=progress)
    tell(done.rejects)
    for notice in done.report["notices"]:
        click.echo(f"notice: {notice}", err=True)
    if strict and done.rejects:
        raise strict_error(len(done.rejects), f"{write_report(done, output)} lists them")
    if done.is_empty:
        path = write_report(done, output)
        raise GeoEventsError(f"no article and no record could be read; {path} says why")
    drawn = draw_map(
        done.events, toponyms=done.toponyms, title=title, report=done.report, gazetteer=opened, tiles=tiles
    )
    written = list(write_run(done, drawn, output, gazetteer=opened))  # all of it before anything is said
    for path, contents in written:
        click.echo(f"{path}: {contents}")
    exit_for(done.rejects)
