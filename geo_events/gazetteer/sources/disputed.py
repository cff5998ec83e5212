"""The reviewed list of disputed areas, and of the lines that are no plain international boundary."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from geo_events.errors import GazetteerError
from geo_events.gazetteer.sources.files import read_csv

#: Lines that are drawn even where both sides belong to one country, as they divide who is in control.
HELD = frozenset({"armistice", "ceasefire", "control", "withdrawal"})
#: Lines that are drawn where they are a country's border.
POLITICAL = frozenset({"international", "disputed", "undetermined"})


@dataclass(frozen=True, slots=True)
class DisputedArea:
    """An area that states hold or claim against each other; codes are ISO 3166-1 alpha-2.

    Attributes
    ----------
    key, name
        What the other files call it, and its name.
    filed
        The countries under which the sources file its places, the usual one first.
    un, de_facto
        The country that it belongs to in United Nations usage and in fact, or an empty string for none.
    claims
        The countries that count it as theirs.
    entire
        Whether it is, alone or with others so marked, all of the country that is first in `filed`.
    note, source
        What stands behind it.
    """

    key: str
    name: str
    filed: tuple[str, ...]
    un: str
    de_facto: str
    claims: tuple[str, ...]
    entire: bool
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class KnownLine:
    """A line between two areas or countries, given by key or code, that is no plain boundary."""

    one: str
    other: str
    kind: str
    name: str


def read_disputed(curated: Path) -> list[DisputedArea]:
    """Read ``disputed.csv``."""
    return [
        DisputedArea(
            row["area"],
            row["name"],
            tuple(filter(None, row["filed"].split("|"))),
            row["un"],
            row["de_facto"],
            tuple(filter(None, row["claims"].split("|"))),
            row["entire"] == "yes",
            row["note"],
            row["source"],
        )
        for _, row in read_csv(curated / "disputed.csv")
    ]


def read_lines(curated: Path) -> list[KnownLine]:
    """Read ``lines.csv``.

    Raises
    ------
    GazetteerError
        If a line is of no known kind.
    """
    lines = []
    for number, row in read_csv(curated / "lines.csv"):
        if row["kind"] not in HELD | POLITICAL:
            raise GazetteerError(f"lines.csv line {number}: {row['kind']!r} is no kind of line")
        lines.append(KnownLine(row["one"], row["other"], row["kind"], row["name"]))
    return lines
