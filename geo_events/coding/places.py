"""Where: the event's own place among the places that its sentence and paragraph name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from geopy.distance import geodesic

from geo_events.coding.mentions import Mention, says_where
from geo_events.coding.ontology import load_lexicon
from geo_events.coding.precision import NEAR_KM, at_its_heart, place_precision, with_coordinate
from geo_events.coding.syntax import Token, in_sequence, opens_clause, path
from geo_events.gazetteer.place import Place
from geo_events.geoparsing.toponym import Toponym

_NEAR = re.compile(
    r"\b(?:near|outside|around|close to|outskirts of|edge of|suburbs? of|vicinity of|not far from|area of|"
    r"countryside (?:of|around)|"
    r"(?:north|south|east|west|(?:north|south)(?:east|west))(?:ern)? (?:of|from))\s+"
    r"(?:the\s+)?(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
_DISTANCE = re.compile(
    r"\b(?P<n>\d{1,3}(?:\.\d)?)\s*(?P<unit>km|kilomet(?:er|re)s?|nautical miles?|miles?)\s+(?:\w+\s+){0,3}"
    r"(?:of|from|outside)\s+(?:the\s+)?(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r"\b(?:road|highway|route|way|area|stretch|motorway)\b[^.;]{0,30}"
    r"\b(?:between|from|linking|connecting)\s+(?:the\s+\w+\s+of\s+)?$",
    re.IGNORECASE,
)
_BORDER = re.compile(r"\b(?:border|frontier|line of control|front ?line)\b", re.IGNORECASE)
_KM_PER_UNIT = {"mile": 1.609344, "nautical mile": 1.852}

_TARGET_PREPOSITIONS = frozenset({"of", "on", "against", "upon", "at"})
#: Labels of a place, or of what stands for it ("12 km east of X"), that no preposition ties to its verb.
_BARE = frozenset({"dobj", "nsubjpass", "compound", "npadvmod", "advmod", "appos", "attr"})
#: A place in a clause inside the event's own ("since the war in X began") is the clause's first of all.
_OF_ANOTHER_CLAUSE = 1.5
#: Numbers in brackets hang anywhere in the parse, but who writes them says where something happened.
_OF_A_COORDINATE = 2.0
_SOURCE_PREPOSITIONS = frozenset({"from", "to"})


@dataclass(frozen=True, slots=True)
class EventPlace:
    """Where an event happened, as the event table says it.

    Attributes
    ----------
    place
        The gazetteer's place, or None where the text names none.
    geo_precision, uncertainty_km
        As in the event table.
    latitude, longitude
        The representative point, or None.
    own
        Whether the event's own sentence names the place; else it was taken over from the text around.
    toponym
        The mention, or None.
    from_coordinate
        Whether the text gives the point itself.
    """

    place: Place | None
    geo_precision: str
    uncertainty_km: float | None
    latitude: float | None
    longitude: float | None
    own: bool
    toponym: Toponym | None
    from_coordinate: bool = False


NOWHERE = EventPlace(None, "unknown", None, None, None, False, None)
#: The sentence names several countries: the event has a place, but none that the table can hold.
SEVERAL = EventPlace(None, "unknown", None, None, None, True, None)


class Parents(Protocol):
    """What placing needs of a gazetteer."""

    def parents(self, place: Place) -> list[Place]:
        """The areas that hold a place, the most local first."""

    def country(self, code: str) -> Place | None:
        """The country of an ISO code."""


def choose_place(
    trigger: Token,
    members: Sequence[Token],
    mentions: Sequence[Mention],
    *,
    doers: frozenset[int],
    gazetteer: Parents,
) -> EventPlace | None:
    """Choose the event's place among the mentions of its sentence.

    Parameters
    ----------
    trigger, members
        The word that stands for the event, and all words found to tell of it.
    mentions
        The sentence's place mentions.
    doers
        Indices of the tokens that name who acted: a country there says whose forces, not where.

    Returns
    -------
    EventPlace or None
        None where the sentence names no place for the event.
    """
    scored = []
    for mention in mentions:
        if not says_where(mention) or _names_doer(mention, members, doers):
            continue
        weight = max(_weight(member, mention, first=member == trigger) for member in members)
        if mention.toponym.kind == "coordinate":
            weight = max(weight, _OF_A_COORDINATE)
        if weight > 0:
            scored.append((weight, -abs(mention.root.i - trigger.i), mention))
    if not scored:
        return None
    scored.sort(key=lambda item: (-item[0], -item[1]))
    if _in_several_countries([mention for weight, _, mention in scored if weight >= scored[0][0] - 0.5]):
        return SEVERAL
    known = [(weight, mention) for weight, _, mention in scored if mention.toponym.place is not None]
    if not known:
        return None
    near = [mention for weight, mention in known if weight >= known[0][0] - 1.5]
    found = describe(_most_local(near, known[0][1], gazetteer), mentions, gazetteer=gazetteer)
    # the event's own place is one that the gazetteer lacks: it is around, not in, the one that it has
    return found if scored[0][2].toponym.place is not None else _around(found)


def _around(found: EventPlace) -> EventPlace:
    if found.geo_precision != "exact":
        return found
    return replace(found, geo_precision="near", uncertainty_km=max(NEAR_KM, found.uncertainty_km or 0.0))


def _in_several_countries(mentions: Sequence[Mention]) -> bool:
    """Whether "in Iraq and Syria" names countries of which no one is the event's own."""
    countries = [m for m in mentions if m.toponym.place is not None and m.toponym.place.is_country]
    joined = {c.i for m in countries for c in m.root.conjuncts}
    together = len(countries) > 1 and len(countries) == len(mentions)
    return together and all(m.root.i in joined for m in countries)


