"""Models and limits of geoparsing, passed in by the caller."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType

from geo_events.geoparsing.decoding import Decoding
from geo_events.geoparsing.lexicon import read_data
from geo_events.geoparsing.tagger import Tagger, default_network

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class GeoparsingSettings:
    """The models, and how the evidence is weighed.

    Attributes
    ----------
    tagger
        Says of each word how likely it begins or continues a place's name.
    decoding
        What else has a say in what is a mention.
    mention_slope, mention_offset
        Make the tagger's log-odds those of a mention being right: the first times them, plus the second.
        Fitted on articles that the tagger had not seen.
    resolution
        Weights of the features of `candidates.candidate_features`; of a name's candidates the scores go
        through a softmax.
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

    tagger: Tagger
    resolution: Weights
    decoding: Decoding = field(default_factory=Decoding)
    mention_slope: float = 1.0
    mention_offset: float = 0.0
    candidates: int = 30
    runners_up: int = 4
    rounds: int = 3
    temperature: float = 1.0


@cache
def default_settings() -> GeoparsingSettings:
    """Read the models that come with the package."""
    raw = read_data("weights.yaml")
    return GeoparsingSettings(tagger=Tagger(default_network()), resolution=MappingProxyType(raw["resolution"]))
