"""When, continued: which of a sentence's times is the time of an event."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import Enum

from geo_events.coding.actions import Action
from geo_events.coding.dates import UNKNOWN, DateRange, TimeExpression, narrowed, on_or_before
from geo_events.coding.ontology import Lexicon
from geo_events.coding.syntax import Token, in_sequence, path
from geo_events.coding.threats import THREATENED

_UNITS = frozenset({"day", "days", "week", "weeks", "hours", "months", "years"})
#: "Before midnight on Saturday" is Saturday.
_HOURS = frozenset(
    {
        "midnight",
        "dawn",
        "noon",
        "midday",
        "dusk",
        "sunrise",
        "sunset",
        "nightfall",
        "daybreak",
        "sundown",
        "am",
        "pm",
    }
)


class Relation(Enum):
    """How a time stands to an action."""

    OWN = "it says when the action was"
    SAID = "it says when somebody told of it"
    SINCE = "it begins a time that the action fills"
    APART = "it says when something before or after the action was"


def date_of(
    lead: Action,
    members: Sequence[Token],
    times: Sequence[TimeExpression],
    *,
    reported: dt.date | None,
    told: DateRange,
    lexicon: Lexicon,
) -> tuple[DateRange, bool]:
    """Choose the date of an event among the times of its sentence.

    Parameters
    ----------
    lead, members
        The action, and all words found to tell of it.
    times
        The sentence's time expressions, with offsets in the parsed text.
    reported
        The reporting day, or None.
    told
        The last time named before this sentence.

    Returns
    -------
    DateRange
        The days; on or before the day of telling where the sentence gives none of its own.
    bool
        Whether the sentence itself dates the event.
    """
    if lead.reality.status == THREATENED:
        return UNKNOWN, False  # still to come, if ever
    doc = lead.trigger.doc
    recurs = lead.reality.event_clarity == "aggregate"
    bound: DateRange | None = None
    best: tuple[int, DateRange] | None = None
    for time in times:
        token = doc.char_span(time.start, time.end, alignment_mode="expand").root
        nearest = min(members, key=lambda member: abs(member.i - token.i))
        relation = _relation(nearest, token, lexicon)
        if time.since or relation is Relation.SINCE:
            if recurs:
                since = TimeExpression(time.start, time.end, time.range, since=True)
                best = (0, narrowed(since, reported).range)
        elif relation is Relation.OWN:
            distance = abs(token.i - nearest.i)
            best = min(best or (distance, time.range), (distance, time.range), key=lambda item: item[0])
        elif relation is Relation.SAID or lead.reality.presupposed:
            bound = time.range
    if best is not None:
        return best[1], True
    if bound is not None and bound.end is not None:
        return on_or_before(min(bound.end, reported) if reported else bound.end), lead.reality.presupposed
    if lead.reality.presupposed and told.end is not None:
        return on_or_before(told.end), False
    return on_or_before(reported), False


def _relation(member: Token, time: Token, lexicon: Lexicon) -> Relation:
    up, down = path(time, member)
    between = [t for t in (*up, *down) if t != time and in_sequence(t) and not _says_hour(t)]
    # "four days after rockets were launched": the count belongs to what stands behind "after"
    if between and time.lower_ not in _UNITS:
        above = [token for token in up if token != time and in_sequence(token)]
        since = any(_says_since(token) for token in above)
        return Relation.SINCE if since else Relation.APART
    saying = lexicon["saying"] | lexicon["claiming"] | lexicon["denying"]
    holder = time.head.head if time.dep_ == "pobj" else time.head
    if holder.lemma_.lower() in saying and holder != member and holder.pos_ == "VERB":
        # "killed in fighting on Tuesday, the army said": the time closes what is told
        speakers = [child.i for child in holder.children if child.dep_ == "nsubj"]
        return Relation.OWN if speakers and member.i < time.i < min(speakers) else Relation.SAID
    return Relation.OWN


def _says_hour(token: Token) -> bool:
    """Whether a word like "before" only says the hour: "before dawn", "after 10 p.m."."""
    behind = [child for child in token.children if child.dep_ == "pobj"]
    return bool(behind) and all(c.lower_ in _HOURS or c.like_num or c.lower_[:1].isdigit() for c in behind)


def _says_since(token: Token) -> bool:
    return bool(token.lower_ == "since" or any(child.lower_ == "since" for child in token.children))
