"""Names that are written much like one that the gazetteer does not have."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Final

#: So many names that begin alike are compared at most.
COMPARED: Final = 4_000
_LEAST_PREFIX: Final = 2
_ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz' "
_ALIKE: Final = 0.7


def similar_names(key: str, tries: Sequence[Any], *, limit: int = 5) -> list[str]:
    """Find folded names near to a folded name: one letter otherwise, or beginning alike.

    The work does not grow with the number of names: one look-up for each slip of a letter, and one
    comparison for each of a few thousand names that share the longest beginning.

    Parameters
    ----------
    key
        The folded name.
    tries
        Of folded names.
    limit
        How many at most.

    Returns
    -------
    list of str
        The most alike first.
    """
    if not key:
        return []
    slips = {slip for slip in _slips(key) for trie in tries if slip in trie}
    beginning = {name for trie in tries for name in _beginning_alike(key, trie)}
    ranked = difflib.get_close_matches(key, sorted(slips | beginning), n=2 * limit, cutoff=_ALIKE)
    return [name for name in ranked if name != key][:limit]


def _slips(key: str) -> Iterator[str]:
    """Give what one letter left out, added, changed or swapped with the next makes of a name."""
    for at in range(len(key) + 1):
        head, tail = key[:at], key[at:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in _ALPHABET:
            yield head + letter + tail
            if tail:
                yield head + letter + tail[1:]


def _beginning_alike(key: str, trie: Any) -> list[str]:
    """Give the names that share the longest beginning that several names have."""
    for length in range(len(key), _LEAST_PREFIX - 1, -1):
        names = list(islice(trie.iterkeys(key[:length]), COMPARED))
        if len(names) > 1:
            return names
    return []
