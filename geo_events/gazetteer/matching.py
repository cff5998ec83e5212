"""Finding names in a text: the longest at each word, in one pass over the folded text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, reduce
from itertools import islice
from typing import Any, Final, NamedTuple

from geo_events.gazetteer import storage
from geo_events.gazetteer.folding import Folded, fold_text

#: Longer names are not looked for in texts, in characters of their folded form.
LONGEST = 64
#: English words that are spelled like an article ("at Tur"): in small letters they begin no name.
_ENGLISH = frozenset({"as", "at", "an"})
#: What may stand behind a word inside a folded name, with the word behind it.
_JOINTS: Final = (" ", ",", "'", "|")
_SECOND: Final = re.compile(r"(?:'s |, | & | |\|)[^ ,&'|]+")
#: So many names that begin with the same word are known by their second word; beyond, the trie is asked.
_MOST_SECOND: Final = 500


class NameMatch(NamedTuple):
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


class _Word(NamedTuple):
    """What the names that begin with a word are."""

    #: The kinds that the word alone has, however it is written; None where that has to be looked at.
    kinds: frozenset[str] | None
    #: The flags of the word alone, all layers together; 0 where it is no name.
    flags: int
    #: The second words of longer names, each with what joins it to the first; None for too many.
    seconds: frozenset[str] | None


class NameFinder:
    """Finds the names of tries in texts.

    Most words of a text begin no name, and of the others few stand before a word that carries a name on. Both
    are remembered for each word, so that the tries are seldom asked.

    Parameters
    ----------
    layers
        Each trie with the flags of its names. What a name may be is what any of them says.
    """

    def __init__(self, layers: Sequence[tuple[Any, memoryview]]) -> None:
        self._layers = layers
        self._only = layers[0][0].prefixes if len(layers) == 1 else None
        self._word = lru_cache(maxsize=50_000)(self._read_word)

    def find(self, text: str, folded: Folded | None = None) -> list[NameMatch]:
        """Find names: leftmost, then longest, at the borders of words.

        Parameters
        ----------
        text
            Any text.
        folded
            What `fold_text` makes of it, where that is known.
        """
        folded = fold_text(text) if folded is None else folded
        whole, ends, spans = folded.text, folded.ends, folded.spans
        matches = []
        behind = 0  # the first word that is in no match yet
        last = len(ends) - 1
        for number, word in enumerate(map(self._word, folded.tokens)):
            if word is None or number < behind:
                continue
            seconds, end = word.seconds, ends[number]
            if number < last and (seconds is None or whole[end : ends[number + 1]] in seconds):
                match, behind = self._longest(text, folded, number)
                if match is not None:
                    matches.append(match)
            elif word.kinds is not None:
                matches.append(NameMatch(*spans[number], word.kinds))
            elif word.flags:
                start, stop = spans[number]
                kinds = self._kinds(folded.tokens[number], text, start, stop)
                if kinds:
                    matches.append(NameMatch(start, stop, kinds))
        return matches

    def at(self, folded: Folded, numbers: Iterable[int]) -> Iterator[tuple[int, list[tuple[int, int]]]]:
        """Find all names that begin at given words; see `Gazetteer.names_at`."""
        whole, ends, tokens = folded.text, folded.ends, folded.tokens
        last = len(ends) - 1
        for number in numbers:
            word = self._word(tokens[number])
            if word is None:
                continue
            end = ends[number]
            if number < last and (word.seconds is None or whole[end : ends[number + 1]] in word.seconds):
                found = self._all_at(folded, number)
                if found:
                    yield number, found
            elif word.flags:
                yield number, [(number, word.flags)]

    def _all_at(self, folded: Folded, number: int) -> list[tuple[int, int]]:
        """Ask the tries for all names that begin at a word: the number of each one's last word, its flags."""
        begin, ends = folded.starts[number], folded.ends
        ahead = folded.text[begin : begin + LONGEST]
        found: dict[int, int] = {}
        for trie, flags in self._layers:
            for name in trie.prefixes(ahead):
                last = bisect_left(ends, begin + len(name), number)
                if last < len(ends) and ends[last] == begin + len(name):
                    # a name that one layer takes in capitals or before a stop only may be plain in another
                    found[last] = _joined(found.get(last, 0), flags[trie[name]])
        return sorted(found.items())

    def _longest(self, text: str, folded: Folded, number: int) -> tuple[NameMatch | None, int]:
        """Ask the tries for the longest name that begins with a word; number the word behind it, too."""
        begin, start = folded.starts[number], folded.spans[number][0]
        ahead = folded.text[begin : begin + LONGEST]
        for name in reversed(self._only(ahead) if self._only else self._prefixes(ahead)):
            last = bisect_left(folded.ends, begin + len(name), number)
            if last == len(folded.ends) or folded.ends[last] != begin + len(name):
                continue
            end = folded.spans[last][1]
            kinds = self._kinds(name, text, start, end)
            if kinds:
                return NameMatch(start, end, kinds), last + 1
        return None, number + 1

    def _prefixes(self, ahead: str) -> list[str]:
        """Give the names that a text begins with, the shortest first."""
        return sorted({name for trie, _ in self._layers for name in trie.prefixes(ahead)}, key=len)

    def _kinds(self, name: str, text: str, start: int, end: int) -> frozenset[str]:
        """Say what a name may be as the text writes it; nothing where it can't stand so."""
        return _united(flag for flag in self._flags(name) if _stands(text, start, end, flag))

    def _flags(self, name: str) -> list[int]:
        return [flags[trie[name]] for trie, flags in self._layers if name in trie]

    def _read_word(self, word: str) -> _Word | None:
        if len(word) > LONGEST:
            return None
        known = self._flags(word)
        always = bool(known) and word not in _ENGLISH and not any(flag & _MARKS for flag in known)
        seconds = self._read_seconds(word)
        if not known and seconds is not None and not seconds:
            return None
        return _Word(_united(known) if always else None, reduce(_joined, known, 0), seconds)

    def _read_seconds(self, word: str) -> frozenset[str] | None:
        seconds: set[str] = set()
        for trie, _ in self._layers:
            for joint in _JOINTS:
                names = list(islice(trie.iterkeys(word + joint), _MOST_SECOND))
                if len(names) == _MOST_SECOND:
                    return None
                found = (_SECOND.match(name, len(word)) for name in names)
                seconds.update(match[0] for match in found if match)
        return frozenset(seconds)


def _joined(one: int, other: int) -> int:
    """Put the flags together that two layers give a name; 0 is none."""
    if not one or not other:
        return one or other
    marks = (one | other) & _MARKS if one & _MARKS and other & _MARKS else 0
    return (one | other) & ~_MARKS | marks


def _united(flags: Iterable[int]) -> frozenset[str]:
    kinds = [_KINDS[flag & ~_MARKS] for flag in flags]
    return kinds[0] if len(kinds) == 1 else frozenset[str]().union(*kinds)


def _stands(text: str, start: int, end: int, flag: int) -> bool:
    """Whether a spelling that only capitals or a stop make a name has them, and no English word begins it."""
    words = text[start:end]
    if flag & _MARKS:
        stopped = words[0].isupper() and text[end : end + 1] == "."
        return bool(flag & storage.CAPITALS and words.isupper()) or bool(flag & storage.STOP and stopped)
    return words.split(maxsplit=1)[0] not in _ENGLISH
