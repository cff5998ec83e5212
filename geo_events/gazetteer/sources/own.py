"""The user's own places: rows checked against the gazetteer, and what is wrong with those at fault."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import shapely
from shapely.geometry.base import BaseGeometry

from geo_events.gazetteer.boundaries import reach_km
from geo_events.gazetteer.folding import fold
from geo_events.gazetteer.nearness import distance_km
from geo_events.gazetteer.sources.entry import Entry
from geo_events.gazetteer.sources.own_files import OwnRow, read_own_file
from geo_events.gazetteer.topology import polygonal

if TYPE_CHECKING:
    from geo_events.gazetteer.gazetteer import Gazetteer
    from geo_events.gazetteer.place import Place

#: Above every place of the packages: who lists a place means it.
PRIOR = 0.95
REACH_KM = 1.5
#: A point may lie so far outside the country that its row states, in degrees: outlines are simplified.
COUNTRY_SLACK = 0.1
#: Rows of one name so near each other are one place told twice.
SAME_KM = 1.0
#: Of an area or line so much must lie in a unit for the unit to hold it.
IN_UNIT = 0.9
_SIMPLER_DEGREES = 0.001
_CLASSES = frozenset("AHLPRSTUV")


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row, in which column, and how to mend it."""

    where: str
    column: str
    reason: str
    mend: str

    def __str__(self) -> str:
        return f"{self.where}, {self.column}: {self.reason}; {self.mend}"


@dataclass(frozen=True, slots=True)
class OwnPlaces:
    """The places of a file.

    Attributes
    ----------
    entries
        One for each good row, in their order.
    outlines
        Of rows with polygons, by key.
    faults
        One for each bad row, in their order.
    unused
        Names of columns that are not read.
    """

    entries: list[Entry]
    outlines: dict[str, BaseGeometry]
    faults: list[Fault]
    unused: tuple[str, ...]


class _RowError(Exception):
    def __init__(self, column: str, reason: str, mend: str) -> None:
        super().__init__(reason)
        self.fault = (column, reason, mend)


def read_own_places(path: Path, *, gazetteer: Gazetteer) -> OwnPlaces:
    """Read and check the user's own places.

    Parameters
    ----------
    path
        A ``.csv``, ``.geojson`` or ``.gpkg`` file with the columns of
        `geo_events.gazetteer.sources.own_files.COLUMNS`.
    gazetteer
        Says which country and unit a point lies in, and which codes there are.

    Raises
    ------
    InputError
        If the file as a whole can't be read. A faulty row is listed and the others are used.
    """
    file = read_own_file(path)
    reader = _Reader(gazetteer, path.name)
    faults = []
    for row in file.rows:
        try:
            reader.read(row)
        except _RowError as error:
            faults.append(Fault(row.where, *error.fault))
    return OwnPlaces(reader.entries, reader.outlines, faults, file.unused)