def _names_doer(mention: Mention, members: Sequence[Token], doers: frozenset[int]) -> bool:
    """Whether a country's name stands for those who act: "U.S. airstrikes", "Israel's raid"."""
    place, root = mention.toponym.place, mention.root
    if place is None or not place.is_country:
        return False
    if root.dep_ in {"compound", "poss", "amod", "nmod"} and (root.head in members or root.i in doers):
        return True
    return root.dep_ == "nsubj" and root.head in members


def _most_local(near: list[Mention], best: Mention, gazetteer: Parents) -> Mention:
    """Of the best mention and those that lie inside it ("Salamiyah, in Hama province"), the most local."""
    for mention in near:
        place, outer = mention.toponym.place, best.toponym.place
        if place is None or outer is None or mention is best:
            continue
        if any(parent.key == outer.key for parent in gazetteer.parents(place)) or (
            place.country_code and outer.is_country and place.country_code == outer.country_code
        ):
            best = mention
    return best


def _governor(mention: Mention) -> tuple[Token, Token | None, Token]:
    """Return the word that the place belongs to, the preposition between them, and the head of its phrase.

    "in the northern town of Oicha" belongs to what "in" belongs to.
    """
    token = mention.root
    for _ in range(6):
        head = token.head
        if token.dep_ in {"compound", "nmod", "appos", "amod", "npadvmod", "nounmod"} and head.pos_ in {
            "NOUN",
            "PROPN",
        }:
            if (
                token.dep_ == "compound"
                and head.lemma_.lower() not in load_lexicon()["settlements"]
                and head.pos_ == "NOUN"
            ):
                return head, None, token
            token = head
        elif token.dep_ == "conj":
            token = head
        elif (
            token.dep_ == "pobj"
            and head.dep_ == "prep"
            and head.lower_ in {"of", "in", "between", "from", "to"}
            and head.head.lemma_.lower() in load_lexicon()["settlements"] | {"road", "highway", "border"}
        ):
            token = head.head
        elif token.dep_ == "pobj":
            return head.head, head, token
        elif token.dep_ == "pcomp" or (token.dep_ == "dep" and head.dep_ == "prep"):
            token = head
        else:
            return head, None, token
    return token.head, None, token


