"""The project's own reviewed rows: places that no package has, spellings, adjectives, and points."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from geo_events.errors import GazetteerError
from geo_events.gazetteer.sources.entry import Entry
from geo_events.gazetteer.sources.files import read_csv

#: Curated rows win over far homonyms: news means Sinai in Egypt, not a village in Ecuador.
PRIOR = 0.7
#: The folder of the files of places, within the reviewed data.
PLACES = "places"


@dataclass(frozen=True, slots=True)
class Spelling:
    """A line of ``aliases.csv`` or ``demonyms.csv``: a word and the key of the place that it means.

    `share` is the part of the place's prior that the word deserves, above 1 where it means this place rather
    than larger ones of the name; `preferred` makes it the name that the place is shown under.
    """

    text: str
    key: str
    share: float
    preferred: bool
    origin: str


def read_places(curated: Path) -> list[Entry]:
    """Read the files in ``places/``, one for each theatre, in the order of their names.

    Raises
    ------
    GazetteerError
        Naming every faulty line.
    """
    entries: list[Entry] = []
    faults: list[str] = []
    seen: dict[str, str] = {}
    for path in sorted((curated / PLACES).glob("*.csv")):
        for line, row in read_csv(path):
            origin = f"{PLACES}/{path.name} line {line}"
            try:
                entry = _place(row)
            except (KeyError, ValueError) as error:
                faults.append(f"{origin}: {error}")
                continue
            if entry.key in seen:
                faults.append(f"{origin}: key {entry.key} is there twice, first at {seen[entry.key]}")
            seen.setdefault(entry.key, origin)
            entries.append(entry)
    if faults:
        raise GazetteerError("the reviewed places have faults:\n  " + "\n  ".join(faults))
    return entries


def read_spellings(path: Path, *, column: str) -> list[Spelling]:
    """Read a file whose rows give a word (`column`), the `key` of a place, and the share of its prior."""
    return [
        Spelling(
            text=row[column],
            key=row["key"],
            share=float(row.get("share") or 1.0),
            preferred=row.get("preferred") == "yes",
            origin=f"{path.name} line {line}",
        )
        for line, row in read_csv(path)
    ]


def read_abbreviations(path: Path) -> list[Spelling]:
    """Read ``abbreviations.csv``.

    A row whose `word` is ``yes`` is a word or a name without its stop ("Ill.", "Wash."): there only the form
    with it counts. The others go without as well ("Calif").
    """
    spellings = []
    for line, row in read_csv(path):
        text = row["abbreviation"]
        forms = [text] if row["word"] == "yes" else sorted({text, text.rstrip(".")})
        origin = f"{path.name} line {line}"
        spellings += [Spelling(form, row["key"], float(row["share"]), False, origin) for form in forms]
    return spellings


def read_points(path: Path) -> dict[str, tuple[float, float]]:
    """Read ``points.csv``: places that have another point than their package gives them, by key.

    Returns
    -------
    dict
        Latitude and longitude in degrees.
    """
    return {row["key"]: (float(row["latitude"]), float(row["longitude"])) for _, row in read_csv(path)}


def _place(row: dict[str, str]) -> Entry:
    for column in ("key", "name", "source"):
        if not row[column]:
            raise ValueError(f"{column} is empty")
    feature_class, _, feature_code = row["feature"].partition(".")
    if feature_class not in {"A", "H", "L", "P", "R", "S", "T", "U", "V"} or not feature_code:
        raise ValueError(f"feature {row['feature']!r} is no GeoNames feature such as L.RGN")
    geonameid = int(row["geonameid"]) if row["geonameid"] else None
    entry = Entry(
        key=f"geonames:{geonameid}" if geonameid else f"curated:{row['key']}",
        geonameid=geonameid,
        name=row["name"],
        latitude=_number(row["latitude"], "latitude", lambda value: -90 <= value <= 90),
        longitude=_number(row["longitude"], "longitude", lambda value: -180 <= value <= 180),
        feature_class=feature_class,
        feature_code=feature_code,
        country_code=row["country_code"],
        admin1=row["admin1"],
        admin2="",
        population=0,
        source="curated",
        uncertainty_km=_number(row["uncertainty_km"], "uncertainty_km", lambda value: value > 0),
        prior=_number(row["prior"] or str(PRIOR), "prior", lambda value: 0 < value <= 1),
        parts=tuple(filter(None, row["parts"].split("|"))),
    )
    entry.add_name(row["name"], 1.0)
    for alias in filter(None, (part.strip() for part in row["aliases"].split("|"))):
        entry.add_name(alias, 1.0)
    return entry


def _number(text: str, column: str, valid: Callable[[float], bool]) -> float:
    try:
        value = float(text)
    except ValueError:
        raise ValueError(f"{column} {text!r} is no number") from None
    if not valid(value):
        raise ValueError(f"{column} {text} is out of range")
    return value
