"""What the words around a mention say about which place of its name is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from geo_events.gazetteer.place import Place
from geo_events.geoparsing.coordinates import stands_beside
from geo_events.geoparsing.document import Document
from geo_events.geoparsing.lexicon import words
from geo_events.geoparsing.mention import Mention

_QUALIFIED = re.compile(r",\s+|\s+\((?=\w)")
#: Words that may stand between a country's name and the name of a place that they put in it.
_BESIDE_TOKENS = 6
#: Share of the likeliest place's prior down to which a place counts as what its name means.
_LIKELY = 0.8


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of one mention.

    Attributes
    ----------
    feature
        The word that says what kind of place it is ("province"), or None.
    holders
        Countries and administrative areas that the text puts behind the name ("Tripoli, Lebanon").
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


def contexts(document: Document, mentions: Sequence[Mention], places: Sequence[list[Place]]) -> list[Context]:
    """Read the surroundings of all mentions.

    Parameters
    ----------
    document
        The parsed article.
    mentions
        By start.
    places
        For each mention the places its name may mean, the likeliest first.
    """
    spans = [document.word_range(mention.start, mention.end) for mention in mentions]
    found = []
    for number, mention in enumerate(mentions):
        found.append(
            Context(
                feature=feature_word(document, *spans[number]),
                holders=_holders(document.text, number, mentions, places),
                held=_held(document.text, number, mentions, places),
                beside=_beside(document, number, spans, places),
                in_dateline=document.dateline is not None and document.dateline[0] <= mention.start and mention.end <= document.dateline[1],
                points=_points(document.text, number, mentions),
            )
        )
    return found


def _beside(document, number, spans, places):
    span = spans[number]
    found = set()
    for other in range(max(0, number - 2), number):
        between = document.lower[spans[other][1] : span[0]]
        if len(between) > _BESIDE_TOKENS or document.sentences[spans[other][0]] != document.sentences[span[0]]:
            continue
        kinds = [word for word in between if word in words().features]
        country = next((place.country_code for place in places[other][:1] if place.is_country), None)
        if country and kinds:
            found.add(country)
    return frozenset(found)


def feature_word(document, first, last):
    features = words().features
    lower = document.lower
    same = document.sentences[first]
    def at(n):
        return lower[n] if 0 <= n < len(lower) and document.sentences[n] == same and (document.gaps[n] in (" ", "-") or n < first) else ""
    if at(last) in features:
        return at(last)
    if at(last) in {"air", "border", "military", "refugee"} and at(last + 1) in features:
        return at(last + 1)
    if last - first > 1 and lower[last - 1] in features:
        return lower[last - 1]
    before = at(first - 1)
    if before == "of":
        before = at(first - 2)
    return before if before in features else None


def _holders(
    text: str, number: int, mentions: Sequence[Mention], places: Sequence[list[Place]]
) -> tuple[Place, ...]:
    if not _qualified(text, number, mentions):
        return ()
    return tuple(
        place for place in places[number + 1] if place.is_country or place.is_admin1 or place.is_admin2
    )


def _held(
    text: str, number: int, mentions: Sequence[Mention], places: Sequence[list[Place]]
) -> tuple[Place, ...]:
    if number == 0 or not places[number - 1] or not _qualified(text, number - 1, mentions):
        return ()
    likely = _LIKELY * places[number - 1][0].prior
    return tuple(place for place in places[number - 1] if place.prior >= likely)


def _points(text: str, number: int, mentions: Sequence[Mention]) -> tuple[Place, ...]:
    """Coordinates right before or behind the mention."""
    mention = mentions[number]
    pairs = []
    if number > 0:
        pairs.append((mentions[number - 1], mentions[number - 1].end, mention.start))
    if number + 1 < len(mentions):
        pairs.append((mentions[number + 1], mention.end, mentions[number + 1].start))
    return tuple(
        other.place
        for other, begin, end in pairs
        if other.place is not None and mention.kind == "place" and stands_beside(text[begin:end])
    )


def _qualified(text: str, number: int, mentions: Sequence[Mention]) -> bool:
    """Whether the next mention stands behind this one as its holder may."""
    if number + 1 >= len(mentions) or mentions[number + 1].kind != "place":
        return False
    return _QUALIFIED.fullmatch(text, mentions[number].end, mentions[number + 1].start) is not None


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
