"""What the commands share: options, progress, and how they tell what was left out."""

from __future__ import annotations

import datetime as dt
import functools
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from geo_events.errors import GeoEventsError

if TYPE_CHECKING:
    from geo_events.articles import Article, Reject
    from geo_events.gazetteer import Gazetteer

#: Exit code of a run that finished, but had to leave inputs out.
LEFT_OUT = 3

inputs_argument = click.argument("inputs", nargs=-1, required=True, type=click.Path(path_type=Path))
gazetteer_option = click.option(
    "--gazetteer",
    type=click.Path(path_type=Path),
    help="Folder of a compiled gazetteer; the default one if not given.",
)
places_option = click.option(
    "--places",
    type=click.Path(path_type=Path),
    help="Your own places (.csv, .geojson, .gpkg), which go first; see: geo-events gazetteer template.",
)
boundaries_option = click.option(
    "--boundaries",
    metavar="VIEW",
    default="un",
    show_default=True,
    help="Whose boundaries: un (United Nations usage), de-facto (who holds an area), or a claimant as MA.",
)

processes_option = click.option(
    "--processes",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many share the work; by default as many as there are cores to use, up to eight.",
)
strict_option = click.option(
    "--strict",
    is_flag=True,
    help="Fail, and write no result, where any input is left out or used in part.",
)


@dataclass(frozen=True, slots=True)
class GazetteerChoice:
    """Which gazetteer a command shall ask, and in whose view of the boundaries."""

    path: Path | None = None
    places: Path | None = None
    boundaries: str = "un"


def gazetteer_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that choose a gazetteer; the command gets them as one `gazetteer`."""

    @functools.wraps(command)
    def call(*, gazetteer: Path | None, places: Path | None, boundaries: str, **options: Any) -> None:
        command(gazetteer=GazetteerChoice(gazetteer, places, boundaries), **options)

    return gazetteer_option(places_option(boundaries_option(call)))


def article_options(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options that say of articles what nothing nearer says."""
    published = click.option(
        "--published",
        metavar="YYYY-MM-DD",
        callback=lambda _context, _parameter, value: _day(value),
        help="Day of publication of articles that nothing nearer says it of.",
    )
    source = click.option("--source", help="Outlet of articles that nothing nearer says it of.")
    text_column = click.option(
        "--text-column",
        metavar="NAME",
        help="Column of tables (.csv, .tsv) that holds the articles' text, where its name doesn't tell.",
    )
    return published(source(text_column(command)))


def _day(value: str | None) -> dt.date | None:
    if value is None:
        return None
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no day; write it as 2024-02-09") from None


def open_chosen(chosen: GazetteerChoice) -> Gazetteer:
    """Open a gazetteer with the user's own places; compile the default one, with a bar for each step."""
    from geo_events.gazetteer import open_gazetteer

    with steps() as progress:
        return open_gazetteer(
            chosen.path, boundaries=chosen.boundaries, places=chosen.places, progress=progress
        )


def tell(rejects: Iterable[Reject]) -> None:
    """Name on standard error what was left out, and why."""
    for reject in rejects:
        click.echo(
            f"{'partly used' if reject.kept else 'left out'}: {reject.origin}: {reject.reason}", err=True
        )


def strict_error(count: int, where: str = "the lines above say which") -> GeoEventsError:
    """Make the error of a strict run that met so many faults."""
    return GeoEventsError(
        f"{count} input(s) left out or used in part ({where}): nothing is written; "
        "mend them, or go on without --strict"
    )


class Teller:
    """Names on standard error what is left out or used in part, and keeps count.

    Attributes
    ----------
    told
        How many were named.
    left_out
        Whether any was left out.
    """

    def __init__(self) -> None:
        self.told = 0
        self.left_out = False

    def __call__(self, reject: Reject) -> None:
        """Name one."""
        tell([reject])
        self.told += 1
        self.left_out = self.left_out or not reject.kept

    @contextmanager
    def output(self, *, strict: bool) -> Iterator[TextIO]:
        """Give standard output; at the end fail if a strict run has named anything, else set the exit code.

        The lines of a strict run are held back in a file until all has ended well.
        """
        if not strict:
            yield sys.stdout
        else:
            with tempfile.TemporaryFile("w+", encoding="utf-8") as lines:
                yield lines
                if self.told:
                    raise strict_error(self.told)
                lines.seek(0)
                shutil.copyfileobj(lines, sys.stdout)
        if self.left_out:
            click.get_current_context().exit(LEFT_OUT)


def explained_in_turn(
    items: Iterable[Article | Reject], lines: Callable[[Article], Iterable[str]], tell: Teller
) -> Iterator[str]:
    """Write the lines that explain each article below its id; what can't be read is told, and passed over."""
    from geo_events.articles import Reject, shown
    from geo_events.pipeline import UNREADABLE, unreadable

    for item in items:
        if isinstance(item, Reject):
            tell(item)
            continue
        try:
            first, *rest = lines(item)
        except UNREADABLE as error:
            tell(unreadable(item, error))
            continue
        yield f"{shown(str(item.id))}: {first}\n"
        yield "".join(f"{shown(line)}\n" for line in rest)
        yield "\n"


def exit_for(rejects: Iterable[Reject]) -> None:
    """End with `LEFT_OUT` where something was left out."""
    if any(not reject.kept for reject in rejects):
        click.get_current_context().exit(LEFT_OUT)


@contextmanager
def counter(label: str) -> Iterator[Callable[[int], None]]:
    """Show on a terminal how many articles are done; their number is not known before."""
    shown = sys.stderr.isatty()

    def progress(done: int) -> None:
        if shown:
            click.echo(f"\r{label}: {done}", err=True, nl=False)

    yield progress
    if shown:
        click.echo("\r" + " " * (len(label) + 12) + "\r", err=True, nl=False)


@contextmanager
def steps() -> Iterator[Callable[[str, int, int], None]]:
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
