"""Who says that an event happened, and whether it is somebody with a stake in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from geo_events.coding.ontology import Lexicon
from geo_events.coding.reality import Reality
from geo_events.coding.syntax import Token

#: A speaker whose words are more is named by its head and what stands before it.
_LONGEST = 12


def as_told(reality: Reality, below: Token, above: Token, lexicon: Lexicon) -> Reality:
    """Add to a reality what the verb above says of who tells it."""
    lemma = above.lemma_.lower()
    reality = by_aside(reality, above, lexicon)
    by_somebody = any(child.dep_ == "nsubj" for child in above.children)
    claims = lemma in lexicon["claiming"] and (below.dep_ == "xcomp" or below.lower_ == "of")
    said = below.dep_ == "ccomp" and lemma in lexicon["saying"] | lexicon["claiming"]
    if not ((claims and by_somebody) or said) or reality.attributed_to is not None:
        return reality  # who is nearest to the deed tells it
    speaker = next((child for child in above.children if child.dep_ == "nsubj"), None)
    return replace(
        reality,
        claim="claimed" if lemma in lexicon["claiming"] else "reported",
        boasted=lemma in lexicon["claiming"] - lexicon["accusing"],
        attributed_to=words_of(speaker) if speaker is not None else None,
    )


def by_aside(reality: Reality, verb: Token, lexicon: Lexicon) -> Reality:
    """Read what stands beside a verb: "according to the rebels", "allegedly"."""
    for child in verb.children:
        if child.lower_ in lexicon["allegedly"]:
            return replace(reality, claim="claimed")
        if child.lower_ == "according" and reality.attributed_to is None:
            source = next((noun for noun in _behind(child) if noun.dep_ == "pobj"), None)
            return replace(reality, attributed_to=words_of(source) if source is not None else None)
    return reality


def _behind(token: Token) -> Iterator[Token]:
    for child in token.children:
        yield child
        yield from child.children


def alleged(reality: Reality, below: Token, noun: Token, lexicon: Lexicon) -> Reality | None:
    """Judge what an allegation holds: claimed by whose it is, disputed where somebody rejects it, else None.

    None too where it is said to be false, and where a noun only refers to what is told elsewhere ("rejected
    the army's version of the raid").
    """
    owner = next((child for child in noun.children if child.dep_ == "poss"), None)
    if owner is None:
        by = (child for child in noun.children if child.lower_ in {"by", "from", "of"})
        owner = next(
            (each for child in by for each in child.children if each.pos_ in {"NOUN", "PROPN"}), None
        )
    verb = noun.head
    if noun.lemma_.lower() == "report" and verb.lemma_.lower() not in lexicon["denying"]:
        return reality
    told = replace(reality, claim="claimed", attributed_to=words_of(owner) if owner is not None else None)
    if noun.dep_ in {"dobj", "nsubjpass"} and verb.lemma_.lower() in lexicon["denying"]:
        referred = below.dep_ == "prep" and noun.dep_ == "dobj"
        held = owner is not None and verb.lemma_ != "refute" and not referred
        return replace(told, claim="disputed") if held else None
    if noun.dep_ == "nsubj" and any(child.lower_ in lexicon["untrue"] for child in verb.children):
        return None
    return told


def denied(reality: Reality, verb: Token, lexicon: Lexicon) -> Reality | None:
    """Judge what somebody denies: disputed where the sentence says who tells it, else None."""
    telling = lexicon["saying"] | lexicon["claiming"]
    for teller in verb.sent:
        if teller.lemma_.lower() in telling and any(child.lower_ == "as" for child in teller.children):
            speaker = next((child for child in teller.children if child.dep_ == "nsubj"), None)
            if speaker is not None:
                return replace(reality, claim="disputed", attributed_to=words_of(speaker))
    return None


def words_of(head: Token) -> str:
    """The words that name a speaker."""
    tokens = [
        t for t in head.subtree if t.i <= head.i or t.dep_ in {"prep", "pobj", "compound", "det", "amod"}
    ]
    start, end = min(t.i for t in tokens), max(t.i for t in tokens) + 1
    if end - start > _LONGEST:
        start, end = min(c.i for c in [head, *head.lefts]), head.i + 1
    text = str(head.doc[start:end].text)
    return text.removesuffix("'s").removesuffix("’s")
