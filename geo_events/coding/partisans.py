"""Claimed: what an armed group says of its own war, though the text only has "said"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from geo_events.coding.actor_names import NamedActor
from geo_events.coding.actors import PARTISANS
from geo_events.coding.draft import Draft
from geo_events.coding.ontology import load_lexicon

_WORD = re.compile(r"[^\W\d_]+")


def with_partisans(drafts: Sequence[Draft], named: Sequence[NamedActor], text: str) -> list[Draft]:
    """Make what an armed group says of its own war a claim, though the text only has "said".

    Parameters
    ----------
    named
        The names of known actors in the text.
    text
        The parsed text.
    """
    partisans = {
        text[name.start : name.end].lower()
        for name in named
        if any(row.type in PARTISANS for row in name.rows)
    }
    return [_claimed(draft) if _is_partisan(draft, partisans) else draft for draft in drafts]


def _is_partisan(draft: Draft, partisans: AbstractSet[str]) -> bool:
    reality = draft.action.reality
    if reality.claim != "reported" or reality.attributed_to is None:
        return False
    lexicon = load_lexicon()
    said = reality.attributed_to.lower()
    words = {form for word in _WORD.findall(said) for form in (word, word.removesuffix("s"))}
    if not words.isdisjoint(lexicon["bystanders"]):
        return False
    return not words.isdisjoint(lexicon["partisans"]) or any(name in said for name in partisans)


def _claimed(draft: Draft) -> Draft:
    reality = replace(draft.action.reality, claim="claimed", boasted=True)
    return replace(draft, action=replace(draft.action, reality=reality))
