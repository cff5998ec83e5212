"""The command line: parse options, call a verb, show progress, say what happened."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from geo_events.errors import GeoEventsError
from geo_events.version import VERSION

if TYPE_CHECKING:
    from geo_events.articles import Article, Reject
    from geo_events.gazetteer import Gazetteer
    from geo_events.gazetteer.place import Place

#: Exit code of a run that finished, but had to leave inputs out.
LEFT_OUT = 3

_inputs = click.argument("inputs", nargs=-1, required=True, type=click.Path(path_type=Path))
_gazetteer = click.option(
    "--gazetteer",
    type=click.Path(path_type=Path),
    help="Folder of a compiled gazetteer; the default one if not given.",
)


def _article_options(command: Callable[..., None]) -> Callable[..., None]:
    published = click.option(
        "--published",
        metavar="YYYY-MM-DD",
        callback=lambda _context, _parameter, value: _day(value),
        help="Day of publication of articles that nothing nearer says it of.",
    )
    source = click.option("--source", help="Outlet of articles that nothing nearer says it of.")
    return published(source(command))


def _day(value: str | None) -> dt.date | None:
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no day; write it as 2024-02-09") from None


class _Commands(click.Group):
    """Turns the package's own errors into one line and exit code 1."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except GeoEventsError as error:
            click.echo(f"geo-events: {error}", err=True)
        except BrokenPipeError:
            raise  # whoever reads the output has seen enough; click ends quietly
        except OSError as error:
            told = f"{error.filename}: {error.strerror}" if error.filename else str(error)
            click.echo(f"geo-events: {told}; check the path and its permissions", err=True)
        context.exit(1)


@click.group(
    cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110}
)
@click.version_option(VERSION, prog_name="geo-events")
def main() -> None:
    """From articles and records to a defensible, layered map of events, with no network.

    Exit codes: 0 all went in; 1 nothing could be done; 2 wrong options; 3 done, but some inputs were left
    out: each is named on standard error and in the run report.
    """


@main.command("map")
@_inputs
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
@_article_options
@click.option("--title", default="Events", show_default=True, help="Title of the map.")
@click.option(
    "--tiles",
    is_flag=True,
    help="Show OpenStreetMap's online tiles below the events; needs the network when looked at.",
)
@_gazetteer
def map_command(
    inputs: tuple[Path, ...],
    output: Path,
    records: tuple[Path, ...],
    published: dt.date | None,
    source: str | None,
    title: str,
    tiles: bool,
    gazetteer: Path | None,
) -> None:
    """Do it all: read INPUTS, code their events, draw the map.

    INPUTS are files and folders with articles (.txt, .md, .jsonl) and record tables. Written are map.html,
    events.geojson, events.parquet, events.csv, toponyms.csv and report.json.
    """
    from geo_events.maps import draw_map
    from geo_events.output import write_report, write_run
    from geo_events.pipeline import RunSettings, run

    opened = _open(gazetteer)
    settings = RunSettings(inputs, records, published, source)
    with _counter("Reading articles") as progress:
        done = run(settings, gazetteer=opened, progress=progress)
    _tell(done.rejects)
    for notice in done.report["notices"]:
        click.echo(f"notice: {notice}", err=True)
    if done.is_empty:
        path = write_report(done, output)
        raise GeoEventsError(f"no article and no record could be read; {path} says why")
    drawn = draw_map(
        done.events, toponyms=done.toponyms, title=title, report=done.report, gazetteer=opened, tiles=tiles
    )
    written = list(write_run(done, drawn, output, gazetteer=opened))  # all of it before anything is said
    for path, contents in written:
        click.echo(f"{path}: {contents}")
    _exit(done.rejects)


@main.command()
@_inputs
@_article_options
@_gazetteer
def geoparse(
    inputs: tuple[Path, ...], published: dt.date | None, source: str | None, gazetteer: Path | None
) -> None:
    """Print the places that each article names, as JSON lines in the order of the input."""
    from geo_events.geoparsing import geoparse_article, toponym_json
    from geo_events.language import Language

    opened, language = _open(gazetteer), Language()

    def read(article: Article) -> dict[str, Any]:
        toponyms = geoparse_article(article, gazetteer=opened, language=language)
        return {"toponyms": [toponym_json(toponym) for toponym in toponyms]}

    _lines(inputs, published, source, "toponyms", read)


@main.command()
@_inputs
@_article_options
@_gazetteer
def code(
    inputs: tuple[Path, ...], published: dt.date | None, source: str | None, gazetteer: Path | None
) -> None:
    """Print the events that each article reports, as JSON lines in the order of the input."""
    from geo_events.articles.recognising import is_english
    from geo_events.export import event_json
    from geo_events.language import Language
    from geo_events.pipeline import code_events

    opened, language = _open(gazetteer), Language()

    def read(article: Article) -> dict[str, Any]:
        if not is_english(article.language):
            said = f"the article is not in English ({article.language}); its events are not coded"
            click.echo(f"{article.origin}: {said}", err=True)
            return {"events": []}
        return {"events": event_json(code_events([article], gazetteer=opened, language=language))}

    _lines(inputs, published, source, "events", read)


