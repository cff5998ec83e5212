"""What stands around each word of an article, and what the gazetteer says of it, as named features."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from geo_events.geoparsing.document import Document
from geo_events.geoparsing.names import NameMatches

#: A sentence is set as a heading if so many of its longer words begin with a capital.
_HEADING_SHARE: Final = 0.75
_FEWEST_WORDS: Final = 3
#: With a smaller share of capitals among all words it is none.
_FEWEST_CAPITALS: Final = 0.3
_SHORTEST_WORD: Final = 4
_WORD: Final = re.compile(r"\w+")
_PLAIN_GAPS: Final = frozenset({"-", "--", "/", ",", ".", ":", ";", ")", '"', "'", "$", "#"})


#: Words of a document, by number, and the features that all of them have.
Block = tuple[slice | list[int], tuple[str, ...]]


def surroundings(document: Document, names: NameMatches) -> Iterator[Block]:
    """Yield features of the words' places in the text.

    Yields
    ------
    tuple
        Numbers of words, each once, and the names of features that they have. No feature is given for what is
        usual: a single space before a word.
    """
    yield from _of_gaps(document)
    yield from _of_names(names)
    yield from _of_sentences(document)
    yield from _of_article(document)


def _of_gaps(document: Document) -> Iterator[Block]:
    at: dict[str, list[int]] = defaultdict(list)
    gaps = document.gaps
    for number in document.marked:
        at[_gap_feature(gaps[number])].append(number)
    for feature, numbers in at.items():
        yield numbers, (feature,)


def _of_names(names: NameMatches) -> Iterator[Block]:
    for number, attributes in names.single.items():
        yield slice(number, number + 1), _features("alone", attributes)
    for match in names.longest:
        words = slice(match.first, match.last)
        if match.last - match.first == 1:
            yield words, _features("whole", match.attributes)
            continue
        yield words, _features("part", match.attributes)
        yield slice(match.first, match.first + 1), ("name begins",)
        if match.last - match.first > 2:
            yield slice(match.first + 1, match.last - 1), ("name goes on",)
        yield slice(match.last - 1, match.last), ("name ends",)


@lru_cache(maxsize=5_000)
def _features(role: str, attributes: tuple[str, ...]) -> tuple[str, ...]:
    """Name what the gazetteer says of a word that is a name alone, or the longest one or part of it."""
    return (f"{role} name", *(f"{role}:{attribute}" for attribute in attributes))


def _of_sentences(document: Document) -> Iterator[Block]:
    sentences, words = document.sentences, document.words
    if not words:
        return
    starts = [0, *(number for number in range(1, len(words)) if sentences[number] != sentences[number - 1])]
    yield starts, ("sentence begins",)
    unlike_small = document.unlike_small
    for first, last in zip(starts, [*starts[1:], len(words)], strict=True):
        capitals = bisect_left(unlike_small, last) - bisect_left(unlike_small, first)
        if capitals < _FEWEST_CAPITALS * (last - first):
            continue
        long = [word for word in words[first:last] if len(word) >= _SHORTEST_WORD and word.isalpha()]
        if len(long) < _FEWEST_WORDS:
            continue
        if sum(word[0].isupper() for word in long) >= _HEADING_SHARE * len(long):
            yield slice(first, last), ("in heading",)
            if sum(map(str.isupper, long)) >= _HEADING_SHARE * len(long):
                yield slice(first, last), ("all in capitals",)


def _of_article(document: Document) -> Iterator[Block]:
    small, words = set(filter(str.islower, document.words)), document.words
    capital = [(number, words[number].lower()) for number in document.unlike_small]
    yield [number for number, word in capital if word in small], ("small elsewhere",)
    if document.outlet:
        outlet = frozenset(_WORD.findall(document.outlet.lower()))
        yield [number for number, word in capital if word in outlet], ("in outlet's name",)
    if document.title_end:
        yield slice(*document.word_range(0, document.title_end)), ("in title",)
    if document.dateline is not None:
        yield slice(*document.word_range(*document.dateline)), ("in dateline",)


@lru_cache(maxsize=2_000)
def _gap_feature(gap: str) -> str:
    """Name what stands before a word: nothing, the end of a paragraph, the first mark of what is there."""
    if not gap:
        return "after nothing"
    if "\n" in gap:
        return "after line end"
    marks = gap.strip()
    if marks in _PLAIN_GAPS:
        return f"after {marks}"
    if marks.startswith("'s"):
        return "after possessive" if len(marks) == len("'s") else "after possessive and mark"
    if "(" in marks:
        return "after ("
    other = marks.replace('"', "")
    return f"after quote and {other[:1]}" if other != marks else f"after {marks[:1]}"
