"""From the tagger's probabilities to spans: the likeliest ones, the whole article being looked at."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from geo_events.geoparsing.coordinates import FARTHEST_BESIDE, stands_beside
from geo_events.geoparsing.document import Document
from geo_events.geoparsing.lexicon import words
from geo_events.geoparsing.names import NameMatch, NameMatches
from geo_events.geoparsing.tagger import BEGINS, CONTINUES, OUTSIDE, Floats

#: Log-odds beyond which a word's other mentions have no more say.
_MOST_SAY: Final = 4.0
#: Words that surely begin no name are passed over when spans are sought.
_SURELY_OUTSIDE: Final = -0.005
_IMPOSSIBLE: Final = -1e9
#: Initials that are no person's: "N. Korea", "W. Virginia".
_DIRECTIONS: Final = frozenset("nsew")


@dataclass(frozen=True, slots=True)
class Decoding:
    """How much the article and the gazetteer say beside the tagger; chosen by cross-validation.

    Attributes
    ----------
    discourse
        Share of the mean log-odds of a word's other occurrences that is added to each of them: in one article
        a name mostly stays a place's or a person's.
    whole_names
        Log-odds by which the words of one name of the gazetteer are rather one mention than several.
    usual_names
        Log-odds by which a name of several words, written as is usual, begins with its first ("The Hague").
    other_names
        Log-odds by which a name is no mention that by all rule is another's: an armed group's ("Arakan
        Army"), a person's ("A. Paris"), the outlet's ("Tigris Monitor"). Too few of them are in the corpora
        for the tagger to learn them.
    apart
        Log-odds by which no mention begins right behind another, a space alone between: of the 4,657 toponyms
        of the corpora three do.
    bar
        Log-odds that are added to being a mention: above 0 more is found, and more wrongly.
    """

    discourse: float = 0.6
    whole_names: float = 2.0
    usual_names: float = 1.0
    other_names: float = 4.0
    apart: float = 3.0
    bar: float = 0.0


def decode(
    log_probabilities: Floats,
    document: Document,
    names: NameMatches,
    decoding: Decoding,
    *,
    points: Sequence[tuple[int, int]] = (),
) -> list[tuple[int, int, float]]:
    """Find the spans that are likeliest mentions of places.

    Parameters
    ----------
    log_probabilities
        Of the words' tags, as `Tagger.log_probabilities` gives them.
    document, names
        The words, and the gazetteer's names among them.
    decoding
        What else has a say.
    points
        Spans of the coordinates that the text gives.

    Returns
    -------
    list of tuple
        Number of a span's first word, of the word behind its last, and its probability; by start, none
        overlapping.
    """
    scores = log_probabilities.astype(np.float64)
    open_words = np.flatnonzero(scores[:, OUTSIDE] < 0.0)
    if not len(open_words):
        return []
    scores[open_words, OUTSIDE] -= decoding.bar + decoding.discourse * _said_elsewhere(
        scores, open_words, document
    )
    scores[:, OUTSIDE] += _known_otherwise(document, names, decoding)
    for match in names.longest:
        if match.last - match.first > 1:
            inner = slice(match.first + 1, match.last)
            scores[inner, CONTINUES] += decoding.whole_names
            scores[inner, BEGINS] -= decoding.whole_names
            if "usual name" in match.attributes:
                scores[match.first, BEGINS] += decoding.usual_names
        if points and _stands_at(match, points, document):
            scores[match.first : match.last, OUTSIDE] -= 2 * decoding.other_names
    weighed = scores[open_words]
    scores[open_words] = weighed - np.log(np.exp(weighed).sum(axis=1, keepdims=True))
    rows = scores.tolist()
    found = []
    for begin, end in _stretches(scores[:, OUTSIDE] < _SURELY_OUTSIDE):
        joined = [gap == " " for gap in document.gaps[begin:end]]
        for first, last in _likeliest(rows[begin:end], joined, decoding.apart):
            found.append((begin + first, begin + last, _probability(rows, begin + first, begin + last)))
    return found


def _said_elsewhere(
    scores: npt.NDArray[Any], numbers: npt.NDArray[np.int64], document: Document
) -> npt.NDArray[Any]:
    """Give for each of some words the mean log-odds of its other occurrences; 0 without any."""
    said = np.zeros(len(numbers))
    written, lower = document.words, document.lower
    at: dict[str, list[int]] = defaultdict(list)
    for place, number in enumerate(numbers.tolist()):
        if not written[number][0].islower():
            at[lower[number]].append(place)
    repeated = [places for places in at.values() if len(places) > 1]
    if repeated:
        own = scores[numbers]
        odds = np.log(np.exp(own[:, BEGINS]) + np.exp(own[:, CONTINUES]) + 1e-12) - own[:, OUTSIDE]
        odds = np.clip(odds, -_MOST_SAY, _MOST_SAY).tolist()
        for places in repeated:
            total = sum(odds[place] for place in places)
            for place in places:
                said[place] = (total - odds[place]) / (len(places) - 1)
    return said


def _known_otherwise(document: Document, names: NameMatches, decoding: Decoding) -> npt.NDArray[Any]:
    """Give for each word the log-odds by which it is in another's name than a place's."""
    found = np.zeros(len(document.words))
    lower, gaps, known = document.lower, document.gaps, words()
    whole = {match.first for match in names.longest if "usual name" in match.attributes}
    for number in document.unlike_small:
        name = lower[number]
        if gaps[number] in {" ", ". "} and _is_title(document, number - 1):
            found[number] += decoding.other_names
        if name in known.armed_groups or (name == "the" and number not in whole):
            found[number] += decoding.other_names
        if not number:
            continue
        gap = gaps[number]
        if gap == " ":
            if name in known.armed_group_words:
                for before in _name_before(document, number):
                    if not _names_a_state(names.single.get(before, ())):
                        found[before] += decoding.other_names
            elif lower[number - 1] in known.given_names and _is_surname(document, number):
                found[number - 1] += decoding.other_names
        elif gap == ". " and len(lower[number - 1]) == 1 and lower[number - 1] not in _DIRECTIONS:
            found[number] += decoding.other_names
    if document.outlet:
        for match in re.finditer(re.escape(document.outlet), document.text):
            first, last = document.word_range(*match.span())
            if last - first > 1:
                found[first:last] += 2 * decoding.other_names
    return found


def _name_before(document: Document, number: int) -> range:
    """Give the words with a capital that stand, parted by spaces alone, before a word."""
    first = number - 1
    while first > 0 and document.gaps[first] == " " and document.words[first - 1][0].isupper():
        first -= 1
    return range(first, number)


def _is_title(document: Document, number: int) -> bool:
    """Whether a word is a person's title, which is written with a capital before a name ("Mr", "Sen.")."""
    word = document.words[number]
    return number >= 0 and word[0].isupper() and not word.isupper() and word.lower() in words().person_titles


def _is_surname(document: Document, number: int) -> bool:
    """Whether a word follows a given name as a surname does: "Paris Hilton", but "Sydney Harbour"."""
    known, lower = words(), document.lower
    name = lower[number]
    return (
        document.words[number - 1][0].isupper()
        and document.words[number][0].isupper()
        and not document.words[number].isupper()
        and name not in known.features
        and name not in known.street_words
        and name not in known.institution_words
        and name not in known.group_words
        and name not in known.generic_tails
        and name not in known.ordinary_words
    )


def _stands_at(match: NameMatch, points: Sequence[tuple[int, int]], document: Document) -> bool:
    """Whether a coordinate stands right behind a name, or before it."""
    begin, end = document.spans[match.first][0], document.spans[match.last - 1][1]
    return any(
        stands_beside(document.text[end:start] if end <= start else document.text[stop:begin])
        for start, stop in points
        if 0 <= max(start - end, begin - stop) <= FARTHEST_BESIDE
    )


def _names_a_state(attributes: Sequence[str]) -> bool:
    """Whether an army of that name is a state's: "Iraqi Army", "US Army"."""
    return "demonym" in attributes or "kind=country" in attributes


def _stretches(some: npt.NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Give the stretches of words that may be in a mention."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], some, [False]]).astype(np.int8)))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _likeliest(
    rows: Sequence[Sequence[float]], joined: Sequence[bool], apart: float
) -> Iterator[tuple[int, int]]:
    """Find the likeliest tags in which nothing continues that hasn't begun (Viterbi); give the spans."""
    best = [rows[0][OUTSIDE], rows[0][BEGINS], _IMPOSSIBLE]
    ways: list[tuple[int, int, int]] = []
    for row, is_joined in zip(rows[1:], joined[1:], strict=True):
        inside = BEGINS if best[BEGINS] >= best[CONTINUES] else CONTINUES
        before = OUTSIDE if best[OUTSIDE] >= best[inside] else inside
        ending = best[inside] - apart if is_joined else best[inside]
        anew = OUTSIDE if best[OUTSIDE] >= ending else inside
        ways.append((before, anew, inside))
        best = [
            best[before] + row[OUTSIDE],
            max(best[OUTSIDE], ending) + row[BEGINS],
            best[inside] + row[CONTINUES],
        ]
    tag = max((OUTSIDE, BEGINS, CONTINUES), key=best.__getitem__)
    tags = [tag]
    for way in reversed(ways):
        tag = way[tag]
        tags.append(tag)
    tags.reverse()
    first = None
    for number, tag in enumerate([*tags, OUTSIDE]):
        if tag != CONTINUES and first is not None:
            yield first, number
            first = None
        if tag == BEGINS:
            first = number


def _probability(rows: Sequence[Sequence[float]], first: int, last: int) -> float:
    """Probability that exactly these words are a mention, the words' tags taken one by one."""
    log = rows[first][BEGINS] + sum(rows[number][CONTINUES] for number in range(first + 1, last))
    going_on = np.exp(rows[last][CONTINUES]) if last < len(rows) else 0.0
    return float(np.exp(log) * (1.0 - min(going_on, 1.0 - 1e-9)))
