"""The command line: one group over all commands, and how it tells what went wrong."""

from __future__ import annotations

from typing import Any

import click

from geo_events.commands.coding import code
from geo_events.commands.gazetteer import gazetteer
from geo_events.commands.geoparsing import geoparse
from geo_events.commands.mapping import map_command
from geo_events.commands.records import records
from geo_events.errors import GeoEventsError
from geo_events.version import VERSION


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


for command in (map_command, geoparse, code, records, gazetteer):
    main.add_command(command)


if __name__ == "__main__":
    main()
