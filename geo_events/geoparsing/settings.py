"""Models and limits of geoparsing, passed in by the caller."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from geo_events.geoparsing.decoding import Decoding
from geo_events.geoparsing.lexicon import read_data
from geo_events.geoparsing.ranking import Scorer, default_scorers
from geo_events.geoparsing.tagger import Tagger, default_network


@dataclass(frozen=True, slots=True)
class GeoparsingSettings:
    """The models, and how the evidence is weighed.

    Attributes
    ----------
    tagger
        Says of each word how likely it begins or continues a place's name.
    scorers
        Score the places that names may mean, one scorer a round.
    decoding
        What else has a say in what is a mention.
    mention_slope, mention_offset
        Make the tagger's log-odds those of a mention being right: the first times them, plus the second.
    temperature
        Divides the scores of places: above 1 it makes confidence more modest. Like slope and offset it is
        fitted on articles that the models had not seen.
    runners_up
        How many places besides the chosen one a toponym keeps.
    """

    tagger: Tagger
    scorers: tuple[Scorer, ...]
    decoding: Decoding = field(default_factory=Decoding)
    mention_slope: float = 1.0
    mention_offset: float = 0.0
    temperature: float = 1.0
    runners_up: int = 4


@cache
def default_settings() -> GeoparsingSettings:
    """Read the models that come with the package."""
    return GeoparsingSettings(
        tagger=Tagger(default_network()), scorers=default_scorers(), **read_data("calibration.yaml")
    )
