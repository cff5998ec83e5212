"""What a trigger's clause must and must not hold (`needs` and `exclusions` of ``ontology.yaml``)."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from geo_events.coding.ontology import Exclusion, Need, load_lexicon
from geo_events.coding.syntax import Token, object_of, subject_of, with_conjuncts

_TOLD_BEFORE = frozenset({"the", "that", "this"})


def fills(token: Token, need: Need, *, places: AbstractSet[int]) -> bool:
    """Tell whether the words around a trigger hold what it needs.

    Parameters
    ----------
    places
        Indices of tokens that are names of places; other names are taken for people's.
    """
    held = [word for where in sorted(need.of) for word in _around(token, where)]
    if not need.words and need.names is None:
        return bool(held)
    matching = [word for word in held if _forms(word) & need.words]
    if need.new and any(child.lower_ in _TOLD_BEFORE for word in matching for child in word.children):
        return False
    if matching or (need.numbers and any(word.like_num for word in held)):
        return True
    if need.names is None:
        return False
    return any(word.pos_ == "PROPN" and (word.i in places) is (need.names == "place") for word in held)


def shuts_out(token: Token, clause: Sequence[Token], exclusion: Exclusion) -> bool:
    """Tell whether the words around a trigger hold what it must not stand with."""
    if not any(_held(token, clause, where, exclusion.words) for where in exclusion.of):
        return False
    return not speaks_for(token, exclusion)


def speaks_for(token: Token, exclusion: Exclusion) -> bool:
    """Tell whether a trigger's sentence says that it counts in spite of an exclusion."""
    if any(
        word.i != token.i and not exclusion.but.isdisjoint((word.lemma_.lower(), word.lower_))
        for word in token.sent
    ):
        return True
    return bool(exclusion.by) and any(
        not exclusion.by.isdisjoint((word.lemma_.lower(), word.lower_)) for word in _around(token, "doer")
    )


def _held(token: Token, clause: Sequence[Token], where: str, words: AbstractSet[str]) -> bool:
    if where == "around":
        found = [word for word in clause if word.i != token.i]
    elif where == "above":
        found = list(token.ancestors)
    else:
        return any(
            word.pos_ != "PROPN" and not _forms(word).isdisjoint(words) for word in _around(token, where)
        )
    return any(
        (word.lemma_.lower() in words or word.lower_ in words)
        and (word.pos_ != "PROPN" or word.is_sent_start)  # "Cholera killed" at the head of a sentence
        for word in found
    )


def _around(token: Token, where: str) -> list[Token]:
    """The words that stand to a trigger as its subject, object and so on, with their conjuncts."""
    if where == "object":
        found = object_of(token) if token.pos_ == "VERB" else _behind(token, {"of"})
    elif where == "subject":
        found = subject_of(token) if token.pos_ == "VERB" else _beside(token)
    elif where == "manner":
        found = [child for child in token.children if child.dep_ == "advmod"]
    elif where == "around":
        return [word for word in token.sent if word.i != token.i]
    elif where == "doer":
        found = subject_of(token) if token.pos_ == "VERB" else _beside(token)
        found = found + (subject_of(token.head) if token.dep_ == "dobj" else [])
    elif where == "modifier":
        own = [child for child in token.children if child.dep_ in {"compound", "amod", "nmod", "nummod"}]
        found = [word for child in own for word in child.subtree]
    else:
        found = _behind(token, None)
    return with_conjuncts(found)


def _behind(token: Token, prepositions: set[str] | None) -> list[Token]:
    """What stands behind prepositions that hang on a word, or on the particle that belongs to it."""
    holders = [token, *(child for child in token.children if child.dep_ in {"prt", "advmod", "prep"})]
    return [
        noun
        for holder in holders
        for child in holder.children
        if child.dep_ in {"prep", "dative", "agent"}
        and (prepositions is None or child.lower_ in prepositions)
        for noun in child.children
        if noun.dep_ == "pobj"
    ]


def _beside(noun: Token) -> list[Token]:
    """Whose a deed told by a noun is: "the rebels' withdrawal", "a withdrawal of troops"."""
    own = [child for child in noun.children if child.dep_ in {"poss", "compound", "amod"}]
    return own + _behind(noun, {"of", "by"})


def _forms(word: Token) -> set[str]:
    """What a noun may be called by: itself and, unless it is a person, what it counts ("a cache of arms")."""
    forms = {word.lemma_.lower(), word.lower_}
    lexicon = load_lexicon()
    persons = word.lemma_.lower() in lexicon["civilians"] | lexicon["armed"]
    for child in () if persons else word.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            forms |= {noun.lemma_.lower() for noun in child.children if noun.dep_ == "pobj"}
    return forms
