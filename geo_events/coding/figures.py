"""Figures that count people: which do not, where a range ends, what "at least" and "up to" make of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from geo_events.coding.counts import Count
from geo_events.coding.numerals import Numeral, load_casualty_words, read_numeral
from geo_events.coding.syntax import Doc, Token

#: Quotation marks that may stand between a word and its people.
QUOTES = frozenset({'"', "'", "“", "”", "‘", "’", "`", "``", "''"})
#: What joins the two ends of a range, or the parts of a word.
DASHES = frozenset({"-", "–"})


def is_no_count(doc: Doc, at: int, end: int) -> bool:
    """Whether the figure at a token is an age, a date, a year, a measure or a part of a name."""
    token = doc[at]
    words = load_casualty_words()
    measures = words["measures"]
    following = doc[at + 1] if at + 1 < end else None
    before = doc[at - 1] if at else None
    if before is not None and (
        before.text in {"$", "€", "£", "#"} or before.lower_ in {"no.", "age", "aged"}
    ):
        return True
    if (
        before is not None
        and before.lower_.rstrip(".") in measures
        and before.text[:1].isupper()
        and token.is_digit
    ):
        return True  # "March 6", "Sept 12"
    older = doc[at - 2] if at > 1 else None
    if before is not None and before.lower_ == "of" and older is not None:
        lemma = older.lemma_.lower()
        if lemma in words["persons"] and older.tag_ not in {"NNS", "NNPS"}:
            return True  # "a man of 51"
    if following is None:
        return False
    if (
        before is not None
        and before.text == ","
        and following.text == ","
        and token.is_digit
        and len(token.text) < 3
    ):
        return True  # "Oqueli, 45, and"
    if (
        following.text in DASHES
        and at + 2 < end
        and (doc[at + 2].lower_ in measures or doc[at + 2].lower_ == "year")
    ):
        return True  # "15-year-old"
    if following.lower_ in measures or following.lower_.startswith(
        ("year-", "-year", "-day", "-hour", "-month")
    ):
        return True
    year = token.is_digit and len(token.text) == 4 and token.text[:2] in {"19", "20"}
    return bool(year and following.pos_ not in {"NOUN", "ADJ", "PROPN"})


def with_range(doc: Doc, at: int, end: int, words: Sequence[str], number: Numeral, offset: int) -> Numeral:
    """The number with its upper end, where it begins "between 8 and 12", "8 to 12", "8-12"."""
    behind = offset + number.end
    between = at > 0 and doc[at - 1].lower_ == "between"
    if behind + 1 >= end:
        return number
    joint = doc[behind].lower_
    if joint == "or" and words[behind + 1 - offset] == "more":
        return replace(number, end=number.end + 2, open=True)
    if not (joint in {"to", "or", "-", "–"} or (between and joint == "and")):
        return number
    second = read_numeral(words, behind + 1 - offset)
    if joint in DASHES and doc[behind - 1].is_digit != doc[behind + 1].is_digit:
        return number  # "UPDATE 1-Seventeen killed"
    if second is None or second.value <= number.value or is_no_count(doc, behind + 1, end):
        return number
    return replace(number, end=second.end, high=second.value)


def bounded(doc: Doc, start: int, end: int, numeral: tuple[int, Numeral], offset: int, head: Token) -> Count:
    """The count that a phrase gives, with the bounds that the words around its figure set."""
    at, number = numeral
    words = load_casualty_words()
    text = doc[start:end].text
    before = [token.lower_ for token in doc[max(doc[at].sent.start, at - 5) : at] if token.text not in QUOTES]
    civilian = head.lemma_.lower() == "civilian" or any(t.lower_ == "civilian" for t in doc[start:end])
    further = any(t.lower_ in words["further"] or t.lower_ == "more" for t in doc[start:end])
    count = Count(
        best=number.value,
        low=number.value,
        high=None if number.vague else number.value,
        imputed=number.vague,
        text=text,
        head=head,
        civilians=number.value if civilian else None,
        further=further,
    )
    behind = [token.lower_ for token in doc[end : min(doc[at].sent.end, end + 4)]]
    if number.open or behind[:2] == ["or", "more"] or behind == ["at", "the", "very", "least"]:
        return replace(count, high=None)
    if number.high is not None:
        return replace(count, high=number.high, text=f"{number.value} to {number.high}")
    for bound, low, high in (("least", number.value, None), ("most", 0, number.value)):
        said = next((p for p in words.bounds[bound] if tuple(before[-len(p) :]) == p), None)
        if said is not None and not (
            bound == "most" and said[-1] in {"nearly", "almost", "to"} and len(said) == 1
        ):
            return replace(count, low=low, high=high, text=f"{' '.join(said)} {text}")
    return count
