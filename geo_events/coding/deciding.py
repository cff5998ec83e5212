"""Deciding among the types that a trigger leaves open, by all words that tell of the event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from geo_events.coding.actions import INFERRED, Action, clause_of
from geo_events.coding.actors import Actor
from geo_events.coding.syntax import Span, Token
from geo_events.coding.type_model import TypeModel

_REGAINS, _OVERTAKES = "Government regains territory", "Non-state actor overtakes territory"
#: How many times likelier another type must be than that which a trigger stands for by itself.
_LIKELIER: Final = 10
_STATES = frozenset({"State forces", "External/Other forces"})


def decide(
    lead: Action,
    group: Sequence[Action],
    sentence: Span,
    *,
    alone: bool,
    actor: Actor | None,
    model: TypeModel,
) -> Action:
    """Settle the type of an event.

    Parameters
    ----------
    lead
        The action of the group that says best what happened; without a choice it comes back as it is.
    alone
        Whether the sentence tells of this event only, so that all its words count.
    actor
        Who acted: whose forces took a place is known better from the actor list than from the words around.
    """
    if not lead.choices:
        return lead
    shares = model.probabilities(_words(group, sentence, alone=alone))
    told = next(name for name in shares if name in lead.choices)
    if lead.surety == INFERRED and shares[told] < _LIKELIER * shares[lead.sub_event_type]:
        told = lead.sub_event_type
    if told in {_REGAINS, _OVERTAKES} and actor is not None and actor.type is not None:
        told = _REGAINS if actor.type in _STATES else _OVERTAKES
    return replace(lead, sub_event_type=told)


def _words(group: Sequence[Action], sentence: Span, *, alone: bool) -> list[Token]:
    if alone:
        return list(sentence)
    held = {token.i: token for action in group for token in clause_of(action.trigger)}
    return [held[at] for at in sorted(held)]