class _Reader:
    """Turns rows into entries, remembering those before."""

    def __init__(self, gazetteer: Gazetteer, source: str) -> None:
        self.entries: list[Entry] = []
        self.outlines: dict[str, BaseGeometry] = {}
        self._gazetteer = gazetteer
        self._source = source
        self._seen: dict[str, list[tuple[str, float, float]]] = defaultdict(list)
        self._keys: dict[str, int] = defaultdict(int)

    def read(self, row: OwnRow) -> None:
        if row.excess:
            raise _RowError("row", "it has more cells than the header", 'put text with commas into "quotes"')
        values = row.values
        name = _named(values["name"], "name")
        aliases = [_named(part, "aliases") for part in values["aliases"].split("|") if part.strip()]
        geometry = _geometry(row)
        latitude, longitude = _point(values, geometry)
        country, admin1 = self._area(values, latitude, longitude)
        if not values["admin1"] and not self._lies_in(geometry, country, admin1):
            admin1 = ""  # an area that other units share
        self._check_new(name, row.where, latitude, longitude)
        feature_class, feature_code = _feature(values["feature"], area=_is_area(geometry))
        default = REACH_KM if geometry is None else max(REACH_KM, _extent_km(geometry, latitude, longitude))
        entry = Entry(
            key=self._key(name),
            geonameid=None,
            name=name,
            latitude=latitude,
            longitude=longitude,
            feature_class=feature_class,
            feature_code=feature_code,
            country_code=country,
            admin1=admin1,
            admin2="",
            population=0,
            source=self._source,
            uncertainty_km=_number(values, "uncertainty_km", default, most=20_000),
            prior=_number(values, "prior", PRIOR, most=1),
        )
        for each in (name, *aliases):
            entry.add_name(each, 1.0)
        self.entries.append(entry)
        self._seen[fold(name)].append((row.where, latitude, longitude))
        if geometry is not None and _is_area(geometry):
            self.outlines[entry.key] = polygonal(
                shapely.make_valid(geometry.simplify(_SIMPLER_DEGREES)),
            )

    def _key(self, name: str) -> str:
        slug = fold(name).replace(" ", "-")
        self._keys[slug] += 1
        return f"own:{slug}" if self._keys[slug] == 1 else f"own:{slug}#{self._keys[slug]}"

    def _check_new(self, name: str, where: str, latitude: float, longitude: float) -> None:
        for before, lat, lon in self._seen[fold(name)]:
            if float(distance_km(latitude, longitude, lat, lon)) <= SAME_KM:
                raise _RowError(
                    "name", f"{name!r} is there already, at {before}", f"leave {where} or {before} out"
                )

    def _area(self, values: dict[str, str], latitude: float, longitude: float) -> tuple[str, str]:
        """Give the codes of country and unit: those stated, once checked, else those that hold the point."""
        here = self._gazetteer.locate(latitude, longitude)
        found = (here[0].country_code, here[0].admin1) if here else ("", "")
        stated = values["country_code"]
        if not stated:
            return found[0], self._admin1(values["admin1"], found[0], found[1])
        country = self._country(stated)
        if country.country_code != found[0]:
            self._check_inside(country, latitude, longitude, found[0])
            found = (country.country_code, "")
        return country.country_code, self._admin1(values["admin1"], country.country_code, found[1])

    def _lies_in(self, geometry: BaseGeometry | None, country: str, admin1: str) -> bool:
        """Whether the better part of an area lies in a unit; points do, and where no outline is known."""
        unit = self._gazetteer.get(f"code:{country}.{admin1}") if admin1 else None
        outline = self._gazetteer.outline(unit) if unit is not None else None
        if geometry is None or outline is None or geometry.geom_type == "Point":
            return True
        area = shapely.make_valid(geometry)
        shared = shapely.intersection(area, outline)
        whole = area.area if area.area > 0 else area.length
        return bool((shared.area if area.area > 0 else shared.length) >= IN_UNIT * whole)

    def _country(self, stated: str) -> Place:
        country = self._gazetteer.country(stated) if len(stated) <= 3 else None
        if country is None:
            named = [p for p in self._gazetteer.lookup(stated, limit=3, exact=True) if p.is_country]
            country = named[0] if named else None
        if country is None:
            raise _RowError(
                "country_code",
                f"no country has the code {stated!r}",
                "write its ISO code of two letters, as IQ",
            )
        return country

    def _check_inside(self, country: Place, latitude: float, longitude: float, found: str) -> None:
        outline = self._gazetteer.outline(country)
        if outline is None or outline.distance(shapely.Point(longitude, latitude)) <= COUNTRY_SLACK:
            return
        where = f"in {found}" if found else "in no country or at sea"
        swapped = (
            abs(longitude) <= 90 and outline.distance(shapely.Point(latitude, longitude)) <= COUNTRY_SLACK
        )
        mend = "latitude and longitude look swapped" if swapped else "mend the point or the country_code"
        raise _RowError(
            "country_code",
            f"{latitude:g}, {longitude:g} lies {where}, not in {country.country_code}",
            mend,
        )

    def _admin1(self, stated: str, country: str, found: str) -> str:
        if not stated:
            return found
        code = stated.rpartition(".")[2]
        unit = self._gazetteer.get(f"code:{country}.{code}")
        units = (
            [unit] if unit is not None else self._gazetteer.lookup(stated, country=country or None, limit=20)
        )
        named = next((u for u in units if u.is_admin1), None)
        if named is None:
            raise _RowError(
                "admin1",
                f"no first-order unit of {country or 'the world'} is called {stated!r}",
                "leave it empty: it is found from the point",
            )
        return named.admin1


def _named(text: str, column: str) -> str:
    name = " ".join(text.split())
    if not name:
        raise _RowError(column, "it is empty", "give the name that reports use")
    if not name.isprintable():
        raise _RowError(column, f"{name!r} has control characters", "take them out")
    key = fold(name)
    if len(key) < 2 or key.isdigit() or "|" in key:
        raise _RowError(
            column, f"{name!r} can't be found in a text", "give a name of letters, without brackets"
        )
    return name


