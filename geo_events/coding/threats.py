"""Threatened: what an actor announces as a deed of its own that is still to come.

What others demand, fear or expect of it is none; nor is what an official says of somebody else's plans.
"""

from __future__ import annotations

from geo_events.coding.ontology import Lexicon
from geo_events.coding.reality import Reality
from geo_events.coding.syntax import Token

THREATENED = "threatened"
#: Who speaks of a deed of its own: "the group said it would".
_ITSELF = frozenset({"it", "they", "he", "she", "we", "i"})
_ITS = frozenset({"its", "their", "his", "her", "our", "my"})
_FUTURE = frozenset({"will", "would", "shall", "'ll"})


def announced(trigger: Token, lexicon: Lexicon) -> Reality | None:
    """Judge a verb that tells of no past event: a threat or plan, or None.

    Either it is the infinitive of a verb that announces ("vowed to attack"), or it stands in the future in
    what somebody says of itself ("said its fighters would storm").
    """
    if trigger.pos_ != "VERB":
        return None
    verb = trigger
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        verb = verb.head  # "vowed to storm the town and kill"
    if any(child.dep_ in {"neg", "auxpass", "nsubjpass"} for child in (*trigger.children, *verb.children)):
        return None
    above = verb.head
    if above == verb or above.pos_ != "VERB" or not _is_said(above, lexicon):
        return None
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    lemma = above.lemma_.lower()
    if verb.dep_ == "xcomp" and "to" in auxiliaries and lemma in lexicon["announcing"]:
        return Reality(status=THREATENED)
    says = lexicon["announcing"] | lexicon["threatening"] | lexicon["saying"]
    if verb.dep_ == "ccomp" and auxiliaries & _FUTURE and lemma in says and _of_itself(verb):
        return Reality(status=THREATENED)
    return None


def _is_said(verb: Token, lexicon: Lexicon) -> bool:
    """Whether the announcement itself is told as a fact, by somebody."""
    lefts = {child.dep_ for child in verb.children}
    hedged = any(child.dep_ == "aux" and child.lower_ in lexicon["modals"] for child in verb.children)
    if verb.dep_ in {"relcl", "acl"}:
        return False  # "a ring that was preparing to bomb": somebody else tells of it
    if verb.dep_ in {"advcl", "ccomp"} and any(
        child.dep_ == "mark" and child.lower_ in lexicon["conditions"] for child in verb.children
    ):
        return False
    return "nsubj" in lefts and "neg" not in lefts and not hedged


def _of_itself(verb: Token) -> bool:
    """Whether the subject of what is said is the speaker, or belongs to it."""
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if subject is None:
        return False
    return subject.lower_ in _ITSELF or any(child.lower_ in _ITS for child in subject.children)
