"""People in a sentence: the noun phrases that name or count them, and how many each is.

Phrases are found over words and tags alone, so that a wrong parse, as headlines often get, loses no figure.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from geo_events.coding.numerals import Numeral, load_casualty_words, read_numeral
from geo_events.coding.syntax import Span, Token


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people, with the words that say it.

    Attributes
    ----------
    best, low, high
        The figure and its bounds; `high` is None for "at least n", `low` 0 for "up to n".
    imputed
        Whether `best` stands for a vague word ("dozens" = 12).
    text
        The words.
    head
        The noun counted, or None where it is not named.
    civilians
        How many of them the words call civilians, or None.
    further
        Whether the words say that these come to others told before ("also", "another").
    total
        Whether it is a toll, which holds all others.
    weak
        Whether it counts only where nothing else is said: victims, people who were "shot".
    divided
        Whether it is its part of a figure told of several places.
    over_time
        Whether it is told of a longer time, in which much happened ("since January").
    """

    best: int
    low: int | None
    high: int | None
    imputed: bool
    text: str
    head: Token | None
    civilians: int | None = None
    further: bool = False
    total: bool = False
    weak: bool = False
    divided: bool = False
    over_time: bool = False


@dataclass(frozen=True, slots=True)
class People:
    """A noun phrase that may be people.

    Attributes
    ----------
    start, end
        First token, and the one behind the last, within the document.
    head
        The noun, or the number where no noun stands.
    count
        How many, or None where the phrase does not say.
    counted
        Whether a number stands in it, so that people are meant even where the noun is unknown.
    """

    start: int
    end: int
    head: Token
    count: Count | None
    counted: bool


#: spaCy's document, used as it is.
Doc = Any

_NOMINAL = frozenset({"ADJ", "NOUN", "PROPN", "NUM"})
_OPENERS = frozenset({"the", "this", "that", "these", "those", "his", "her", "their", "its", "our", "my", "a",
                      "an", "all", "both", "another", "no", "every", "each", "one"})  # fmt: skip
_PERSONAL = frozenset({"he", "she", "him", "her", "i", "me", "himself", "herself"})
_NOBODY = frozenset({"nobody", "none", "neither", "no-one", "noone"})
_QUOTES = frozenset({'"', "'", "“", "”", "‘", "’", "`", "``", "''"})
_DASHES = frozenset({"-", "–"})


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
        number = None if numeral or _no_count(doc, position, end) else read_numeral(words, position - offset)
        if number is not None:
            number = _with_range(doc, position, end, words, number, offset)
            numeral = (position, number)
            position = offset + number.end
            continue
        behind = _behind_hyphened(doc, position, end)
        if behind == position and not _goes_on(doc, position, at, end, breaks, counted=numeral is not None):
            break
        position = max(behind, position + 1)
    while position > at and (doc[position - 1].text in _QUOTES or doc[position - 1].text in _DASHES):
        position -= 1
    if position == at or (position == at + 1 and first.lower_ in _PERSONAL):
        return _pronoun(first)
    return _people(doc, at, position, numeral, offset)


def _pronoun(token: Token) -> People | None:
    if token.lower_ in _PERSONAL and token.pos_ == "PRON":
        return People(token.i, token.i + 1, token, Count(1, 1, 1, False, token.text, token), False)
    return None


def _no_count(doc: Doc, at: int, end: int) -> bool:
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
        following.text in _DASHES
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


def _goes_on(doc: Doc, position: int, at: int, end: int, breaks: Collection[int], *, counted: bool) -> bool:
    """Whether a noun phrase that began at `at` holds the token."""
    token = doc[position]
    if token.text == "IS":
        return position + 1 < end and doc[position + 1].pos_ in _NOMINAL  # the group, not the verb
    opens = token.lower_ in _OPENERS and token.pos_ in {"DET", "PRON", "NUM"}
    if token.pos_ in _NOMINAL or (opens and (position == at or doc[position - 1].lower_ == "all")):
        return True
    following = doc[position + 1] if position + 1 < end and position + 1 not in breaks else None
    nominal = following is not None and (following.pos_ in _NOMINAL or following.text in _QUOTES)
    if token.text in _DASHES:
        joined = following is not None and (nominal or following.tag_ in {"VBN", "VBG", "VBD"})
        return joined and position > at
    if token.tag_ == "POS":
        return nominal and position > at
    if position > at and doc[position - 1].text in _DASHES and token.tag_ in {"VBN", "VBG", "VBD"}:
        return nominal  # "Turkish-backed fighters"
    if token.text in _QUOTES:
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


def _behind_hyphened(doc: Doc, at: int, end: int) -> int:
    """The token behind a hyphened word for a person ("passer-by", "sister-in-law"), else `at`."""
    words = [token.lower_ for token in doc[at : min(at + 5, end)]]
    if words[1:3] == ["-", "by"] and words[0] in {"passer", "passers"}:
        return at + 3
    known = (
        words[1:] == ["-", "in", "-", "law"] and doc[at].lemma_.lower() in load_casualty_words()["persons"]
    )
    return at + 5 if known else at


