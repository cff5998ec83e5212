"""People in a sentence: where the noun phrases that name or count them begin and end.

Phrases are found over words and tags alone, so that a wrong parse, as headlines often get, loses no figure.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from geo_events.coding.counts import Count, People
from geo_events.coding.figures import DASHES, QUOTES, is_no_count, with_range
from geo_events.coding.numerals import Numeral, load_casualty_words, read_numeral
from geo_events.coding.people_sizes import behind_hyphened, people_in
from geo_events.coding.syntax import Doc, Span, Token

_NOMINAL = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})
_OPENERS = frozenset({"the", "this", "that", "these", "those", "his", "her", "their", "its", "our", "my", "a",
                      "an", "all", "both", "another", "no", "every", "each", "one"})  # fmt: skip
_PERSONAL = frozenset({"he", "she", "him", "her", "i", "me", "himself", "herself"})
_NOBODY = frozenset({"nobody", "none", "neither", "no-one", "noone"})


def find_people(sentence: Span, *, breaks: Collection[int]) -> list[People]:
    """Find the noun phrases of a sentence that may be people, in their order.

    Parameters
    ----------
    breaks
        Tokens at which no phrase goes on: words that tell of killing or hurting.
    """
    doc, end = sentence.doc, sentence.end
    words = [token.lower_ for token in sentence]
    found: list[People] = []
    at = sentence.start
    while at < end:
        phrase = _phrase(doc, at, end, words, sentence.start, breaks)
        if phrase is None:
            at += 1
            continue
        at = phrase.end
        inside = (
            _phrase(doc, at + 1, end, words, sentence.start, breaks)
            if _opens_set(phrase, doc, at, end)
            else None
        )
        if inside is not None and inside.counted:
            phrase, at = replace(inside, start=phrase.start), inside.end
        if not _is_denied(phrase, doc, end):
            found.append(phrase)
    return found


def _is_denied(phrase: People, doc: Doc, end: int) -> bool:
    """Whether another figure stands in the place of a phrase: of "not seven but eleven" the seven."""
    before = doc[phrase.start - 1].lower_ if phrase.start else ""
    return phrase.counted and before == "not" and phrase.end < end and doc[phrase.end].lower_ == "but"


def _opens_set(phrase: People, doc: Doc, at: int, end: int) -> bool:
    """Whether a phrase says what a number behind "of" counts: "a family of five", "a group of 12 men"."""
    return (
        at + 1 < end
        and not phrase.counted
        and phrase.head.lemma_.lower() in load_casualty_words()["sets"]
        and doc[at].lower_ == "of"
    )


def _phrase(
    doc: Doc, at: int, end: int, words: Sequence[str], offset: int, breaks: Collection[int]
) -> People | None:
    first = doc[at]
    if at in breaks or first.lower_ in load_casualty_words()["bounding"] or ":" in first.text:
        return None
    if first.lower_ == "many" and {
        words[at - offset - 1] if at > offset else "",
        *words[at - offset + 1 :][:1],
    } & {"as", "how"}:
        return None  # "as many as 12", "how many people died"
    if first.lower_ in _NOBODY and at + 1 < end and doc[at + 1].lower_ == "else":
        return None  # "nobody else was hurt" tells nothing of the others
    if first.lower_ in _NOBODY and {"apart", "except", "besides"} & set(words[: at - offset]):
        return None
    if first.lower_ in _NOBODY:
        return People(at, at + 1, first, Count(0, 0, 0, False, first.text, first), True)
    if first.lower_ == "no" and at + 1 < end and doc[at + 1].lower_ == "one":
        return People(at, at + 2, doc[at + 1], Count(0, 0, 0, False, "no one", doc[at + 1]), True)
    numeral: tuple[int, Numeral] | None = None
    position = at
    while position < end and position not in breaks:
        if position > at and doc[position].like_num and doc[position - 1].pos_ in {"NOUN", "PROPN"}:
            break  # "killed the men one by one"
        number = (
            None if numeral or is_no_count(doc, position, end) else read_numeral(words, position - offset)
        )
        if number is not None:
            number = with_range(doc, position, end, words, number, offset)
            numeral = (position, number)
            position = offset + number.end
            continue
        behind = behind_hyphened(doc, position, end)
        if behind == position and not _goes_on(doc, position, at, end, breaks, counted=numeral is not None):
            break
        position = max(behind, position + 1)
    while position > at and (doc[position - 1].text in QUOTES or doc[position - 1].text in DASHES):
        position -= 1
    if position == at or (position == at + 1 and first.lower_ in _PERSONAL):
        return _pronoun(first)
    return people_in(doc, at, position, numeral, offset)


def _pronoun(token: Token) -> People | None:
    if token.lower_ in _PERSONAL and token.pos_ == "PRON":
        return People(token.i, token.i + 1, token, Count(1, 1, 1, False, token.text, token), False)
    return None


def _goes_on(doc: Doc, position: int, at: int, end: int, breaks: Collection[int], *, counted: bool) -> bool:
    """Whether a noun phrase that began at `at` holds the token."""
    token = doc[position]
    if token.text == "IS":
        return position + 1 < end and doc[position + 1].pos_ in _NOMINAL  # the group, not the verb
    opens = token.lower_ in _OPENERS and token.pos_ in {"DET", "PRON", "NUM"}
    if token.pos_ in _NOMINAL or (opens and (position == at or doc[position - 1].lower_ == "all")):
        return True
    following = doc[position + 1] if position + 1 < end and position + 1 not in breaks else None
    nominal = following is not None and (following.pos_ in _NOMINAL or following.text in QUOTES)
    if token.text in DASHES:
        joined = following is not None and (nominal or following.tag_ in {"VBN", "VBG", "VBD"})
        return joined and position > at
    if token.tag_ == "POS":
        return nominal and position > at
    if position > at and doc[position - 1].text in DASHES and token.tag_ in {"VBN", "VBG", "VBD"}:
        return nominal  # "Turkish-backed fighters"
    if token.text in QUOTES:
        return nominal and position > at and counted
    if token.lower_ in {"more", "others", "other", "another"} or (
        counted and token.lower_ in {"senior", "key"}
    ):
        return True
    # "two masked men", "suspected militants"; not "two killed men", which tells who died
    return (
        token.tag_ in {"VBN", "VBG"}
        and nominal
        and following is not None
        and following.pos_ != "NUM"
        and token.dep_ in {"amod", "compound", "nmod"}
    )
