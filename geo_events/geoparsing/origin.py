"""Where an article comes from: the usage of its English, and the place that its outlet is named after."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from geo_events.gazetteer import Gazetteer
from geo_events.gazetteer.place import Place
from geo_events.geoparsing.lexicon import read_data

_PARTS: Final = re.compile(r"[a-z]+")
_SHORTEST: Final = 4
#: Of the places that an outlet may be named after so many are kept.
_MOST_HOMES: Final = 10


@dataclass(frozen=True, slots=True)
class OriginWords:
    """Words that tell where an article was written (``data/origins.yaml``)."""

    american: frozenset[str]
    commonwealth: frozenset[str]
    commonwealth_countries: frozenset[str]
    outlet_words: frozenset[str]
    address_parts: frozenset[str]


@cache
def origin_words() -> OriginWords:
    """Read the word lists."""
    raw = read_data("origins.yaml")
    countries = frozenset(raw.pop("commonwealth_countries"))
    lists = {name: frozenset(text.split()) for name, text in raw.items()}
    return OriginWords(commonwealth_countries=countries, **lists)


def american_usage(words: Iterable[str]) -> float:
    """Tell how American the English of an article is: from 1 to -1 for British, 0 where nothing tells.

    Parameters
    ----------
    words
        The article's words in small letters.
    """
    found, known = frozenset(words), origin_words()
    american, other = len(found & known.american), len(found & known.commonwealth)
    return (american - other) / (american + other + 2)


@lru_cache(maxsize=5_000)
def homes_of(outlet: str, gazetteer: Gazetteer) -> tuple[str, tuple[Place, ...]]:
    """Find the places that an outlet is named after.

    Parameters
    ----------
    outlet
        Name or address: "Norfolk Daily News", ``norfolkdailynews.com``.
    gazetteer
        Knows the places.

    Returns
    -------
    tuple
        The place's name, without spaces, and what it may mean, the likeliest first; empty where none is.
    """
    for name in _names_in(outlet):
        # an address has no spaces: "lasvegassun.com"
        spaced = (f"{name[:cut]} {name[cut:]}" for cut in range(3, len(name) - 2))
        for spelling in (name, *spaced):
            places = gazetteer.lookup(spelling, limit=_MOST_HOMES, exact=True)
            if places:
                return name.replace(" ", ""), tuple(places)
    return "", ()


def _names_in(outlet: str) -> Iterator[str]:
    """Yield what is left of an outlet's name without the words that outlets' names are made of."""
    known = origin_words()
    lower = outlet.lower()
    parts = [part for part in _PARTS.findall(lower) if part not in known.address_parts]
    if " " in lower.strip():
        left = " ".join(part for part in parts if part not in known.outlet_words)
        if len(left) >= _SHORTEST:
            yield left
        return
    for part in parts:
        left = _stripped(part, known.outlet_words)
        if len(left) >= _SHORTEST:
            yield left


def _stripped(word: str, known: frozenset[str]) -> str:
    """Take known words off both ends of a word that is written together, as long as enough is left."""
    if word in known:
        return ""
    for cut in range(len(word) - _SHORTEST, 1, -1):
        if word[-cut:] in known:
            return _stripped(word[:-cut], known)
    for cut in range(len(word) - _SHORTEST, 1, -1):
        if word[:cut] in known:
            return _stripped(word[cut:], known)
    return word