def _people(
    doc: Doc, start: int, end: int, numeral: tuple[int, Numeral] | None, offset: int
) -> People | None:
    words = load_casualty_words()
    last = next(
        (doc[i] for i in range(end - 1, start - 1, -1) if doc[i].pos_ in {"NOUN", "PROPN"}), doc[end - 1]
    )
    hyphened = next((i for i in range(start, end) if _behind_hyphened(doc, i, end) > i), None)
    head = last if hyphened is None else doc[hyphened]
    opener = doc[start].lower_
    text = doc[start:end].text
    if opener == "no" and head.lemma_.lower() == "civilian":
        return People(start, end, head, None, False)  # tells nothing of the others
    if opener == "no":
        return People(start, end, head, Count(0, 0, 0, False, text, head), True)
    if numeral is None and any(t.lower_ == "twin" for t in doc[start:end]) and head.tag_ == "NNS":
        return People(start, end, head, Count(2, 2, 2, False, text, head), True)
    if numeral is not None:
        if head.i >= offset + numeral[1].end and head.lower_ in words["measures"]:
            return None
        count = _bounded(doc, start, end, numeral, offset, head)
        return People(start, end, head, count, True)
    if opener == "both":
        return People(start, end, head, Count(2, 2, 2, False, text, head), True)
    size = words_size(head)
    if size is not None:
        return People(start, end, head, Count(size, size, size, False, text, head), True)
    if (
        opener in {"a", "an", "another"}
        and head.tag_ == "NN"
        and head.lemma_.lower() not in words["no_person"] | words["sets"] | words["things"]
    ):
        article = True
    else:
        article = False
    if (
        article
        or (hyphened is not None and not head.lower_.endswith("s"))
        or _is_one_person(doc, start, end, head)
    ):
        further = opener == "another" or any(
            t.lower_ in {"other", "third", "fourth", "fifth"} for t in doc[start:end]
        )
        one = Count(
            1, 1, 1, False, text, head, further=further, civilians=1 if head.lower_ == "civilian" else None
        )
        return People(start, end, head, one, False)
    return People(start, end, head, None, False)


def words_size(head: Token) -> int | None:
    """How many a noun like "trio" is."""
    return load_casualty_words().values["sizes"].get(head.lower_) if head.lower_ != "both" else None


def _is_one_person(doc: Doc, start: int, end: int, head: Token) -> bool:
    words = load_casualty_words()
    lemma = head.lemma_.lower()
    if head.tag_ in {"NNS", "NNPS"} or head.pos_ not in {"NOUN", "PROPN", "ADJ"}:
        return False
    if lemma in words["persons"] and head.lower_ not in {"police"}:
        return True
    if head.pos_ == "PROPN":
        names = [token for token in doc[start:end] if token.pos_ == "PROPN"]
        return is_name(names) or any(t.lemma_.lower() in words["persons"] for t in doc[start:end])
    return lemma in {"third", "second", "fourth", "fifth", "other", "another"} and doc[start].lower_ in {
        "a",
        "an",
        "another",
        "the",
    }


def is_name(tokens: Sequence[Token]) -> bool:
    """Whether capitalised words can be a person's name: no acronym, no word of an organisation."""
    no_person = load_casualty_words()["no_person"]
    return bool(tokens) and all(
        token.text[:1].isupper()
        and not (token.text.isupper() and 1 < len(token.text.strip(".")) < 6)
        and token.lower_ not in no_person
        and not token.lower_.endswith(("ese", "ian", "ans", "ists", "ites"))
        for token in tokens
    )


def _bounded(doc: Doc, start: int, end: int, numeral: tuple[int, Numeral], offset: int, head: Token) -> Count:
    at, number = numeral
    words = load_casualty_words()
    text = doc[start:end].text
    before = [
        token.lower_ for token in doc[max(doc[at].sent.start, at - 5) : at] if token.text not in _QUOTES
    ]
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


def _with_range(doc: Doc, at: int, end: int, words: Sequence[str], number: Numeral, offset: int) -> Numeral:
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
    if joint in _DASHES and doc[behind - 1].is_digit != doc[behind + 1].is_digit:
        return number  # "UPDATE 1-Seventeen killed"
    if second is None or second.value <= number.value or _no_count(doc, behind + 1, end):
        return number
    return replace(number, end=second.end, high=second.value)


def add_up(counts: Sequence[Count]) -> Count:
    """One count of several groups of people."""
    if len(counts) == 1:
        return counts[0]
    lows = [count.low for count in counts]
    highs = [count.high for count in counts]
    civilians = [count.civilians for count in counts if count.civilians is not None]
    return replace(
        counts[0],
        best=sum(count.best for count in counts),
        low=None if None in lows else sum(low for low in lows if low is not None),
        high=None if None in highs else sum(high for high in highs if high is not None),
        imputed=any(count.imputed for count in counts),
        text=" and ".join(count.text for count in counts),
        civilians=sum(civilians) if civilians else None,
        total=any(count.total for count in counts),
        weak=all(count.weak for count in counts),
    )
