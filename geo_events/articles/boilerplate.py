"""Marking what in a text is no report: bylines, captions, links to other reports, notices."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import chain, groupby
from operator import itemgetter
from typing import Any, Final

from geo_events.articles.article import Boilerplate
from geo_events.articles.layout import BYLINE, find_paragraphs
from geo_events.yaml_text import read_yaml

#: Longer paragraphs are sentences that happen to begin with such words.
_LONGEST_OPENING: Final = 200
#: Of a longer paragraph under a label only the first line is taken.
_LONGEST_LABELLED: Final = 500
#: Bylines stand before or after the report: among so many paragraphs from either end.
_EDGE: Final = 8

_OPENED = r"[ \t]*[*_>#(\[\"“]{0,3}[ \t]*"
_LINE_END = re.compile(r"[\n\r]+")
_DAY = re.compile(
    r"by\s+(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow|yesterday|now|then|"
    r"january|february|march|april|may|june|july|august|september|october|november|december)\b",
    re.IGNORECASE,
)
_FULL_STOP = re.compile(r"[.!?]$")


@dataclass(frozen=True, slots=True)
class _Phrases:
    """The reviewed words, compiled: what may open boilerplate, and the kind of each."""

    any: re.Pattern[str]
    labels: dict[str, str]
    openings: dict[str, str]


def find_boilerplate(text: str) -> tuple[Boilerplate, ...]:
    """Mark the parts of a text that are no report.

    Found are paragraphs under a label ("Read more: ...", "Photo: ..."), short ones that begin as notices and
    credits do ("Reporting by ..."), and lines that hold nothing but a byline.

    Returns
    -------
    tuple of Boilerplate
        By start, none overlapping.
    """
    phrases = _phrases()
    hits = list(_hits(phrases.any, text))
    if not hits:
        return ()
    paragraphs = find_paragraphs(text)
    starts = [start for start, _ in paragraphs]
    marked: dict[int, Boilerplate] = {}
    for hit in hits:
        number = bisect_right(starts, hit.start("words")) - 1
        start, end = paragraphs[max(0, number)]
        if number < 0 or start < hit.start() or start in marked:
            continue  # the words stand inside a paragraph of wrapped lines
        at_edge = number < _EDGE or number >= len(paragraphs) - _EDGE
        kind = _kind(text[start:end], hit, phrases, at_edge=at_edge)
        if kind is not None:
            marked[start] = Boilerplate(start, _end(text, start, end), kind)
    return tuple(marked[start] for start in sorted(marked))


def byline_of(text: str, boilerplate: Sequence[Boilerplate]) -> str | None:
    """Return the author line that a text's byline gives, without "By"; None where it has none."""
    for part in boilerplate:
        words = text[part.start : part.end].strip("*_ \t")
        if part.kind == "byline" and BYLINE.fullmatch(words):
            return " ".join(words.split()[1:])
    return None


def overlaps(boilerplate: Iterable[Boilerplate], start: int, end: int) -> bool:
    """Whether a span touches a part that is no report."""
    return any(part.start < end and start < part.end for part in boilerplate)


def _hits(opening: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Find what opens lines; a search would try every character."""
    end = 0
    for start in chain((0,), (found.end() for found in _LINE_END.finditer(text))):
        hit = opening.match(text, start) if start >= end else None
        if hit:
            end = hit.end()
            yield hit


def _kind(paragraph: str, hit: re.Match[str], phrases: _Phrases, *, at_edge: bool) -> str | None:
    words = " ".join(hit["words"].lower().split())
    if words == "by":
        line = paragraph.strip("*_ \t")
        is_byline = (
            at_edge and BYLINE.fullmatch(line) and not _DAY.match(line) and not _FULL_STOP.search(line)
        )
        return "byline" if is_byline else None
    if hit["colon"]:
        found = phrases.labels.get(words) or phrases.labels.get(words.removesuffix("s"))
        if found is not None:
            return found
    if len(paragraph) <= _LONGEST_OPENING:
        return phrases.openings.get(words)
    return None


def _end(text: str, start: int, end: int) -> int:
    if end - start <= _LONGEST_LABELLED:
        return end
    line = re.compile(r"[\n\r]").search(text, start, end)
    return line.start() if line else end


@cache
def _phrases() -> _Phrases:
    path = resources.files("geo_events.articles").joinpath("data/boilerplate.yaml")
    given: dict[str, Any] = read_yaml(path.read_text(encoding="utf-8"))
    labels, openings = (
        {str(phrase): kind for kind, listed in given[name].items() for phrase in listed}
        for name in ("labels", "openings")
    )
    every = sorted({*labels, *(f"{label}s" for label in labels), *openings, "by"}, key=len, reverse=True)
    # One branch a letter: most lines begin with none of them and are done with at once.
    by_letter = groupby(sorted(every, key=itemgetter(0)), key=itemgetter(0))
    listed = "|".join(f"{re.escape(letter)}(?:{_rests(phrases)})" for letter, phrases in by_letter)
    found = re.compile(rf"{_OPENED}(?P<words>{listed})(?!\w)(?P<colon>[ \t]*[:|])?", re.IGNORECASE)
    return _Phrases(found, labels, openings)


def _rests(phrases: Iterable[str]) -> str:
    """Write the phrases of one letter as a pattern without it."""
    return "|".join(r"\s+".join(map(re.escape, phrase[1:].split(" "))) for phrase in phrases)
