"""Threatened: what an actor announces as a deed of its own that is still to come.

What others demand, fear or expect of it is none; nor is what an official says of somebody else's plans.
"""

from __future__ import annotations

from geo_events.coding.ontology import Lexicon
from geo_events.coding.reality import Reality
from geo_events.coding.syntax import Token

THREATENED = "threatened"
#: Who speaks of a deed of its own: "the group said it would", "the group will, its leader said".
_ITSELF = frozenset({"it", "they", "he", "she", "we", "i"})
_ITS = frozenset({"its", "their", "his", "her", "our", "my"})
_FUTURE = frozenset({"will", "would", "shall", "'ll", "’ll"})
_ABOUT_TO = frozenset({"about", "ready", "poised", "set", "prepared"})
_NOW = frozenset({"is", "are", "'s", "’s", "stand", "stands"})


def announced(trigger: Token, lexicon: Lexicon) -> Reality | None:
    """Judge a word that tells of no past event: a threat or plan, or None.

    It is the infinitive of a verb that announces ("vowed to attack"), or stands in the future in what
    somebody says of itself ("said its fighters would storm"); or a noun is what is announced ("promised
    attacks"), or the object of such a verb ("vowed to launch an offensive").
    """
    verb = deed_of(trigger, lexicon)
    if verb is None:
        return None
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        verb = verb.head  # "vowed to storm the town and kill"
    if any(child.dep_ in {"neg", "auxpass", "nsubjpass"} for child in (*trigger.children, *verb.children)):
        return None
    if trigger.pos_ != "VERB" and verb.lemma_.lower() in lexicon["threatening"] & lexicon["announcing"]:
        return _as_threat(_is_said(verb, lexicon))
    if verb.dep_ == "xcomp" and verb.head.lower_ in _ABOUT_TO:
        return _as_threat(_is_about_to(verb.head, lexicon))
    above = verb.head
    if above == verb or above.pos_ != "VERB" or not _is_said(above, lexicon):
        return None
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    lemma = above.lemma_.lower()
    if verb.dep_ == "xcomp" and "to" in auxiliaries and lemma in lexicon["announcing"]:
        return _as_threat(True)
    says = lexicon["announcing"] | lexicon["threatening"] | lexicon["saying"]
    own = verb.dep_ == "ccomp" and auxiliaries & _FUTURE and lemma in says and _of_itself(verb, above)
    return _as_threat(bool(own))


def _as_threat(holds: bool) -> Reality | None:
    return Reality(status=THREATENED) if holds else None


def deed_of(trigger: Token, lexicon: Lexicon) -> Token | None:
    """The verb that tells the deed: the trigger, or what its noun is the object of."""
    if trigger.pos_ == "VERB":
        return trigger
    noun = trigger
    while noun.dep_ in {"compound", "pobj", "prep"} and noun.head.pos_ in {"NOUN", "ADP"}:
        noun = noun.head  # "a wave of bombings"
    verb = noun.head
    if noun.dep_ != "dobj" or verb.pos_ != "VERB":
        return None
    lemma = verb.lemma_.lower()
    return verb if lemma in lexicon["performing"] | (lexicon["threatening"] & lexicon["announcing"]) else None


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
    unsaid = lexicon["denying"] | lexicon["imagining"] | lexicon["wanting"]
    if any(above.lemma_.lower() in unsaid for above in verb.ancestors):
        return False
    return "nsubj" in lefts and "neg" not in lefts and not hedged


def _is_about_to(word: Token, lexicon: Lexicon) -> bool:
    """Whether somebody says of itself that it is about to act: "says it is ready to strike"."""
    be = word.head if word.head.lower_ in _NOW else word
    above = be.head
    return (
        be.dep_ == "ccomp"
        and above.pos_ == "VERB"
        and above.lemma_.lower() in lexicon["saying"] | lexicon["threatening"]
        and _is_said(above, lexicon)
        and _of_itself(be, above)
    )


def _of_itself(verb: Token, above: Token) -> bool:
    """Whether the subject of what is said is the speaker, or one of the two belongs to the other."""
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    speaker = next((child for child in above.children if child.dep_ == "nsubj"), None)
    if subject is None or speaker is None:
        return False
    theirs = any(child.lower_ in _ITS for child in (*subject.children, *speaker.children))
    return subject.lower_ in _ITSELF or theirs
