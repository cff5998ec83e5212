"""The best details of headline, lead and later sentences about one event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo_events.coding.actions import Action, lead_action
from geo_events.coding.actors import better_actor
from geo_events.coding.casualties import Casualties, revised
from geo_events.coding.dates import DateRange
from geo_events.coding.draft import Draft
from geo_events.coding.event_place import EventPlace
from geo_events.coding.spans import FieldSpans, merged_spans
from geo_events.coding.telling import tells_damage, tells_toll


def merge_group(drafts: Sequence[Draft]) -> Draft:
    """Merge drafts that tell of one event, given in the order of the text.

    The first that tells it outright leads, and keeps its evidence; a headline says the least, as do
    words that only refer to the event.
    """
    first, *others = sorted(drafts, key=_says_little)
    for other in others:
        first = _merge(first, other)
    return first


def _says_little(draft: Draft) -> tuple[bool, bool, bool]:
    reality = draft.action.reality
    bare = reality.noun_without_anchor and not draft.dated and not draft.place.own
    return bool(reality.doubts), bare, draft.headline


def _merge(a: Draft, b: Draft) -> Draft:
    """Join two drafts; `a` keeps the evidence, and each field its best value."""
    action = lead_action(_naming(a, b))
    # what the event is called may come from either; where it stands in the text stays
    action = replace(action, trigger=a.action.trigger, reality=a.action.reality)
    merged = replace(
        a,
        action=action,
        date=_better_date(a, b),
        dated=a.dated or b.dated,
        place=_without_headline(a, b) or _better_place(a.place, b.place),
        casualties=Casualties(
            killed=revised(
                a.casualties.killed, b.casualties.killed, overtaken=a.overtaken and not b.overtaken
            ),
            injured=revised(
                a.casualties.injured, b.casualties.injured, overtaken=a.overtaken and not b.overtaken
            ),
        ),
        actor1=better_actor(a.actor1, b.actor1),
        actor2=better_actor(a.actor2, b.actor2),
        target=a.target or b.target,
        also=(*a.also, b.evidence, *b.also) if b.evidence != a.evidence else a.also,
        late=None if a.dated or b.dated else a.late or b.late,
    )
    return replace(merged, spans=_spans_of(merged, a, b))


def _spans_of(merged: Draft, a: Draft, b: Draft) -> FieldSpans:
    """The spans of the words that gave each field of a merged draft its value."""
    from_b, from_both = [], ["action"]
    for name in ("actor1", "actor2", "place", "date"):
        if getattr(merged, name) is not getattr(a, name) and getattr(merged, name) is getattr(b, name):
            from_b.append(name)
    counts = [(d.casualties.killed, d.casualties.injured) for d in (merged, a, b)]
    if any(now is not before for now, before in zip(counts[0], counts[1], strict=True)):
        from_both.append("number")
    return merged_spans(a.spans, b.spans, from_b=from_b, from_both=from_both)


def _naming(a: Draft, b: Draft) -> list[Action]:
    """The actions of two passages that may say what the event was: those that are no asides, if there are."""
    told = [draft.action for draft in (a, b) if not _is_aside(draft)]
    return told or [a.action, b.action]


def _is_aside(draft: Draft) -> bool:
    return _is_of_before(draft) or tells_damage(draft) or tells_toll(draft)


def _is_of_before(draft: Draft) -> bool:
    """Whether it tells what somebody had done before: "Soldiers shot a man. He had thrown a grenade"."""
    children = list(draft.trigger.children)
    had = any(child.dep_ == "aux" and child.lower_ in {"had", "'d"} for child in children)
    return had and any(child.dep_ == "nsubj" and child.pos_ == "PRON" for child in children)


def _better_date(a: Draft, b: Draft) -> DateRange:
    """The date that a sentence itself gives, the narrower of two; else the first."""
    if a.dated and b.dated:
        return min((a.date, b.date), key=_length)
    return b.date if b.dated else a.date


def _length(days: DateRange) -> int:
    return 10**6 if days.start is None or days.end is None else (days.end - days.start).days


def _without_headline(a: Draft, b: Draft) -> EventPlace | None:
    """The place of a sentence that hedges ("on the road to X") rather than that of a headline."""
    if a.headline == b.headline:
        return None
    headline, told = (a.place, b.place) if a.headline else (b.place, a.place)
    hedges = told.own and told.geo_precision in {"near", "region"} and told.place is not None
    return told if hedges and headline.own and headline.geo_precision in {"near", "exact"} else None


def _better_place(a: EventPlace, b: EventPlace) -> EventPlace:
    """The place that a sentence itself names, the more precise of two.

    Of two that name one place, the one that gives a coordinate knows more, then the one that hedges ("near",
    "on the road from").
    """
    if a.own and b.own and a.place is not None and b.place is not None and a.place.key == b.place.key:
        if a.from_coordinate != b.from_coordinate:
            return a if a.from_coordinate else b
        hedged = [each for each in (a, b) if each.geo_precision in {"near", "region"}]
        return min(hedged, key=lambda each: each.uncertainty_km or 0.0) if hedged else a
    if a.own != b.own:
        return a if a.own else b
    if b.uncertainty_km is None:
        return a
    return b if a.uncertainty_km is None or b.uncertainty_km < a.uncertainty_km else a
