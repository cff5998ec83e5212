"""Who the other side was, where only the course of a report says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from geo_events.coding.actors import Actor
from geo_events.coding.draft import Draft
from geo_events.coding.threats import THREATENED
from geo_events.event_types import EVENT_TYPE_OF

_STATE = frozenset({"State forces", "External/Other forces"})
_FOUGHT = frozenset({"Battles", "Explosions/Remote violence"})
#: What comes from afar, mostly from the side that alone has such weapons.
_FROM_AFAR = frozenset({"Air/drone strike", "Shelling/artillery/missile attack"})
_TAKEN = frozenset({"Non-state actor overtakes territory", "Non-violent transfer of territory"})
_MILITARY = "Military Forces of"


@dataclass(frozen=True, slots=True)
class _Side:
    """An armed actor as one event has it, with the country that the event was in."""

    actor: Actor
    country: str

    @property
    def key(self) -> tuple[str | None, str | None]:
        """One for all forces of a state: its army and its police are one side."""
        title, home = self.actor.key
        state = self.actor.title is not None or (self.actor.known and self.actor.known[-1].title is not None)
        return ("state", home or self.country) if state else (title, None)

    @property
    def foreign(self) -> bool:
        """Whether it is the forces of another state."""
        kind, home = self.key
        return kind == "state" and home != self.country


def with_sides(drafts: Sequence[Draft], told: Sequence[Draft]) -> list[Draft]:
    """Name the side that an event leaves out, where the report's others leave but one.

    From whom the army's only enemy took a town, or who struck it as the only foreign force that strikes
    there, is named as an analyst who reads on would: by the other events of the same country. Where these
    leave two, nobody is.

    Parameters
    ----------
    drafts
        The events.
    told
        What all sentences tell, that of no event included.
    """
    return [_completed(draft, told) for draft in drafts]


def _completed(draft: Draft, told: Sequence[Draft]) -> Draft:
    kind = draft.action.sub_event_type
    country = _country(draft)
    if country is None or draft.action.reality.status == THREATENED:
        return draft
    near = [other for other in told if _country(other) == country]
    first, second = (_side(actor, country) for actor in (draft.actor1, draft.actor2))
    fought = EVENT_TYPE_OF[kind] in _FOUGHT
    if draft.actor1 is None and fought:
        found = _only(_enemies(second, near)) if second is not None else None
        if found is None and kind in _FROM_AFAR:
            found = _only(_doers(kind, near))
            found = found if found is not None and found.foreign else None
        if found is not None and (second is None or found.key != second.key):
            return replace(draft, actor1=found.actor)
    if draft.actor2 is None and first is not None and (kind in _TAKEN or EVENT_TYPE_OF[kind] == "Battles"):
        found = _only(_enemies(first, near)) or _other_side(first, near)
        if found is not None:
            return replace(draft, actor2=found.actor)
    return draft


def _country(draft: Draft) -> str | None:
    place = draft.place.place
    return place.country_code if place is not None else None


def _side(actor: Actor | None, country: str | None) -> _Side | None:
    if actor is None or country is None or not actor.armed or (actor.vague and not actor.title):
        return None
    return _Side(actor, country)


def _sides(draft: Draft) -> tuple[_Side | None, _Side | None]:
    country = _country(draft)
    return _side(draft.actor1, country), _side(draft.actor2, country)


def _enemies(side: _Side, told: Sequence[Draft]) -> list[_Side]:
    """Whom a side faces in other events."""
    found = []
    for draft in told:
        first, second = _sides(draft)
        if first is None or second is None or first.key == second.key:
            continue
        if EVENT_TYPE_OF[draft.action.sub_event_type] in _FOUGHT:
            found += [second] if first.key == side.key else [first] if second.key == side.key else []
    return found


def _doers(kind: str, told: Sequence[Draft]) -> list[_Side]:
    """The foreign forces that strike by the same means in other events."""
    sides = [_sides(draft)[0] for draft in told if draft.action.sub_event_type == kind]
    return [side for side in sides if side is not None]


def _other_side(side: _Side, told: Sequence[Draft]) -> _Side | None:
    """The army, for a group or who comes from outside; for the army the only group that is named."""
    others = [
        other for draft in told for other in _sides(draft) if other is not None and other.key != side.key
    ]
    if side.key[0] == "state" and not side.foreign:
        return _only(other for other in others if other.actor.identified and other.actor.type not in _STATE)
    return _only(other for other in others if other.key == ("state", side.country))


def _only(sides: Iterable[_Side]) -> _Side | None:
    """The one side among sides, by the words that name it best; None where there are several."""
    found = list(sides)
    if len({side.key for side in found}) != 1:
        return None
    return max(found, key=lambda side: (side.actor.identified, side.actor.title == _MILITARY))
