"""An actor as a sentence names it: who, by name and type, with the article's own words beside the name."""

from __future__ import annotations

from dataclasses import dataclass

from geo_events.coding.actor_list import KnownActor

_CIVILIANS = "Civilians"
#: Types of armed actors that are no state's forces.
PARTISANS = frozenset({"Rebel group", "Political militia", "Identity militia"})


@dataclass(frozen=True, slots=True)
class Actor:
    """An actor as a sentence names it.

    Attributes
    ----------
    name
        The name without country and period, or None where the words name nobody.
    text
        The article's words.
    type
        One of ACLED's actor types, or None.
    country
        ISO alpha-2 of the country that a state actor serves or whose nationality the words give, or None.
    title
        What the name of a state's forces begins with; None for all others.
    known
        The rows of the actor list, one for each period; empty for what it does not have.
    proper
        Whether the name is a proper one, given as the text has it.
    several
        Whether the words name rivals on both sides ("rival gangs", "two clans").
    fallback
        ISO alpha-2 of the state whose forces the text told of before, where the place's own has none.
    thing
        Whether only a thing of theirs is named, which people who were hit go before.
    """

    name: str | None
    text: str
    type: str | None
    country: str | None = None
    title: str | None = None
    known: tuple[KnownActor, ...] = ()
    proper: bool = False
    several: bool = False
    fallback: str | None = None
    thing: bool = False

    @property
    def key(self) -> tuple[str | None, str | None]:
        """What tells two actors apart before they are given their full names."""
        if self.known and self.known[-1].title and self.known[-1].countries:
            return (self.known[-1].title, self.known[-1].countries[0])
        return (self.title or self.name, self.country)

    @property
    def identified(self) -> bool:
        """Whether it is an actor of the list, or the forces of a state that the words name."""
        return bool(self.known or (self.title and self.country))

    @property
    def vague(self) -> bool:
        """Whether a proper name elsewhere says more."""
        return not self.identified and not self.proper

    @property
    def armed(self) -> bool:
        """Whether it is an armed actor of any kind."""
        return self.type not in {None, _CIVILIANS, "Protesters", "Rioters"}


def better_actor(a: Actor | None, b: Actor | None) -> Actor | None:
    """Of two readings of one actor the one that says more; else the first."""
    if a is None or b is None:
        return a or b
    ranks = [
        2 * (actor.identified or actor.proper) + bool((actor.name or actor.title) and not actor.thing)
        for actor in (a, b)
    ]
    return b if ranks[1] > ranks[0] else a
