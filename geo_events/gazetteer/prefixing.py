"""Names at given words of a text: every name that begins there, and where it ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from geo_events.gazetteer import storage
from geo_events.gazetteer.folding import Folded

#: Longer names are not looked for, in characters of their folded form.
LONGEST: Final = 64
#: Flags of a name that stands only where it is written in a certain way.
_MARKS: Final = storage.CAPITALS | storage.STOP


def names_at(
    folded: Folded, numbers: Iterable[int], layers: Sequence[tuple[Any, memoryview]]
) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Find all names that begin at given words.

    Parameters
    ----------
    folded
        The text.
    numbers
        Numbers of the words at which names may begin.
    layers
        Each trie with the flags of its names.

    Yields
    ------
    tuple
        The number of a word at which a name begins, and for each name there, the shortest first, the number
        of its last word and its flags (`storage.PLACE_KIND`, `DEMONYM_KIND`, `CAPITALS`, `STOP`).
    """
    whole, starts = folded.text, folded.starts
    word_ending_at = dict(zip(folded.ends, range(len(starts)), strict=True))
    for number in numbers:
        begin = starts[number]
        ahead = whole[begin : begin + LONGEST]
        found: dict[int, int] = {}
        for trie, flags in layers:
            for name in trie.prefixes(ahead):
                last = word_ending_at.get(begin + len(name))
                if last is not None:
                    known = flags[trie[name]]
                    # a name that one layer takes in capitals or before a stop only may be plain in another
                    found[last] = _joined(found[last], known) if last in found else known
        if found:
            yield number, sorted(found.items())


def _joined(one: int, other: int) -> int:
    marks = (one | other) & _MARKS if one & _MARKS and other & _MARKS else 0
    return (one | other) & ~_MARKS | marks
