"""What a pronoun may stand for: the nouns before it, by number and by their place in the clause."""

from __future__ import annotations

from typing import Final

from geo_events.coding.ontology import load_lexicon
from geo_events.coding.syntax import Token

_PLURAL: Final = frozenset({"they", "them", "their", "theirs", "themselves"})
_NEUTRAL: Final = frozenset({"it", "its", "itself"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
_OBJECTS: Final = frozenset({"dobj", "pobj"})
_MANY: Final = frozenset({"NNS", "NNPS"})


def antecedents_of(pronoun: Token, *, acts: bool) -> list[Token]:
    """The nouns that a pronoun may stand for, the likeliest first.

    Those of its own sentence before it, then those of the sentence before. Who acts, and who is a clause's
    subject, is mostly the subject told before; who is acted upon, mostly the object.

    Parameters
    ----------
    pronoun
        A personal one.
    acts
        Whether it stands where somebody acts.
    """
    start = pronoun.sent.start
    spans = [pronoun.doc[start : pronoun.i]]
    if start > 0:
        spans.append(pronoun.doc[start - 1].sent)
    subject = acts or pronoun.dep_ in _SUBJECTS
    found: list[Token] = []
    for span in spans:
        agreeing = [t for t in span if t.pos_ in {"NOUN", "PROPN"} and _agrees(t, pronoun)]
        nouns = [t for t in agreeing if not _beside(t, pronoun)]
        subjects = [t for t in nouns if t.dep_ in _SUBJECTS]
        objects = [t for t in reversed(nouns) if t.dep_ in _OBJECTS]
        found += subjects if acts else [*subjects, *objects] if subject else [*objects, *subjects]
    return found


def _agrees(noun: Token, pronoun: Token) -> bool:
    many = noun.tag_ in _MANY or any(child.dep_ == "conj" for child in noun.children)
    gathered = noun.lemma_.lower() in load_lexicon()["collectives"]
    if pronoun.lower_ in _PLURAL:
        return many or gathered
    if pronoun.lower_ in _NEUTRAL:
        return not many and (gathered or noun.pos_ == "PROPN")
    return not many and not gathered


def _beside(noun: Token, pronoun: Token) -> bool:
    """Whether a noun is another part of the pronoun's own clause: "the rebels shot them" are two."""
    return noun.head == pronoun.head and noun.dep_ in _SUBJECTS | _OBJECTS
