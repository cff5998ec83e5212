"""Airfields that news of conflicts names: military ones and airports of some size, from OurAirports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from geo_events.gazetteer.folding import fold
from geo_events.gazetteer.sources.entry import Entry
from geo_events.gazetteer.sources.files import package_file, read_csv_gz

_MILITARY = re.compile(
    r"\b(air ?base|air force|military|naval air|army air|aafb?|afb|raf|nas|mcas|base a[eé]rea)\b",
    re.IGNORECASE,
)
_KIND = re.compile(
    r"\s*\b(international airport|air ?base|airport|airfield|air force base|afb|military air ?field)\b.*$",
    re.IGNORECASE,
)
_AIRPORT = re.compile(r"\b(?:international )?airport\b", re.IGNORECASE)
#: Share of an airfield's prior that its name without the kind deserves: "Al Asad" is often a surname.
BARE = 0.5
#: The same of a name made of the town's, which may have several airfields.
OF_TOWN = 0.7


def read_airfields() -> Iterator[Entry]:
    """Read the military airfields and the larger airports."""
    for row in read_csv_gz(package_file("ourairports", "ourairports/data/airports.csv.gz")):
        name = row["name"].strip()
        military = _MILITARY.search(f"{name} {row['keywords']}") is not None
        airport = row["type"] in {"large_airport", "medium_airport"} or (
            # fighting closed some: Donetsk's, Tripoli's
            row["type"] == "closed" and name.endswith("International Airport")
        )
        if not name or not (military or airport) or "heliport" in name.lower():
            continue
        entry = Entry(
            key=f"ourairports:{row['ident']}",
            geonameid=None,
            name=name,
            latitude=float(row["latitude_deg"]),
            longitude=float(row["longitude_deg"]),
            feature_class="S",
            feature_code="AIRB" if military else "AIRP",
            country_code=row["iso_country"],
            admin1="",
            admin2="",
            population=0,
            source="ourairports",
            uncertainty_km=3.0,
            prior=0.4 if row["type"] == "large_airport" else 0.35,
        )
        for spelling in (name, *row["keywords"].split(",")):
            for variant in _variants(spelling.strip()):
                bare = _KIND.search(variant) is None
                entry.add_name(variant, BARE if bare else 1.0)
        town = row["municipality"].strip()
        for variant in _by_town(town, military=military, airport=airport):
            entry.add_name(variant, OF_TOWN)
        own = _without_town(name, town) if airport else ""
        if own:
            entry.add_name(f"{own} Airport", 1.0)
        yield entry


def _by_town(town: str, *, military: bool, airport: bool) -> Iterator[str]:
    """Call an airfield by the town it serves: "Donetsk International Airport" is named after a composer."""
    if len(town) < 3 or not fold(town).replace(" ", "").isalpha():
        return
    if airport:
        yield from (f"{town} {kind}" for kind in ("Airport", "International Airport", "Airfield"))
    if military:
        yield from (f"{town} {kind}" for kind in ("Air Base", "Airbase", "Airfield", "Military Airport"))


def _without_town(name: str, town: str) -> str:
    """Give what is left of an airport's name without its town and kind: "Heathrow", "O'Hare", "Schiphol"."""
    town = re.split(r"[,(/]", town)[0].strip()
    for part in _AIRPORT.split(name):
        own = re.sub(rf"^{re.escape(town)}[\s/–-]+", "", part.strip(" -–/()"), flags=re.IGNORECASE)
        if town and own and own != part.strip(" -–/()") and fold(own) != fold(town) and len(own) > 3:
            return own
    return ""


def _variants(name: str) -> Iterator[str]:
    """Give the name, and the usual "X air base" / "X airport" of a longer official name."""
    if len(name) < 5 or name.isupper() or not fold(name):
        return
    yield name
    match = _KIND.search(name)
    if match is None or match.start() == 0:
        return
    stem = name[: match.start()].strip(" -,(")
    kind = match.group(1).casefold()
    if len(stem) < 3:
        return
    if "base" in kind or kind == "afb":
        for word in ("Air Base", "Airbase", "Base"):
            yield f"{stem} {word}"
    elif "airport" in kind:
        yield f"{stem} Airport"
    else:
        yield f"{stem} Airfield"
