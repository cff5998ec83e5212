"""Finding names in a text: the longest at each word, in one pass over the folded text."""

from __future__ import annotations

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


_KINDS = {
    storage.PLACE_KIND: frozenset({"place"}),
    storage.DEMONYM_KIND: frozenset({"demonym"}),
    storage.PLACE_KIND | storage.DEMONYM_KIND: frozenset({"place", "demonym"}),
}


def find_names(text: str, trie: Any, flags: memoryview) -> list[NameMatch]:
    """Find the names of a trie in a text: leftmost, then longest, at the borders of words."""
    folded = fold_text(text)
    whole, spans = folded.text, folded.spans
    token_ending_at = dict(zip(folded.ends, range(len(spans)), strict=True))
    prefixes = trie.prefixes
    matches = []
    free = 0
    for number, begin in enumerate(folded.starts):
        if begin < free:
            continue
        for name in reversed(prefixes(whole[begin : begin + LONGEST])):
            last = token_ending_at.get(begin + len(name))
            if last is None:
                continue
            start, end = spans[number][0], spans[last][1]
            flag = flags[trie[name]]
            if _stands(text, start, end, flag):
                matches.append(NameMatch(start, end, _KINDS[flag & ~storage.CAPITALS]))
                free = begin + len(name)
                break
    return matches


def _stands(text: str, start: int, end: int, flag: int) -> bool:
    """Whether a spelling that only capitals make a name has them, and no English word begins the name."""
    words = text[start:end]
    if flag & storage.CAPITALS:
        return words.isupper()
    return words.split(maxsplit=1)[0] not in _ENGLISH
