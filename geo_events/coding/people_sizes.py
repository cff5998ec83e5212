"""Who a noun phrase is, and how many: by its figure ("12 men"), or by its words alone ("a man", "both")."""

from __future__ import annotations

from collections.abc import Sequence

from geo_events.coding.counts import Count, People
from geo_events.coding.figures import bounded
from geo_events.coding.numerals import Numeral, load_casualty_words
from geo_events.coding.syntax import Doc, Token


def people_in(
    doc: Doc, start: int, end: int, numeral: tuple[int, Numeral] | None, offset: int
) -> People | None:
    """Read the words from `start` to `end` as people; None where their figure is a measure.

    Parameters
    ----------
    numeral
        The figure among them and its first token, or None.
    offset
        The sentence's first token: figures count from it.
    """
    words = load_casualty_words()
    last = next(
        (doc[i] for i in range(end - 1, start - 1, -1) if doc[i].pos_ in {"NOUN", "PROPN"}), doc[end - 1]
    )
    hyphened = next((i for i in range(start, end) if behind_hyphened(doc, i, end) > i), None)
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
        count = bounded(doc, start, end, numeral, offset, head)
        return People(start, end, head, count, True)
    if opener == "both":
        return People(start, end, head, Count(2, 2, 2, False, text, head), True)
    size = _size_of(head)
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


def behind_hyphened(doc: Doc, at: int, end: int) -> int:
    """The token behind a hyphened word for a person ("passer-by", "sister-in-law"), else `at`."""
    words = [token.lower_ for token in doc[at : min(at + 5, end)]]
    if words[1:3] == ["-", "by"] and words[0] in {"passer", "passers"}:
        return at + 3
    known = (
        words[1:] == ["-", "in", "-", "law"] and doc[at].lemma_.lower() in load_casualty_words()["persons"]
    )
    return at + 5 if known else at


def _size_of(head: Token) -> int | None:
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
        return _is_name(names) or any(t.lemma_.lower() in words["persons"] for t in doc[start:end])
    return lemma in {"third", "second", "fourth", "fifth", "other", "another"} and doc[start].lower_ in {
        "a",
        "an",
        "another",
        "the",
    }


def _is_name(tokens: Sequence[Token]) -> bool:
    """Whether capitalised words can be a person's name: no acronym, no word of an organisation."""
    no_person = load_casualty_words()["no_person"]
    return bool(tokens) and all(
        token.text[:1].isupper()
        and not (token.text.isupper() and 1 < len(token.text.strip(".")) < 6)
        and token.lower_ not in no_person
        and not token.lower_.endswith(("ese", "ian", "ans", "ists", "ites"))
        for token in tokens
    )
