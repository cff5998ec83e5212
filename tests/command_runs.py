"""Running a command as a user does, and inputs for it."""

from pathlib import Path

from click.testing import CliRunner

from geo_events.cli import main

ROOT = Path(__file__).parents[1]
HOSTILE = [
    "${alert(1)}",
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "C:\\2019",
    '=HYPERLINK("x")',
]


#: English beyond doubt, with places.
REPORT = (
    "Five soldiers were killed in an attack on a checkpoint near Mosul, officials said on Monday. They "
    "had come from the hills to the north of the city and fled to Syria before the army arrived."
)


def run(*arguments):
    return CliRunner().invoke(main, [str(argument) for argument in arguments], catch_exceptions=False)


def mixed(folder):
    """Write one good article and one that can't be used."""
    (folder / "good.txt").write_text("A car bomb killed two people in Basra on Monday.\n")
    (folder / "empty.txt").write_text("")
    return folder
