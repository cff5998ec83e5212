"""How precisely a place's name, or the coordinate beside it, says where an event happened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from geopy.distance import geodesic

from geo_events.gazetteer.place import Place
from geo_events.geoparsing import lies_at, stands_beside

if TYPE_CHECKING:
    from geo_events.coding.mentions import Mention

#: UCDP GED codebook, appendix 3: near, around, outside, north of a town is precision 2, within 25 km.
NEAR_KM = 25.0


def place_precision(place: Place) -> tuple[str, float]:
    """The ``geo_precision`` and radius in kilometres of an event known to be "in" a place."""
    if place.is_country:
        return "country", place.uncertainty_km
    if place.is_admin1:
        return "admin1", place.uncertainty_km
    if place.is_admin2:
        return "admin2", place.uncertainty_km
    if place.feature_class in {"P", "S"}:
        return "exact", place.uncertainty_km
    if place.feature_code in {"SEA", "OCN", "GULF", "STRT", "BAY", "CHN"}:
        return "water", place.uncertainty_km
    if place.feature_class == "A":
        return (
            ("admin2", place.uncertainty_km)
            if place.uncertainty_km <= NEAR_KM
            else ("region", place.uncertainty_km)
        )
    if place.uncertainty_km <= 5:
        return "exact", place.uncertainty_km
    return ("near" if place.uncertainty_km <= NEAR_KM else "region"), place.uncertainty_km


def with_coordinate(mention: Mention, mentions: Sequence[Mention]) -> tuple[Mention, Place | None]:
    """Put a place's name and the coordinate beside it together: "in Bakhmut (48.59, 37.99)".

    The event is then at the point and keeps the name. The name of a country or province is none of a point.
    """
    doc = mention.root.doc
    for other in mentions:
        first, second = sorted((mention, other), key=lambda each: each.start)
        if other is mention or not stands_beside(doc[first.end : second.start].text_with_ws):
            continue
        name, given = (mention, other) if other.toponym.kind == "coordinate" else (other, mention)
        place, point = name.toponym.place, given.toponym.place
        if given.toponym.kind != "coordinate" or name.toponym.kind != "place" or place is None:
            continue
        if point and place_precision(place)[0] in {"exact", "near"} and lies_at(place, point):
            return name, point
    return mention, None


def at_its_heart(place: Place, point: Place) -> bool:
    """Whether a coordinate is the place's own, so that "near" and "15 km north of" are said of both."""
    away = geodesic((place.latitude, place.longitude), (point.latitude, point.longitude)).km
    return bool(away <= place.uncertainty_km + point.uncertainty_km)
