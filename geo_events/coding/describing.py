"""How precisely the words around a name of a place locate an event: near it, on a road, along a border."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from geopy.distance import geodesic

from geo_events.coding.event_place import EventPlace, Parents, around, at_place
from geo_events.coding.mentions import Mention
from geo_events.coding.ontology import load_lexicon
from geo_events.coding.precision import NEAR_KM, at_its_heart, place_precision, with_coordinate
from geo_events.coding.syntax import Token
from geo_events.gazetteer.place import Place

_ARTICLES = r"(?:(?:the|an?|its|their)\s+)?"
#: Up to three words of the name's own phrase, none of which begins another one: "near the old town of X".
_OWN_WORDS = r"(?:(?!(?:in|at|on|and|to|from|with|by)\b)[\w-]+\s+){0,3}"
_NEAR = re.compile(
    r"\b(?:near|outside|around|close to|outskirts of|edges? of|suburbs? of|vicinity of|not far from|"
    r"approach(?:es)? (?:to|of)|"
    r"(?:the|an|surrounding|rural) areas? of|adjacent to|next to|countryside (?:of|around)|"
    r"(?:north|south|east|west|(?:north|south)[- ]?(?:east|west))(?:ern)? (?:of|from))\s+"
    rf"{_ARTICLES}{_OWN_WORDS}$",
    re.IGNORECASE,
)
_NEAR_BEHIND = re.compile(
    r"(?:'s)?\s+(?:(?:north|south|east|west)\w*\s+)?(?:areas?|vicinity|outskirts|suburbs?|countryside|environs)\b",
    re.IGNORECASE,
)
_DISTANCE = re.compile(
    r"\b(?P<n>\d{1,3}(?:,\d{3})?(?:\.\d)?)[\s-]*(?P<unit>km|kms|kilomet(?:er|re)s?|nautical miles?|miles?)\s+"
    rf"(?P<way>(?:[\w-]+\s+){{0,3}})(?:of|from|outside)\s+{_ARTICLES}{_OWN_WORDS}$",
    re.IGNORECASE,
)
_DIRECTION = re.compile(
    r"\b(?P<first>north|south|east|west)(?:ern)?(?:[- ]?(?P<second>north|south|east|west)(?:ern)?)?\b",
    re.IGNORECASE,
)
#: Steps to the east and to the north.
_STEPS = {"north": (0, 1), "south": (0, -1), "east": (1, 0), "west": (-1, 0)}
_ROAD = r"(?:road|highway|route|motorway|railway|track|pipeline|line|border)"
#: Before the first of two places that a road links, or that an event lay between.
_BETWEEN = re.compile(
    rf"(?:\b{_ROAD}\b[^.;]{{0,30}}\b(?:between|from|linking|connecting)|\b(?:between|halfway from))\s+"
    rf"{_ARTICLES}{_OWN_WORDS}$",
    re.IGNORECASE,
)
#: Behind the first of two such places.
_OTHER_END = re.compile(r"\s*(?:and|to|with)\s+(?:the\s+)?[^\W\d_a-z]")
#: Before the one place that a road leads to.
_ON_THE_WAY = re.compile(
    rf"\b{_ROAD}\s+(?:(?:that )?lead(?:s|ing)\s+)?(?:to|from|towards?|out of|into)\s+"
    rf"{_ARTICLES}{_OWN_WORDS}$",
    re.IGNORECASE,
)
_ON = re.compile(r"\b(?:on|along|off)\s+(?:the\s+)?$", re.IGNORECASE)
_ROAD_BEHIND = re.compile(r"\s*(?:-\s*)?(?:road|highway|route|motorway|expressway)\b(?!\s*\d)", re.IGNORECASE)
_BORDER = re.compile(r"\b(?:border|frontier|line of control|front ?line)\b", re.IGNORECASE)
_BORDER_WITH = re.compile(
    rf"\b(?:border|frontier)\b\s+(?:area\s+|region\s+)?(?:with|of|to|near)\s+{_ARTICLES}$", re.IGNORECASE
)
_CAPITAL_OF = re.compile(rf"\bcapital(?: city)? of {_ARTICLES}$", re.IGNORECASE)
_CAPITAL_BEHIND = re.compile(r"['’]s? capital(?: city)?\b(?!,? [A-Z])")
_KM_PER_UNIT = {"mile": 1.609344, "nautical mile": 1.852}
#: Two places further apart are no ends of a road that an event can be placed on.
_LONGEST_ROAD_KM = 500.0


@dataclass(frozen=True, slots=True)
class _Spot:
    """A point with the precision and radius that the words so far give it."""

    latitude: float
    longitude: float
    precision: str
    radius: float
    footprint: str | None = None


def describe(mention: Mention, mentions: Sequence[Mention], *, gazetteer: Parents) -> EventPlace:
    """Say how precisely a mention's words locate the event ("15 km north of X", "the road from X to Y").

    Parameters
    ----------
    mention
        Of the event's place; it has one.
    mentions
        Those of its sentence.
    gazetteer
        Knows the units that hold a place.
    """
    mention, point = with_coordinate(mention, mentions)
    place = mention.toponym.place
    assert place is not None
    if point is not None and not at_its_heart(place, point):
        return _at_point(place, point, mention)
    place = _named_unit(mention, place, gazetteer) if point is None else place
    at = point or place
    spot = _Spot(at.latitude, at.longitude, *place_precision(at))
    spot = _between(mention, mentions, spot) or _away(mention, spot, place)
    given = point is not None or mention.toponym.kind == "coordinate"
    radius = round(spot.radius, 1) or spot.radius  # a coordinate may be known to a few metres
    return EventPlace(
        place,
        spot.precision,
        radius,
        spot.latitude,
        spot.longitude,
        True,
        mention.toponym,
        from_coordinate=given,
        footprint=spot.footprint,
    )


def _at_point(place: Place, point: Place, mention: Mention) -> EventPlace:
    precision, uncertainty = place_precision(point)
    return EventPlace(
        place, precision, uncertainty, point.latitude, point.longitude, True, mention.toponym, True
    )


def _named_unit(mention: Mention, place: Place, gazetteer: Parents) -> Place:
    """What a name means with the words beside it: a capital, or the unit called after its seat.

    "Hodeidah province" is the unit, where its name was taken for the seat.
    """
    if place.is_country and place.country_code and _is_of_capital(mention):
        return gazetteer.capital(place.country_code) or place
    if place.is_admin2:
        return place if _is_called_unit(mention) else _seat(mention, place, gazetteer)
    if place.feature_class != "P":
        return place
    lexicon, lemmas = load_lexicon(), _lemmas_beside(mention)
    for parent in reversed(gazetteer.parents(place)):
        first = parent.is_admin1 and lemmas & lexicon["first_order_units"]
        if first or (parent.is_admin2 and lemmas & lexicon["second_order_units"]):
            return parent
    return place


def _lemmas_beside(mention: Mention) -> set[str]:
    """The lemmas of the words that may say of what kind a name is: "X province", "the province of X"."""
    doc = mention.root.doc
    beside = []
    if mention.end < len(doc):
        beside.append(doc[mention.end])
    if mention.start > 1 and doc[mention.start - 1].lower_ == "of":
        beside.append(doc[mention.start - 2])
    return {token.lemma_.lower() for token in beside}


def _is_called_unit(mention: Mention) -> bool:
    """Whether a name or the list that it stands in says that it is a unit's: "the districts of X and Y"."""
    lexicon = load_lexicon()
    units = lexicon["first_order_units"] | lexicon["second_order_units"]
    doc, first = mention.root.doc, mention.root
    while first.dep_ == "conj" and first.head.i < first.i:
        first = first.head
    words = {word.lower() for word in mention.toponym.text.split()} | _lemmas_beside(mention)
    for name in (first, *first.conjuncts):
        words |= {token.lemma_.lower() for token in doc[name.i + 1 : name.i + 2]}
    if first.dep_ == "pobj" and first.head.lower_ == "of":
        words.add(first.head.head.lemma_.lower())
    if first.dep_ in {"compound", "nmod", "appos"}:
        words.add(first.head.lemma_.lower())
    return bool(words & (units | {"local"}))  # "X Local Government Area"


