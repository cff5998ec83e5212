"""What the words around a mention say about which place of its name is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from geo_events.gazetteer import Gazetteer
from geo_events.gazetteer.place import Place
from geo_events.geoparsing.evidence import Document, feature_word
from geo_events.geoparsing.lexicon import words
from geo_events.geoparsing.recognition import Mention

_QUALIFIED = re.compile(r",\s+|\s+\((?=\w)")
#: Words from a mention within which a named country speaks for places in it.
NEARBY_TOKENS = 8


@dataclass(frozen=True, slots=True)
class Context:
    """The surroundings of one mention.

    Attributes
    ----------
    feature
        The word that says what kind of place it is ("province"), or None.
    holders
        Countries and administrative areas that the text puts behind the name ("Tripoli, Lebanon").
    nearby
        Countries named, also by demonym, in the same sentence, with a weight that falls with the distance.
    in_dateline
        Whether the mention is where the report was filed.
    """

    feature: str | None
    holders: tuple[Place, ...]
    nearby: tuple[tuple[str, float], ...]
    in_dateline: bool


def contexts(
    document: Document, mentions: Sequence[Mention], places: Sequence[list[Place]], gazetteer: Gazetteer
) -> list[Context]:
    """Read the surroundings of all mentions.

    Parameters
    ----------
    document
        The parsed article.
    mentions
        By start.
    places
        For each mention the places its name may mean, the likeliest first.
    gazetteer
        Unused names behind a comma ("Springfield, Ill.") are looked up there.
    """
    spans = [document.tokens(mention.start, mention.end) for mention in mentions]
    found = []
    for number, mention in enumerate(mentions):
        nearby: dict[str, float] = {}
        for other, span in enumerate(spans):
            if other == number or span.sent.start != spans[number].sent.start:
                continue
            country = next((place.country_code for place in places[other][:1] if place.is_country), None)
            distance = min(abs(spans[number].start - span.end), abs(span.start - spans[number].end))
            if country and distance <= NEARBY_TOKENS and mentions[other].text != mention.text:
                nearby[country] = max(nearby.get(country, 0.0), 1.0 - distance / (NEARBY_TOKENS + 1))
        found.append(
            Context(
                feature=feature_word(document.doc, spans[number]),
                holders=_holders(document.doc.text, number, mentions, places),
                nearby=tuple(sorted(nearby.items())),
                in_dateline="in_dateline" in mention.features,
            )
        )
    return found


def _holders(
    text: str, number: int, mentions: Sequence[Mention], places: Sequence[list[Place]]
) -> tuple[Place, ...]:
    if number + 1 >= len(mentions):
        return ()
    mention, behind = mentions[number], mentions[number + 1]
    gap = text[mention.end : behind.start]
    if behind.kind != "place" or _QUALIFIED.fullmatch(gap) is None:
        return ()
    return tuple(
        place for place in places[number + 1] if place.is_country or place.is_admin1 or place.is_admin2
    )


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
            return 1.0 / (1.0 + 0.5 * rank)
    return 0.0
