"""Attempted: what was begun or meant and did not come off, as English ordinarily says it.

Somebody foils it, shoots the weapon down, drives the attackers back; it fails, misses, does not go off; it
is an attempt by name; those who were about to do it are stopped before they could.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from itertools import chain

from geo_events.coding.ontology import Lexicon, load_ontology
from geo_events.coding.syntax import Token, object_of, subject_of

#: Verbs that with "down" tell of a weapon that did not reach its target.
_BROUGHT_DOWN = frozenset({"shoot", "bring", "take", "knock"})
_UP = frozenset(
    {"dobj", "nsubjpass", "pobj", "prep", "xcomp", "acl", "compound", "amod", "agent", "pcomp", "nmod"}
)
_PARTICLES = frozenset({"prt", "advmod", "prep"})
_PAST_BE = frozenset({"was", "were"})
_COULD = frozenset({"could", "can"})
_REACHING = frozenset({"able", "manage", "reach", "get"})
_LANDING = frozenset({"land", "fall", "crash", "drop", "plunge", "come"})
_IN = frozenset({"in", "into", "on", "onto", "at", "over"})
_FINDING = frozenset({"find", "discover", "locate", "uncover", "detect"})
_NONE = frozenset({"never", "neither", "none"})
_CAUGHT = frozenset({"arrest", "detain", "apprehend"})


class Outcome(Enum):
    """What became of an attempt.

    ``HARMLESS`` is told of attackers that were driven back and weapons that missed: where people died all the
    same it took place. ``NONE`` is what somebody only means to prevent.
    """

    OCCURRED = "occurred"
    FAILED = "failed"
    HARMLESS = "harmless"
    NONE = "none"


def outcome_of(trigger: Token, lexicon: Lexicon) -> Outcome:
    """Tell what became of what a trigger stands for."""
    if trigger.pos_ == "VERB":
        said = _said_by(trigger, lexicon)
        if said is not None:
            return said
    if trigger.lemma_.lower() in lexicon["attempting"]:
        return Outcome.FAILED
    hindered = _hindered(trigger, lexicon)
    if hindered is not None:
        return hindered
    if _is_attempt_by_name(trigger, lexicon) or _is_about_to(trigger) or _is_cut_short(trigger):
        return Outcome.FAILED
    return Outcome.HARMLESS if _comes_to_nothing(trigger, lexicon) else Outcome.OCCURRED


def _said_by(verb: Token, lexicon: Lexicon) -> Outcome | None:
    """What an event's verb says by itself: "shot down", "repelled", "stopped them from crossing"."""
    down = verb.lemma_.lower() in _BROUGHT_DOWN and _particle(verb) == "down"
    if down or _says(verb, lexicon, "undoing"):
        # a missile, or a helicopter; but "gunned down" and "laid down" are of people and arms
        return Outcome.OCCURRED if _is_aircraft(verb, lexicon) else Outcome.FAILED
    if _keeps_from(verb, lexicon) or (verb.lemma_.lower() in _FINDING and _is_device(verb, lexicon)):
        return Outcome.FAILED
    attackers = lexicon["armed"] | lexicon["assaults"] | lexicon["mobs"]
    if _says(verb, lexicon, "repelling") and any(
        each.lemma_.lower() in attackers for each in _befallen(verb)
    ):
        return Outcome.HARMLESS
    return Outcome.HARMLESS if verb.lemma_.lower() == "miss" else None


def _befallen(verb: Token) -> list[Token]:
    """Whom a verb befalls, "tried to enter, but were driven back" included."""
    found = object_of(verb)
    if not found and any(child.dep_ == "auxpass" for child in verb.children) and verb.dep_ == "conj":
        found = [child for child in verb.head.children if child.dep_ == "nsubj"]
    return found


def _is_aircraft(verb: Token, lexicon: Lexicon) -> bool:
    """Whether what is shot down is no weapon on its way but a target: a helicopter, a spy plane."""
    things = object_of(verb)
    return any(
        not lexicon["aircraft"].isdisjoint(
            {
                thing.lemma_.lower(),
                *(child.lower_ for child in thing.children if child.dep_ in {"amod", "compound"}),
            }
        )
        for thing in things
    )


def _is_device(verb: Token, lexicon: Lexicon) -> bool:
    """Whether a bomb that was laid is what is found, and no store of arms."""
    return any(thing.lemma_.lower() in lexicon["devices"] for thing in object_of(verb))


