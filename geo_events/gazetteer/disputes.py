"""Boundaries when compiling: the view of the United Nations, and what other views need to differ."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from geo_events.gazetteer.boundaries import TOLERANCE_DEGREES, union
from geo_events.gazetteer.sources.disputed import DisputedArea, read_disputed, read_lines
from geo_events.gazetteer.sources.entry import Entry
from geo_events.gazetteer.storage import DEGREES, read_array, write_array, write_blob
from geo_events.gazetteer.topology import Area, read_topology

#: A place that its source gives to another country than the area's stays there if it lies so near that
#: country, in degrees: it may be the simplified line that is wrong.
DOUBT_DEGREES = 0.015


Points = npt.NDArray[Any]
Mask = npt.NDArray[np.bool_]
Box = tuple[float, float, float, float]
_ROWS_AT_ONCE = 1_000_000

UNITS_FILE = "outlines/units.topojson.gz"
BASE_MAP_FILE = "outlines/base-map.topojson.gz"


@dataclass(frozen=True, slots=True)
class Piece:
    """A disputed area, or the part of one that belongs to a certain unit in each view.

    `units` has for each country that may hold it the country's code, the unit's GeoNames id and its GeoNames
    code; `whole` says that the piece is made of whole units, which every view keeps.
    """

    area: DisputedArea
    geometry: BaseGeometry
    units: tuple[tuple[str, int, str], ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class Boundaries:
    """The reviewed boundaries: all areas in the view of the United Nations, and the disputed ones apart."""

    areas: list[Area]
    pieces: list[Piece]


def read_boundaries(
    curated: Path, units: Iterable[Entry], *, countries: frozenset[str] | None = None
) -> Boundaries:
    """Read the units' outlines and the disputed areas among them.

    Parameters
    ----------
    units
        The units that GeoNames knows.
    countries
        Only areas of these, those that one of these claims, and those of no country.
    """
    disputed = {area.key: area for area in read_disputed(curated)}
    by_id = {unit.geonameid: unit for unit in units}
    areas, _ = read_topology(curated / UNITS_FILE)
    if countries is not None:
        areas = [area for area in areas if not (p := _parties(area, disputed)) or p & countries]
    return Boundaries(
        [_as_united_nations(area, disputed, by_id) for area in areas], _pieces(areas, disputed, by_id)
    )


def _parties(area: Area, disputed: Mapping[str, DisputedArea]) -> set[str]:
    """Name the countries that an area may belong to."""
    if not area.disputed:
        return {area.country_code} - {""}
    known = disputed[area.disputed]
    return {*known.filed[:1], known.un, known.de_facto, *known.claims} - {""}


def _as_united_nations(
    area: Area, disputed: Mapping[str, DisputedArea], units: Mapping[int | None, Entry]
) -> Area:
    """Give a disputed area the country that it has in United Nations usage, and its unit there."""
    if not area.disputed:
        return area
    country = disputed[area.disputed].un
    if not area.units:
        return replace(area, country_code=country)
    own = [unit for unit in area.units if unit in units and units[unit].country_code == country]
    return replace(area, country_code=country, geonameid=own[0] if own else None)


def _pieces(
    areas: Sequence[Area], disputed: Mapping[str, DisputedArea], units: Mapping[int | None, Entry]
) -> list[Piece]:
    """Gather the disputed areas: one piece for those of whole units, else one for each unit that was cut."""

    def known(ids: Iterable[int | None]) -> tuple[tuple[str, int, str], ...]:
        found = [units[number] for number in ids if number in units]
        return tuple((unit.country_code, int(unit.geonameid or 0), unit.admin1) for unit in found)

    whole: dict[str, list[Area]] = defaultdict(list)
    pieces = []
    for area in areas:
        if area.units:
            pieces.append(Piece(disputed[area.disputed], area.geometry, known(area.units), whole=False))
        elif area.disputed:
            whole[area.disputed].append(area)
    for key, parts in whole.items():
        geometry = parts[0].geometry if len(parts) == 1 else union([part.geometry for part in parts])
        only = known([parts[0].geonameid]) if len(parts) == 1 else ()
        pieces.append(Piece(disputed[key], geometry, only, whole=True))
    return pieces


def write_boundaries(
    folder: Path,
    curated: Path,
    boundaries: Boundaries,
    *,
    countries: Sequence[str],
    features: Sequence[str],
) -> dict[str, Any]:
    """Write the disputed areas, which places lie in which, and the base map.

    The places must have been written before; `countries` and `features` are what the numbers in their
    columns stand for.

    Returns
    -------
    dict
        What ``meta.json`` says of them.
    """
    pieces = boundaries.pieces
    write_blob(folder, "disputed", (shapely.to_wkb(piece.geometry, byte_order=1) for piece in pieces))
    rows, numbers = _members(read_array(folder, "places"), boundaries, countries, features)
    write_array(folder, "disputed_rows", rows)
    write_array(folder, "disputed_pieces", numbers)
    areas, borders = read_topology(curated / BASE_MAP_FILE)
    write_blob(folder, "base_map", (shapely.to_wkb(area.geometry, byte_order=1) for area in areas))
    write_blob(folder, "base_lines", (shapely.to_wkb(border.geometry, byte_order=1) for border in borders))
    return {
        "disputed": {
            "areas": {area.key: asdict(area) for area in read_disputed(curated)},
            "pieces": [
                {"area": piece.area.key, "whole": piece.whole, "units": piece.units} for piece in pieces
            ],
            "lines": [asdict(line) for line in read_lines(curated)],
        },
        "base_map": {
            "areas": [[area.country_code, area.disputed] for area in areas],
            "borders": [[border.one, border.other] for border in borders],
        },
    }


def _members(
    places: npt.NDArray[Any], boundaries: Boundaries, countries: Sequence[str], features: Sequence[str]
) -> tuple[npt.NDArray[Any], npt.NDArray[Any]]:
    """Give the rows of the places that lie in a piece, in order, and the numbers of their pieces."""
    lands = _Lands(boundaries.areas)
    boxes = [_box(piece.geometry) for piece in boundaries.pieces]
    rows = _rows_in(places, boxes)
    latitudes, longitudes = places["latitude"][rows] / DEGREES, places["longitude"][rows] / DEGREES
    codes = np.array(countries, dtype=object)[places["country"][rows]]
    units = np.array([_is_unit(feature) for feature in features])[places["feature"][rows]]
    found: dict[int, int] = {}
    for test in (_inside, _near):
        for number, (piece, box) in enumerate(zip(boundaries.pieces, boxes, strict=True)):
            here = np.flatnonzero(_within(latitudes, longitudes, box) & (piece.whole | ~units))
            points: Points = np.array(shapely.points(longitudes[here], latitudes[here]), dtype=object)
            for row in rows[here[test(points, codes[here], piece, lands)]].tolist():
                found.setdefault(row, number)
    ordered = sorted(found)
    return np.asarray(ordered, dtype="<i8"), np.asarray([found[row] for row in ordered], dtype="<u2")


def _box(geometry: BaseGeometry) -> Box:
    west, south, east, north = geometry.bounds
    pad = TOLERANCE_DEGREES
    return west - pad, south - pad, east + pad, north + pad


def _within(latitudes: npt.NDArray[Any], longitudes: npt.NDArray[Any], box: Box) -> Mask:
    west, south, east, north = box
    within: Mask = (west <= longitudes) & (longitudes <= east) & (south <= latitudes) & (latitudes <= north)
    return within


def _rows_in(places: npt.NDArray[Any], boxes: Sequence[Box]) -> npt.NDArray[np.int64]:
    """Find the rows in any box; a million at a time, as a large gazetteer has many."""
    found = [np.empty(0, dtype=np.int64)]
    for begin in range(0, len(places), _ROWS_AT_ONCE):
        part = places[begin : begin + _ROWS_AT_ONCE]
        latitudes, longitudes = part["latitude"] / DEGREES, part["longitude"] / DEGREES
        hit = np.zeros(len(part), dtype=bool)
        for box in boxes:
            hit |= _within(latitudes, longitudes, box)
        found.append(begin + np.flatnonzero(hit))
    return np.concatenate(found)


class _Lands:
    """What each country holds undisputed; made when it is asked for."""

    def __init__(self, areas: Sequence[Area]) -> None:
        self._parts: dict[str, list[BaseGeometry]] = defaultdict(list)
        for area in areas:
            if not area.disputed:
                self._parts[area.country_code].append(area.geometry)

    def distance(self, points: Points, code: str) -> npt.NDArray[np.float64]:
        parts = self._parts.get(code)
        if not parts or not len(points):
            return np.full(len(points), np.inf)
        nearest: npt.NDArray[np.float64] = np.min([shapely.distance(part, points) for part in parts], axis=0)
        return nearest


def _is_unit(feature: str) -> bool:
    return feature.startswith(("A.ADM", "A.PCL", "A.TERR"))


def _codes(piece: Piece) -> list[str]:
    """Give the country codes that places of a piece may have, the usual one first.

    Only where the area itself is no country's may they have none: else what has none is a sea, a river or
    a region of several countries.
    """
    return [*piece.area.filed, *([] if piece.area.un and piece.area.filed else [""])]


def _inside(points: Points, codes: npt.NDArray[Any], piece: Piece, lands: _Lands) -> Mask:
    """Tell the places within; those of another country only where they lie well away from it."""
    shapely.prepare(piece.geometry)
    inside: Mask = shapely.contains(piece.geometry, points)
    usual, *others = _codes(piece)
    inside &= np.isin(codes, [usual, *others])
    for code in others:
        doubtful = np.flatnonzero(inside & (codes == code))
        inside[doubtful] = lands.distance(points[doubtful], code) > DOUBT_DEGREES
    return inside


def _near(points: Points, codes: npt.NDArray[Any], piece: Piece, lands: _Lands) -> Mask:
    """Tell the places just off the simplified edge, such as harbours, that no other land is nearer to."""
    usual, *_ = _codes(piece)
    near: Mask = (codes == usual) & shapely.dwithin(piece.geometry, points, TOLERANCE_DEGREES)
    rows = np.flatnonzero(near)
    gap = shapely.distance(piece.geometry, points[rows])
    near[rows] = gap <= lands.distance(points[rows], usual)
    return near
