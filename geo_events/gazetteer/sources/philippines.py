"""The barangays of the Philippines, with the middle of each, through psgc."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Final

import shapely

from geo_events.gazetteer import priors
from geo_events.gazetteer.folding import fold
from geo_events.gazetteer.nearness import distance_km
from geo_events.gazetteer.sources.entry import Entry
from geo_events.gazetteer.sources.files import package_file, read_json

SOURCE: Final = "psgc"
BARANGAYS: Final = "psgc/data/core/barangays.json"
COUNTRY: Final = "PH"
#: A known place of the name so near is the barangay or its village, in kilometres.
SAME_KM: Final = 5.0
LEAST_KM: Final = 1.0
#: What the register adds to a name: "(Pob.)" marks the town's middle, other brackets hold a second name.
_NOTE: Final = re.compile(r"\s*\((?P<inside>[^)]*)\)")
#: Numbered parts of towns, and town middles, of which every town has one.
_UNNAMED: Final = re.compile(r"\d|^(poblacion|barangay|bgy|zone|district|pob)\b", re.IGNORECASE)


def read_barangays(known: Iterable[Entry]) -> Iterator[Entry]:
    """Read the barangays that bear a name of their own and are not among the known places.

    Parameters
    ----------
    known
        Places with points. The nearest town of the country tells in which of GeoNames' units a barangay lies.
    """
    towns = [
        entry
        for entry in known
        if entry.country_code == COUNTRY and entry.feature_class == "P" and entry.latitude is not None
    ]
    if not towns:
        return
    tree = shapely.STRtree(shapely.points([(town.longitude or 0.0, town.latitude or 0.0) for town in towns]))
    named: dict[str, list[Entry]] = defaultdict(list)
    for town in towns:
        for key in {fold(name) for name in (town.name, *town.names)}:
            named[key].append(town)
    for row in read_json(package_file(SOURCE, BARANGAYS)):
        names = _names(row["name"])
        point = row.get("coordinate")
        if not names or not point or row.get("coordinate_source") == "fallback_unverified":
            continue
        latitude, longitude = float(point["latitude"]), float(point["longitude"])
        if any(_is_near(town, latitude, longitude) for name in names for town in named[fold(name)]):
            continue
        town = towns[int(tree.nearest(shapely.Point(longitude, latitude)))]
        entry = Entry(
            key=f"psgc:{row['psgc_code']}",
            geonameid=None,
            name=names[0],
            latitude=latitude,
            longitude=longitude,
            feature_class="A",
            feature_code="ADM4",
            country_code=COUNTRY,
            admin1=town.admin1,
            admin2=town.admin2,
            population=int(row.get("population") or 0),
            source=SOURCE,
            uncertainty_km=round(max(LEAST_KM, math.sqrt((row.get("area_km2") or 0.0) / math.pi)), 1),
            prior=priors.DUMP_CODES["ADM4"],
        )
        for name in names:
            entry.add_name(name, 1.0)
        yield entry


def _names(written: str) -> list[str]:
    """Give the name and a second one in brackets; nothing where the barangay is only numbered."""
    names = [_NOTE.sub("", written).strip(), *(note["inside"] for note in _NOTE.finditer(written))]
    return [name for name in names if len(name) > 2 and not _UNNAMED.search(name)]


def _is_near(town: Entry, latitude: float, longitude: float) -> bool:
    away = float(distance_km(latitude, longitude, town.latitude or 0.0, town.longitude or 0.0))
    return away <= SAME_KM
