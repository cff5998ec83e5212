"""ACLED's types of events; apart from the event table, so that coding loads no pandas for them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: ACLED's six event types and 25 sub-event types, each in the order of ACLED's hierarchy:
#: a concurrent event of a type further up absorbs one further down (ACLED codebook).
SUB_EVENT_TYPES: Final[Mapping[str, tuple[str, ...]]] = {
    "Battles": ("Government regains territory", "Non-state actor overtakes territory", "Armed clash"),
    "Protests": ("Excessive force against protesters", "Protest with intervention", "Peaceful protest"),
    "Riots": ("Violent demonstration", "Mob violence"),
    "Explosions/Remote violence": (
        "Chemical weapon",
        "Air/drone strike",
        "Suicide bomb",
        "Shelling/artillery/missile attack",
        "Remote explosive/landmine/IED",
        "Grenade",
    ),
    "Violence against civilians": ("Sexual violence", "Attack", "Abduction/forced disappearance"),
    "Strategic developments": (
        "Agreement",
        "Arrests",
        "Change to group/activity",
        "Disrupted weapons use",
        "Headquarters or base established",
        "Looting/property destruction",
        "Non-violent transfer of territory",
        "Other",
    ),
}
EVENT_TYPES: Final[tuple[str, ...]] = tuple(SUB_EVENT_TYPES)
EVENT_TYPE_OF: Final[Mapping[str, str]] = {
    sub: kind for kind, subs in SUB_EVENT_TYPES.items() for sub in subs
}
