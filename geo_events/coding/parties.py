"""The nouns that may name who acted and who was acted upon."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from functools import cache

from geo_events.coding.actor_nouns import load_actor_nouns
from geo_events.coding.casualties import Casualties
from geo_events.coding.ontology import load_lexicon
from geo_events.coding.syntax import (
    Token,
    behind_weekday,
    has_subject,
    object_of,
    subject_of,
    weekday_before,
    with_conjuncts,
)
from geo_events.coding.word_classes import find_classes

#: Prepositions to what a verb reaches ("threw stones at the police"), and verbs that reach it by "to".
_ON = frozenset({"on", "at", "with", "into", "against", "towards", "toward"})
_BESIDE = frozenset({"in", "near", "outside", "inside", "under", "beside", "beneath", "by"})
#: Acts of the word classes in which force is used, or threatened.
_VIOLENT = frozenset(
    {"attack", "kill", "hurt", "shoot", "clash", "offensive", "regain", "take", "abduct", "rape", "loot",
     "airstrike", "shell", "ied", "grenade", "suicide", "disperse", "excessive", "riot", "mob", "arrest"}
)  # fmt: skip
_RELATIVE = frozenset({"WDT", "WP"})
_AGAINST = frozenset({"on", "against", "of", "at", "with", "upon", "toward", "towards"})


def doers_of(members: Sequence[Token]) -> list[Token]:
    """The nouns that may name who acted, the best first.

    An event's own noun among them means: who stands before it ("Israeli strikes", "the rebels' shelling").
    """
    found: list[Token] = []
    for member in members:
        found += _subjects(member) if member.pos_ == "VERB" else _doers_of_noun(member)
    found = [token for token in found if token.lemma_.lower() not in load_lexicon()["settlements"]]
    unique = list({token.i: token for token in found}.values())
    owners = {
        token.i: [] if _is_of_victims(token) else [c for c in token.children if c.dep_ == "poss"]
        for token in unique
    }
    return [token for each in unique for token in (each, *owners[each.i])]


def _is_of_victims(noun: Token) -> bool:
    """Whether the possessor of what a noun names suffers it: "the mayor's murder"."""
    return noun.lemma_.lower() in load_actor_nouns().words["of_victims"]


def _subjects(verb: Token) -> list[Token]:
    """Who does what a verb says; nobody where its subject only suffers it ("thirteen people died")."""
    if verb.lemma_.lower() in load_actor_nouns().words["undergoing"]:
        return []
    if verb.tag_ == "VBN" and not has_subject(verb) and not _is_perfect(verb):
        return _agents(verb)  # "are missing and believed abducted"
    found = [_antecedent(token) for token in subject_of(verb)]
    # "near Tyre, a unit and its allies fought": the parse may take the place for the subject
    return [each for token in found for each in (token, *(c for c in token.children if c.dep_ == "appos"))]


def _is_perfect(verb: Token) -> bool:
    """Whether "have" stands with a participle, or with the one that it is joined to by "and"."""
    while True:
        if any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children):
            return True
        if verb.dep_ != "conj":
            return False
        verb = verb.head


def _antecedent(token: Token) -> Token:
    """What a relative pronoun stands for: "the army, which shelled the town"; any other token itself."""
    if token.tag_ not in _RELATIVE and token.lower_ not in {"who", "which", "whom"}:
        return token
    clause = token.head
    while clause.dep_ in {"conj", "xcomp"}:
        clause = clause.head
    return clause.head if clause.dep_ == "relcl" else token


def _doers_of_noun(noun: Token) -> list[Token]:
    found = []
    before = {child.dep_ for child in noun.children if child.i < noun.i}
    if _is_of_victims(noun):
        before.discard("poss")
    if not before.isdisjoint({"compound", "poss", "amod", "nmod"}):
        found.append(noun)
    for child in noun.children:
        if child.lower_ in {"between", "among"}:
            found += [side for each in _objects(child) for side in _sides(each)]
        elif child.lower_ == "by":
            found += _objects(child)
        elif child.dep_ in {"acl", "relcl"} and child.lemma_.lower() in load_lexicon()["performing"]:
            found += _subjects(child) if child.dep_ == "relcl" else _agents(child)
        elif child.dep_ == "acl" and child.lemma_.lower() in load_actor_nouns().words["blaming"]:
            # "a strike blamed on the United States"
            found += [g for c in child.children if c.lower_ in {"on", "to"} for g in _objects(c)]
    head = noun.head
    performing = load_lexicon()["performing"] | load_actor_nouns().words["agreeing"]
    if noun.dep_ in {"dobj", "nsubjpass"} and head.lemma_.lower() in performing:
        found += _subjects(head)
    elif noun.dep_ == "pobj" and head.head.lemma_.lower() in load_actor_nouns().words["engaging"]:
        found += _subjects(head.head)
    return found


def doers_above(members: Sequence[Token]) -> list[Token]:
    """Who acts in the clauses that an event's word depends on: "troops freed them after a firefight".

    Not those that report, and not those who die or suffer there.
    """
    found: list[Token] = []
    for verb in _clauses_above(members):
        found += _agents(verb)
        found += [_antecedent(child) for child in verb.children if child.dep_ == "nsubj"]
    return [token for token in {token.i: token for token in found}.values() if token.pos_ != "PRON"]


def doers_beside(members: Sequence[Token], *, but: Collection[int]) -> list[tuple[Token, bool]]:
    """Who acts in the other clauses of a sentence: "women were raped when gangs took the town".

    The nearest first, each with whether it does violence there or takes something; not those that report,
    help or leave.

    Parameters
    ----------
    members
        The words that tell of the event.
    but
        Indices of words whose subjects are left out.
    """
    sentence = members[0].sent
    passed = _not_doing() | load_actor_nouns().words["attending"] | load_actor_nouns().words["leaving"]
    found: list[tuple[int, Token, bool]] = []
    classes = find_classes(sentence)
    for verb in sentence:
        if verb.pos_ != "VERB" or verb.i in but or verb.lemma_.lower() in passed:
            continue
        if any(child.dep_ == "neg" for child in verb.children):
            continue
        acts = {each.name for each in classes.get(verb.i, ()) if each.kind == "acts"}
        found += [
            (abs(token.i - members[0].i), token, not acts.isdisjoint(_VIOLENT))
            for token in map(_antecedent, subject_of(verb))
            if token.pos_ in {"NOUN", "PROPN"} and token not in members
        ]
    unique = {token.i: (token, violent) for _, token, violent in sorted(found, key=lambda item: item[0])}
    return list(unique.values())


def leavers(members: Sequence[Token]) -> list[Token]:
    """Who gives a place up in the sentence: "took the town after the army had left"."""
    leaving = load_actor_nouns().words["leaving"]
    verbs = [
        token
        for token in members[0].sent
        if token.pos_ == "VERB" and (token.lemma_.lower() in leaving or _pulls_out(token))
    ]
    found = [_antecedent(token) for verb in verbs for token in verb.children if token.dep_ == "nsubj"]
    found += [token for verb in verbs for token in behind_weekday(verb)]
    return [token for token in found if token.pos_ in {"NOUN", "PROPN"}]


def _pulls_out(verb: Token) -> bool:
    return verb.lemma_ in {"move", "pull"} and any(child.lower_ in {"out", "back"} for child in verb.children)


def sufferers_above(members: Sequence[Token]) -> list[Token]:
    """Whom the clauses that an event's word depends on act upon: "women raped during a raid"."""
    found = [_antecedent(token) for verb in _clauses_above(members) for token in object_of(verb)]
    return [token for token in {token.i: token for token in found}.values() if token.pos_ != "PRON"]


