"""What the words around a mention say about which place of its name is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from geo_events.gazetteer.place import Place
from geo_events.geoparsing.coordinates import stands_beside
from geo_events.geoparsing.document import Document
from geo_events.geoparsing.lexicon import words
from geo_events.geoparsing.mention import Mention

_QUALIFIED = re.compile(r",\s+|\s+\((?=\w)")
_OWNED = re.compile(r"'s?\s+")
#: "al-Salif, in Hodeidah province", "Salamiyah in the eastern countryside of Hama".
_INSIDE = re.compile(r",?\s+(?:with)?in\s+(?:the\s+)?(?:[a-z-]+\s+){0,3}(?:of\s+)?")
#: Words that may stand between a country's name and the name of a place that they put in it: so many before
#: the word for its kind ("northern Lebanese port city"), and behind it these only.
_BESIDE_WORDS = 3
_CALLING = frozenset({"of", "the", "also", "called", "named", "known", "as"})
#: Share of the likeliest place's prior down to which a place counts as what its name means.
_LIKELY = 0.8
#: Units that are often called after their seats.
_UNITS = {"PPLA": "ADM1", "PPLA2": "ADM2"}
#: Words that may part a name and the word for its kind: "Tanf border crossing", "Kilo refugee camp".
_BETWEEN = frozenset({"air", "border", "military", "refugee"})


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of one mention.

    Attributes
    ----------
    feature
        The word that says what kind of place it is ("province"), or None.
    holders
        Countries and administrative areas that the text puts behind the name ("Tripoli, Lebanon"), or that
        own it ("Georgia's Fulton County"). An "in" between says less ("Moscow's ambassador talked of
        Washington in Iraq"): what stands behind it counts where it holds a place of the name.
    held
        What the text puts in front of the name, as in "Atlanta, Georgia".
    beside
        Countries that the words in front of the name put it in: "the Lebanese city of Tripoli",
        "the Libyan capital, also called Tripoli", "the U.S. state of Georgia".
    in_dateline
        Whether the mention is where the report was filed.
    points
        Coordinates that the text puts beside the name ("Bakhmut (48.59, 37.99)").
    """

    feature: str | None
    holders: tuple[Place, ...]
    held: tuple[Place, ...]
    beside: frozenset[str]
    in_dateline: bool
    points: tuple[Place, ...] = ()


#: Of a mention that nothing is known around.
NO_CONTEXT = Context(feature=None, holders=(), held=(), beside=frozenset(), in_dateline=False)


def contexts(
    document: Document, mentions: Sequence[Mention], places: Sequence[Sequence[Place]]
) -> list[Context]:
    """Read the surroundings of all mentions.

    Parameters
    ----------
    document
        The article's words.
    mentions
        By start.
    places
        For each mention the places its name may mean, the likeliest first.
    """
    spans = [document.word_range(mention.start, mention.end) for mention in mentions]
    dateline = document.dateline
    found = []
    for number, mention in enumerate(mentions):
        found.append(
            Context(
                feature=feature_word(document, *spans[number]),
                holders=_holders(document, number, mentions, places),
                held=_held(document.text, number, mentions, places),
                beside=_beside(document, number, spans, places),
                in_dateline=dateline is not None
                and dateline[0] <= mention.start
                and mention.end <= dateline[1],
                points=_points(document.text, number, mentions),
            )
        )
    return found


def feature_word(document: Document, first: int, last: int) -> str | None:
    """Find the word beside a name that says what kind of place it is.

    Parameters
    ----------
    document
        The article's words.
    first, last
        Numbers of the name's first word and of the word behind its last.

    Returns
    -------
    str or None
        ``province`` for "Anbar province" and "the province of Anbar", ``dam`` for "Mosul Dam" (where
        the name is "Mosul"), ``sea`` for "Red Sea" (where it is the whole).
    """
    features, lower = words().features, document.lower
    after = _beside_word(document, last, last - 1)
    if after in _BETWEEN:
        after = _beside_word(document, last + 1, last)
    if after in features:
        return after
    if last - first > 1 and lower[last - 1] in features:
        return lower[last - 1]
    before = _beside_word(document, first - 1, first)
    if before == "of":
        before = _beside_word(document, first - 2, first)
    return before if before in features else None


def _beside_word(document: Document, number: int, other: int) -> str:
    """Give a word if it is in the sentence of another and nothing but a space or a hyphen parts them."""
    if not 0 <= number < len(document.words) or document.sentences[number] != document.sentences[other]:
        return ""
    later = max(number, other)
    return document.lower[number] if document.gaps[later].strip() in {"", "-", '"', "'"} else ""


