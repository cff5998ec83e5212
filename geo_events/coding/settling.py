"""From what passages tell to events: which are of one, which are real, and how sure the rows are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import log
from typing import Final

from geo_events.coding.actions import GUESSED
from geo_events.coding.clustering import Kind, Links, cluster, find_links, kinship
from geo_events.coding.draft import Draft
from geo_events.coding.event_place import Parents
from geo_events.coding.likeness import kills
from geo_events.coding.merging import merge_group
from geo_events.coding.ontology import load_lexicon
from geo_events.coding.signs import event_signs, row_evidence
from geo_events.coding.telling import Telling
from geo_events.coding.weighing import CodingSettings, Evidence, Weights, confidences, log_odds, probability
from geo_events.event_types import EVENT_TYPE_OF

#: What is taken for the event where a text tells of dead alone, as ACLED codes bodies that are found.
_OF_A_TOLL: Final = "Attack"
_DEADLY = frozenset({"Battles", "Explosions/Remote violence", "Violence against civilians"})


@dataclass(frozen=True, slots=True)
class Passages:
    """What an article's passages tell.

    Attributes
    ----------
    tellings
        In the order of the text.
    threats
        What actors announce that they will do, in the order of the text.
    text
        The signs of the text as a whole.
    reported
        The day of publication, or None.
    complete
        Gives a draft without any place the article's country, if that is clear.
    finish
        Adds to an article's events what only shows once they are known: who claims one of them.
    """

    tellings: Sequence[Telling]
    threats: Sequence[Draft]
    text: Evidence
    reported: dt.date | None
    complete: Callable[[Draft], Draft]
    finish: Callable[[Sequence[Draft]], list[Draft]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be an event.

    Attributes
    ----------
    draft
        With the best details of all its passages.
    evidence
        For and against its being an event to be told.
    belief
        The probability of that.
    row_evidence
        For and against its row's being right.
    confidence
        The probability that type, date, place and deaths are all right.
    fields
        The same of single fields, by their names in `geo_events.coding.weighing.FIELDS`.
    """

    draft: Draft
    evidence: Evidence
    belief: float = 0.0
    row_evidence: Evidence = field(default_factory=dict)
    confidence: float = 0.0
    fields: Mapping[str, float] = field(default_factory=dict)


def settle(
    passages: Passages, weights: Weights, *, settings: CodingSettings, gazetteer: Parents
) -> list[Candidate]:
    """Make candidates of an article's passages, in the order of its text; those below the threshold too.

    A campaign of which neither its time nor a toll is told is none.
    """
    links = find_links(passages.tellings, gazetteer=gazetteer)
    groups = group_passages(links, weights.link, settings)
    candidates = []
    drafts = merge_groups(passages, links, groups)
    for draft, evidence in zip(drafts, group_evidence(passages, links, groups, weights.link), strict=True):
        if _is_bare_campaign(draft):
            continue
        odds = log_odds(evidence, weights.event)
        found = row_evidence(draft, odds, passages.text)
        sure = confidences(found, weights)
        candidates.append(Candidate(draft, evidence, probability(odds), found, *sure))
    candidates += _threats(passages, weights, settings)
    return sorted(candidates, key=lambda candidate: candidate.draft.trigger_start)


def _is_bare_campaign(draft: Draft) -> bool:
    """Whether "repeated strikes" are told of without since when or how many died: too little for a row."""
    told = draft.dated or draft.casualties.killed or draft.casualties.injured
    return draft.action.reality.event_clarity == "aggregate" and not told


def merge_groups(passages: Passages, links: Links, groups: Sequence[Sequence[int]]) -> list[Draft]:
    """Merge each group's passages into one draft."""
    drafts, kind = [], _OF_A_TOLL
    for group in groups:
        draft = merge_group([passages.tellings[n].draft for n in group])
        if all(links.kinds[n] is Kind.TOLL for n in group):
            draft = _with_type(draft, kind)
        elif kills(draft.action.sub_event_type):
            kind = draft.action.sub_event_type
        drafts.append(passages.complete(draft))
    return drafts


def _with_type(draft: Draft, kind: str) -> Draft:
    """Give a toll whose type is a mere guess, and not a likely one, that of what was told last."""
    if draft.action.surety != GUESSED or EVENT_TYPE_OF[draft.action.sub_event_type] in _DEADLY:
        return draft
    return replace(draft, action=replace(draft.action, sub_event_type=kind))


def _threats(passages: Passages, weights: Weights, settings: CodingSettings) -> list[Candidate]:
    """Make candidates of threats, one for each kind of deed and place; none is one with what happened."""
    groups: dict[tuple[object, ...], list[Draft]] = {}
    for draft in passages.threats:
        place = draft.place.place
        key = (draft.action.sub_event_type, draft.place.name, place.key if place is not None else None)
        groups.setdefault(key, []).append(draft)
    candidates = []
    for group in groups.values():
        draft = passages.complete(merge_group(group))
        odds = log(settings.threat_belief / (1.0 - settings.threat_belief))
        found = row_evidence(draft, odds, passages.text)
        sure = confidences(found, weights)
        candidates.append(Candidate(draft, {}, settings.threat_belief, found, *sure))
    return candidates


def group_passages(links: Links, weights: Mapping[str, float], settings: CodingSettings) -> list[list[int]]:
    """Group passages that tell of one event, by the settings."""
    return cluster(
        links,
        weights,
        least=settings.least_link,
        least_reference=settings.least_reference,
        least_headline=settings.least_headline,
    )


def group_evidence(
    passages: Passages, links: Links, groups: Sequence[Sequence[int]], weights: Mapping[str, float]
) -> list[Evidence]:
    """Say of each group of passages what speaks for and against its being an event of its own."""
    kin = kinship(links, groups, weights)
    evidence = [telling.draft.evidence for telling in passages.tellings]
    told = {evidence[n] for n, kind in enumerate(links.kinds) if kind is Kind.TOLD}
    return [
        {
            **event_signs(
                [passages.tellings[n] for n in group],
                len(groups) - 1,
                first=number == 0,
                reported=passages.reported,
                lexicon=load_lexicon(),
            ),
            **passages.text,
            **kin[number],
            # "recaptured the town after fighting": what the sentence tells outright is the event
            "beside what is told": float(
                all(links.kinds[n] is Kind.REFERENCE and evidence[n] in told for n in group)
            ),
        }
        for number, group in enumerate(groups)
    ]