def _clauses_above(members: Sequence[Token]) -> list[Token]:
    passed = _not_doing()
    verbs = [verb for member in members for verb in member.ancestors if verb.pos_ == "VERB"]
    return [verb for verb in verbs if verb.lemma_.lower() not in passed]


@cache
def _not_doing() -> frozenset[str]:
    """Verbs whose subject reports, bears or wishes what happens."""
    lexicon = load_lexicon()
    names = ("saying", "claiming", "judging", "casualties", "wanting", "threatening")
    return load_actor_nouns().words["bystanding"].union(*(lexicon[name] for name in names))


def speakers(members: Sequence[Token]) -> list[Token]:
    """The subjects of the clauses that report an event."""
    saying = load_lexicon()["saying"] | load_lexicon()["claiming"]
    verbs = [verb for member in members for verb in (*member.ancestors, *member.children)]
    return [
        child
        for verb in verbs
        if verb.lemma_.lower() in saying
        for child in verb.children
        if child.dep_ == "nsubj"
    ]


def _agents(verb: Token) -> list[Token]:
    return [g for c in verb.children if c.lower_ == "by" for g in c.children if g.dep_ == "pobj"]


def _sides(token: Token) -> list[Token]:
    """The two sides of "between the army and M23 rebels", however the parse ties them."""
    before = [
        c
        for c in token.children
        if c.dep_ in {"nmod", "compound"} and any(g.dep_ == "cc" for g in c.children)
    ]
    return [*before, token, *token.conjuncts]


