"""Grid references: UTM coordinates and the squares of the Military Grid Reference System."""

from __future__ import annotations

import math
import re
import warnings
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from geo_events.geoparsing.degrees import LEAST_KM, LETTERED, WrittenCoordinate, cue_before

if TYPE_CHECKING:
    from pyproj import Transformer

_BANDS = "CDEFGHJKLMNPQRSTUVWX"
_BAND_DEGREES = 8
#: Rounding may put a point this far across the border of its band, in degrees.
_BAND_SLACK = 0.1

_UTM = re.compile(
    rf"(?<![\w.,/-])(?:(?i:zone)\s)?(?P<zone>\d{{1,2}})\s?(?P<band>[{_BANDS}])[\s,;:]{{1,3}}"
    r"(?P<east>\d{6}|0\d{6})(?:\.(?P<east_part>\d{1,3}))?(?:\s?m?\s?E\b)?[\s,;/]{1,3}"
    r"(?P<north>\d{5,7})(?:\.(?P<north_part>\d{1,3}))?(?:\s?m?\s?N\b)?(?![\w/]|\.\d)"
)
#: No UTM coordinate is without; few texts have them.
_METRES = re.compile(r"\d{6}")
_MGRS = re.compile(
    rf"(?P<zone>\d(?<![\w.,/-]\d)\d?)\s?(?P<band>[{_BANDS}])(?P<gap>\s?)(?P<square>[A-HJ-NP-Z]{{2}})\s?"
    r"(?:(?P<east>\d{1,5})\s(?P<north>\d{1,5})|(?P<digits>\d{2,10}))(?![\w/]|\.\d|,\d)"
)
#: A reference in one piece with fewer digits looks like a part number: it needs a word that says what it is.
_DIGITS_IN_ONE_PIECE = 6


def find_grid_references(text: str) -> Iterator[WrittenCoordinate]:
    """Yield the UTM coordinates and the MGRS references of a text."""
    for match in _UTM.finditer(text) if _METRES.search(text) else ():
        found = _utm(match)
        if found is not None:
            yield found
    for match in _MGRS.finditer(text):
        found = _mgrs(match)
        if found is not None:
            yield found


def _utm(match: re.Match[str]) -> WrittenCoordinate | None:
    zone, band = int(match["zone"]), match["band"]
    east = float(f"{match['east']}.{match['east_part'] or 0}")
    north = float(f"{match['north']}.{match['north_part'] or 0}")
    if not (1 <= zone <= 60 and 100_000 <= east < 900_000 and north <= 10_000_000):
        return None
    point = _in_band(zone, band, east, north)
    if point is None:
        return None
    unit = min(_unit_m(match["east"], match["east_part"]), _unit_m(match["north"], match["north_part"]))
    return _found(match, *point, unit)


def _in_band(zone: int, band: str, east: float, north: float) -> tuple[float, float] | None:
    """Read the letter as the band that holds the point, else, where it is N or S, as the hemisphere."""
    point = _from_utm(zone, east, north, south=band < "N")
    south = (_BANDS.index(band) - 10) * _BAND_DEGREES
    reach = _BAND_DEGREES + (4 if band == "X" else 0)
    if south - _BAND_SLACK <= point[0] <= south + reach + _BAND_SLACK:
        return point
    return _from_utm(zone, east, north, south=band == "S") if band in "NS" else None


def _from_utm(zone: int, east: float, north: float, *, south: bool) -> tuple[float, float]:
    longitude, latitude = _transformer(zone, south).transform(east, north)
    return float(latitude), float(longitude)


@cache
def _transformer(zone: int, south: bool) -> Transformer:
    from pyproj import Transformer

    return Transformer.from_crs((32700 if south else 32600) + zone, 4326, always_xy=True)


def _unit_m(whole: str, part: str | None) -> float:
    """Give the unit of a number of metres: noughts at its end say that it was rounded."""
    if part is not None:
        return float(10.0 ** -len(part))
    return float(10.0 ** min(len(whole) - len(whole.rstrip("0")), 4))


def _mgrs(match: re.Match[str]) -> WrittenCoordinate | None:
    digits = match["digits"] or ""
    half = len(digits) // 2
    east, north = (match["east"], match["north"]) if match["east"] else (digits[:half], digits[half:])
    if len(east) != len(north):
        return None
    in_one_piece = not match["gap"] and 2 * len(east) < _DIGITS_IN_ONE_PIECE
    if in_one_piece and not cue_before(match.string, match.start()):
        return None
    return _square(match, east, north)


def _square(match: re.Match[str], east: str, north: str) -> WrittenCoordinate | None:
    from mgrs import MGRS
    from mgrs.core import MGRSError

    # MGRS cuts digits off: a reference is the south-western corner of its square, the point its middle.
    middle = ("5", "5") if len(east) < 5 else ("", "")
    reference = f"{match['zone']}{match['band']}{match['square']}{east}{middle[0]}{north}{middle[1]}"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", RuntimeWarning)  # the square lies in another band
            latitude, longitude = MGRS().toLatLon(reference)
    except (MGRSError, RuntimeWarning):
        return None
    return _found(match, latitude, longitude, 10.0 ** (5 - len(east)))


def _found(
    match: re.Match[str], latitude: float, longitude: float, unit_m: float
) -> WrittenCoordinate | None:
    if not (math.isfinite(latitude) and math.isfinite(longitude) and abs(latitude) <= 90):
        return None
    return WrittenCoordinate(
        start=match.start(),
        end=match.end(),
        latitude=round(latitude, 6),
        longitude=round(longitude, 6),
        uncertainty_km=round(max(LEAST_KM, unit_m * math.sqrt(2) / 2 / 1000), 3),
        surety=LETTERED,
    )