@main.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    help="File to write: .csv, .geojson or .parquet.",
)
@click.option("--dataset", help="Name to give the dataset.")
def records(path: Path, output: Path, dataset: str | None) -> None:
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
    write(table, output)
    _tell(rejects)
    click.echo(f"{output}: {len(table)} records")
    _exit(rejects)


@main.group()
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

    if alternate_names and not geonames:
        raise click.UsageError("--alternate-names belongs to --geonames: name the dump of places as well")
    if output is None and (geonames or countries):
        raise click.UsageError("a gazetteer of your own needs a folder: add -o FOLDER")
    path = output or default_path()
    if output is not None and output.exists() and not (output / "meta.json").is_file():
        raise click.UsageError(f"{output} is there and holds no gazetteer; name another folder")
    if force or output is not None or not path.exists():
        with _steps() as progress:
            build_gazetteer(
                path,
                countries=countries.split(",") if countries else None,
                geonames=geonames,
                alternate_names=alternate_names,
                progress=progress,
            )
    if output is not None:
        left_out = _open(path).info()
        for line in left_out["malformed_lines"]:
            click.echo(line, err=True)
        count = left_out["left_out"]["malformed lines of the dump"]
        if count:
            click.echo(f"{count} lines of the dump could not be used", err=True)
        click.echo(f"use it with: --gazetteer {path}", err=True)
    click.echo(path)


@gazetteer.command()
@_gazetteer
def info(gazetteer: Path | None) -> None:
    """Show what the gazetteer holds, from which sources, under which licences."""
    click.echo(json.dumps(_open(gazetteer).info(), indent=2, ensure_ascii=False))


@gazetteer.command()
@click.argument("name")
@click.option("--country", metavar="CODE", help="Only places of this country (ISO 3166-1 alpha-2).")
@click.option("--limit", default=10, show_default=True, type=click.IntRange(1, 1000))
@_gazetteer
def lookup(name: str, country: str | None, limit: int, gazetteer: Path | None) -> None:
    """Show the places of a NAME, the likeliest first."""
    opened = _open(gazetteer)
    found = opened.lookup(name, country=country, limit=limit)
    if not found:
        raise GeoEventsError(f"no place is called {name!r}" + (f" in {country}" if country else ""))
    for place in found:
        click.echo(_place_line(place, opened))


@gazetteer.command()
@click.argument("latitude", type=click.FloatRange(-90, 90))
@click.argument("longitude", type=click.FloatRange(-180, 180))
@click.option("--limit", default=3, show_default=True, type=click.IntRange(1, 1000))
@_gazetteer
def reverse(latitude: float, longitude: float, limit: int, gazetteer: Path | None) -> None:
    """Show the towns nearest to a point (give -- before negative numbers)."""
    opened = _open(gazetteer)
    for place in opened.nearest(latitude, longitude, limit=limit):
        click.echo(_place_line(place, opened))


def _place_line(place: Place, gazetteer: Gazetteer) -> str:
    parents = ", ".join(parent.name for parent in gazetteer.parents(place))
    where = f"{place.latitude:.4f} {place.longitude:.4f}"
    return (
        f"{place.name}\t{parents}\t{where}\t{place.feature_code}\tpopulation {place.population}\t{place.key}"
    )


def _open(path: Path | None) -> Gazetteer:
    from geo_events.gazetteer import open_gazetteer

    with _steps() as progress:
        return open_gazetteer(path, progress=progress)


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
    _tell(rejects)
    _exit(rejects)


def _write_line(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=False, allow_nan=False) + "\n")


def _tell(rejects: tuple[Reject, ...] | list[Reject]) -> None:
    for reject in rejects:
        click.echo(
            f"{'partly used' if reject.kept else 'left out'}: {reject.origin}: {reject.reason}", err=True
        )


def _exit(rejects: tuple[Reject, ...] | list[Reject]) -> None:
    if any(not reject.kept for reject in rejects):
        click.get_current_context().exit(LEFT_OUT)


@contextmanager
def _counter(label: str) -> Iterator[Callable[[int], None]]:
    """Show on a terminal how many articles are done; their number is not known before."""
    shown = sys.stderr.isatty()

    def progress(done: int) -> None:
        if shown:
            click.echo(f"\r{label}: {done}", err=True, nl=False)

    yield progress
    if shown:
        click.echo("\r" + " " * (len(label) + 12) + "\r", err=True, nl=False)


@contextmanager
def _steps() -> Iterator[Callable[[str, int, int], None]]:
    """Show a bar for each step of compiling the gazetteer."""
    bars: dict[str, Any] = {}

    def progress(step: str, done: int, total: int) -> None:
        if step not in bars:
            for bar in bars.values():
                bar.__exit__(None, None, None)
            bars.clear()
            bars[step] = click.progressbar(length=total, label=f"Gazetteer, {step}", file=sys.stderr)
            bars[step].__enter__()
        bars[step].update(done - bars[step].pos)

    yield progress
    for bar in bars.values():
        bar.__exit__(None, None, None)


if __name__ == "__main__":
    main()
