"""Why an article's events are coded as they are, and what was taken for an event but is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geo_events.articles.article import Article
from geo_events.coding.actions import GUESSED, NAMED
from geo_events.coding.coder import Atlas, find_events, read_passages, row_of
from geo_events.coding.draft import Draft
from geo_events.coding.event_place import EventPlace
from geo_events.coding.settling import Candidate
from geo_events.coding.threats import THREATENED
from geo_events.coding.type_model import default_type_model
from geo_events.coding.weighing import DEFAULT_SETTINGS, CodingSettings, contributions, load_weights
from geo_events.geoparsing.toponym import Toponym
from geo_events.language import Language

_SURETY = {
    NAMED: "the words name it",
    GUESSED: "no trigger names it; the sentence as a whole tells of it",
}


@dataclass(frozen=True, slots=True)
class EventExplanation:
    """What made an event's row.

    Attributes
    ----------
    row
        As `geo_events.coding.code_article` gives it; also of what became none.
    told
        Whether it became a row of the event table.
    belief
        The probability that it is an event to be told.
    reasons
        By field (``what``, ``when``, ``where``, ``who``, ``how many``) how its value came about.
    event_evidence, row_evidence
        What each piece of evidence adds to the log-odds of `belief`, and of the row's confidence; the
        weightiest first.
    """

    row: dict[str, Any]
    told: bool
    belief: float
    reasons: Mapping[str, str]
    event_evidence: Mapping[str, float]
    row_evidence: Mapping[str, float]


def explain_events(
    article: Article,
    toponyms: Sequence[Toponym],
    *,
    gazetteer: Atlas,
    language: Language,
    settings: CodingSettings = DEFAULT_SETTINGS,
) -> list[EventExplanation]:
    """Explain the events that an article reports; parameters as for `code_article`.

    Returns
    -------
    list of EventExplanation
        One for each row, in the order of `code_article`, then one for each candidate that became none.
    """
    passages = read_passages(article, toponyms, gazetteer=gazetteer, language=language)
    told, left = find_events(passages, settings=settings, gazetteer=gazetteer)
    return [
        _explained(row_of(article, candidate, gazetteer), candidate, told=kept)
        for candidates, kept in ((told, True), (left, False))
        for candidate in candidates
    ]


def _explained(row: dict[str, Any], candidate: Candidate, *, told: bool) -> EventExplanation:
    weights = load_weights()
    return EventExplanation(
        row=row,
        told=told,
        belief=round(candidate.belief, 3),
        reasons=dict(_reasons(candidate.draft)),
        event_evidence=contributions(candidate.evidence, weights.event),
        row_evidence=contributions(candidate.row_evidence, weights.right),
    )


def _reasons(draft: Draft) -> Iterator[tuple[str, str]]:
    action = draft.action
    how = _SURETY.get(action.surety, "inferred from who was hit and with what")
    signs = default_type_model().reasons(list(action.trigger.sent), action.sub_event_type)
    yield "what", f'"{action.trigger.text}": {how}' + (f" ({', '.join(signs)})" if signs else "")
    yield "when", _when(draft)
    yield "where", _where(draft.place)
    actors = [actor.text for actor in (draft.actor1, draft.actor2) if actor is not None]
    yield "who", " and ".join(f'"{words}"' for words in actors) or "the text names nobody"
    counts = (("killed", draft.casualties.killed), ("injured", draft.casualties.injured))
    told = [f'{kind} "{count.text}"' for kind, count in counts if count is not None]
    yield "how many", ", ".join(told) or "the text gives no figure"


def _when(draft: Draft) -> str:
    if draft.action.reality.status == THREATENED:
        return "it is announced only: no day"
    if draft.late is not None:
        return (
            f"the text says {draft.late.start}, which lies after the day of publication: the day is unknown"
        )
    if draft.dated:
        return "its sentence, or the heading above, dates it"
    if draft.date.end is not None:
        return "no day is given: on or before the last day that the text speaks of"
    return "no day is given, nor a day of publication to count from"


def _where(place: EventPlace) -> str:
    if place.name is not None:
        return f'"{place.name}", which the gazetteer lacks; the point is of what it lies in or near'
    if place.toponym is not None:
        own = "the event's own words name it" if place.own else "taken over from the text around"
        return f'"{place.toponym.text}": {own}'
    if place.place is not None:
        return "taken from the text as a whole, or from a heading"
    return "no one place is named"