def _seat(mention: Mention, unit: Place, gazetteer: Parents) -> Place:
    """The town that a district is called after: "in Orlu" is in the town unless the text says otherwise."""
    found = gazetteer.lookup(mention.toponym.text, country=unit.country_code or None, exact=True)
    towns = [
        place
        for place in found
        if place.feature_class == "P" and any(each.key == unit.key for each in gazetteer.parents(place))
    ]
    return min(towns, key=lambda place: not place.feature_code.startswith("PPLA"), default=unit)


def _is_of_capital(mention: Mention) -> bool:
    """Whether a country's name only says whose capital is meant: "the capital of Iraq", "Iraq's capital"."""
    doc, sentence = mention.root.doc, mention.root.sent
    before = doc[sentence.start : mention.start].text_with_ws
    return bool(_CAPITAL_OF.search(before) or _CAPITAL_BEHIND.match(doc[mention.end : sentence.end].text))


def _away(mention: Mention, spot: _Spot, place: Place) -> _Spot:
    """What "near", "12 km east of", "on the road to", "along the border with" make of a place."""
    doc, sentence = mention.root.doc, mention.root.sent
    before = doc[sentence.start : mention.start].text_with_ws
    behind = doc[mention.end : sentence.end].text
    local = spot.precision in {"exact", "near"}
    if match := _DISTANCE.search(before):
        unit = match["unit"].lower().rstrip("s")
        reach = float(match["n"].replace(",", "")) * _KM_PER_UNIT.get(unit, 1.0)
        if local:
            precision = "near" if reach <= NEAR_KM else "region"
            spot = replace(spot, precision=precision, radius=max(reach, spot.radius))
            return _moved(spot, reach, match["way"])
    elif local and (_ON_THE_WAY.search(before) or (_ON.search(before) and _ROAD_BEHIND.match(behind))):
        return replace(spot, precision="region", radius=max(2 * NEAR_KM, spot.radius))
    elif spot.precision == "exact" and (_NEAR.search(before) or _is_around(behind)):
        return replace(spot, precision="near", radius=max(NEAR_KM, spot.radius))
    elif place.is_country and (_BORDER_WITH.search(before) or _BORDER.search(" ".join(behind.split()[:3]))):
        return replace(spot, precision="region")
    return spot


