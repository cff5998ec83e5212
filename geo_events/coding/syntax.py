"""Small questions to a dependency parse that several coding steps ask."""

from __future__ import annotations

import calendar
from collections.abc import Collection, Iterable
from functools import cache
from typing import Any

# spaCy's tokens and spans are used as they are; their types stay out of the signatures' way
Token = Any
Span = Any
Doc = Any

#: Dependency labels at which a new clause begins (ClearNLP labels, which spaCy's English models use).
CLAUSES = frozenset({"advcl", "ccomp", "relcl", "parataxis", "csubj"})
#: Words that put one happening before or after another instead of making them one.
SEQUENCE = frozenset(
    {"after", "before", "since", "following", "until", "despite", "ahead", "later", "earlier"}
)
_WEEKDAYS = frozenset(name.lower() for name in calendar.day_name)
ANSWERS = frozenset({"response", "retaliation", "answer", "reprisal", "revenge", "reaction"})


def clause_head(token: Token) -> Token:
    """Return the verb that heads the token's clause; a headless clause gives its root."""
    while token.dep_ not in CLAUSES and token.dep_ != "ROOT":
        if token.dep_ == "conj" and token.pos_ in {"VERB", "AUX"} and has_subject(token):
            break
        if (
            token.dep_ in {"acl", "xcomp", "conj"}
            and token.pos_ == "VERB"
            and token.head.pos_ not in {"VERB", "AUX"}
        ):
            break
        token = token.head
    return token


def has_subject(verb: Token) -> bool:
    """Whether a verb has a subject of its own."""
    return any(child.dep_ in {"nsubj", "nsubjpass", "csubj", "expl"} for child in verb.children)


def opens_clause(token: Token) -> bool:
    """Whether a clause of its own begins below the token's head."""
    joined = token.dep_ == "conj" and token.pos_ in {"VERB", "AUX"} and has_subject(token)
    return bool(token.dep_ in CLAUSES or joined)


def clause_tokens(head: Token) -> set[int]:
    """Return the indices of a clause: the head's subtree without the clauses inside it."""
    inside: set[int] = set()
    stack = [head]
    while stack:
        token = stack.pop()
        inside.add(token.i)
        for child in token.children:
            if not opens_clause(child):
                stack.append(child)
    return inside


def path(a: Token, b: Token) -> tuple[list[Token], list[Token]]:
    """Return the tokens from each of two tokens up to, and without, their common ancestor."""
    above = [a, *a.ancestors]
    at = {token.i: n for n, token in enumerate(above)}
    down: list[Token] = []
    for token in [b, *b.ancestors]:
        if token.i in at:
            return above[: at[token.i]], down
        down.append(token)
    return above, down


def in_sequence(token: Token) -> bool:
    """Whether the edge above a token says "after", "before", "since" ..."""
    if token.lower_ in SEQUENCE:
        return True
    if token.lemma_.lower() in ANSWERS and token.dep_ == "pobj" and token.head.lower_ in {"in", "as"}:
        return True  # "in response to the attack"
    marks = {"mark", "advmod", "prep"}
    return token.dep_ in {"advcl", "pcomp", "ccomp"} and any(
        child.dep_ in marks and child.lower_ in SEQUENCE and child.i < token.i for child in token.children
    )


def nouns(tokens: Collection[Token]) -> list[Token]:
    """Return the nouns among tokens: a weapon is a thing, "to bomb" says nothing of with what."""
    return [token for token in tokens if token.pos_ in {"NOUN", "PROPN", "ADJ", "PUNCT", "NUM"}]


def matches(phrases: frozenset[tuple[str, ...]], tokens: Iterable[Token]) -> bool:
    """Whether any of the phrases begins at one of the tokens, by lemma or word form."""
    by_first = _by_first(phrases)
    return any(
        fits(phrase, token)
        for token in tokens
        for first in dict.fromkeys((token.lemma_.lower(), token.lower_))
        for phrase in by_first.get(first, ())
    )


