"""Weights and limits of geoparsing, passed in by the caller."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from geo_events.geoparsing.lexicon import read_data

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class GeoparsingSettings:
    """How the evidence is weighed.

    Attributes
    ----------
    place, demonym
        Weights of the features of `evidence.name_features` for each kind of mention, in log-odds.
    resolution
        Weights of the features of `candidates.candidate_features`; of a name's candidates the scores go
        through a softmax.
    threshold
        Least probability at which a span counts as a mention.
    discourse
        Share of the mean log-odds of a name's other mentions that is added to each (one sense per discourse).
    candidates
        How many places of a name are weighed.
    runners_up
        How many places besides the chosen one a toponym keeps.
    rounds
        How often places are chosen anew in the light of those chosen for the other names.
    temperature
        Divides the candidates' scores before the softmax: above 1 it makes confidence more modest. Set so
        that on the development halves confidence equals the share that is right.
    """

    place: Weights
    demonym: Weights
    resolution: Weights
    threshold: float = 0.5
    discourse: float = 0.5
    candidates: int = 30
    runners_up: int = 4
    rounds: int = 3
    temperature: float = 1.0


@cache
def default_settings() -> GeoparsingSettings:
    """Read the reviewed settings from ``data/weights.yaml``."""
    raw = read_data("weights.yaml")
    place, demonym, resolution = (MappingProxyType(raw[name]) for name in ("place", "demonym", "resolution"))
    return GeoparsingSettings(place, demonym, resolution)
