"""Written coordinates as mentions of a place: what lies there, and the name that they stand beside."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import replace

from geo_events.gazetteer import Gazetteer
from geo_events.gazetteer.place import Place
from geo_events.geoparsing.degrees import (
    KM_PER_DEGREE,
    LETTERED,
    WrittenCoordinate,
    find_degrees,
    without_overlaps,
)
from geo_events.geoparsing.grids import find_grid_references
from geo_events.geoparsing.mention import Mention

#: A name's place may lie so far from a coordinate that is given for it, beyond its own extent.
BESIDE_KM = 25.0
#: So many characters may part a name from its coordinate.
FARTHEST_BESIDE = 40
#: What is left of the surety of plain numbers where no place of the name beside them lies there.
ELSEWHERE = 0.7
#: What may stand between a name and its coordinate: "Bakhmut (48.59, 37.99)", "Bakhmut, at grid 37U ...".
_BESIDE = re.compile(
    r"[\s,(\[:;-]{0,3}(?:(?:at|near|the|with|lat|grid|gps|mgrs|utm|coordinates?)\b[\s:(]{0,3}){0,3}", re.I
)
#: One character each, so that offsets stay.
_PLAIN = str.maketrans({**dict.fromkeys("‘’‛′ʹʼ´`", "'"), **dict.fromkeys("“”‟″", '"'), "−": "-"})


def find_coordinates(text: str) -> list[WrittenCoordinate]:
    """Find the coordinates that a text gives, in degrees or as grid references.

    Parameters
    ----------
    text
        Any text; typographic quotes, primes and dashes count as the plain ones.

    Returns
    -------
    list of WrittenCoordinate
        By start, none overlapping. Pairs of numbers that may as well be prices, scores or dates are left
        out, and so is what does not lie on the globe.
    """
    plain = text.translate(_PLAIN)
    return without_overlaps([*find_degrees(plain), *find_grid_references(plain)])


def with_coordinates(
    text: str,
    mentions: Sequence[Mention],
    coordinates: Sequence[WrittenCoordinate],
    *,
    gazetteer: Gazetteer,
) -> list[Mention]:
    """Add the coordinates of a text to the mentions of places in it.

    Parameters
    ----------
    text
        The text that all offsets refer to.
    coordinates
        As `find_coordinates` finds them in it.
    mentions
        By start; those inside a coordinate ("MB" of "38S MB 12 67") are dropped.
    gazetteer
        Says in which country and unit a point lies, and whether a name's place lies there.

    Returns
    -------
    list of Mention
        By start, none overlapping.
    """
    found = [
        judged
        for coordinate in coordinates
        if (judged := _beside_names(text, coordinate, mentions, gazetteer)) is not None
    ]
    if not found:
        return list(mentions)
    names = [m for m in mentions if all(m.end <= c.start or c.end <= m.start for c in found)]
    return sorted([*names, *(_mention(text, c, gazetteer) for c in found)], key=lambda m: m.start)


def stands_beside(between: str) -> bool:
    """Whether the text between a name and a coordinate, or a coordinate and a name, puts them together."""
    return _BESIDE.fullmatch(between) is not None


def lies_at(place: Place, point: Place) -> bool:
    """Whether a named place may lie where a coordinate says, by its extent and its point's precision."""
    reach = BESIDE_KM + place.uncertainty_km + point.uncertainty_km
    high = point.latitude - place.latitude
    wide = (point.longitude - place.longitude + 180) % 360 - 180
    return math.hypot(high, wide * math.cos(math.radians(point.latitude))) * KM_PER_DEGREE <= reach


def _beside_names(
    text: str, coordinate: WrittenCoordinate, mentions: Sequence[Mention], gazetteer: Gazetteer
) -> WrittenCoordinate | None:
    """Judge a coordinate by the names right beside it; None where it is none, or longitude comes first."""
    places = [
        place
        for mention in mentions
        if mention.kind == "place" and _is_beside(text, coordinate, mention)
        for place in gazetteer.lookup(mention.text, limit=30, exact=True)
    ]
    point = _place(coordinate, gazetteer)
    if any(lies_at(place, point) for place in places):
        return coordinate
    if coordinate.needs_name:
        return None
    if not places or coordinate.surety >= LETTERED:
        return coordinate
    turned = replace(point, latitude=point.longitude, longitude=point.latitude)
    if abs(turned.latitude) <= 90 and any(lies_at(place, turned) for place in places):
        return None
    return replace(coordinate, surety=coordinate.surety * ELSEWHERE)


def _is_beside(text: str, coordinate: WrittenCoordinate, mention: Mention) -> bool:
    if mention.end <= coordinate.start:
        begin, end = mention.end, coordinate.start
    else:
        begin, end = coordinate.end, mention.start
    return 0 <= end - begin <= FARTHEST_BESIDE and stands_beside(text[begin:end])


def _mention(text: str, coordinate: WrittenCoordinate, gazetteer: Gazetteer) -> Mention:
    return Mention(
        start=coordinate.start,
        end=coordinate.end,
        text=text[coordinate.start : coordinate.end],
        kind="coordinate",
        known=True,
        probability=coordinate.surety,
        place=_place(coordinate, gazetteer),
    )


def _place(coordinate: WrittenCoordinate, gazetteer: Gazetteer) -> Place:
    latitude, longitude = coordinate.latitude, coordinate.longitude
    point = Place(
        key=f"coordinate:{latitude:.6f},{longitude:.6f}",
        geonameid=None,
        name=_named(coordinate),
        latitude=latitude,
        longitude=longitude,
        feature_class="",
        feature_code="",
        country_code="",
        admin1="",
        admin2="",
        population=0,
        source="text",
        uncertainty_km=coordinate.uncertainty_km,
        prior=1.0,
    )
    areas = gazetteer.locate(latitude, longitude)
    if not areas:
        return point
    return replace(point, country_code=areas[0].country_code, admin1=areas[0].admin1)


def _named(coordinate: WrittenCoordinate) -> str:
    """Write a point in decimal degrees, with as many decimals as its precision bears."""
    decimals = min(5, max(0, round(math.log10(KM_PER_DEGREE / coordinate.uncertainty_km))))
    latitude, longitude = coordinate.latitude, coordinate.longitude
    north, east = "S" if latitude < 0 else "N", "W" if longitude < 0 else "E"
    return f"{abs(latitude):.{decimals}f} {north}, {abs(longitude):.{decimals}f} {east}"
