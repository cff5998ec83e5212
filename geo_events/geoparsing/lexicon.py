"""The reviewed word lists that geoparsing uses, read once from YAML."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from geo_events.yaml_text import read_yaml


@dataclass(frozen=True, slots=True)
class Words:
    """Words that tell a place name from another word (``data/words.yaml``).

    `features` gives for each feature word the GeoNames classes and codes it may mean, as
    prefixes of ``A.ADM1`` and the like, the likeliest first. All others are sets of lower-case words.
    """

    ordinary_words: frozenset[str]
    features: dict[str, tuple[str, ...]]
    generic_tails: frozenset[str]
    direction_words: frozenset[str]
    group_words: frozenset[str]
    armed_group_words: frozenset[str]
    armed_groups: frozenset[str]
    street_words: frozenset[str]
    institution_words: frozenset[str]
    given_names: frozenset[str]
    person_titles: frozenset[str]
    place_prepositions: frozenset[str]
    often_place_prepositions: frozenset[str]
    coordinate_cues: frozenset[str]
    quantity_words: frozenset[str]
    units: frozenset[str]
    shortened: frozenset[str]


@cache
def words() -> Words:
    """Read the word lists of recognition and resolution."""
    raw = read_data("words.yaml")
    features = {word: tuple(codes) for word, codes in raw.pop("features").items()}
    return Words(
        features=features,
        **{name: frozenset(text.split()) for name, text in raw.items()},
    )


def read_data(name: str) -> dict[str, Any]:
    """Read one of the YAML files of ``geoparsing/data``."""
    text = (files("geo_events") / "geoparsing" / "data" / name).read_text(encoding="utf-8")
    loaded: dict[str, Any] = read_yaml(text)
    return loaded
