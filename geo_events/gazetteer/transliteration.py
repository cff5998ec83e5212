"""Other spellings of a name: a search through the names for those that a transliteration may also give.

There is no one way to write Arabic, Ukrainian or Amharic names in Latin letters. The search walks through
the trie of folded names and the name asked for at once; where the name has letters that other
transliterations write otherwise, it tries those as well. So it meets only names that exist, and the nearest
of them first.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, Final

from geo_events.gazetteer.locating import curated_folder
from geo_events.yaml_text import read_yaml

FILE: Final = "transliteration.yaml"
#: Rules that belong to every family.
SHARED: Final = "any"
#: Steps of one search: about four milliseconds at the most.
MOST_STEPS: Final = 3_000
#: Names that differ by more are other names, however long they are.
HIGHEST_COST: Final = 0.7
#: Two words written as one, or one as two; each part keeps so many letters.
COST_OF_SPACE: Final = 0.2
SHORTEST_WORD: Final = 3
_VOWELS: Final = frozenset("aeiouy ")


@dataclass(frozen=True, slots=True)
class Family:
    """The rules for names of one family of languages.

    Attributes
    ----------
    name
        What the file calls it.
    countries
        ISO 3166-1 alpha-2 codes of the countries whose places bear such names.
    anywhere, starts, ends
        For each spelling the others of its sound, with what each costs: anywhere in a word, at its start, at
        its end.
    longest
        Letters of the longest spelling.
    between
        Vowels that may stand between two consonants or be left out there, and the cost of that.
    """

    name: str
    countries: frozenset[str]
    anywhere: dict[str, dict[str, float]]
    starts: dict[str, dict[str, float]]
    ends: dict[str, dict[str, float]]
    longest: int
    between: tuple[frozenset[str], float]


@lru_cache(maxsize=1)
def families() -> tuple[Family, ...]:
    """Read the families of the reviewed data."""
    return tuple(read_families(curated_folder() / FILE))


def read_families(path: Path) -> Iterator[Family]:
    """Read the families of languages and their rules."""
    rows = read_yaml(path.read_text(encoding="utf-8"))
    shared = rows.pop(SHARED)["sounds"]
    for name, row in rows.items():
        tables: dict[str, dict[str, dict[str, float]]] = {"anywhere": {}, "start": {}, "end": {}}
        for rule in [*row["sounds"], *shared]:
            table = tables[rule.get("at", "anywhere")]
            for spelling in rule["spellings"]:
                others = table.setdefault(spelling, {})
                for other in rule["spellings"]:
                    if other != spelling:
                        others[other] = min(rule["cost"], others.get(other, rule["cost"]))
        between = row.get("between_consonants", {"spellings": [], "cost": 1.0})
        yield Family(
            name=name,
            countries=frozenset(row["countries"]),
            anywhere=tables["anywhere"],
            starts=tables["start"],
            ends=tables["end"],
            longest=max(len(spelling) for table in tables.values() for spelling in table),
            between=(frozenset(between["spellings"]), between["cost"]),
        )


def near_spellings(
    key: str, family: Family, trie: Any, *, cost_a_letter: float
) -> Iterator[tuple[float, str]]:
    """Find the names of a trie that `key` may be another spelling of.

    Parameters
    ----------
    key
        A folded name.
    family
        Whose rules are followed.
    trie
        The folded names.
    cost_a_letter
        Names that differ by more than this for each letter are other names.

    Yields
    ------
    tuple of float and str
        What the name differs by, and the name: the nearest first, `key` itself left out.
    """
    highest = min(cost_a_letter * len(key.replace(" ", "")), HIGHEST_COST)
    moves = [list(_moves(key, at, family)) for at in range(len(key) + 1)]
    waiting: list[tuple[float, int, str]] = [(0.0, 0, "")]
    seen: set[tuple[int, str]] = set()
    steps = 0
    while waiting:
        cost, at, begun = heapq.heappop(waiting)
        if (at, begun) in seen:
            continue
        seen.add((at, begun))
        if at == len(key) and begun != key and begun in trie:
            yield cost, begun
        for letters, added, further in chain(moves[at], _insertions(key, at, begun, family)):
            total = round(cost + further, 3)
            longer = begun + added
            if total > highest or (at + letters, longer) in seen:
                continue
            steps += 1
            if steps > MOST_STEPS:
                return
            if not added or next(trie.iterkeys(longer), None) is not None:
                heapq.heappush(waiting, (total, at + letters, longer))


def _moves(key: str, at: int, family: Family) -> Iterator[tuple[int, str, float]]:
    """Give the ways to go on: how many letters are taken, what is written for them, at what cost."""
    if at < len(key):
        yield 1, key[at], 0.0
        if key[at] == " ":
            yield 1, "", COST_OF_SPACE
    starting = at == 0 or key[at - 1] == " "
    for length in range(min(family.longest, len(key) - at) + 1):
        spelling = key[at : at + length]
        ending = at + length == len(key) or key[at + length] == " "
        for table, fits in ((family.anywhere, True), (family.starts, starting), (family.ends, ending)):
            if fits and spelling in table:
                for other, cost in table[spelling].items():
                    yield length, other, cost


def _insertions(key: str, at: int, begun: str, family: Family) -> Iterator[tuple[int, str, float]]:
    """Put a short vowel between two consonants, or leave one out that stands there; part a word in two."""
    if not begun or at >= len(key) or key[at] == " ":
        return
    vowels, cost = family.between
    if begun[-1] not in _VOWELS:
        if key[at] not in _VOWELS:
            for vowel in sorted(vowels):
                yield 0, vowel, cost
        elif key[at] in vowels and at + 1 < len(key) and key[at + 1] not in _VOWELS:
            yield 1, "", cost
    written = len(begun) - begun.rfind(" ") - 1
    if written >= SHORTEST_WORD and len(key[at:].partition(" ")[0]) >= SHORTEST_WORD:
        yield 0, " ", COST_OF_SPACE
