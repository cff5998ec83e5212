"""Weights of named evidence: whether passages tell of one event, whether it is real, and how sure its row is.

Each model is a sum of weights, so that what made it can be listed piece by piece. The weights are fitted by
``benchmarks/train_coding.py``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

from geo_events.yaml_text import read_yaml

Evidence = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class CodingSettings:
    """What decides which events become rows.

    Attributes
    ----------
    least_belief
        The smallest probability of being an event of its own at which one becomes a row. Chosen so that as
        many rows as events are told, on the development sets.
    least_link, least_reference, least_headline
        Logarithms of the odds above which passages are taken to tell of one event; the same for words
        that only refer to an event, and for headlines.
    threat_belief
        The probability given to what is read as a threat, for which there are no weights: chosen, not fitted.
    """

    least_belief: float = 0.35
    least_link: float = 0.7
    least_reference: float = 0.2
    least_headline: float = -0.4
    threat_belief: float = 0.7


#: What has a confidence of its own: the type with the sub-type, the days, the place, both actors, the deaths.
FIELDS = ("type", "date", "place", "actors", "fatalities")
DEFAULT_SETTINGS = CodingSettings()


@dataclass(frozen=True, slots=True)
class Weights:
    """The models: name of a piece of evidence to its weight, a logarithm of odds.

    Attributes
    ----------
    link
        That two passages tell of one event.
    event
        That an event happened, is told here, and is told by no other row.
    right
        That there is such an event, and type, date, place and deaths of the row are all right.
    fields
        For each of `FIELDS`, that there is such an event and that the field is right.
    """

    link: Mapping[str, float]
    event: Mapping[str, float]
    right: Mapping[str, float]
    fields: Mapping[str, Mapping[str, float]]


@cache
def load_weights() -> Weights:
    """Read the weights that ship with the package."""
    text = (files("geo_events.coding") / "data" / "weights.yaml").read_text(encoding="utf-8")
    data = read_yaml(text)
    return Weights(data["link"], data["event"], data["right"], {name: data[name] for name in FIELDS})


def log_odds(found: Evidence, weights: Mapping[str, float]) -> float:
    """Add up the evidence; pieces that have no weight say nothing."""
    return sum(value * weights.get(name, 0.0) for name, value in found.items())


def probability(odds: float) -> float:
    """Return the probability of a logarithm of odds."""
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, odds))))


def confidences(found: Evidence, weights: Weights) -> tuple[float, dict[str, float]]:
    """How probably a row is right, and each of its fields: no field less than the whole row."""
    whole = probability(log_odds(found, weights.right))
    single = {name: probability(log_odds(found, weights.fields[name])) for name in FIELDS}
    # the actors are no part of what the row's confidence is of
    return whole, {name: value if name == "actors" else max(value, whole) for name, value in single.items()}


def contributions(found: Evidence, weights: Mapping[str, float]) -> dict[str, float]:
    """What each piece of evidence adds to the logarithm of the odds, the weightiest first."""
    parts = {name: round(value * weights[name], 3) for name, value in found.items() if name in weights}
    return dict(sorted(parts.items(), key=lambda part: (-abs(part[1]), part[0])))
