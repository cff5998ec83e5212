"""Looking up a name that no place bears as it stands: read otherwise, then spelled otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Final

from geo_events.gazetteer.place import Place
from geo_events.gazetteer.readings import Reading, readings
from geo_events.gazetteer.transliteration import Family, families, near_spellings

#: Places of a name that are looked at before kinds and containers choose among them.
CONSIDERED: Final = 500
#: Share of a place's prior that is left where the name was read or spelled otherwise.
READ_OTHERWISE: Final = 0.9
#: What a step of cost takes off it.
COST_OF_SPELLING: Final = 0.5
#: Spellings looked at in each family, and how much farther than the nearest one a spelling may be.
SPELLINGS: Final = 40
SPREAD: Final = 0.1
#: What a spelling may differ by for each letter: where the country is known, fewer names may be mistaken.
TOLERANCE_IN_COUNTRY: Final = 0.07
TOLERANCE_ANYWHERE: Final = 0.05
#: Shorter names are not sought in other spellings where the country is not known: any word is near to one.
SHORTEST_ANYWHERE: Final = 5


@dataclass(frozen=True, slots=True)
class Names:
    """What the search asks of the gazetteer.

    Attributes
    ----------
    trie
        The folded names.
    named
        Gives the places of a folded name in a country, or anywhere, the likeliest first.
    parents
        Gives the areas that a place belongs to.
    """

    trie: Any
    named: Callable[[str, str | None, int], list[Place]]
    parents: Callable[[Place], list[Place]]


def look_up(name: str, country: str | None, names: Names) -> list[Place]:
    """Find the places that a name may mean; it is known that none bears it as it stands.

    Parameters
    ----------
    name
        As it was asked for.
    country
        ISO 3166-1 alpha-2 code: only places of this country.
    names
        The gazetteer.

    Returns
    -------
    list of Place
        The likeliest first, each with a prior that is lessened by how far its name is from the one asked for.
    """
    ways = list(readings(name))
    for reading in ways[1:]:
        found = names.named(reading.key, country, CONSIDERED)
        if chosen := _fitting(found, reading, country, names):
            return _falling(_lessened(place, READ_OTHERWISE) for place in chosen)
    for reading in ways:
        if chosen := _fitting(_spelled_otherwise(reading.key, country, names), reading, country, names):
            return _falling(chosen)
    return []


def _falling(places: Iterable[Place]) -> list[Place]:
    """Keep the order, and let no prior be above one before it: the order is what is believed."""
    fallen: list[Place] = []
    for place in places:
        above = fallen[-1].prior if fallen else 1.0
        fallen.append(replace(place, prior=min(place.prior, above)))
    return fallen


def _fitting(found: list[Place], reading: Reading, country: str | None, names: Names) -> list[Place]:
    """Leave out places of the wrong kind or elsewhere than said; put those first that fit the kind best."""
    ranked = [(rank, place) for place in found if (rank := reading.rank(place)) is not None]
    if reading.within and ranked:
        containers = {
            place.key: place for key in reading.within for place in _containers(key, country, names)
        }
        held = [
            (rank, place)
            for rank, place in ranked
            if any(parent.key in containers for parent in names.parents(place))
        ]
        # that a place lies in a country or province is always known, in a smaller unit only sometimes
        sure = any(unit.is_country or unit.is_admin1 for unit in containers.values())
        ranked = held if held or sure else ranked
    return [place for _, place in sorted(ranked, key=lambda pair: pair[0])]


def _containers(key: str, country: str | None, names: Names) -> Iterator[Place]:
    for reading in readings(key):
        found = [
            place for place in names.named(reading.key, country, CONSIDERED) if place.feature_class == "A"
        ]
        yield from found
        if found:
            return


def _spelled_otherwise(key: str, country: str | None, names: Names) -> list[Place]:
    """Find places whose name another transliteration would write so, the nearest spellings first."""
    if country is None and len(key) < SHORTEST_ANYWHERE:
        return []
    nearest: dict[str, tuple[float, Place]] = {}
    for family in families():
        if country is not None and country not in family.countries:
            continue
        for cost, place in _of_family(key, family, country, names):
            if place.key not in nearest or cost < nearest[place.key][0]:
                nearest[place.key] = (cost, place)
    if not nearest:
        return []
    least = min(cost for cost, _ in nearest.values())
    close = [pair for pair in nearest.values() if pair[0] <= least + SPREAD]
    priced = [_lessened(place, 1.0 - COST_OF_SPELLING * cost) for cost, place in close]
    return sorted(priced, key=lambda place: (-place.prior, place.key))


def _of_family(key: str, family: Family, country: str | None, names: Names) -> Iterator[tuple[float, Place]]:
    """Give the places of a family's countries whose name is near, with what their name differs by."""
    tolerance = TOLERANCE_ANYWHERE if country is None else TOLERANCE_IN_COUNTRY
    spellings = near_spellings(key, family, names.trie, cost_a_letter=tolerance)
    least: float | None = None
    for cost, spelling in islice(spellings, SPELLINGS):
        if least is not None and cost > least + SPREAD:
            return
        for place in names.named(spelling, country, CONSIDERED):
            if place.country_code in family.countries:
                least = cost if least is None else least
                yield cost, place


def _lessened(place: Place, share: float) -> Place:
    return replace(place, prior=round(place.prior * share, 6))
