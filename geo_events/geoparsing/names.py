"""Names of the gazetteer in an article's words: where each begins and ends, and what it may mean."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from geo_events.gazetteer import Gazetteer
from geo_events.gazetteer.place import Place
from geo_events.gazetteer.storage import CAPITALS, STOP
from geo_events.geoparsing.document import Document

#: Steps into which a prior is cut, and the most places of a name that are told apart.
_PRIOR_STEPS: Final = 12
_MOST_PLACES: Final = 8
#: The Arabic article, as folding writes it: a name may begin with it though it is small.
_ARTICLE: Final = "al "
#: Two names of the text, though the gazetteer may know both together: "Tripoli, Lebanon".
_PARTED: Final = ", "


@dataclass(frozen=True, slots=True)
class NameMatch:
    """A name of the gazetteer in a document: its words from `first` up to and without `last`.

    Attributes
    ----------
    attributes
        What it may mean, see `attributes`.
    """

    first: int
    last: int
    attributes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NameMatches:
    """The names of the gazetteer in a document.

    Attributes
    ----------
    longest
        The longest at each word, leftmost first, none overlapping.
    single
        What each word that is a name by itself may mean, by the word's number.
    """

    longest: tuple[NameMatch, ...]
    single: dict[int, tuple[str, ...]]


def find_names(document: Document, gazetteer: Gazetteer) -> NameMatches:
    """Find the names that are written as names: each begins and ends with a capital or a figure."""
    words = document.words
    longest: list[NameMatch] = []
    single: dict[int, tuple[str, ...]] = {}
    free = 0
    for number, ends in gazetteer.names_at(document.folded, _beginnings(document)):
        best = None
        for last, flags in ends:
            if not _written_as_name(document, number, last, flags):
                continue
            known = attributes(words[number] if last == number else _text(document, number, last), gazetteer)
            if not known:
                continue
            best = NameMatch(number, last + 1, known)
            if last == number:
                single[number] = known
        if best is not None and number >= free:
            longest.append(best)
            free = best.last
    return NameMatches(tuple(longest), single)


def _beginnings(document: Document) -> list[int]:
    words, tokens = document.words, document.folded.tokens
    found = [number for number in document.unlike_small if not words[number][0].isdigit()]
    if "al" in tokens:
        whole, starts = document.folded.text, document.folded.starts
        articles = [number for number, key in enumerate(tokens) if key == "al"]
        found += [number for number in articles if whole.startswith(_ARTICLE, starts[number])]
        found = sorted(set(found))
    return found


def _written_as_name(document: Document, number: int, last: int, flags: int) -> bool:
    if flags & (CAPITALS | STOP) and not (
        (flags & CAPITALS and _text(document, number, last).isupper())
        or (flags & STOP and document.text.startswith(".", document.spans[last][1]))
    ):
        return False
    if last == number:
        return True
    end = document.words[last][0]
    folded = document.folded
    return not end.islower() and _PARTED not in folded.text[folded.starts[number] : folded.ends[last]]


def _text(document: Document, number: int, last: int) -> str:
    return document.text[document.spans[number][0] : document.spans[last][1]]


@lru_cache(maxsize=50_000)
def attributes(name: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Say what a name may mean.

    Returns
    -------
    tuple of str
        ``demonym``; and of the likeliest place its kind, the step of its prior, whether the name is its usual
        one, and of how many places it is the name. Empty where the gazetteer has no such name.
    """
    found = ["demonym"] if gazetteer.lookup_demonym(name, limit=1) else []
    places = gazetteer.lookup(name, limit=_MOST_PLACES, exact=True)
    if places:
        likeliest = places[0]
        found += [
            f"prior={int(likeliest.prior * _PRIOR_STEPS)}",
            f"kind={_kind(likeliest)}",
            f"places={min(len(places), _MOST_PLACES) // 2}",
        ]
        if name.lower() == likeliest.name.lower():
            found.append("usual name")
    return tuple(found)


def _kind(place: Place) -> str:
    if place.is_country:
        return "country"
    if place.feature_code in {"ADM1", "ADM2", "PPLC", "PPLA"}:
        return place.feature_code
    return place.feature_class
