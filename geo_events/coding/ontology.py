"""What words mean for event coding: the reviewed ontology, lexicon and actor list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

#: A phrase: the lemmas of its words, in order.
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trigger:
    """A group of words that stand for an event.

    Attributes
    ----------
    phrases
        The words, as lemmas.
    pos
        ``verb`` or ``noun``.
    code
        A sub-event type, or the rule that decides it (see the head of ``ontology.yaml``).
    default
        What the rule falls back to.
    needs
        What the clause must hold for the word to count, or None.
    unless
        Lemmas beside which the word means something else.
    """

    phrases: tuple[Phrase, ...]
    pos: str
    code: str
    default: str | None
    needs: str | None
    unless: frozenset[str]


@dataclass(frozen=True, slots=True)
class Ontology:
    """Triggers by the first lemma of their phrases, weapons in the order of precedence, and codes.

    `weapon_words` holds every word of the weapons' phrases: where none of them stands, there is no weapon.
    """

    triggers: Mapping[str, tuple[tuple[Phrase, Trigger], ...]]
    weapons: tuple[tuple[str, frozenset[Phrase]], ...]
    weapon_words: frozenset[str]
    plover: Mapping[str, str | None]
    cameo: Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists that decide whether and how a trigger counts; see the head of each in ``lexicon.yaml``."""

    words: Mapping[str, frozenset[str]]
    targets: Mapping[str, frozenset[Phrase]]
    imputed: Mapping[str, int]
    irregular: Mapping[str, str]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.words[name]


def _read(name: str) -> Any:
    return yaml.safe_load((files("geo_events.coding") / "data" / name).read_text(encoding="utf-8"))


def _phrase(words: str) -> Phrase:
    return tuple(words.split())


@cache
def load_ontology() -> Ontology:
    """Read the ontology that ships with the package."""
    data = _read("ontology.yaml")
    by_first: dict[str, list[tuple[Phrase, Trigger]]] = {}
    for entry in data["triggers"]:
        trigger = Trigger(
            phrases=tuple(_phrase(words) for words in entry["words"]),
            pos=entry["pos"],
            code=entry["code"],
            default=entry.get("default"),
            needs=entry.get("needs"),
            unless=frozenset(entry.get("unless", ())),
        )
        for phrase in trigger.phrases:
            by_first.setdefault(phrase[0], []).append((phrase, trigger))
    # the longest phrase first: "set fire to" before "set"
    triggers = {first: tuple(sorted(found, key=lambda x: -len(x[0]))) for first, found in by_first.items()}
    weapons = tuple(
        (entry["sub_event_type"], frozenset(_phrase(words) for words in entry["words"]))
        for entry in data["weapons"]
    )
    codes = data["sub_event_types"]
    return Ontology(
        triggers=triggers,
        weapons=weapons,
        weapon_words=frozenset(word for _, phrases in weapons for phrase in phrases for word in phrase),
        plover={name: code["plover"] for name, code in codes.items()},
        cameo={name: code["cameo"] for name, code in codes.items()},
    )


@cache
def load_lexicon() -> Lexicon:
    """Read the word lists that ship with the package."""
    data = _read("lexicon.yaml")
    targets = {name: frozenset(map(_phrase, words)) for name, words in data.pop("targets").items()}
    imputed, irregular = data.pop("imputed"), data.pop("irregular")
    words = {name: frozenset(words) for name, words in data.items()}
    return Lexicon(words, targets, imputed, irregular)
