"""When, continued: which of a sentence's times is the time of an event."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum

from geo_events.coding.actions import Action
from geo_events.coding.casualty_reading import is_casualty_word
from geo_events.coding.dates import UNKNOWN, DateRange, TimeExpression, narrowed, on_or_before
from geo_events.coding.days import is_after, up_to
from geo_events.coding.ontology import Lexicon
from geo_events.coding.syntax import Token, clause_head, in_sequence, path
from geo_events.coding.threats import THREATENED
from geo_events.event_types import EVENT_TYPE_OF

#: A distance beyond all: what the event fills since some day comes behind a day of its own.
_LAST = 1_000_000
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


@dataclass(frozen=True, slots=True)
class Dating:
    """When a sentence says that an event was.

    Attributes
    ----------
    days
        On or before the day of telling where the sentence gives none of its own.
    named
        Whether the sentence itself dates the event.
    time
        The words that `days` rest on, or None.
    late
        Days that the sentence gives the event and that lie after the day of publication, so that they can't
        be right; else None.
    """

    days: DateRange
    named: bool = False
    time: TimeExpression | None = None
    late: DateRange | None = None


def date_of(
    lead: Action,
    members: Sequence[Token],
    times: Sequence[TimeExpression],
    *,
    reported: dt.date | None,
    told: DateRange,
    lexicon: Lexicon,
) -> Dating:
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
    """
    if lead.reality.status == THREATENED:
        return Dating(UNKNOWN)  # still to come, if ever
    recurs = lead.reality.event_clarity == "aggregate"
    bound: TimeExpression | None = None
    late: TimeExpression | None = None
    best: tuple[int, TimeExpression] | None = None
    for time, relation, distance in _related(lead, members, times, lexicon):
        if time.since or relation is Relation.SINCE:
            if recurs and not is_after(time.range, reported):
                best = best or (_LAST, narrowed(replace(time, since=True), reported))
        elif relation is Relation.OWN and is_after(time.range, reported):
            late = late or time
        elif relation is Relation.OWN:
            best = min(best or (distance, time), (distance, time), key=lambda item: item[0])
        elif relation is Relation.SAID or lead.reality.presupposed:
            bound = time
    if best is not None:
        return Dating(up_to(best[1].range, reported), named=True, time=best[1])
    if late is not None:
        return Dating(on_or_before(reported), time=late, late=late.range)
    if bound is not None and bound.range.end is not None:
        end = min(bound.range.end, reported) if reported else bound.range.end
        return Dating(on_or_before(end), named=lead.reality.presupposed, time=bound)
    if lead.reality.presupposed and told.end is not None:
        return Dating(on_or_before(told.end))
    return Dating(on_or_before(reported))


def _related(
    lead: Action, members: Sequence[Token], times: Sequence[TimeExpression], lexicon: Lexicon
) -> Iterator[tuple[TimeExpression, Relation, int]]:
    """How each time stands to the nearest word of an event, and how far from it."""
    for time in times:
        token = lead.trigger.doc.char_span(time.start, time.end, alignment_mode="expand").root
        # "took the town on Friday after a day of fighting": the time goes with the word that it hangs on
        own = (member for member in members if member == holder_of(token))
        nearest = next(own, None) or min(members, key=lambda member: abs(member.i - token.i))
        relation = _relation(nearest, token, lexicon)
        if relation is Relation.APART and _is_end_of(lead, nearest, token, lexicon):
            relation = Relation.OWN
        yield time, relation, abs(token.i - nearest.i)


def _relation(member: Token, time: Token, lexicon: Lexicon) -> Relation:
    up, down = path(time, member)
    between = [t for t in (*up, *down) if t != time and in_sequence(t) and not _says_hour(t)]
    # "four days after rockets were launched": the count belongs to what stands behind "after"
    if between and time.lower_ not in _UNITS:
        above = [token for token in up if token != time and in_sequence(token)]
        since = any(_says_since(token) for token in above)
        return Relation.SINCE if since else Relation.APART
    holder = holder_of(time)
    reacts = holder.pos_ == "VERB" and holder.lemma_.lower() in lexicon["reacting"]
    if reacts and (holder == member or _under(member, holder)):
        return Relation.SAID
    if holder == member or not says_when_told(time, lexicon):
        return Relation.OWN
    # "killed in fighting on Tuesday, the army said": the time closes what is told
    speakers = [child.i for child in holder.children if child.dep_ == "nsubj"]
    return Relation.OWN if speakers and member.i < time.i < min(speakers) else Relation.SAID


def holder_of(time: Token) -> Token:
    """The word that a time hangs on."""
    return time.head.head if time.dep_ == "pobj" else time.head


def says_when_told(time: Token, lexicon: Lexicon) -> bool:
    """Whether a time says when somebody spoke."""
    holder = holder_of(time)
    saying = lexicon["saying"] | lexicon["claiming"] | lexicon["denying"]
    return holder.pos_ == "VERB" and holder.lemma_.lower() in saying


def _under(member: Token, verb: Token) -> bool:
    """Whether a word belongs to what a verb says, and does not merely stand beside it by "and"."""
    while member != verb:
        if member.dep_ == "conj" and member.head == verb:
            return False
        if member.head == member:
            return False
        member = member.head
    return True


def _is_end_of(lead: Action, member: Token, time: Token, lexicon: Lexicon) -> bool:
    """Whether a time is of what came of an event in the same breath.

    "Took the town on Friday after a week of fighting", "was hurt on Friday after a bomb went off".
    """
    behind = any(in_sequence(t) and _says_after(t) for t in path(member, time)[0])
    if not (behind and lead.reality.presupposed):
        return False
    verb = clause_head(time)
    fought = EVENT_TYPE_OF[lead.sub_event_type] == "Battles" and verb.lemma_.lower() in lexicon["outcomes"]
    return verb != member and (fought or is_casualty_word(verb))


def _says_after(token: Token) -> bool:
    before = [token, *(child for child in token.children if child.i < token.i)]
    return any(each.lower_ in {"after", "following"} for each in before)


def _says_hour(token: Token) -> bool:
    """Whether a word like "before" only says the hour: "before dawn", "after 10 p.m."."""
    behind = [child for child in token.children if child.dep_ == "pobj"]
    return bool(behind) and all(c.lower_ in _HOURS or c.like_num or c.lower_[:1].isdigit() for c in behind)


def _says_since(token: Token) -> bool:
    return bool(token.lower_ == "since" or any(child.lower_ == "since" for child in token.children))