def _moved(spot: _Spot, reach: float, way: str) -> _Spot:
    """The point so many kilometres from a place in the direction that the words tell, if they tell one.

    The radius stays, so that it still holds the place itself: distances in news are rough, and by road.
    """
    match = _DIRECTION.search(way)
    if match is None:
        return spot
    steps = [_STEPS[word.lower()] for word in match.groups() if word]
    bearing = math.degrees(math.atan2(sum(east for east, _ in steps), sum(north for _, north in steps)))
    point = geodesic(kilometers=reach).destination((spot.latitude, spot.longitude), bearing)
    return replace(spot, latitude=round(point.latitude, 5), longitude=round(point.longitude, 5))


def pointed_at(token: Token, where: EventPlace) -> EventPlace:
    """Say what the words before a noun that points back make of its place.

    "In the same town" is in it, also where it was told before of something near it; "on the edge of the
    city" is near it.
    """
    place = where.place
    if place is None or where.name or where.from_coordinate or place_precision(place)[0] != "exact":
        return where
    before = token.doc[token.sent.start : token.i].text_with_ws
    again = replace(at_place(place), own=where.own, toponym=where.toponym)
    return around(again) if _NEAR.search(before) else again


def _is_around(behind: str) -> bool:
    return _NEAR_BEHIND.match(" " + behind if not behind.startswith("'") else behind) is not None


def _between(mention: Mention, mentions: Sequence[Mention], spot: _Spot) -> _Spot | None:
    """The middle of the two places that a road links ("on the road from X to Y"), with the line; or None."""
    other = _other_end(mention, mentions)
    far = other.toponym.place if other is not None else None
    if other is None or far is None:
        return _on_a_line(mention, spot)
    length = geodesic((spot.latitude, spot.longitude), (far.latitude, far.longitude)).km
    if not 0 < length < _LONGEST_ROAD_KM:
        return None
    ends = [(spot.longitude, spot.latitude), (far.longitude, far.latitude)]
    ends = ends if mention.start < other.start else ends[::-1]
    line = ", ".join(f"{round(longitude, 4)} {round(latitude, 4)}" for longitude, latitude in ends)
    return _Spot(
        (spot.latitude + far.latitude) / 2,
        (spot.longitude + far.longitude) / 2,
        "region",
        max(length / 2, spot.radius),
        f"LINESTRING ({line})",
    )


def _on_a_line(mention: Mention, spot: _Spot) -> _Spot | None:
    """Somewhere on the way between a place and another one that the gazetteer lacks; or None."""
    doc, sentence = mention.root.doc, mention.root.sent
    before = doc[sentence.start : mention.start].text_with_ws
    behind = doc[mention.end : sentence.end].text
    if spot.precision in {"exact", "near"} and _BETWEEN.search(before) and _OTHER_END.match(behind):
        return replace(spot, precision="region", radius=max(2 * NEAR_KM, spot.radius))
    return None


def _other_end(mention: Mention, mentions: Sequence[Mention]) -> Mention | None:
    doc = mention.root.doc
    for other in mentions:
        first, second = sorted((mention, other), key=lambda each: each.start)
        before = doc[mention.root.sent.start : first.start].text_with_ws
        joined = doc[first.end : second.start].text.strip().lower()
        if other is not mention and joined in {"and", "to", "with"} and _BETWEEN.search(before):
            ends = (mention.toponym.place, other.toponym.place)
            if all(end is not None and place_precision(end)[0] in {"exact", "near"} for end in ends):
                return other
    return None
