"""What stands around each word of an article, and what the gazetteer says of it, as named features."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from geo_events.geoparsing.document import Document
from geo_events.geoparsing.names import NameMatches

#: A sentence is set as a heading if so many of its longer words begin with a capital.
_HEADING_SHARE: Final = 0.75
_FEWEST_WORDS: Final = 3
_SHORTEST_WORD: Final = 4
_WORD: Final = re.compile(r"\w+")
_PLAIN_GAPS: Final = frozenset({"-", "--", "/", ",", ".", ":", ";", ")", '"', "'", "$", "#"})


def surroundings(document: Document, names: NameMatches) -> Iterator[tuple[int, str]]:
    """Yield features of the words' places in the text.

    Yields
    ------
    tuple
        The number of a word, and the name of a feature that it has.
    """
    yield from enumerate(map(_gap_feature, document.gaps[:-1]))
    yield from _of_names(names)
    yield from _of_sentences(document)
    yield from _of_article(document)


def _of_names(names: NameMatches) -> Iterator[tuple[int, str]]:
    for number, attributes in names.single.items():
        for attribute in attributes:
            yield number, f"alone:{attribute}"
    for match in names.longest:
        whole = match.last - match.first == 1
        for number in range(match.first, match.last):
            if whole:
                yield number, "whole name"
            elif number == match.first:
                yield number, "name begins"
            else:
                yield number, "name ends" if number == match.last - 1 else "name goes on"
            for attribute in match.attributes:
                yield number, f"whole:{attribute}" if whole else f"part:{attribute}"


def _of_sentences(document: Document) -> Iterator[tuple[int, str]]:
    sentences, words = document.sentences, document.words
    first = 0
    for number in range(1, len(words) + 1):
        if number < len(words) and sentences[number] == sentences[first]:
            continue
        yield first, "sentence begins"
        long = [word for word in words[first:number] if len(word) >= _SHORTEST_WORD and word.isalpha()]
        if len(long) >= _FEWEST_WORDS:
            if sum(word[0].isupper() for word in long) >= _HEADING_SHARE * len(long):
                yield from ((at, "in heading") for at in range(first, number))
            if sum(word.isupper() for word in long) >= _HEADING_SHARE * len(long):
                yield from ((at, "all in capitals") for at in range(first, number))
        first = number


def _of_article(document: Document) -> Iterator[tuple[int, str]]:
    small = {word for word in document.words if word.islower()}
    outlet = frozenset(_WORD.findall((document.outlet or "").lower()))
    for number, word in enumerate(document.words):
        if word[0].isupper():
            lower = word.lower()
            if lower in small:
                yield number, "small elsewhere"
            if lower in outlet:
                yield number, "in outlet's name"
    if document.title_end:
        yield from ((number, "in title") for number in range(*document.word_range(0, document.title_end)))
    if document.dateline is not None:
        yield from ((number, "in dateline") for number in range(*document.word_range(*document.dateline)))


@lru_cache(maxsize=2_000)
def _gap_feature(gap: str) -> str:
    """Name what stands before a word: a space, the end of a paragraph, the first mark of what is there."""
    if gap in {" ", ""}:
        return "after space" if gap else "after nothing"
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
