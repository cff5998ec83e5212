"""Who claims an attack, or is held to have made it, in a sentence of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from geo_events.coding.actor_names import NamedActor
from geo_events.coding.actors import Actor
from geo_events.coding.draft import Draft
from geo_events.event_types import EVENT_TYPE_OF
from geo_events.language import ParsedArticle

#: "The group has claimed responsibility", "X said it was behind the attack".
_CLAIMS = re.compile(
    r"^[^.;]{0,60}?\b(?:claimed?|claims|claiming|took|taken|takes|accept(?:ed|s)|admit(?:ted|s)|assumed|acknowledged)\s+"
    r"(?:\w+\s+){0,2}?responsibilit"
    r"|^\W*(?:has |have |had |later |also )*(?:said|announced|stated)\s+(?:that\s+)?(?:it|they|its \w+|he)\s+"
    r"(?:had |has |have )?(?:carried out|was behind|were behind|planted|placed)\b",
    re.IGNORECASE,
)
#: "The attack was attributed to X", "responsibility was claimed by X", "the work of X".
_ASCRIBED = re.compile(
    r"\b(?:responsibility\b[^.;]{0,40}\bby|attributed to|blamed on|(?:was|were|been) claimed by|the work of"
    r"|carried out by|placed by|planted by|blamed)\s+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)
_DENIED = re.compile(
    r"\b(?:no|not|never|nobody|denie[ds]|denying|deny|rejected|without|yet to)\b", re.IGNORECASE
)
#: "The governor of Nineveh blamed": who blames, where the sentence begins with it.
_BLAMER = re.compile(
    r"\W*((?:[\w'-]+ ){0,5}[\w'-]+)(?<!\bwas)(?<!\bwere)(?<!\bbeen)(?<!\bis)(?<!\bare)"
    r" (?:(?:has|have|had|later|also) )?(?:blamed|attributed|blames|attributes)\b"
)
#: What `Draft.basis` may be.
CLAIMED, BLAMED = "claimed", "blamed"
_LETHAL = frozenset({"Battles", "Explosions/Remote violence", "Violence against civilians"})


def with_responsible(
    drafts: Sequence[Draft], named: Sequence[NamedActor], parsed: ParsedArticle
) -> list[Draft]:
    """Name who acted in events whose own sentences name nobody, where a later sentence does.

    The claim counts for the last attack told before it: ACLED and UCDP code who claims an attack, and whom
    the report holds for its author, as the actor. That it is no more than that, and who says so, is kept with
    the event, also where its own sentence names the doer so.
    """
    drafts = list(drafts)
    text = parsed.shadow.text
    for name in named:
        found = _basis(text, name)
        if found is None:
            continue
        basis, said_by = found
        where = parsed.shadow.span(name.start, name.end)
        own = [n for n, draft in enumerate(drafts) if _names(draft, where)]
        told = [n for n, draft in enumerate(drafts) if draft.evidence[0] <= where[0] and _is_open(draft)]
        for n in own:
            drafts[n] = _held(drafts[n], basis, said_by)
        if told and not own:
            last = max(told, key=lambda n: _last_told(drafts[n], where[0]))
            actor = Actor(name.rows[0].name, text[name.start : name.end], name.rows[-1].type, known=name.rows)
            spans = replace(drafts[last].spans, actor1=(where,))
            drafts[last] = _held(replace(drafts[last], actor1=actor, spans=spans), basis, said_by)
    return drafts


def _basis(text: str, name: NamedActor) -> tuple[str, str | None] | None:
    """Whether a name claims an attack or is blamed for one, and who says so; None where neither or denied."""
    sentence = max(text.rfind(mark, 0, name.start) for mark in (". ", ".\n", "\n\n", "; ")) + 1
    before, after = text[sentence : name.start], text[name.end : name.end + 160]
    ascribed = _ASCRIBED.search(before)
    claims = _CLAIMS.match(after) is not None
    if not claims and ascribed is None:
        return None
    if _DENIED.search(before) or _DENIED.search(after.partition("responsib")[0][:60]):
        return None
    if claims or (ascribed is not None and "claimed" in ascribed.group().lower()):
        return CLAIMED, text[name.start : name.end]
    blamer = _BLAMER.match(before)
    return BLAMED, blamer.group(1) if blamer is not None else None


def _names(draft: Draft, where: tuple[int, int]) -> bool:
    """Whether the words that name an event's doer hold a stretch of the text."""
    return any(start <= where[0] and where[1] <= end for start, end in draft.spans.actor1)


def _held(draft: Draft, basis: str, said_by: str | None) -> Draft:
    """Keep with an event that its doer is only held for it, and by whom, unless somebody tells of it."""
    reality = draft.action.reality
    action = replace(draft.action, reality=replace(reality, attributed_to=reality.attributed_to or said_by))
    return replace(draft, action=action, basis=basis)


def _is_open(draft: Draft) -> bool:
    """Whether an attack still lacks a doer with a name."""
    lethal = EVENT_TYPE_OF[draft.action.sub_event_type] in _LETHAL
    happened = draft.action.reality.status != "threatened"
    return lethal and happened and (draft.actor1 is None or (draft.actor1.vague and not draft.actor1.title))


def _last_told(draft: Draft, at: int) -> int:
    """Where an event was told last before an offset."""
    return max(start for start, _ in (draft.evidence, *draft.also) if start <= at)
