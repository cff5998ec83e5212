"""The names of an article, each once, with their candidates and what stands beside their mentions."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from geo_events.gazetteer import Gazetteer
from geo_events.gazetteer.place import Place
from geo_events.geoparsing.background import BACKGROUND, Background
from geo_events.geoparsing.candidates import Candidates, candidates_of, lay_out
from geo_events.geoparsing.context import NO_CONTEXT, Context, contexts, feature_fit, holds
from geo_events.geoparsing.coordinates import lies_at
from geo_events.geoparsing.document import Document
from geo_events.geoparsing.mention import Mention

Floats = npt.NDArray[np.float32]

#: What the words beside a name's mentions say of a candidate, by column.
_OWN: Final = (
    "held by the next name",
    "holds the name before",
    "not held by the next name",
    "in a country named beside",
    "not in a country named beside",
    "kind fits",
    "kind differs",
    "town in the dateline",
    "no town in the dateline",
    "coordinates beside",
)
BESIDE: Final = (*_OWN, *(f"{name} elsewhere" for name in _OWN), *BACKGROUND, "mentions")


@dataclass(frozen=True, eq=False)
class Group:
    """The mentions of one name that have the same words beside them.

    Attributes
    ----------
    members
        Numbers of the mentions.
    name
        The name in small letters; several groups of an article may have the same.
    candidates
        What it may mean.
    beside
        One row a candidate, one column for each of `BESIDE`.
    """

    members: tuple[int, ...]
    name: str
    candidates: Candidates
    beside: Floats


def group_mentions(document: Document, mentions: Sequence[Mention], gazetteer: Gazetteer) -> list[Group]:
    """Put the mentions of one name together.

    Mentions with different words beside them are groups of their own, so that the text can tell two places of
    a name apart ("Portland, Oregon, and Portland, Maine"); each group knows what stands beside the others.

    Parameters
    ----------
    document
        The article's words.
    mentions
        By start.
    gazetteer
        Gives the candidates.
    """
    found = [_candidates(mention, gazetteer) for mention in mentions]
    around = contexts(document, mentions, [candidates.places for candidates in found])
    return grouped(mentions, found, around, Background(document, gazetteer))


def group_apart(mentions: Sequence[Mention], gazetteer: Gazetteer) -> list[Group]:
    """Put the mentions of one name together, whatever stands beside them."""
    found = [_candidates(mention, gazetteer) for mention in mentions]
    return grouped(mentions, found, [NO_CONTEXT] * len(mentions), None)


def grouped(
    mentions: Sequence[Mention],
    found: Sequence[Candidates],
    around: Sequence[Context],
    background: Background | None,
) -> list[Group]:
    """Group mentions by name, kind and context; without a background the whole article says nothing."""
    by_name: dict[tuple[str, str], dict[Context, list[int]]] = defaultdict(lambda: defaultdict(list))
    for number, (mention, context) in enumerate(zip(mentions, around, strict=True)):
        by_name[mention.kind, mention.text.lower()][context].append(number)
    groups = []
    for (_, name), by_context in by_name.items():
        parts = list(by_context.values())
        candidates = found[parts[0][0]]
        own = [_evidence(candidates, around[part[0]]) for part in parts]
        last = np.zeros((len(candidates.places), len(BACKGROUND) + 1), dtype=np.float32)
        if background is not None:
            last[:, :-1] = background.evidence(name, candidates)
        last[:, -1] = math.log(sum(map(len, parts)))
        for number, part in enumerate(parts):
            elsewhere = np.zeros_like(own[number])
            for other in own[:number] + own[number + 1 :]:
                np.maximum(elsewhere, other, out=elsewhere)
            beside = np.concatenate([own[number], elsewhere, last], axis=1)
            groups.append(Group(tuple(part), name, candidates, beside))
    return groups


def _candidates(mention: Mention, gazetteer: Gazetteer) -> Candidates:
    if mention.place is not None:
        return lay_out((mention.place,), mention.text, mention.kind)
    return candidates_of(mention.text, mention.kind, gazetteer)


def _evidence(candidates: Candidates, context: Context) -> Floats:
    """Lay out what the words beside some mentions say, one row a candidate, one column for each of `_OWN`."""
    if context == NO_CONTEXT:
        return np.zeros((len(candidates.places), len(_OWN)), dtype=np.float32)
    return np.array([_evidence_on(place, context) for place in candidates.places], dtype=np.float32).reshape(
        -1, len(_OWN)
    )


def _evidence_on(place: Place, context: Context) -> list[float]:
    fit = feature_fit(context.feature, place)
    town = place.feature_class == "P"
    held = any(holds(area, place) for area in context.holders)
    beside = place.country_code in context.beside and not place.is_country
    return [
        float(held),
        float(any(holds(place, held) for held in context.held)),
        float(bool(context.holders) and not held),
        float(beside),
        float(bool(context.beside) and not beside),
        fit or 0.0,
        float(fit == 0.0),
        float(context.in_dateline and town),
        float(context.in_dateline and not town),
        float(any(lies_at(place, point) for point in context.points)),
    ]
