"""Whether two passages of an article tell of one event: named evidence, each piece with a weight."""

from __future__ import annotations

from math import log1p

from geopy.distance import geodesic

from geo_events.coding.actions import NAMED
from geo_events.coding.dates import DateRange
from geo_events.coding.draft import Draft
from geo_events.coding.event_place import EventPlace, Parents
from geo_events.coding.syntax import clause_head
from geo_events.coding.telling import Telling
from geo_events.coding.weighing import Evidence
from geo_events.event_types import EVENT_TYPE_OF

#: Two names within a town's reach of each other may be one place told twice.
_SAME_PLACE_KM = 10.0
#: Places named twice for one event are nearer to each other, however roughly they are told.
_FAR_KM = 150.0
_LONG_DAYS = 21
_VIOLENT = frozenset({"Battles", "Explosions/Remote violence", "Violence against civilians"})
_GOING_ON = frozenset({"ROOT", "conj", "parataxis", "ccomp"})
_DEMONSTRATIONS = frozenset({"Protests", "Riots"})
_TERRITORY = frozenset({"Government regains territory", "Non-state actor overtakes territory"})
#: Strategic developments that may be another side of violence.
_BESIDE_VIOLENCE = frozenset({"Looting/property destruction", "Disrupted weapons use"})
#: What makes "the attack" another than the one told before.
_AGAINST = frozenset({
    "other place", "other country", "other date", "other toll of killed", "other toll of injured",
    "unlike status", "unlike types, both named", "unlike sub-types, both named", "later is new",
    "later turns elsewhere",
})  # fmt: skip
#: What can't be true of one event, if it is read rightly.
_CONTRADICTIONS = frozenset({
    "other place", "other date", "other toll of killed", "other toll of injured", "other actor1",
    "unlike types, both named", "unlike sub-types, both named", "victims' names unlike",
})  # fmt: skip


def may_be_one(a: Telling, b: Telling) -> bool:
    """Whether two tellings may be of one event at all."""
    one, other = a.draft, b.draft
    if one.action.reality.event_clarity != other.action.reality.event_clarity:
        return False  # an aggregate holds incidents, it is none of them
    if one.evidence == other.evidence and not (_adds_toll(a, b) or _led_up_to(one, other)):
        return False  # one sentence has told two apart
    if one.item is not None and other.item is not None and one.item != other.item:
        return False  # so have the items of a list
    if _far_apart(one.place, other.place) or _turned_round(one, other):
        return False
    return _types_agree(a, b)


def _adds_toll(a: Telling, b: Telling) -> bool:
    """Whether a sentence goes on with a toll: "freed hostages after a firefight; two were shot dead"."""
    return b.toll and a.draft.trigger != b.draft.trigger and clause_head(b.draft.trigger).dep_ in _GOING_ON


def _led_up_to(taken: Draft, fought: Draft) -> bool:
    """Whether a sentence tells how a place was taken: "took the town after a day of fighting"."""
    fight = fought.action.reality.presupposed and fought.action.sub_event_type == "Armed clash"
    return fight and taken.action.sub_event_type in _TERRITORY and not fought.place.own


def _types_agree(a: Telling, b: Telling) -> bool:
    one, other = a.draft.action.sub_event_type, b.draft.action.sub_event_type
    if one == other:
        return True
    if a.toll != b.toll:
        # of a toll alone the type is a guess
        return kills(other if a.toll else one)
    kinds = {EVENT_TYPE_OF[one], EVENT_TYPE_OF[other]}
    if kinds <= _DEMONSTRATIONS:
        return True
    if {one, other} & _TERRITORY:
        return kinds == {"Battles"}
    return all(each in _BESIDE_VIOLENCE or EVENT_TYPE_OF[each] in _VIOLENT for each in (one, other))


def _turned_round(a: Draft, b: Draft) -> bool:
    """Whether who acts in one is acted upon in the other, which in a fight alone may be one event."""
    if "Battles" in {EVENT_TYPE_OF[draft.action.sub_event_type] for draft in (a, b)}:
        return False
    return any(
        doer is not None
        and struck is not None
        and doer.identified
        and struck.identified
        and doer.key == struck.key
        for doer, struck in ((a.actor1, b.actor2), (b.actor1, a.actor2))
    )


