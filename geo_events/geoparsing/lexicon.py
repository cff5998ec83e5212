"""The reviewed word lists that geoparsing uses, read once from YAML."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Words:
    """Words that tell a place name from another word (``data/words.yaml``).

    `features` gives for each feature word the GeoNames classes and codes it may mean, as
    prefixes of ``A.ADM1`` and the like, the likeliest first. All others are sets of lower-case words.
    """

    ordinary_words: frozenset[str]
    ordinary_phrases: frozenset[str]
    features: dict[str, tuple[str, ...]]
    generic_tails: frozenset[str]
    direction_words: frozenset[str]
    group_words: frozenset[str]
    street_words: frozenset[str]
    institution_words: frozenset[str]
    given_names: frozenset[str]
    person_titles: frozenset[str]
    place_prepositions: frozenset[str]
    often_place_prepositions: frozenset[str]
    short_names: frozenset[str]
    coordinate_cues: frozenset[str]
    quantity_words: frozenset[str]
    units: frozenset[str]
    shortened: frozenset[str]


@dataclass(frozen=True, slots=True)
class MetonymWords:
    """Verbs and nouns that show a place standing for its government (``data/metonyms.yaml``)."""

    acting_verbs: frozenset[str]
    pressing_verbs: frozenset[str]
    state_nouns: frozenset[str]
    state_force_nouns: frozenset[str]
    state_acts: frozenset[str]
    dealing_nouns: frozenset[str]
    seats: frozenset[int]


@cache
def words() -> Words:
    """Read the word lists of recognition and resolution."""
    raw = read_data("words.yaml")
    features = {word: tuple(codes) for word, codes in raw.pop("features").items()}
    phrases = frozenset(raw.pop("ordinary_phrases"))
    return Words(
        features=features,
        ordinary_phrases=phrases,
        **{name: frozenset(text.split()) for name, text in raw.items()},
    )


@cache
def metonym_words() -> MetonymWords:
    """Read the word lists of metonymy."""
    raw = read_data("metonyms.yaml")
    seats = frozenset(raw.pop("seats"))
    return MetonymWords(seats=seats, **{name: frozenset(text.split()) for name, text in raw.items()})


def read_data(name: str) -> dict[str, Any]:
    """Read one of the YAML files of ``geoparsing/data``."""
    text = (files("geo_events.geoparsing") / "data" / name).read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded
