"""Deciding among the types that a trigger leaves open, by all words that tell of the event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from geo_events.coding.actions import INFERRED, NAMED, Action, clause_of
from geo_events.coding.actors import Actor
from geo_events.coding.casualty_reading import is_casualty_word
from geo_events.coding.ontology import load_ontology
from geo_events.coding.syntax import Span, Token
from geo_events.coding.type_model import TypeModel
from geo_events.event_types import EVENT_TYPE_OF

_REGAINS, _OVERTAKES = "Government regains territory", "Non-state actor overtakes territory"
#: How many times likelier another type must be than that which a trigger stands for by itself, among its own
#: choices.
_LIKELIER: Final = 10
#: The same, among all types where its own was only inferred from who was hit, and among its kin where it was
#: named.
_LIKELIER_OF_ALL, _LIKELIER_OF_KIN = 3, 20
#: How likely another type must be at least.
_LIKELY: Final = 0.4
#: These two differ by who was hit, which the words around tell less surely than the victims themselves.
_BY_VICTIMS: Final = frozenset({"Armed clash", "Attack"})
#: What nobody is killed or hurt by.
_HARMLESS: Final = frozenset(
    name for name, kind in EVENT_TYPE_OF.items() if kind == "Strategic developments"
) | {_REGAINS, _OVERTAKES, "Protest with intervention", "Peaceful protest"}
_STATES = frozenset({"State forces", "External/Other forces"})


def decide(
    lead: Action,
    group: Sequence[Action],
    sentence: Span,
    *,
    alone: bool,
    actor: Actor | None,
    where: str | None,
    model: TypeModel,
) -> Action:
    """Settle the type of an event.

    Among the types that its trigger leaves open the likeliest is taken. Where the sentence is about this
    event only, another that has a word of its core there is taken if it is much likelier: any, where the type
    was only inferred from who was hit, one of the type's kin, where the trigger named it.

    Parameters
    ----------
    lead
        The action of the group that says best what happened.
    alone
        Whether the sentence tells of this event only, so that all its words count.
    actor
        Who acted: whose forces took a place is known better from the actor list than from the words around.
    where
        ISO code of the country where it happened, if known.
    """
    weighed = alone and _is_what_is_told(lead)
    if not lead.choices and not weighed:
        return lead
    words = _words(group, sentence, alone=alone)
    shares = model.probabilities(words)
    told = lead.sub_event_type
    if lead.choices:
        told = next(name for name in shares if name in lead.choices)
        if lead.surety == INFERRED and shares[told] < _LIKELIER * shares[lead.sub_event_type]:
            told = lead.sub_event_type
    if weighed:
        told = _weighed(told, lead, words, shares)
    named = told == lead.sub_event_type and not lead.choices  # "fell to the rebels", whoever else acts
    if told in {_REGAINS, _OVERTAKES} and not named and actor is not None and actor.type is not None:
        told = _by_whom(actor, where, told)
    return replace(lead, sub_event_type=told)


def _weighed(told: str, lead: Action, words: Sequence[Token], shares: Mapping[str, float]) -> str:
    """Weigh the type that a trigger stands for against those that all words speak for."""
    among, least = supported_types(words), _LIKELIER_OF_ALL
    if lead.surety == NAMED:
        among, least = among & load_ontology().types[told].kin, _LIKELIER_OF_KIN
    if is_casualty_word(lead.trigger):
        among -= _HARMLESS
    likeliest = next((name for name in shares if name in among), told)
    if {likeliest, told} == _BY_VICTIMS or shares[likeliest] < max(_LIKELY, least * shares[told]):
        return told
    return likeliest


def _is_what_is_told(lead: Action) -> bool:
    """Whether the sentence tells of an event in its main clause, or in what somebody says, not on the way."""
    trigger, reality = lead.trigger, lead.reality
    if reality.presupposed or reality.doubts or reality.noun_without_anchor:
        return False
    if trigger.pos_ != "VERB" and trigger.dep_ not in {"nsubj", "nsubjpass", "dobj"}:
        return False
    return not any(token.dep_ in {"relcl", "acl"} for token in (trigger, *trigger.ancestors))


def supported_types(words: Sequence[Token]) -> frozenset[str]:
    """Name the types that some words may be inferred to tell of, see `Ontology.supported`."""
    return load_ontology().supported({form for word in words for form in (word.lemma_.lower(), word.lower_)})


def _by_whom(actor: Actor, where: str | None, told: str) -> str:
    """Tell whether a state's own forces took a place; a foreign state's may have done so for it."""
    if actor.type not in _STATES:
        return _OVERTAKES
    abroad = actor.country is not None and where is not None and actor.country != where
    return told if abroad else _REGAINS


def _words(group: Sequence[Action], sentence: Span, *, alone: bool) -> list[Token]:
    if alone:
        return list(sentence)
    held = {token.i: token for action in group for token in clause_of(action.trigger)}
    return [held[at] for at in sorted(held)]