def _far_apart(a: EventPlace, b: EventPlace) -> bool:
    """Whether both sentences name places that can't be one: two countries, or more apart than wide."""
    if not (a.own and b.own):
        return False
    if a.place is not None and b.place is not None and a.place.is_country and b.place.is_country:
        return bool(a.place.country_code != b.place.country_code)
    if a.latitude is None or b.latitude is None:
        return False
    away = geodesic((a.latitude, a.longitude), (b.latitude, b.longitude)).km
    return bool(away > _FAR_KM + (a.uncertainty_km or 0.0) + (b.uncertainty_km or 0.0))


def kills(sub_event_type: str) -> bool:
    """Whether people are killed or hurt in events of a type."""
    return sub_event_type in _BESIDE_VIOLENCE or EVENT_TYPE_OF[sub_event_type] in _VIOLENT | _DEMONSTRATIONS


def nothing_against(found: Evidence) -> bool:
    """Whether no evidence says that the later of two tellings is of another event."""
    return found.keys().isdisjoint(_AGAINST)


def link_evidence(a: Telling, b: Telling, *, between: int, gazetteer: Parents) -> dict[str, float]:
    """Name what speaks for and against two tellings' being of one event; what is absent is 0.

    Parameters
    ----------
    a, b
        The one told first, and the later one; a headline counts as the later.
    between
        How many drafts lie between them in the text.
    """
    found = {"bias": 1.0}
    _add_kinds(found, a.draft, b.draft)
    _add_place(found, a.draft, b.draft, gazetteer)
    _add_date(found, a.draft, b.draft)
    _add_toll(found, a.draft, b.draft)
    _add_parties(found, a, b)
    _add_words(found, a, b)
    _add_telling(found, a, b)
    contradicted = len(_CONTRADICTIONS & found.keys())
    if contradicted > 1:
        found["contradicted twice"] = 1.0
    if b.definite and b.new_names == 0.0 and nothing_against(found):
        found["later points back, nothing against"] = 1.0
    if b.toll and between == 0:
        found["later is a toll, next"] = 1.0
    found["drafts between"] = log1p(between)
    paragraphs = abs(b.paragraph - a.paragraph)
    found["paragraphs between"] = log1p(paragraphs)
    if paragraphs == 0:
        found["same paragraph"] = 1.0
    return found


def _add_kinds(found: dict[str, float], a: Draft, b: Draft) -> None:
    one, other = a.action, b.action
    if one.sub_event_type == other.sub_event_type:
        found["same sub-type"] = 1.0
        if one.surety == other.surety == NAMED:
            found["same sub-type, both named"] = 1.0
    elif EVENT_TYPE_OF[one.sub_event_type] != EVENT_TYPE_OF[other.sub_event_type]:
        found["unlike types"] = 1.0
        if one.surety == other.surety == NAMED:
            found["unlike types, both named"] = 1.0
    elif one.surety == other.surety == NAMED:
        found["unlike sub-types, both named"] = 1.0
    if one.trigger.lemma_.lower() == other.trigger.lemma_.lower():
        found["same trigger"] = 1.0
    if one.reality.status != other.reality.status:
        found["unlike status"] = 1.0
    if bool(one.reality.doubts) != bool(other.reality.doubts):
        found["one is doubtful"] = 1.0


def _add_place(found: dict[str, float], a: Draft, b: Draft, gazetteer: Parents) -> None:
    if not b.place.own or b.place.place is None:
        found["later has no place"] = 1.0
        return
    if not a.place.own or a.place.place is None:
        found["earlier has no place"] = 1.0
        return
    agree = places_agree(a.place, b.place, gazetteer)
    if a.place.place.key == b.place.place.key:
        coarse = a.place.place.is_country or a.place.place.is_admin1
        found["same large place" if coarse else "same place"] = 1.0
    elif agree:
        found["place within place"] = 1.0
    elif agree is False:
        found["other place"] = 1.0
        if a.place.place.country_code != b.place.place.country_code:
            found["other country"] = 1.0


def places_agree(a: EventPlace, b: EventPlace, gazetteer: Parents) -> bool | None:
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


