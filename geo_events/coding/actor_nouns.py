"""Common nouns for actors: what "gunmen", "troops" or "a convoy" make when nobody is named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from geo_events.coding.syntax import Token

#: What an armed group is called that nobody names, and whose words only judge it (ACLED codebook).
UNIDENTIFIED_GROUP = "Unidentified Armed Group"


@dataclass(frozen=True, slots=True)
class ActorNoun:
    """What a common noun makes.

    Attributes
    ----------
    type
        One of ACLED's actor types.
    name
        The actor's name without its country, or None where `title` makes it.
    title
        What the name of a state's forces begins with, or None.
    """

    type: str
    name: str | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class ActorNouns:
    """The reviewed nouns; see the head of each in ``actor_nouns.yaml``.

    `phrases` holds nouns and phrases of lemmas, by their last word, the longest first.
    """

    phrases: Mapping[str, tuple[tuple[tuple[str, ...], ActorNoun], ...]]
    weapons: frozenset[str]
    labels: frozenset[str]
    gathered: frozenset[str]
    persons: frozenset[str]
    anaphors: Mapping[str, frozenset[str]]
    perpetrators: frozenset[str]
    organisations: tuple[tuple[ActorNoun, frozenset[str]], ...]
    titles: Mapping[str, str]
    plain: frozenset[str]
    civil: frozenset[str]
    possessions: frozenset[str]
    plurals: Mapping[str, str]

    def read(self, head: Token) -> ActorNoun | None:
        """What a noun makes by its own word and those right before it ("armed men", "riot police")."""
        for word in word_forms(head):
            for phrase, noun in self.phrases.get(word, ()):
                if len(phrase) == 1 or _stands_before(phrase[:-1], head):
                    return noun
        if not self.labels.isdisjoint(word_forms(head)):
            return ActorNoun("Political militia", UNIDENTIFIED_GROUP)
        return None

    def plural(self, lemma: str) -> str:
        """The plural of a noun."""
        if lemma in self.plurals:
            return self.plurals[lemma]
        if lemma.endswith(("s", "x", "ch", "sh")):
            return f"{lemma}es"
        return f"{lemma[:-1]}ies" if lemma.endswith("y") and lemma[-2:-1] not in set("aeiou") else f"{lemma}s"


def word_forms(token: Token) -> tuple[str, ...]:
    """A noun's lemma and its word, in small letters; of what is taken for a name, its singular as well."""
    lemma, lower = token.lemma_.lower(), token.lower_
    forms = (lemma, lower, lower.removesuffix("s")) if token.pos_ == "PROPN" else (lemma, lower)
    return tuple(dict.fromkeys(forms))


def _stands_before(words: tuple[str, ...], head: Token) -> bool:
    at = head.i - 1
    for word in reversed(words):
        if at >= 0 and head.doc[at].text == "-":
            at -= 1
        if at < 0 or word not in {head.doc[at].lemma_.lower(), head.doc[at].lower_}:
            return False
        at -= 1
    return True


@cache
def load_actor_nouns() -> ActorNouns:
    """Read the nouns that ship with the package."""
    path = files("geo_events.coding") / "data" / "actor_nouns.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    phrases: dict[str, list[tuple[tuple[str, ...], ActorNoun]]] = {}

    def add(words: str, noun: ActorNoun) -> None:
        phrase = tuple(words.split())
        phrases.setdefault(phrase[-1], []).append((phrase, noun))

    for entry in data["forces"]:
        for words in entry["words"]:
            add(words, ActorNoun("State forces", title=entry["title"]))
    for entry in data["unidentified"]:
        for words, plural in entry["words"].items():
            add(words, ActorNoun(entry["type"], f"Unidentified {plural}"))
    for entry in data["crowds"]:
        for words in entry["words"]:
            add(words, ActorNoun(entry["type"], entry["name"]))
    return ActorNouns(
        phrases={
            last: tuple(sorted(found, key=lambda item: -len(item[0]))) for last, found in phrases.items()
        },
        weapons=frozenset(data["weapons"]),
        labels=frozenset(data["labels"]),
        gathered=frozenset(data["gathered"]),
        persons=frozenset(data["persons"]),
        anaphors={kind: frozenset(words) for kind, words in data["anaphors"].items()},
        perpetrators=frozenset(data["perpetrators"]),
        organisations=tuple(
            (ActorNoun(entry["type"], title=entry.get("title")), frozenset(entry["words"]))
            for entry in data["organisations"]
        ),
        titles={word: title for title, words in data["titles"].items() for word in words},
        plain=frozenset(data["plain"]),
        civil=frozenset(data["civil"]),
        possessions=frozenset(data["possessions"]),
        plurals=data["plurals"],
    )