def _objects(preposition: Token) -> list[Token]:
    return [child for child in preposition.children if child.dep_ == "pobj"]


def sufferers_of(
    members: Sequence[Token], casualties: Casualties, *, mutual: bool, lethal: bool
) -> list[Token]:
    """The nouns that may name who was acted upon, the best first.

    Parameters
    ----------
    members
        The words that tell of the event.
    casualties
        Whose head nouns name who was killed or hurt.
    mutual
        Whether two sides take part, as in a battle or an agreement: the other side comes before the dead.
    lethal
        Whether the dead are whom the event is about, as they are not of an abduction or of arrests.
    """
    acted: list[Token] = []
    for member in members:
        acted += acted_upon(member) + _reached(member)
    heads = [
        c.head
        for c in (casualties.killed, casualties.injured)
        if c is not None and c.head is not None and c.best
    ]
    others = list(_other_sides(members)) if mutual else []
    heads = [_antecedent(head) for head in heads]
    found = [*others, *acted, *heads] if mutual or not lethal else [*heads, *acted]
    return list({token.i: token for token in with_conjuncts(found)}.values())


def _other_sides(members: Sequence[Token]) -> Iterable[Token]:
    """The second of two sides: behind "and", "with", "from" or "against"."""
    for member in members:
        verb = member if member.pos_ == "VERB" else member.head
        if member.pos_ != "VERB":
            for child in member.children:
                if child.lower_ in {"between", "among"}:
                    sides = [side for each in _objects(child) for side in _sides(each)]
                    yield from sides[1:]
                elif child.lower_ in {"with", "against"}:
                    yield from _objects(child)
        if verb.pos_ != "VERB":
            continue
        if verb.lemma_.lower() in load_actor_nouns().words["mutual"] or member is not verb:
            yield from (c for each in _subjects(verb) for c in each.conjuncts)
        for child in verb.children:
            if child.lower_ in {"with", "against", "from"}:
                yield from _objects(child)


def _reached(verb: Token) -> list[Token]:
    """What a verb reaches through a preposition: "threw stones at the police", "set fire to houses"."""
    lemma = verb.lemma_.lower()
    reached = (
        _ON | {"to"}
        if lemma in load_actor_nouns().words["setting"]
        else _ON | _BESIDE
        if lemma in load_actor_nouns().words["exploding"]
        else _ON
    )
    found = []
    for child in verb.children:
        if child.lower_ not in reached:
            continue
        for token in _objects(child):
            if weekday_before(token) is not None:
                continue
            in_front = token.lower_ in {"front", "side"}
            found += (
                [g for c in token.children if c.lower_ == "of" for g in _objects(c)] if in_front else [token]
            )
    return found


def acted_upon(member: Token) -> list[Token]:
    """The nouns that one word acts upon: its objects, or what a strike is "on" or "against"."""
    if member.pos_ == "VERB":
        suffered = object_of(member)
        if member.lemma_.lower() in load_actor_nouns().words["vanishing"]:
            suffered = subject_of(member)
        return [_antecedent(token) for token in suffered] or _reached(member)
    if member.pos_ == "ADJ" and member.dep_ == "conj" and member.head.tag_ == "VBN":
        return [_antecedent(token) for token in object_of(member.head)]  # "were dragged off and lynched"
    found = [g for c in member.children if c.dep_ == "prep" and c.lower_ in _AGAINST for g in _objects(c)]
    if _is_of_victims(member):
        found += [c for c in member.children if c.dep_ == "poss"]
    if not found and member.dep_ in {"dobj", "nsubjpass"} and member.head.pos_ == "VERB":
        # "launched two bombs against a dealership", "set fire to houses"
        found = [
            g for c in member.head.children if c.lower_ in {"on", "against", "at", "to"} for g in _objects(c)
        ]
    return found