def _add_date(found: dict[str, float], a: Draft, b: Draft) -> None:
    if not b.dated:
        found["later has no date"] = 1.0
    elif not a.dated:
        found["earlier has no date"] = 1.0
    elif a.date == b.date:
        found["same date"] = 1.0
        if a.date.start == a.date.end and a.date.end is not None:
            found["same day"] = 1.0
    elif overlap(a.date, b.date):
        found["dates overlap"] = 1.0
        if _long(a.date) != _long(b.date):
            found["one is of a long time"] = 1.0
    else:
        found["other date"] = 1.0
        if a.date.end is not None and b.date.end is not None and abs((a.date.end - b.date.end).days) > 2:
            found["date far away"] = 1.0


def _long(days: DateRange) -> bool:
    """Whether it is a time in which many things happen."""
    return days.start is not None and days.end is not None and (days.end - days.start).days > _LONG_DAYS


def overlap(a: DateRange, b: DateRange) -> bool:
    """Whether two ranges of days have a day in common, as far as is known."""
    if a.end is None or b.end is None:
        return True
    return (a.start is None or a.start <= b.end) and (b.start is None or b.start <= a.end)


def _add_toll(found: dict[str, float], a: Draft, b: Draft) -> None:
    for name in ("killed", "injured"):
        one, other = getattr(a.casualties, name), getattr(b.casualties, name)
        if one is None or other is None:
            if one is not None or other is not None:
                found[f"one toll of {name}"] = 1.0
        elif one.best == other.best:
            found[f"same toll of {name}" if one.best > 1 else f"same small toll of {name}"] = 1.0
        elif not other.further:
            revised = a.overtaken or b.overtaken or _holds(one, other.best) or _holds(other, one.best)
            found[f"revised toll of {name}" if revised else f"other toll of {name}"] = 1.0


def _holds(count: object, value: int) -> bool:
    low, high = getattr(count, "low", None), getattr(count, "high", None)
    return (low is None or low <= value) and (high is None or value <= high)


def _add_parties(found: dict[str, float], a: Telling, b: Telling) -> None:
    for name in ("actor1", "actor2"):
        one, other = getattr(a.draft, name), getattr(b.draft, name)
        if one is None or other is None or not (one.identified and other.identified):
            continue
        found[f"same {name}" if one.key == other.key else f"other {name}"] = 1.0
    for name in ("hit", "around"):
        one, other = getattr(a, name), getattr(b, name)
        if one and other:
            shared = len(one & other)
            found[f"{name} shared"] = shared / min(len(one), len(other))
            if not shared:
                found[f"{name} unlike"] = 1.0


def _add_words(found: dict[str, float], a: Telling, b: Telling) -> None:
    if a.names and b.names:
        shared = len(a.names & b.names)
        found["names shared"] = shared / min(len(a.names), len(b.names))
        found["several names shared"] = float(shared > 1)
        if not shared:
            found["no name shared"] = 1.0
    if a.victims and b.victims and a.victims.isdisjoint(b.victims):
        found["victims' names unlike"] = 1.0
    found["words shared"] = len(a.words & b.words) / max(1, min(len(a.words), len(b.words)))
    if a.weapons and b.weapons:
        found["weapon shared" if a.weapons & b.weapons else "weapons unlike"] = 1.0


def _add_telling(found: dict[str, float], a: Telling, b: Telling) -> None:
    flags = {
        "later points back": b.definite,
        "later is bare": b.draft.action.reality.noun_without_anchor,
        "later is new": b.indefinite,
        "later turns elsewhere": b.turns,
        "later goes on": b.adds,
        "later brings a new doer": b.new_doer,
        "later stands behind another": b.draft.action.reality.presupposed,
        "earlier stands behind another": a.draft.action.reality.presupposed,
        "headline": b.draft.headline,
        "earlier tells of several": a.several and not b.several,
        "later tells of several": b.several and not a.several,
        "both tell of several": a.several and b.several,
    }
    found |= {name: 1.0 for name, holds in flags.items() if holds}
    found["new names"] = b.new_names
    killed, injured = b.draft.casualties.killed, b.draft.casualties.injured
    if any(count is not None and count.further for count in (killed, injured)):
        found["later counts further people"] = 1.0
    if not (b.draft.dated or b.draft.place.own or killed or injured or b.hit):
        found["later has no details"] = 1.0