def _beside(
    document: Document, number: int, spans: Sequence[tuple[int, int]], places: Sequence[Sequence[Place]]
) -> frozenset[str]:
    """Countries named shortly before the mention, with the word for its kind of place between."""
    first = spans[number][0]
    found = set()
    for other in range(max(0, number - 2), number):
        begin, end = spans[other]
        if document.sentences[begin] != document.sentences[first] or not places[other]:
            continue
        if places[other][0].is_country and _says_kind(document.lower[end:first]):
            found.add(places[other][0].country_code)
    return frozenset(found)


def _says_kind(between: Sequence[str]) -> bool:
    """Whether the words between a country and a name say what kind of place of the country bears the name."""
    features = words().features
    kinds = [number for number, word in enumerate(between[: _BESIDE_WORDS + 1]) if word in features]
    return bool(kinds) and all(word in _CALLING or word in features for word in between[kinds[-1] :])


def _holders(
    document: Document, number: int, mentions: Sequence[Mention], places: Sequence[Sequence[Place]]
) -> tuple[Place, ...]:
    text, found = document.text, list[Place]()
    qualified = _stands_between(_QUALIFIED, text, number, mentions)
    if qualified or _stands_between(_INSIDE, text, number, mentions):
        behind = mentions[number + 1]
        areas = [*places[number + 1]]
        if _is_unit(feature_word(document, *document.word_range(behind.start, behind.end))):
            areas += [area for seat in areas if (area := _unit_of(seat)) is not None]
        found += [area for area in areas if qualified or any(holds(area, place) for place in places[number])]
    if number and _stands_between(_OWNED, text, number - 1, mentions):
        found += places[number - 1]
    return tuple(place for place in found if place.is_country or place.is_admin1 or place.is_admin2)


def _is_unit(feature: str | None) -> bool:
    return feature is not None and words().features[feature][0].startswith("A.ADM")


def _unit_of(seat: Place) -> Place | None:
    """The unit that a seat gives its name: a gazetteer may know "Hodeidah province" by another name."""
    code = _UNITS.get(seat.feature_code) if seat.feature_class == "P" else None
    return None if code is None else replace(seat, feature_class="A", feature_code=code)


def _held(
    text: str, number: int, mentions: Sequence[Mention], places: Sequence[Sequence[Place]]
) -> tuple[Place, ...]:
    if number == 0 or not places[number - 1]:
        return ()
    before = places[number - 1]
    likely = [place for place in before if place.prior >= _LIKELY * before[0].prior]
    if _stands_between(_QUALIFIED, text, number - 1, mentions):
        return tuple(likely)
    if _stands_between(_INSIDE, text, number - 1, mentions):
        return tuple(place for place in likely if any(holds(area, place) for area in places[number]))
    return ()


def _points(text: str, number: int, mentions: Sequence[Mention]) -> tuple[Place, ...]:
    """Coordinates right before or behind the mention."""
    mention = mentions[number]
    if mention.kind != "place":
        return ()
    found = []
    for other in (number - 1, number + 1):
        if 0 <= other < len(mentions) and (point := mentions[other].place) is not None:
            begin, end = sorted((mention, mentions[other]), key=lambda each: each.start)
            if stands_beside(text[begin.end : end.start]):
                found.append(point)
    return tuple(found)


def _stands_between(gap: re.Pattern[str], text: str, number: int, mentions: Sequence[Mention]) -> bool:
    """Whether a mention and the next one, which is a place, are joined so."""
    if number + 1 >= len(mentions) or mentions[number + 1].kind != "place":
        return False
    return gap.fullmatch(text, mentions[number].end, mentions[number + 1].start) is not None


def holds(area: Place, place: Place) -> bool:
    """Whether an area holds a place by the codes of both."""
    if area.key == place.key or area.country_code != place.country_code or place.is_country:
        return False
    if area.is_country:
        return True
    if area.admin1 != place.admin1 or not area.admin1 or place.is_admin1:
        return False
    return area.is_admin1 or (area.is_admin2 and area.admin2 == place.admin2 and bool(area.admin2))


def feature_fit(feature: str | None, place: Place) -> float | None:
    """How well a place fits the word beside its name: 1 for the first meaning of the word, less for others.

    Returns
    -------
    float or None
        None where no word stands there; 0 where the place is of another kind.
    """
    if feature is None:
        return None
    code = f"{place.feature_class}.{place.feature_code}"
    for rank, prefix in enumerate(words().features[feature]):
        if code.startswith(prefix):
            return 1.0 / (1.0 + 1.5 * rank)
    return 0.0
