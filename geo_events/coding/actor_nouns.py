"""Common nouns for actors: what "gunmen", "troops" or "a convoy" make when nobody is named."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from geo_events.coding.syntax import Token
from geo_events.yaml_text import read_yaml

#: What stands like a name and is none.
CALENDAR = frozenset(name.lower() for name in (*calendar.day_name, *calendar.month_name) if name)
#: What an armed group is called that nobody names, and whose words only judge it (ACLED codebook).
UNIDENTIFIED_GROUP = "Unidentified Armed Group"

#: So many words behind a noun still belong to the name that it makes.
_DESCRIBED = 6


@dataclass(frozen=True, slots=True)
class ActorNoun:
    """What a common noun makes.

    Attributes
    ----------
    type
        One of ACLED's actor types.
    name
        The actor's name without its country, or None where `title` or the article's words make it.
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
    bodies: frozenset[str]
    nobody: frozenset[str]
    individuals: frozenset[str]
    personal: tuple[str, ...]
    titles: Mapping[str, str]
    plain: frozenset[str]
    civil: frozenset[str]
    possessions: frozenset[str]
    sites: frozenset[str]
    modifiers: frozenset[str]
    words: Mapping[str, frozenset[str]]

    def read(self, head: Token) -> ActorNoun | None:
        """What a noun makes by its own word and those right before it ("armed men", "riot police")."""
        for word in word_forms(head):
            for phrase, noun in self.phrases.get(word, ()):
                if len(phrase) == 1 or _stands_before(phrase[:-1], head):
                    return noun
        if not self.labels.isdisjoint(word_forms(head)):
            return ActorNoun("Political militia", UNIDENTIFIED_GROUP)
        return None

    def neutral_words(self, head: Token, *, without: AbstractSet[int], judging: bool = False) -> str:
        """A noun with those of the words before it that judge nobody: "masked men", "clan fighters".

        Parameters
        ----------
        without
            Indices of tokens that name a country, which stands in brackets.
        judging
            Whether all adjectives belong to the name, as they do to an organisation's.
        """
        proper = head.pos_ == "PROPN" and not head.is_sent_start and self.read(head) is None
        words = [head.text if proper else head.lower_]
        at = head.i - 1
        before = {child.i: child for child in head.children}
        while at in before or (at > 0 and head.doc[at].text == "-" and at - 1 in before):
            token = before.get(at)
            if token is None or token.text == "-":
                words.insert(0, "-")
            elif token.i not in without and (self._is_neutral(token) or (judging and token.dep_ == "amod")):
                words.insert(0, token.text if token.pos_ == "PROPN" else token.lower_)
            else:
                break
            at -= 1
        return " ".join(words).replace(" - ", "-").removeprefix("- ")

    def described(self, head: Token, words: str) -> str:
        """A noun's words with what anyone can see of them behind it: "men on motorcycles", "men in uniform".

        Of men of whom nothing of that kind is told, who did what armed men do, it says that they were armed.
        """
        behind = head.doc[head.i + 1 : head.i + 1 + _DESCRIBED]
        told = behind[:1] and (
            behind[0].lower_ in {"on", "in", "with"} or behind[0].lemma_.lower() in self.words["seen_to"]
        )
        for token in behind if told else ():
            if token.is_punct or (token.pos_ in {"VERB", "AUX"} and token.i > head.i + 1):
                break
            if not self.words["outward"].isdisjoint(word_forms(token)):
                return f"{words} {head.doc[head.i + 1 : token.i + 1].text.lower()}"
        bare = not self.persons.isdisjoint(word_forms(head)) and "armed" not in words.split()
        return f"armed {words}" if bare else words

    def named_before(self, token: Token) -> str:
        """The plural of a noun that stands before another: "a rebel attack" is one by rebels."""
        word = str(token.lower_)
        if token.tag_ not in {"NN", "JJ"} or word.endswith("s"):
            return word
        if word.endswith("man"):
            return f"{word[:-3]}men"
        return f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"

    def _is_neutral(self, token: Token) -> bool:
        if not self.labels.isdisjoint(word_forms(token)) or token.lower_ in CALENDAR:
            return False
        if token.lower_ in self.modifiers:
            return True
        if token.dep_ == "amod" and token.text[0].isupper() and token.lower_ not in self.words["counting"]:
            return True  # what is written with a capital is a people or a belief: "Tuareg rebels"
        return token.dep_ == "compound" and token.lower_.isalpha() and not token.like_num


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
    data = read_yaml(path.read_text(encoding="utf-8"))
    phrases: dict[str, list[tuple[tuple[str, ...], ActorNoun]]] = {}

    def add(words: str, noun: ActorNoun) -> None:
        phrase = tuple(words.split())
        phrases.setdefault(phrase[-1], []).append((phrase, noun))
        if phrase[-1].endswith("man"):  # the tagger leaves the plural of what it takes for a name
            phrases.setdefault(f"{phrase[-1][:-3]}men", []).append(
                ((*phrase[:-1], f"{phrase[-1][:-3]}men"), noun)
            )

    for entry in data["forces"]:
        for words in entry["words"]:
            add(words, ActorNoun("State forces", title=entry["title"]))
    for entry in data["unidentified"]:
        for words in entry["words"]:
            add(words, ActorNoun(entry["type"]))
    for entry in data["crowds"]:
        for words in entry["words"]:
            add(words, ActorNoun(entry["type"], entry.get("name")))
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
        bodies=frozenset(data["bodies"]),
        nobody=frozenset(data["nobody"]),
        individuals=frozenset(data["individuals"]),
        personal=tuple(data["personal"]),
        titles={word: title for title, words in data["titles"].items() for word in words},
        plain=frozenset(data["plain"]),
        civil=frozenset(data["civil"]),
        possessions=frozenset(data["possessions"]),
        sites=frozenset(data["sites"]),
        modifiers=frozenset(data["modifiers"]),
        words={name: frozenset(words) for name, words in data["words"].items()},
    )