def _weight(member: Token, mention: Mention, *, first: bool) -> float:
    governor, preposition, phrase = _governor(mention)
    up, down = path(mention.root, member)
    if any(in_sequence(token) for token in [*up, *down]) or any(_is_source(token) for token in up):
        return 0.0
    inside = member == governor or member in governor.ancestors or governor in member.ancestors
    if mention.root.dep_ == "poss":
        return 1.0 if inside else 0.5
    word = preposition.lower_ if preposition is not None else ""
    weight = 0.0
    if preposition is None:
        if phrase.dep_ in _BARE or phrase.head == member:
            weight = 4.5 if governor == member else 2.0
            if phrase.dep_ in {"advmod", "npadvmod"}:
                weight = min(weight, 3.0)  # "80 miles west of X" is said of a place named otherwise
        elif phrase.dep_ in {"nsubj", "ROOT"}:
            weight = 0.8
    elif word in _TARGET_PREPOSITIONS and governor == member:
        weight = 5.0
    elif word in load_lexicon()["locative"] or word == "of":
        weight = 4.0 if inside else 3.0
    elif word in _SOURCE_PREPOSITIONS:
        weight = 1.2
    if any(opens_clause(token) for token in up):
        weight = min(weight, _OF_ANOTHER_CLAUSE)
    elif any(token.dep_ == "conj" and opens_clause(token) for token in down):
        weight = max(0.0, weight - 1.0)  # said of the clause before; it may hold for this one, too
    own_subtree = first and weight > 0 and member in [mention.root, *mention.root.ancestors]
    return weight + (0.5 if own_subtree else 0.0)


def _is_source(token: Token) -> bool:
    """Whether a word stands for who told of the event ("a rights group in Niamey said")."""
    if token.lower_ == "according":
        return True
    lexicon = load_lexicon()
    return token.dep_ == "nsubj" and token.head.lemma_.lower() in lexicon["saying"] | lexicon["claiming"]


def describe(mention: Mention, mentions: Sequence[Mention], *, gazetteer: Parents) -> EventPlace:
    """Say how precisely a mention's words locate the event ("15 km north of X", "the road from X to Y")."""
    mention, point = with_coordinate(mention, mentions)
    place = mention.toponym.place
    assert place is not None
    if point is not None and not at_its_heart(place, point):
        return _at_point(place, point, mention)
    doc = mention.root.doc
    sentence = mention.root.sent
    before = doc[sentence.start : mention.start].text_with_ws
    precision, uncertainty = place_precision(point or place)
    latitude, longitude = (point or place).latitude, (point or place).longitude
    if match := _DISTANCE.search(before):
        reach = float(match["n"]) * _KM_PER_UNIT.get(match["unit"].lower().rstrip("s"), 1.0)
        if precision in {"exact", "near"}:
            precision, uncertainty = (
                ("near", max(reach, uncertainty)) if reach <= NEAR_KM else ("region", reach)
            )
    elif _NEAR.search(before) and precision == "exact":
        precision, uncertainty = "near", max(NEAR_KM, uncertainty)
    other = _other_end(mention, mentions)
    if other is not None and other.toponym.place is not None:
        far = other.toponym.place
        length = geodesic((latitude, longitude), (far.latitude, far.longitude)).km
        if 0 < length < 500:
            latitude, longitude = (latitude + far.latitude) / 2, (longitude + far.longitude) / 2
            precision, uncertainty = "region", max(length / 2, uncertainty)
    elif place.is_country and _BORDER.search(doc[mention.start : min(sentence.end, mention.end + 3)].text):
        precision = "region"
    given = point is not None or mention.toponym.kind == "coordinate"
    radius = round(uncertainty, 1) or uncertainty  # a coordinate may be known to a few metres
    return EventPlace(place, precision, radius, latitude, longitude, True, mention.toponym, given)


def _at_point(place: Place, point: Place, mention: Mention) -> EventPlace:
    precision, uncertainty = place_precision(point)
    return EventPlace(
        place, precision, uncertainty, point.latitude, point.longitude, True, mention.toponym, True
    )


def _other_end(mention: Mention, mentions: Sequence[Mention]) -> Mention | None:
    """The other of two places that a road links ("on the road from X to Y"), or None."""
    doc = mention.root.doc
    for other in mentions:
        first, second = sorted((mention, other), key=lambda each: each.start)
        before = doc[mention.root.sent.start : first.start].text_with_ws
        joined = doc[first.end : second.start].text.strip().lower()
        if other is not mention and joined in {"and", "to", "with"} and _BETWEEN.search(before):
            return other
    return None


def in_country(country: Place) -> EventPlace:
    """An event known to be somewhere in a country."""
    return EventPlace(
        country, "country", country.uncertainty_km, country.latitude, country.longitude, False, None
    )


def under_heading(place: Place) -> EventPlace:
    """An event told below a heading that names a place: in it or, if it is a town, around it."""
    precision, uncertainty = place_precision(place)
    found = EventPlace(place, precision, uncertainty, place.latitude, place.longitude, False, None)
    return _around(found)
