"""`geo-events gazetteer`: compile the local gazetteer, and ask it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from geo_events.commands.common import (
    LEFT_OUT,
    GazetteerChoice,
    gazetteer_option,
    gazetteer_options,
    open_chosen,
    steps,
)
from geo_events.errors import GeoEventsError

if TYPE_CHECKING:
    from geo_events.gazetteer import Gazetteer
    from geo_events.gazetteer.explaining import Explanation
    from geo_events.gazetteer.place import Place


@click.group()
def gazetteer() -> None:
    """Compile and ask the local gazetteer."""


@gazetteer.command()
@click.option("--force", is_flag=True, help="Compile it anew even if it is there.")
@click.option(
    "--geonames",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Add the places of a GeoNames dump file such as IQ.zip or IQ.txt; repeatable; needs -o.",
)
@click.option(
    "--alternate-names",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="GeoNames' alternateNamesV2.zip or .txt: names of those places in every language.",
)
@click.option("--countries", help="Only places of these, as ISO codes of two letters: IQ,SY; needs -o.")
@click.option(
    "-o",
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    help="Folder for a gazetteer of one's own.",
)
def build(
    force: bool,
    geonames: tuple[Path, ...],
    alternate_names: Path | None,
    countries: str | None,
    output: Path | None,
) -> None:
    """Compile the gazetteer: the default one, or into a folder one with places of GeoNames' dump."""
    from geo_events.gazetteer import build_gazetteer
    from geo_events.gazetteer.locating import default_path
    from geo_events.gazetteer.pruning import prune_cache

    if alternate_names and not geonames:
        raise click.UsageError("--alternate-names belongs to --geonames: name the dump of places as well")
    if output is None and (geonames or countries):
        raise click.UsageError("a gazetteer of your own needs a folder: add -o FOLDER")
    path = output or default_path()
    if output is not None and output.exists() and not (output / "meta.json").is_file():
        raise click.UsageError(f"{output} is there and holds no gazetteer; name another folder")
    if force or output is not None or not path.exists():
        with steps() as progress:
            build_gazetteer(
                path,
                countries=countries.split(",") if countries else None,
                geonames=geonames,
                alternate_names=alternate_names,
                progress=progress,
            )
        if output is None:
            prune_cache(keep=path)
    if output is not None:
        left_out = open_chosen(GazetteerChoice(path)).info()
        for line in left_out["malformed_lines"]:
            click.echo(line, err=True)
        count = left_out["left_out"]["malformed lines of the dump"]
        if count:
            click.echo(f"{count} lines of the dump could not be used", err=True)
        click.echo(f"use it with: --gazetteer {path}", err=True)
    click.echo(path)


@gazetteer.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    help="File to write, as my-places.csv.",
)
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
def template(output: Path, force: bool) -> None:
    """Write a template for a file of your own places, with an example and what the columns mean."""
    from geo_events.export.atomic import atomic_write
    from geo_events.gazetteer.sources.own import template as text_of_template

    if output.exists() and not force:
        raise click.UsageError(f"{output} is there; name another file, or add --force to replace it")
    with atomic_write(output) as file:
        file.write_text(text_of_template(), encoding="utf-8")
    click.echo(f"{output}: fill it in, then run: geo-events gazetteer check {output}")


@gazetteer.command()
@click.argument("path", type=click.Path(path_type=Path))
@gazetteer_option
def check(path: Path, gazetteer: Path | None) -> None:
    """List each faulty row of a file of your own places: where, what is wrong, how to mend it."""
    from geo_events.gazetteer.sources.own import read_own_places

    own = read_own_places(path, gazetteer=open_chosen(GazetteerChoice(gazetteer)))
    for fault in own.faults:
        click.echo(f"{path}: {fault}")
    if own.unused:
        click.echo(f"{path}: columns that are not read: {', '.join(own.unused)}")
    click.echo(f"{path}: {len(own.entries)} places can be used, {len(own.faults)} rows can't")
    if own.faults or not own.entries:
        click.get_current_context().exit(LEFT_OUT if own.entries else 1)