@cache
def _by_first(phrases: frozenset[tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    """Phrases by their first word; of the few sets that the lexicons hold."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(phrases):
        found.setdefault(phrase[0], []).append(phrase)
    return found


def fits(phrase: tuple[str, ...], token: Token) -> bool:
    """Whether the phrase begins at the token; a hyphen between two words counts as a space."""
    doc, at = token.doc, token.i
    for word in phrase:
        if at < len(doc) and doc[at].text == "-" and at > token.i:
            at += 1
        if at >= len(doc):
            return False
        found = doc[at]
        if word != found.lemma_.lower() and word != found.lower_:
            return False
        at += 1
    return True


def object_of(verb: Token) -> list[Token]:
    """Who or what a verb acts upon: objects, and the subject of a passive."""
    found = [child for child in verb.children if child.dep_ in {"dobj", "nsubjpass", "dative", "obj"}]
    if not found and verb.dep_ == "conj" and not has_subject(verb):
        found = [c for c in verb.head.children if c.dep_ == "nsubjpass" and verb.tag_ == "VBN"]
    if verb.dep_ in {"acl", "relcl"} and verb.tag_ == "VBN" and not found:
        found = [verb.head]
    if not found and not has_subject(verb) and any(child.dep_ == "auxpass" for child in verb.children):
        # "In Dschang, the courthouse and the party house were ransacked": taken for another name of the place
        before = [c for c in verb.children if c.dep_ == "prep" and c.i < verb.i]
        places = [noun for each in before for noun in each.children if noun.dep_ == "pobj"]
        found = [noun for place in places for noun in place.children if noun.dep_ == "appos"]
    return found


def subject_of(verb: Token) -> list[Token]:
    """Who acts: the subject, the agent of a passive, or the head that a participle belongs to."""
    while True:
        found = [child for child in verb.children if child.dep_ == "nsubj"]
        found = found or behind_weekday(verb) or _behind_comma(verb)
        for child in verb.children:
            if child.dep_ == "agent" or (
                child.dep_ == "prep" and child.lower_ == "by" and verb.tag_ == "VBN"
            ):
                found += [grandchild for grandchild in child.children if grandchild.dep_ == "pobj"]
        if found or any(child.dep_ == "nsubjpass" for child in verb.children):
            return found
        if verb.dep_ not in {"conj", "xcomp", "advcl"} or verb.head.pos_ not in {"VERB", "AUX"}:
            break
        verb = verb.head  # "attacked a post and killed three": the same subject
    # "thirty fighters handed in their rifles" may be read as a noun with what it did
    participle = verb.dep_ == "acl" and verb.tag_ in {"VBG", "VBD"}
    return [verb.head] if participle or verb.dep_ == "relcl" else []


def behind_weekday(verb: Token) -> list[Token]:
    """The subject that a parse hangs on the day before it: "On Sunday guerrillas stopped three canoes"."""
    if has_subject(verb):
        return []
    before = [child for child in verb.children if child.dep_ == "prep" and child.i < verb.i]
    objects = [noun for each in before for noun in each.children if noun.dep_ == "pobj" and noun.i < verb.i]
    return [noun for noun in objects if weekday_before(noun) is not None][-1:]


def _behind_comma(verb: Token) -> list[Token]:
    """The subject that a parse lists with the place before it: "in the hills of Masisi, rebels took it"."""
    noun = verb.doc[verb.i - 1] if verb.i else verb
    if verb.tag_ not in {"VBD", "VBZ", "VBP"} or noun.tag_ != "NNS" or has_subject(verb):
        return []
    top = noun
    while top.dep_ in {"pobj", "prep", "appos", "conj", "nmod"} and top.head != verb:
        top = top.head
    parted = any(token.text == "," for token in verb.doc[top.i : noun.i])
    return [noun] if top.dep_ == "prep" and top.head == verb and parted else []


def weekday_before(noun: Token) -> Token | None:
    """The weekday that a parse took for a part of the noun behind it: "on Sunday gunmen"."""
    if noun.tag_ != "NNS" or noun.i < 2 or noun.doc[noun.i - 2].lower_ != "on":
        return None
    day = noun.doc[noun.i - 1]
    return day if day.dep_ == "compound" and day.lower_ in _WEEKDAYS and day.head == noun else None


def with_conjuncts(tokens: Collection[Token]) -> list[Token]:
    """Return the tokens together with what is joined to them by "and"."""
    return [token for each in tokens for token in (each, *each.conjuncts)]
