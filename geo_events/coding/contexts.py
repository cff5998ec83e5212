"""Where an event was whose sentence names no place: at one that the article speaks of, or in a country."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import as_file, files
from typing import Final, Protocol

import numpy as np

from geo_events.coding.context_evidence import Situation, event_signs, evidence, overview
from geo_events.coding.event_place import EventPlace, at_place, in_country
from geo_events.coding.landmarks import Landmarks
from geo_events.coding.networks import EvidenceNetwork, load_networks
from geo_events.gazetteer.place import Place

#: Belief from which a place below a country is taken: a pin claims no more than what is known.
_SURE: Final = 0.6
#: Places that are weighed; an article that names more is a list.
_MOST: Final = 60


@dataclass(frozen=True, slots=True)
class Option:
    """A place that an event may be at, and what speaks for it."""

    where: EventPlace
    evidence: list[str]


class Weighs(Protocol):
    """What chooses among options."""

    def best(self, options: Sequence[Option], *, at: int) -> int:
        """The number of the likeliest, for the event whose word has this number in the parse."""


class Context:
    """Weighs options by a small network.

    Parameters
    ----------
    network
        Gives each bag of evidence its score.
    """

    def __init__(self, network: EvidenceNetwork) -> None:
        self.network = network

    def best(self, options: Sequence[Option], *, at: int) -> int:
        """The number of the likeliest; a country where no smaller place has most of the belief."""
        scores = np.array([self.network.score(self.network.sum(option.evidence)) for option in options])
        powers = np.exp(scores - scores.max())
        shares = (powers / powers.sum()).tolist()
        best: int = shares.index(max(shares))
        countries = [number for number, option in enumerate(options) if _is_country(option)]
        if shares[best] >= _SURE or not countries:
            return best
        return max(countries, key=lambda number: shares[number])


def _is_country(option: Option) -> bool:
    return option.where.place is not None and option.where.place.is_country


def options_for(situation: Situation, landmarks: Landmarks) -> list[Option]:
    """List where an event may have been, in the order in which the text brings the places up."""
    listed = landmarks.all()[:_MOST]
    seen, signs = overview(listed, situation.home), event_signs(situation)
    return [
        Option(
            _as_told(mark.place, situation),
            evidence(mark, situation, seen, signs, {at: landmarks.paragraph(at) for at in mark.said}),
        )
        for mark in listed
    ]


def _as_told(place: Place, situation: Situation) -> EventPlace:
    """The place as the last event there has it: near it, on the road to it."""
    for told in reversed(situation.told):
        if told.where.place is not None and told.where.place.key == place.key:
            return replace(told.where, own=False)
    return in_country(place) if place.is_country else replace(at_place(place), own=False)


@cache
def default_context() -> Context:
    """Read the network that comes with the package."""
    with as_file(files("geo_events.coding") / "data" / "contexts.npz") as path:
        return Context(load_networks(path)["context"])
