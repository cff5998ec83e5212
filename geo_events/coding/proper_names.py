"""The names of a sentence that may say where something happened, those that no gazetteer knows included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo_events.coding.mentions import Mention
from geo_events.coding.ontology import load_lexicon
from geo_events.coding.syntax import Doc, Span, Token
from geo_events.geoparsing.toponym import Toponym

#: Signs inside a name: "Al-Sathiyat", "Sa’eed".
_JOINS = frozenset({"-", "'", "’", "‘", "`"})
_MOST_PARTICLES = 2
#: What the last word of a name may be parsed as ("Deir Ezzor Governorate").
_TAILS = frozenset({"PROPN", "NOUN", "ADJ"})
#: What joins the last name of a list to those before it.
_CLOSING = (["and"], [",", "and"], ["or"], ["&"], ["as", "well", "as"], [",", "as", "well", "as"])


@dataclass(frozen=True, slots=True)
class Name:
    """A proper name that may say where.

    Attributes
    ----------
    start, end
        Numbers of its first token and of the one behind its last.
    root
        The token that heads it.
    toponym
        What geoparsing found in it, or None: then no gazetteer may know it.
    """

    start: int
    end: int
    root: Token
    toponym: Toponym | None


def find_names(sentence: Span, mentions: Sequence[Mention]) -> list[Name]:
    """Find the names of a sentence.

    Parameters
    ----------
    sentence
        Its parse.
    mentions
        Its toponyms, by start. A name that goes on around one ("Deir Ezzor Governorate") is one name.

    Returns
    -------
    list of Name
        By start, none overlapping.
    """
    found: list[Name] = []
    at = sentence.start
    for mention in mentions:
        if mention.end <= at:
            continue
        start, end = max(mention.start, at), mention.end
        if mention.toponym.kind == "place":
            start, end = _first(sentence.doc, start, at), _last(sentence, end)
        found += _unknown(sentence.doc, at, start)
        found.append(_name(sentence.doc, start, end, mention.toponym))
        at = end
    return [*found, *_unknown(sentence.doc, at, sentence.end)]


def is_whole(name: Name, mention: Mention) -> bool:
    """Whether a toponym is the name, but for words that say of what kind it is ("Deir Ezzor Governorate").

    Else the name is that of another place, which the gazetteer lacks ("San Luis de la Reina"), or of one that
    need not lie in the toponym ("U.S. Embassy").
    """
    doc, lexicon = name.root.doc, load_lexicon()
    outside = (*doc[name.start : mention.start], *doc[mention.end : name.end])
    rest = [token for token in outside if token.text not in _JOINS and not _is_article(token)]
    if rest and mention.toponym.place is not None and mention.toponym.place.is_country:
        return False
    units = lexicon["first_order_units"] | lexicon["second_order_units"]
    kinds = lexicon["settlements"] | lexicon["site_words"] | units
    return all(token.lemma_.lower() in kinds for token in rest)


def listed(names: Sequence[Name]) -> list[int]:
    """Number the lists that names stand in: names of one list have one number.

    Commas alone make no list: in "Mosul, Iraq" the second holds the first.
    """
    numbers, at = list(range(len(names))), 0
    while at < len(names):
        last, closed = at, False
        while last + 1 < len(names) and (joint := _joint(names[last], names[last + 1])):
            last += 1
            closed = closed or joint == "and"
        if closed:
            numbers[at : last + 1] = [at] * (last + 1 - at)
        at = last + 1
    return numbers


def _joint(a: Name, b: Name) -> str:
    """``and`` or ``comma`` where two names follow each other in a list, else nothing."""
    kinds = load_lexicon()["settlements"] | load_lexicon()["beside_settlements"]
    words = [(token.lower_, token.lemma_.lower()) for token in a.root.doc[a.end : b.start]]
    while words and words[0][1] in kinds:
        words.pop(0)
    while words and (words[-1][1] in kinds or words[-1][0] in {"the", "of", "in", "at", "near"}):
        words.pop()
    plain = [word for word, _ in words]
    if plain in _CLOSING:
        return "and"
    return "comma" if plain == [","] else ""


def _name(doc: Doc, start: int, end: int, toponym: Toponym | None) -> Name:
    return Name(start, end, doc[start:end].root, toponym)


def _first(doc: Doc, start: int, least: int) -> int:
    """Where a name begins of which a toponym is a later part: "al-Zaytouniyah"."""
    articled = start - 2 >= least and doc[start - 1].text == "-" and _is_article(doc[start - 2])
    return start - 2 if articled else start


def _last(sentence: Span, end: int) -> int:
    """Where a name ends that goes on behind a toponym."""
    doc = sentence.doc
    while end < sentence.end:
        if _is_article(doc[end]) and _opens(doc, end, sentence.end):
            end += 3  # "Harasta al-Qantra"
            continue
        after = end + (_joins(doc, end, sentence.end) or _particles(doc, end, sentence.end))
        token = doc[after] if after < sentence.end else None
        if token is None or not token.text[:1].isupper() or token.pos_ not in _TAILS or _is_time(token):
            break
        end = after + 1
    return end


def _particles(doc: Doc, at: int, end: int) -> int:
    """How many small words of a name stand at a token, before a capital: "San Luis de la Reina"."""
    count = 0
    while count < _MOST_PARTICLES and at + count + 1 < end and doc[at + count].text in _particle_words():
        count += 1
    return count if count and doc[at + count].text[:1].isupper() else 0


def _particle_words() -> frozenset[str]:
    return load_lexicon()["name_particles"]


def _unknown(doc: Doc, begin: int, end: int) -> list[Name]:
    """Proper names that hold no toponym."""
    found: list[Name] = []
    at = begin
    while at < end:
        start = at
        while at < end:
            inside = at > start and (_joins(doc, at, end) or _particles(doc, at, end))
            if not inside and not _opens(doc, at, end):
                break
            at += inside or 1
        if at > start:
            found.append(_name(doc, start, at, None))
        at += 1
    return found


def _opens(doc: Doc, at: int, end: int) -> bool:
    """Whether a name, or a word of it, begins at a token: a proper noun, or the article before one."""
    token = doc[at]
    if _is_article(token) and at + 2 < end and _joins(doc, at + 1, end):
        return bool(doc[at + 2].text[:1].isupper())
    proper = token.pos_ == "PROPN" and token.text[:1].isalnum() and not token.is_lower
    return bool(proper) and not _is_time(token)


def _joins(doc: Doc, at: int, end: int) -> int:
    """1 where a token joins what stands before and behind it to one word, else 0."""
    token = doc[at]
    if at + 1 >= end or not at or token.text not in _JOINS:
        return 0
    return int(not doc[at - 1].whitespace_ and not token.whitespace_)


def _is_article(token: Token) -> bool:
    return token.lower_ in load_lexicon()["arabic_articles"]


def _is_time(token: Token) -> bool:
    return token.lower_ in load_lexicon()["calendar"]
