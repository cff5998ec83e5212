"""Spans of text that may be place names: the gazetteer's matches, tidied by how names are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from geo_events.gazetteer import Gazetteer
from geo_events.geoparsing.lexicon import words

#: The Arabic article as newspapers write it in front of a name, whichever letter it takes.
_ARTICLE = re.compile(r"(?:(?<=\s)|(?<=[\"'“‘(\[-])|^)(?:[AaEe][lnrtsdz]|[AaEe]sh)-$")
_ARTICLE_IN_FRONT = re.compile(r"(?:[ae][lnrtsdz]|[ae]sh)[- ](?=\S)")
#: What no single name holds: the end of a clause or of a paragraph.
_BREAK = re.compile(r"[,;:!?()\[\]\"“”|/]|\n\s*\n|\w{3,}\.\s|[’']s\s|\s[a-z]+ of\s")
_POSSESSIVE = re.compile(r"['’]s?$")
#: A French name goes on behind such a hyphen ("Petite-Rivière-de-l'Artibonite").
_GOES_ON = re.compile(r"-(?:(?:de|du|des|la|le|les|sur|sous|en|aux|et)-|[dl]')\w")
_INITIALS = re.compile(r"(?:\w\.)+\w$")


#: Short forms of states and provinces are no longer ("Calif", "Tenn", "N.Mex").
_LONGEST_SHORT_FORM = 5


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A stretch of the shadow text that the gazetteer knows as a place, a demonym, or both."""

    start: int
    end: int
    text: str
    place: bool
    demonym: bool


def name_spans(text: str, gazetteer: Gazetteer) -> Iterator[NameSpan]:
    """Yield the names that the gazetteer knows and that are written as names.

    Parameters
    ----------
    text
        The shadow text.
    gazetteer
        Whose matches are cut to the words that the press writes with a capital ("Anbar province" names
        Anbar); a match that is no name as a whole is searched again for shorter ones.
    """
    yield from _search(text, 0, len(text), gazetteer)


def _search(text: str, offset: int, stop: int, gazetteer: Gazetteer) -> Iterator[NameSpan]:
    for match in gazetteer.find_names(text[offset:stop]):
        start, end = match.start + offset, match.end + offset
        span = _tidied(text, start, end, match.kinds, gazetteer)
        if span is not None:
            yield span
            start = span.end
        elif (parted := _BREAK.search(text, start, end)) is not None:
            # "Tripoli, Lebanon" is a spelling of the gazetteer's, and two names of the text
            yield from _search(text, start, parted.start(), gazetteer)
            yield from _search(text, parted.end(), end, gazetteer)
            continue
        inner = re.compile(r"[\s-]+").search(text, start, end)
        if inner is not None and inner.end() < end:
            yield from _search(text, inner.end(), end, gazetteer)


def _tidied(text: str, start: int, end: int, kinds: frozenset[str], gazetteer: Gazetteer) -> NameSpan | None:
    first, last = _trimmed(text, start, end)
    if text[last : last + 1] == "." and (
        _INITIALS.search(text, first, last) or _shortened(text, first, last, gazetteer)
    ):
        last += 1
    if first >= last or _BREAK.search(text, first, last) or not _written_as_name(text[first:last]):
        return None
    if _GOES_ON.match(text, last):
        return None
    place, demonym = "place" in kinds, "demonym" in kinds
    if text[first:last].lower().startswith("the "):
        # "The Hague" is the town's name; "The United States" is the country's with an article
        bare = gazetteer.lookup(text[first + 4 : last], limit=1, exact=True)
        first += 4 if bare and bare[0].feature_class != "P" else 0
    if (first, last) != (start, end):
        # a border moved: the shorter or longer name must be one that the gazetteer knows
        place, demonym = _known(text[first:last], gazetteer)
        if not (place or demonym):
            grown = first <= start and last >= end
            if not grown:
                return None
            place, demonym = "place" in kinds, "demonym" in kinds
    return NameSpan(first, last, text[first:last], place, demonym)


def _known(name: str, gazetteer: Gazetteer) -> tuple[bool, bool]:
    place = gazetteer.lookup(name, limit=1, exact=True)
    return bool(place), bool(gazetteer.lookup_demonym(name, limit=1))


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Move the borders to where the name as written begins and ends."""
    possessive = _POSSESSIVE.search(text, start, end)
    if possessive is not None:
        end = possessive.start()
    while end > start:
        head, gap, tail = text[start:end].rpartition(" ")
        if not gap or _ARTICLE_IN_FRONT.match(tail):
            break
        if not (tail[:1].islower() or tail.lower() in words().generic_tails):
            break
        if tail[:1].isupper() and _only_general_words(head):
            break
        end = start + len(head.rstrip())
    while end > start and text[start].islower() and not _ARTICLE_IN_FRONT.match(text, start, end):
        gap_at = text.find(" ", start, end)
        if gap_at < 0:
            break
        start = gap_at + 1
    article = _ARTICLE.search(text, max(0, start - 4), start)
    if article is not None:
        start = article.start()
    return start, end


def _shortened(text: str, start: int, end: int, gazetteer: Gazetteer) -> bool:
    """Whether the stop behind a name shortens it ("Springfield, Mass.") and does not only end a sentence."""
    if end - start > _LONGEST_SHORT_FORM or not text[:start].endswith(", "):
        return False
    found = gazetteer.lookup(text[start:end], limit=1, exact=True)
    return bool(found) and found[0].is_admin1 and len(found[0].name) > end - start


def _only_general_words(head: str) -> bool:
    """Whether nothing that names is left ("Northern", "Kurdistan" is): then the tail is needed."""
    general = words().direction_words | words().ordinary_words
    return all(word.lower() in general for word in head.split())


def _written_as_name(name: str) -> bool:
    article = _ARTICLE_IN_FRONT.match(name)
    bare = name[article.end() :] if article else name
    letters = [letter for letter in bare if letter.isalpha()]
    if not letters or not (letters[0].isupper() or letters[0].lower() == letters[0].upper()):
        return False
    if len(letters) <= 2:
        return "".join(letters).isupper()
    return True
