"""The nouns that may name who acted and who was acted upon."""

from __future__ import annotations

from collections.abc import Sequence

from geo_events.coding.casualties import Casualties
from geo_events.coding.ontology import load_lexicon
from geo_events.coding.syntax import Token, object_of, subject_of, with_conjuncts


def doers_of(members: Sequence[Token]) -> list[Token]:
    """The nouns that may name who acted, the best first."""
    found: list[Token] = []
    for member in members:
        if member.pos_ == "VERB":
            found += subject_of(member)
            continue
        for child in member.children:
            if child.dep_ in {"compound", "poss", "amod", "nmod"}:
                found.append(member)
                break
        found += [
            g for child in member.children if child.lower_ == "by" for g in child.children if g.dep_ == "pobj"
        ]
        if member.dep_ == "dobj" and member.head.lemma_.lower() in load_lexicon()["performing"]:
            found += subject_of(member.head)
    found = [token for token in found if token.lemma_.lower() not in load_lexicon()["settlements"]]
    unique = list({token.i: token for token in found}.values())
    return [token for each in unique for token in (each, *(c for c in each.children if c.dep_ == "poss"))]


def sufferers_of(members: Sequence[Token], casualties: Casualties) -> list[Token]:
    """The nouns that may name who was acted upon, the best first."""
    found: list[Token] = []
    for member in members:
        found += acted_upon(member)
    heads = [
        c.head
        for c in (casualties.killed, casualties.injured)
        if c is not None and c.head is not None and c.best
    ]
    found = [*heads, *found]
    return list({token.i: token for token in with_conjuncts(found)}.values())


def acted_upon(member: Token) -> list[Token]:
    """The nouns that one word acts upon: its objects, or what a strike is "on" or "against"."""
    if member.pos_ == "VERB":
        found = object_of(member)
        return found or [
            g
            for c in member.children
            if c.lower_ in {"on", "at", "with"}
            for g in c.children
            if g.dep_ == "pobj"
        ]
    return [
        g
        for c in member.children
        if c.dep_ == "prep" and c.lower_ in {"on", "against", "of", "at", "with"}
        for g in c.children
        if g.dep_ == "pobj"
    ]
