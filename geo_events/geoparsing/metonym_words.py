"""The reviewed words by which a place's name stands for its government, with all their forms."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from geo_events.geoparsing.lexicon import read_data
from geo_events.inflection import Inflected, noun_forms, verb_forms

_VERBS: Final = (
    "acting_verbs", "doing_verbs", "pressing_verbs", "attacking_verbs", "dealing_verbs", "raising_verbs",
    "place_verbs", "playing_verbs", "addressing_verbs", "wanting_verbs", "leaning_verbs",
)  # fmt: skip
_NOUNS: Final = (
    "state_nouns", "state_force_nouns", "strike_nouns", "state_acts", "state_deeds", "consent_nouns",
    "dealing_nouns", "linking_nouns", "pressure_nouns", "sent_nouns", "received_nouns", "suffered_nouns",
    "tying_nouns", "loyal_people",
)  # fmt: skip
_PHRASES: Final = ("standing_phrases", "set_phrases")
_OTHERS: Final = (
    "attitudes", "preparing_words", "state_adjectives", "backing_participles", "loyal_words",
    "place_prepositions", "place_parts", "adverbs", "time_words", "time_leads", "asides", "sports_words",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MetonymWords:
    """Word lists of ``data/metonyms.yaml``, where each says what it is for.

    `verbs` gives for each form of each verb what it belongs to; the other verb lists are sets of base forms.
    Nouns stand in the singular and the plural, all other words as they are.
    """

    verbs: dict[str, Inflected]
    acting_verbs: frozenset[str]
    doing_verbs: frozenset[str]
    pressing_verbs: frozenset[str]
    attacking_verbs: frozenset[str]
    dealing_verbs: frozenset[str]
    raising_verbs: frozenset[str]
    place_verbs: frozenset[str]
    playing_verbs: frozenset[str]
    addressing_verbs: frozenset[str]
    wanting_verbs: frozenset[str]
    leaning_verbs: frozenset[str]
    state_nouns: frozenset[str]
    state_force_nouns: frozenset[str]
    strike_nouns: frozenset[str]
    state_acts: frozenset[str]
    state_deeds: frozenset[str]
    consent_nouns: frozenset[str]
    dealing_nouns: frozenset[str]
    linking_nouns: frozenset[str]
    pressure_nouns: frozenset[str]
    sent_nouns: frozenset[str]
    received_nouns: frozenset[str]
    suffered_nouns: frozenset[str]
    tying_nouns: frozenset[str]
    loyal_people: frozenset[str]
    attitudes: frozenset[str]
    preparing_words: frozenset[str]
    state_adjectives: frozenset[str]
    backing_participles: frozenset[str]
    loyal_words: frozenset[str]
    standing_phrases: frozenset[str]
    place_prepositions: frozenset[str]
    place_parts: frozenset[str]
    set_phrases: frozenset[str]
    adverbs: frozenset[str]
    time_words: frozenset[str]
    time_leads: frozenset[str]
    asides: frozenset[str]
    sports_words: frozenset[str]
    seats: frozenset[int]
    seat_keys: frozenset[str]


@cache
def metonym_words() -> MetonymWords:
    """Read the word lists of metonymy and derive the forms of their words."""
    raw = read_data("metonyms.yaml")
    verbs = {name: raw[name].split() for name in _VERBS}
    forms = verb_forms(dict.fromkeys(verb for name in _VERBS for verb in verbs[name]), raw["irregular_forms"])
    return MetonymWords(
        verbs=forms,
        seats=frozenset(raw["seats"]) | frozenset(raw["seat_units"]),
        seat_keys=frozenset(raw["seat_keys"]),
        **{name: frozenset(bases) for name, bases in verbs.items()},
        **{name: noun_forms(raw[name].split()) for name in _NOUNS},
        **{name: frozenset(raw[name]) for name in _PHRASES},
        **{name: frozenset(raw[name].split()) for name in _OTHERS},
    )