def _keeps_from(verb: Token, lexicon: Lexicon) -> bool:
    """Whether somebody is kept from doing it: "stopped gunmen from crossing"."""
    return _says(verb, lexicon, "hindering") and any(
        child.lower_ == "from" and any(each.dep_ == "pcomp" for each in child.children)
        for child in verb.children
    )


def goes_off(token: Token, lexicon: Lexicon) -> bool:
    """Whether a verb tells of a weapon that goes off; where it doesn't, the weapon was there all the same."""
    return token.pos_ == "VERB" and _says(token, lexicon, "going_off")


def is_tried(verb: Token, lexicon: Lexicon) -> bool:
    """Whether an infinitive tells what somebody attempted, was about to do or was kept from by others."""
    head = verb.head
    if verb.dep_ == "acl" and head.lemma_.lower() in lexicon["attempts"]:
        return not (head.dep_ == "pobj" and head.head.lower_ == "in")  # "fired tear gas in an attempt to"
    if verb.dep_ == "acl":
        return is_foiled_plan(head, lexicon)
    planned = head.lemma_.lower() in lexicon["planning"] and head.dep_ in {"acl", "relcl"}
    return _is_about_to(verb) or (planned and is_foiled_plan(head.head, lexicon))


def is_foiled_plan(noun: Token, lexicon: Lexicon) -> bool:
    """Whether a plot or plan, of which an event is the content, was found out or stopped."""
    while noun.dep_ in {"conj", "compound", "prep", "pobj"} and noun.head.pos_ in {"NOUN", "ADP"}:
        noun = noun.head
    verb = noun.head
    return noun.dep_ in {"dobj", "nsubjpass"} and any(
        _says(verb, lexicon, name) for name in ("hindering", "undoing", "uncovering")
    )


def _hindered(trigger: Token, lexicon: Lexicon) -> Outcome | None:
    """What the verbs above a trigger say of it: "foiled an attack", "tried to seize", "was beaten off"."""
    token = trigger
    while token.dep_ in _UP:
        token = token.head
        if token.pos_ in {"VERB", "NOUN"} and token.lemma_.lower() in lexicon["attempting"]:
            return Outcome.FAILED
        if token.pos_ != "VERB":
            continue
        if trigger.lemma_.lower() in lexicon["protesters"]:
            return None  # a march that was stopped took place
        if _says(token, lexicon, "hindering") or _says(token, lexicon, "undoing"):
            return _hindrance(token, lexicon, Outcome.FAILED)
        if _says(token, lexicon, "repelling"):
            return _hindrance(token, lexicon, Outcome.HARMLESS)
    return None


def _hindrance(verb: Token, lexicon: Lexicon, done: Outcome) -> Outcome:
    """What a verb of hindering says: that it was done, could not be done, or is meant to be."""
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    perfect = "have" in auxiliaries
    if any(child.dep_ == "neg" for child in verb.children) or (perfect and auxiliaries & lexicon["modals"]):
        return Outcome.OCCURRED  # "did not prevent", "should have prevented"
    head = verb.head
    if "to" in auxiliaries and not perfect:  # "claims to have foiled"
        if head.lemma_.lower() in lexicon["doing"]:
            return done  # "managed to repel"
        return Outcome.OCCURRED if head.lemma_.lower() in lexicon["attempting"] else Outcome.NONE
    if auxiliaries & lexicon["modals"]:
        return Outcome.NONE
    return done


def _is_attempt_by_name(trigger: Token, lexicon: Lexicon) -> bool:
    """Whether a noun says so itself: "a failed attack", "the attempted coup"."""
    return trigger.pos_ in {"NOUN", "PROPN"} and any(
        child.lower_ in lexicon["unfulfilled"]
        for child in trigger.children
        if child.dep_ in {"amod", "compound"}
    )


