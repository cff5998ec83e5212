"""Word classes: which acts, parties and things the words of a text name (``data/word_classes.yaml``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from geo_events.coding.syntax import Token, object_of, subject_of, with_conjuncts
from geo_events.yaml_text import read_yaml

#: Prepositions behind a verb that say to whom it is done, and behind a noun.
_VERB_OBJECTS: Final = frozenset({"on", "at", "with", "against", "from", "into", "of", "in"})
_NOUN_OBJECTS: Final = frozenset({"on", "against", "of", "at", "between", "in", "with"})
_BY: Final = frozenset({"by", "from"})
#: What may name a party beside its head: "rebel positions", "members of the Taliban".
_MODIFIERS: Final = frozenset({"compound", "amod", "nmod", "appos", "poss"})


@dataclass(frozen=True, slots=True)
class WordClass:
    """A class of words.

    Attributes
    ----------
    kind
        ``acts``, ``parties`` or ``things``.
    name
        As in ``word_classes.yaml``.
    """

    kind: str
    name: str


@cache
def load_word_classes() -> Mapping[str, tuple[tuple[tuple[str, ...], WordClass], ...]]:
    """Read the classes that ship with the package: phrases by their first word, the longest first."""
    text = (files("geo_events.coding") / "data" / "word_classes.yaml").read_text(encoding="utf-8")
    by_first: dict[str, list[tuple[tuple[str, ...], WordClass]]] = {}
    for kind, classes in read_yaml(text).items():
        for name, phrases in classes.items():
            for phrase in phrases:
                words = tuple(phrase.replace("-", " - ").split())
                by_first.setdefault(words[0], []).append((words, WordClass(kind, name)))
    return {first: tuple(sorted(found, key=lambda x: -len(x[0]))) for first, found in by_first.items()}


def find_classes(tokens: Sequence[Token]) -> dict[int, list[WordClass]]:
    """Find the classes that tokens of one document name, by the index of the word that heads each phrase."""
    classes = load_word_classes()
    forms = [(token.lemma_.lower(), token.lower_) for token in tokens]
    found: dict[int, list[WordClass]] = {}
    for at, pair in enumerate(forms):
        longest: dict[WordClass, int] = {}
        for first in dict.fromkeys(pair):
            for words, each in classes.get(first, ()):
                length = len(words)
                if each not in longest and (
                    length == 1
                    or (
                        at + length <= len(forms) and all(words[n] in forms[at + n] for n in range(1, length))
                    )
                ):
                    longest[each] = length
        for each, length in longest.items():
            head = _head(tokens[at : at + length])
            held = found.setdefault(head.i, [])
            if each not in held:
                held.append(each)
    return found


def _head(words: Sequence[Token]) -> Token:
    """The word of a phrase that the others hang on."""
    inside = {word.i for word in words}
    return next((word for word in words if word.head.i not in inside or word.head.i == word.i), words[0])


@dataclass(frozen=True, slots=True)
class Relation:
    """An act with its parties, by the names of their classes; some bear the preposition that ties them."""

    act: str
    doers: frozenset[str]
    sufferers: frozenset[str]


def find_relations(tokens: Sequence[Token], classes: Mapping[int, Sequence[WordClass]]) -> list[Relation]:
    """Tell for each act who did it and to whom or what, through voice, nominalisation and light verbs."""
    relations = []
    for token in tokens:
        acts = [each.name for each in classes.get(token.i, ()) if each.kind == "acts"]
        if not acts:
            continue
        if token.pos_ in {"VERB", "AUX"}:
            doers, sufferers = _parties_of_verb(token, classes)
        else:
            doers, sufferers = _parties_of_noun(token, classes)
        relations += [Relation(act, frozenset(doers), frozenset(sufferers)) for act in acts]
    return relations


def _parties_of_verb(verb: Token, classes: Mapping[int, Sequence[WordClass]]) -> tuple[set[str], set[str]]:
    doers = {name for subject in subject_of(verb) for name in _classes(subject, classes, things=False)}
    sufferers = {name for thing in object_of(verb) for name in _classes(thing, classes, things=True)}
    if not sufferers:
        sufferers = {
            f"{child.lower_} {name}"
            for child in verb.children
            if child.dep_ == "prep" and child.lower_ in _VERB_OBJECTS
            for thing in child.children
            for name in _classes(thing, classes, things=True)
        }
    return doers, sufferers


def _parties_of_noun(noun: Token, classes: Mapping[int, Sequence[WordClass]]) -> tuple[set[str], set[str]]:
    doers: set[str] = set()
    sufferers: set[str] = set()
    for child in noun.children:
        if child.dep_ in {"poss", "compound", "amod"}:
            doers |= _classes(child, classes, things=False)
        elif child.dep_ == "prep" and child.lower_ in _BY:
            doers |= {name for party in child.children for name in _classes(party, classes, things=False)}
        elif child.dep_ == "prep" and child.lower_ in _NOUN_OBJECTS:
            mark = "between " if child.lower_ == "between" else ""
            sufferers |= {
                mark + name for thing in child.children for name in _classes(thing, classes, things=True)
            }
    if noun.dep_ == "dobj":  # "carried out an attack"
        doers |= {name for party in subject_of(noun.head) for name in _classes(party, classes, things=False)}
    return doers, sufferers


def _classes(token: Token, classes: Mapping[int, Sequence[WordClass]], *, things: bool) -> set[str]:
    """Name the classes of a noun, of what is joined to it and of its modifiers."""
    kinds = {"parties", "things"} if things else {"parties"}
    named: set[str] = set()
    for party in with_conjuncts([token]):
        own = {found.name for found in classes.get(party.i, ()) if found.kind in kinds}
        beside = [child for child in party.children if child.dep_ in _MODIFIERS]
        if not own:
            beside += [
                thing
                for child in party.children
                if child.dep_ == "prep" and child.lower_ == "of"
                for thing in child.children
            ]
        named |= own
        named |= {found.name for child in beside for found in classes.get(child.i, ()) if found.kind in kinds}
    return named
