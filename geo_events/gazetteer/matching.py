"""Finding names in a text: the longest at each word, in one pass over the folded text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from geo_events.gazetteer import storage
from geo_events.gazetteer.folding import fold_text

#: Longer names are not looked for in texts, in characters of their folded form.
LONGEST = 64
#: English words that are spelled like an article ("at Tur"): in small letters they begin no name.
_ENGLISH = frozenset({"as", "at", "an"})


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name in a text.

    Attributes
    ----------
    start, end
        Span in the given text, in code points; a possessive 's is left out.
    kinds
        What the name may be: ``place``, ``demonym``, or both.
    """

    start: int
    end: int
    kinds: frozenset[str]


_MARKS = storage.CAPITALS | storage.STOP
_KINDS = {
    storage.PLACE_KIND: frozenset({"place"}),
    storage.DEMONYM_KIND: frozenset({"demonym"}),
    storage.PLACE_KIND | storage.DEMONYM_KIND: frozenset({"place", "demonym"}),
}


def find_names(text: str, layers: Sequence[tuple[Any, memoryview]]) -> list[NameMatch]:
    """Find the names of tries in a text: leftmost, then longest, at the borders of words.

    Parameters
    ----------
    text
        Any text.
    layers
        Each trie with the flags of its names. What a name may be is what any of them says.
    """
    folded = fold_text(text)
    whole, spans = folded.text, folded.spans
    token_ending_at = dict(zip(folded.ends, range(len(spans)), strict=True))
    only = layers[0][0].prefixes if len(layers) == 1 else None
    matches = []
    free = 0
    for number, begin in enumerate(folded.starts):
        if begin < free:
            continue
        ahead = whole[begin : begin + LONGEST]
        for name in reversed(only(ahead) if only else _prefixes(ahead, layers)):
            last = token_ending_at.get(begin + len(name))
            if last is None:
                continue
            start, end = spans[number][0], spans[last][1]
            known = [flags[trie[name]] for trie, flags in layers if name in trie]
            standing = [flag for flag in known if _stands(text, start, end, flag)]
            if standing:
                kinds = frozenset[str]().union(*(_KINDS[flag & ~_MARKS] for flag in standing))
                matches.append(NameMatch(start, end, kinds))
                free = begin + len(name)
                break
    return matches


def _prefixes(ahead: str, layers: Sequence[tuple[Any, memoryview]]) -> list[str]:
    """Give the names that a text begins with, the shortest first."""
    return sorted({name for trie, _ in layers for name in trie.prefixes(ahead)}, key=len)


def _stands(text: str, start: int, end: int, flag: int) -> bool:
    """Whether a spelling that only capitals or a stop make a name has them, and no English word begins it."""
    words = text[start:end]
    if flag & _MARKS:
        stopped = words[0].isupper() and text[end : end + 1] == "."
        return bool(flag & storage.CAPITALS and words.isupper()) or bool(flag & storage.STOP and stopped)
    return words.split(maxsplit=1)[0] not in _ENGLISH
