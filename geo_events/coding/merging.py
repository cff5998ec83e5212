"""Once: headline, lead and later sentences about one incident become one event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geopy.distance import geodesic

from geo_events.coding.actions import NAMED, lead_action
from geo_events.coding.actors import better_actor
from geo_events.coding.casualties import Casualties, revised
from geo_events.coding.counting import Count
from geo_events.coding.dates import DateRange
from geo_events.coding.draft import Draft
from geo_events.coding.event_place import EventPlace, Parents
from geo_events.events import EVENT_TYPE_OF

#: Two names within a town's reach of each other may be one place told twice.
_SAME_PLACE_KM = 10.0
_LETHAL = frozenset({"Battles", "Explosions/Remote violence", "Violence against civilians"})
_TERRITORY = frozenset({"Government regains territory", "Non-state actor overtakes territory"})
_DEMONSTRATIONS = frozenset({"Protests", "Riots"})


def merge_drafts(drafts: Sequence[Draft], *, gazetteer: Parents) -> list[Draft]:
    """Merge the drafts of one article, in the order of its text.

    A draft that only refers to something told elsewhere joins the event it fits, or is dropped; the
    headline's drafts are taken last, as the text below tells more.
    """
    merged: list[Draft] = []
    told = [draft for draft in drafts if not draft.headline]
    for draft in [*told, *(draft for draft in drafts if draft.headline)]:
        fitting = [n for n, other in enumerate(merged) if _same_event(other, draft, gazetteer=gazetteer)]
        if fitting:
            # the same toll says most, then the same place; an anaphor means the latest, a headline the first
            same_toll = [n for n in fitting if _same_toll(merged[n], draft)]
            same_place = [n for n in fitting if _places_agree(merged[n].place, draft.place, gazetteer)]
            at = (same_toll or same_place or fitting)[0 if draft.headline else -1]
            merged[at] = _merge(merged[at], draft)
        elif not draft.action.reality.noun_without_anchor:
            merged.append(draft)
    return sorted(merged, key=lambda draft: draft.trigger_start)


def _same_event(a: Draft, b: Draft, *, gazetteer: Parents) -> bool:
    if b.evidence == a.evidence:
        return False  # one sentence has told them apart
    if a.item is not None and b.item is not None and a.item != b.item:
        return False
    ra, rb = a.action.reality, b.action.reality
    if ra.event_clarity != rb.event_clarity or ra.status != rb.status:
        return False
    if not _types_agree(a, b) or not _dates_agree(a, b) or not _actors_agree(a, b):
        return False
    places = _places_agree(a.place, b.place, gazetteer)
    if places is False:
        return False
    ka, kb = a.casualties.killed, b.casualties.killed
    same_toll = _same_toll(a, b)
    if ka is not None and kb is not None and not same_toll:
        revised = a.overtaken or b.overtaken or _bounds_agree(ka, kb)
        if not revised:
            return False
    if same_toll and places is not None:
        return True
    if b.headline:
        return True
    if b.refers and b.action.reality.noun_without_anchor:
        return b.trigger.tag_ in {"NN", "NNP"}
    if b.refers:
        return True
    same_type = a.action.sub_event_type == b.action.sub_event_type
    return bool(places and a.place.own and b.place.own and same_type and a.dated and b.dated)


def _same_toll(a: Draft, b: Draft) -> bool:
    ka, kb = a.casualties.killed, b.casualties.killed
    return ka is not None and kb is not None and ka.best == kb.best > 0


def _types_agree(a: Draft, b: Draft) -> bool:
    one, other = a.action, b.action
    if one.sub_event_type == other.sub_event_type:
        return True
    kinds = {EVENT_TYPE_OF[one.sub_event_type], EVENT_TYPE_OF[other.sub_event_type]}
    if kinds <= _DEMONSTRATIONS:
        return True
    if not kinds <= _LETHAL:
        return False
    if {one.sub_event_type, other.sub_event_type} & _TERRITORY and kinds != {"Battles"}:
        return False
    return one.surety != NAMED or other.surety != NAMED


def _dates_agree(a: Draft, b: Draft) -> bool:
    if not a.dated or not b.dated:
        return True
    return _overlap(a.date, b.date)


def _overlap(a: DateRange, b: DateRange) -> bool:
    if a.end is None or b.end is None:
        return True
    return (a.start is None or a.start <= b.end) and (b.start is None or b.start <= a.end)


def _actors_agree(a: Draft, b: Draft) -> bool:
    one, other = a.actor1, b.actor1
    if one is None or other is None or not (one.identified and other.identified):
        return True
    return one.key == other.key


def _places_agree(a: EventPlace, b: EventPlace, gazetteer: Parents) -> bool | None:
    """True or False where both sentences name a place; None where one of them does not."""
    if not (a.own and b.own) or a.place is None or b.place is None:
        return None
    if a.place.key == b.place.key:
        return True
    for inner, outer in ((a.place, b.place), (b.place, a.place)):
        if any(parent.key == outer.key for parent in gazetteer.parents(inner)):
            return True
        if outer.is_country and outer.country_code == inner.country_code:
            return True
    if a.latitude is None or b.latitude is None:
        return None
    if a.place.country_code != b.place.country_code:
        return False
    away = geodesic((a.latitude, a.longitude), (b.latitude, b.longitude)).km
    return bool(
        away
        <= _SAME_PLACE_KM
        + max(a.uncertainty_km or 0, b.uncertainty_km or 0) * ("near" in {a.geo_precision, b.geo_precision})
    )


def _bounds_agree(a: Count, b: Count) -> bool:
    def holds(outer: Count, value: int) -> bool:
        return (outer.low is None or outer.low <= value) and (outer.high is None or value <= outer.high)

    return holds(a, b.best) or holds(b, a.best)


def _merge(a: Draft, b: Draft) -> Draft:
    """Join two drafts; `a` keeps the evidence, and each field its best value."""
    action = lead_action([a.action, b.action])
    # what the event is called may come from either; where it stands in the text stays
    action = replace(action, trigger=a.action.trigger, reality=a.action.reality)
    return replace(
        a,
        action=action,
        date=_better_date(a, b),
        dated=a.dated or b.dated,
        place=_better_place(a.place, b.place),
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
    )


def _better_date(a: Draft, b: Draft) -> DateRange:
    """The date that a sentence itself gives, the narrower of two; else the first."""
    if a.dated and b.dated:
        return min((a.date, b.date), key=_length)
    return b.date if b.dated else a.date


def _length(days: DateRange) -> int:
    return 10**6 if days.start is None or days.end is None else (days.end - days.start).days


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