def _comes_to_nothing(trigger: Token, lexicon: Lexicon) -> bool:
    """Whether the weapon or the attack fails, misses, does not go off or comes down where nothing is."""
    verbs = [trigger] if trigger.pos_ == "VERB" else []
    weapons = load_ontology().weapon_words | lexicon["assaults"] | lexicon["attempts"]
    near = [*subject_of(trigger), *object_of(trigger)] if verbs else []
    things = [each for each in near if each.lemma_.lower() in weapons] if verbs else [trigger]
    for thing in _what_is_meant(things, trigger):
        if thing.dep_ in {"nsubj", "nsubjpass"} and thing.head.pos_ == "VERB":
            verbs.append(thing.head)
        verbs += [child for child in thing.children if child.dep_ in {"relcl", "acl"}]
    # "rockets fired from the hill fell short": the parse may hang the verb on the participle
    verbs += [
        child
        for child in trigger.children
        if child.dep_ == "advcl" and child.tag_ == "VBD" and not _has_own_words(child)
    ]
    verbs += [each for verb in list(verbs) for each in verb.conjuncts]
    return any(
        _fails(verb, lexicon, noun=trigger.pos_ != "VERB" or verb != trigger) for verb in verbs
    ) or any(_goes_nowhere(verb, lexicon) for verb in verbs)


def _has_own_words(verb: Token) -> bool:
    return any(
        child.dep_ in {"mark", "advmod", "nsubj", "nsubjpass"} and child.i < verb.i for child in verb.children
    )


def _what_is_meant(things: list[Token], trigger: Token) -> Iterator[Token]:
    """The things themselves and what a trigger says more of: "a shot fired at the minister"."""
    yield from things
    if trigger.dep_ in {"acl", "relcl", "compound"}:
        yield trigger.head


def _fails(verb: Token, lexicon: Lexicon, *, noun: bool) -> bool:
    negated = any(child.dep_ == "neg" or child.lower_ in _NONE for child in verb.children)
    if _says(verb, lexicon, "going_off") and verb.pos_ == "VERB":
        return negated
    return noun and not negated and _says(verb, lexicon, "failing")


def _goes_nowhere(verb: Token, lexicon: Lexicon) -> bool:
    for child in verb.children:
        if child.lower_ == "without" and any(
            each.lemma_.lower() in lexicon["going_off"] | {"explosion", "detonation"}
            for each in child.children
        ):
            return True
        if verb.lemma_.lower() not in _LANDING:
            continue
        if child.lower_ in {"short", "harmlessly"}:
            return True
        if child.lower_ in _IN and any(_is_nowhere(each, lexicon) for each in child.children):
            return True
    return False


def _is_nowhere(noun: Token, lexicon: Lexicon) -> bool:
    """A field, the sea, "open ground"."""
    return noun.dep_ == "pobj" and (
        noun.lemma_.lower() in lexicon["nowhere"]
        or any(
            child.lower_ in {"open", "empty", "uninhabited", "unpopulated", "vacant"}
            for child in noun.children
        )
    )


def _is_about_to(verb: Token) -> bool:
    """Whether it was to happen next: "a crowd was about to lynch them"."""
    head = verb.head
    return (
        verb.dep_ == "xcomp"
        and head.lower_ in {"about", "poised", "ready"}
        and (head.head.lower_ in _PAST_BE or any(child.lower_ in _PAST_BE for child in head.children))
    )


def _is_cut_short(trigger: Token) -> bool:
    """Whether those that it befell could not do what they meant: "was shot dead before he could detonate"."""
    passive = any(child.dep_ in {"auxpass", "nsubjpass"} for child in trigger.children)
    if trigger.pos_ != "VERB" or not passive or trigger.lemma_.lower() in _CAUGHT:
        return False
    for child in trigger.children:
        before = child.dep_ == "advcl" and any(
            each.lower_ == "before" and each.i < child.i for each in child.children
        )
        if before and (
            child.lemma_.lower() in _REACHING
            or any(each.lower_ in _COULD for each in child.children if each.dep_ == "aux")
        ):
            return True
    return False


def _particle(verb: Token) -> str:
    return next(
        (child.lower_ for child in verb.children if child.dep_ in _PARTICLES and child.i > verb.i), ""
    )


def _says(verb: Token, lexicon: Lexicon, name: str) -> bool:
    """Whether a verb, with its particle or complement, is of a list: "foil", "beat off", "fall short"."""
    words, lemma = lexicon[name], verb.lemma_.lower()
    if lemma in words:
        return True
    followers = (child for child in verb.children if child.i > verb.i)
    return any(
        f"{lemma} {each.lower_}" in words
        for each in chain.from_iterable((child, *child.children) for child in followers)
    )
