"""Words that point back to a place told before: "there", "in the same town", "in the capital"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from geo_events.coding.ontology import load_lexicon
from geo_events.coding.syntax import Span, Token, in_sequence, path

_POINTING: Final = frozenset({"the", "this", "that", "same"})
#: Words after which a noun says where nothing has been named: "in the area", "at the scene".
_PLACING: Final = frozenset(
    {"in", "at", "near", "inside", "outside", "around", "across", "throughout", "of", "on", "from", "into"}
)
#: What an event is for, against or through where the place is its object: "the battle for the town".
_AIMING: Final = frozenset({"for", "against", "over", "through", "within", "towards", "toward", "to", "off"})


@dataclass(frozen=True, slots=True)
class Pointer:
    """What points to a place told before.

    Attributes
    ----------
    kind
        The noun, as a lemma ("town", "capital"), or ``there`` or ``here``.
    here
        Whether it points to where the report was filed ("in this city").
    token
        The word.
    """

    kind: str
    here: bool
    token: Token


def find_pointer(sentence: Span, members: Sequence[Token]) -> Pointer | None:
    """Find the word of a sentence that says where an event happened by pointing back.

    Parameters
    ----------
    sentence
        One that names no place for the event.
    members
        The words of the event.
    """
    kinds = load_lexicon()["settlements"] | load_lexicon()["inhabited"] | load_lexicon()["spots"]
    for token in sentence:
        if token.lower_ in {"there", "here"} and token.dep_ == "advmod" and token.head in members:
            return Pointer(token.lower_, token.lower_ == "here", token)
        lemma = token.lemma_.lower()
        if lemma not in kinds or not _points(token):
            continue
        aimed_at = lemma in load_lexicon()["inhabited"] and _is_object(token, members)
        if aimed_at or (_is_placing(token) and _belongs(token, members)):
            here = any(child.lower_ == "this" for child in token.children)
            return Pointer(lemma, here, token)
    return None


def _is_object(token: Token, members: Sequence[Token]) -> bool:
    """Whether a noun is what an event is about: "took the town", "the battle for the town"."""
    if token.dep_ in {"dobj", "nsubjpass"}:
        return token.head in members
    return token.dep_ == "pobj" and token.head.lower_ in _AIMING and token.head.head in members


def _is_placing(token: Token) -> bool:
    """Whether a noun stands where a place would, outermost in its phrase ("in a street of the capital")."""
    if token.dep_ == "compound" and token.lemma_.lower() == "capital":
        token = token.head
    return bool(token.dep_ == "pobj" and token.head.lower_ in _PLACING)


def _points(token: Token) -> bool:
    """Whether a noun has "the" or "this" and nothing that names the place."""
    children = list(token.children)
    if token.dep_ == "compound":
        children += [child for child in token.head.children if child.i < token.i]
    naming = {"compound", "poss", "appos", "nmod"}
    if any(child.dep_ in naming and child.pos_ == "PROPN" for child in children):
        return False
    if any(child.dep_ == "prep" and child.lower_ == "of" for child in children):
        return False
    return any(child.lower_ in _POINTING for child in children)


def _belongs(token: Token, members: Sequence[Token]) -> bool:
    for member in members:
        up, down = path(token, member)
        if not any(in_sequence(each) for each in (*up, *down)):
            return True
    return False


def names_again(sentence: Span, nouns: frozenset[str]) -> bool:
    """Whether a sentence speaks of a thing told before as known ("raided the school")."""
    return any(
        token.lemma_.lower() in nouns
        and token.dep_ in {"dobj", "pobj", "nsubjpass"}
        and any(child.lower_ in _POINTING for child in token.children)
        for token in sentence
    )