def _geometry(row: OwnRow) -> BaseGeometry | None:
    geometry = row.geometry
    if geometry is None and row.values["geometry"]:
        try:
            geometry = shapely.from_wkt(row.values["geometry"])
        except shapely.GEOSException:
            raise _RowError("geometry", "it is no WKT", "write it as POINT (43.88 34.52)") from None
    if geometry is None or geometry.is_empty:
        return None
    return shapely.force_2d(geometry)


def _point(values: dict[str, str], geometry: BaseGeometry | None) -> tuple[float, float]:
    if geometry is not None:
        inner = geometry if isinstance(geometry, shapely.Point) else _inner(geometry)
        latitude, longitude = inner.y, inner.x
    else:
        latitude, longitude = _degrees(values, "latitude"), _degrees(values, "longitude")
    if abs(latitude) <= 90 and abs(longitude) <= 180:
        return round(latitude, 6), round(longitude, 6)
    column = "latitude" if abs(latitude) > 90 else "longitude"
    if abs(latitude) > 360 or abs(longitude) > 360:
        mend = "these look like metres: give decimal degrees, WGS 84"
    elif abs(latitude) > 90 and abs(longitude) <= 90:
        mend = "latitude and longitude look swapped"
    else:
        mend = "give decimal degrees, WGS 84"
    raise _RowError(column, f"{latitude:g}, {longitude:g} lies off the globe", mend)


def _inner(geometry: BaseGeometry) -> shapely.Point:
    """Give a point on a geometry: the middle of a line, else one well within."""
    if isinstance(geometry, shapely.LineString):
        return geometry.interpolate(0.5, normalized=True)
    return shapely.make_valid(geometry).representative_point()


def _degrees(values: dict[str, str], column: str) -> float:
    text = values[column]
    if not text:
        raise _RowError(column, "it is empty", "give decimal degrees, as 34.5167")
    if not re.fullmatch(r"[+-]?\d+(\.\d+)?", text):
        mend = f"write {text.replace(',', '.')}" if re.fullmatch(r"-?\d+,\d+", text) else "give it as 34.5167"
        raise _RowError(column, f"{text[:40]!r} is no number of decimal degrees", mend)
    return float(text)


def _number(values: dict[str, str], column: str, default: float, *, most: float) -> float:
    text = values[column]
    if not text:
        return default
    try:
        value = float(text)
    except ValueError:
        raise _RowError(column, f"{text[:40]!r} is no number", f"give one above 0, up to {most:g}") from None
    if not 0 < value <= most:
        raise _RowError(column, f"{text[:40]} is out of range", f"give a number above 0, up to {most:g}")
    return value


def _feature(text: str, *, area: bool) -> tuple[str, str]:
    word = text.lower().replace("_", " ")
    if not word:
        return ("L", "RGN") if area else ("P", "PPL")
    code = feature_words().get(word, text.upper())
    feature_class, _, feature_code = code.partition(".")
    if feature_class not in _CLASSES or not re.fullmatch(r"[A-Z][A-Z0-9]{1,9}", feature_code):
        known = ", ".join(list(feature_words())[:8])
        raise _RowError(
            "feature",
            f"{text[:40]!r} is no kind of place",
            f"write {known}, ... or GeoNames' class and code (P.PPL)",
        )
    return feature_class, feature_code


@cache
def feature_words() -> dict[str, str]:
    """Read the plain words for kinds of places, each with GeoNames' class and code."""
    text = (files("geo_events.gazetteer") / "data" / "features.csv").read_text(encoding="utf-8")
    return {row["word"]: row["feature"] for row in csv.DictReader(text.splitlines())}


def template() -> str:
    """Give the text of the template for a file of one's own places."""
    return (files("geo_events.gazetteer") / "data" / "own-places.csv").read_text(encoding="utf-8")


def _is_area(geometry: BaseGeometry | None) -> bool:
    return geometry is not None and geometry.geom_type in {"Polygon", "MultiPolygon"}


def _extent_km(geometry: BaseGeometry, latitude: float, longitude: float) -> float:
    """Give the radius about the point that holds the geometry; of several polygons, the largest."""
    if geometry.geom_type == "Point":
        return 0.0
    if _is_area(geometry):
        return round(reach_km(geometry, latitude, longitude), 3)
    points: Sequence[Sequence[float]] = shapely.get_coordinates(geometry).tolist()
    return round(max(float(distance_km(latitude, longitude, lat, lon)) for lon, lat in points), 3)