@gazetteer.command()
@gazetteer_options
def info(gazetteer: GazetteerChoice) -> None:
    """Show what the gazetteer holds, from which sources, under which licences."""
    click.echo(json.dumps(open_chosen(gazetteer).info(), indent=2, ensure_ascii=False))


@gazetteer.command()
@click.argument("name")
@click.option("--country", metavar="CODE", help="Only places of this country (ISO 3166-1 alpha-2).")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 1000))
@gazetteer_options
def lookup(name: str, country: str | None, limit: int, gazetteer: GazetteerChoice) -> None:
    """Show the places of a NAME, the likeliest first."""
    opened = open_chosen(gazetteer)
    found = opened.lookup(name, country=country, limit=limit)
    if not found:
        raise GeoEventsError(f"no place is called {name!r}" + (f" in {country}" if country else ""))
    for place in found:
        click.echo(_place_line(place, opened))


@gazetteer.command()
@click.argument("latitude", type=click.FloatRange(-90, 90))
@click.argument("longitude", type=click.FloatRange(-180, 180))
@click.option("--limit", default=3, show_default=True, type=click.IntRange(1, 1000))
@gazetteer_options
def nearest(latitude: float, longitude: float, limit: int, gazetteer: GazetteerChoice) -> None:
    """Show the towns nearest to a point (give -- before negative numbers)."""
    opened = open_chosen(gazetteer)
    for place in opened.nearest(latitude, longitude, limit=limit):
        click.echo(_place_line(place, opened))


@gazetteer.command()
@click.argument("name")
@click.option("--limit", default=5, show_default=True, type=click.IntRange(1, 1000))
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@gazetteer_options
def why(name: str, limit: int, as_json: bool, gazetteer: GazetteerChoice) -> None:
    """Explain what a NAME means: the spellings tried, each place with source, licence and prior."""
    from geo_events.gazetteer.explaining import explain

    explained = explain(open_chosen(gazetteer), name, limit=limit)
    if as_json:
        click.echo(json.dumps(asdict(explained), indent=2, ensure_ascii=False))
        return
    for line in _told(explained):
        click.echo(line)


def _told(explained: Explanation) -> Iterator[str]:
    tried = ", ".join(f"{spelling!r} ({count})" for spelling, count in explained.tried)
    yield f"{explained.name!r}, folded {explained.folded!r}: {explained.how}"
    yield f"   spellings tried, with their places: {tried or 'none'}"
    for rank, candidate in enumerate(explained.candidates, start=1):
        place = candidate.place
        yield f"{rank}. {', '.join((place.name, *candidate.parents))}"
        yield (
            f"   {place.latitude:.4f} {place.longitude:.4f}, within {place.uncertainty_km:g} km; "
            f"{place.feature_class}.{place.feature_code}; population {place.population}"
        )
        yield (
            f"   prior {place.prior:.3f} = {candidate.own_prior:.3f} x {candidate.share:g} for this name; "
            f"{candidate.reason}"
        )
        yield f"   {place.key}, from {candidate.source} ({candidate.licence})"
        if candidate.url:
            yield f"   {candidate.url}"
        yield from (f"   {row}" for row in candidate.rows)
    if explained.candidates:
        yield f"The first is first since {explained.first}."
        return
    near = ", ".join(explained.similar) or "none"
    yield f"No place is called that. Names much like it: {near}."
    yield "To add it, as a place or an alias of one: --places FILE; see: geo-events gazetteer template"


def _place_line(place: Place, gazetteer: Gazetteer) -> str:
    parents = ", ".join(parent.name for parent in gazetteer.parents(place))
    where = f"{place.latitude:.4f} {place.longitude:.4f}"
    return (
        f"{place.name}\t{parents}\t{where}\t{place.feature_code}\tpopulation {place.population}\t{place.key}"
    )
