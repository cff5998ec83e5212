"""What a name does in its clause, read off the words around it, without a parse.

Read are the few patterns that names of governments stand in; where the words fit none, nothing is said.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Final, Literal

from geo_events.geoparsing.document import Document
from geo_events.geoparsing.metonym_words import MetonymWords
from geo_events.inflection import Form
from geo_events.wordforms import PARTS, word_forms

Voice = Literal["active", "passive", "attitude", "is", "has"]

AND: Final = frozenset({"and", "or", "nor"})
#: Words that name nothing and do nothing.
FUNCTION_WORDS: Final = frozenset({
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "as", "that", "and",
    "or", "nor", "but", "if", "when", "while", "where", "because", "than", "into", "over", "after",
    "before", "against", "under", "near", "during", "until", "since", "without", "about", "through",
    "between", "amid", "despite", "not", "it", "its", "he", "his", "she", "her", "they", "their", "this",
    "these", "those", "what", "how", "why", "who", "which", "whether", "there", "s", "outside", "inside",
    "across",
})  # fmt: skip
_BE: Final = frozenset({
    "is", "are", "was", "were", "be", "been", "being", "isn't", "wasn't", "aren't", "weren't",
})  # fmt: skip
_HAVE: Final = frozenset({"has", "have", "had", "hasn't", "haven't", "hadn't"})
_MODAL: Final = frozenset({
    "will", "would", "can", "could", "may", "might", "must", "shall", "should", "cannot", "does", "do",
    "did", "won't", "wouldn't", "can't", "couldn't", "doesn't", "didn't", "don't", "shouldn't",
})  # fmt: skip
_AUXILIARIES: Final = _BE | _HAVE | _MODAL | {"to"}
#: A noun phrase, or what a verb is followed by, begins so.
_OBJECT_OPENERS: Final = frozenset({
    "a", "an", "the", "its", "his", "her", "their", "to", "all", "more", "new", "no", "any", "two",
    "three", "four", "hundreds", "thousands", "dozens", "over", "against", "for",
})  # fmt: skip
_QUOTES: Final = " \"'`"
#: A verb is sought so many words behind a name; an aside, and the second of a list, are no longer.
_FURTHEST: Final = 14
_LONGEST_ASIDE: Final = 18
_LONGEST_FELLOW: Final = 4


@dataclass(frozen=True, slots=True)
class Verb:
    """The verb that a name is the subject of.

    Attributes
    ----------
    word
        Number of the word.
    base
        The verb's base form if the word lists have it, else an empty string.
    form
        What its form may be.
    voice
        ``active``; ``passive`` ("was shelled"); ``attitude`` for "is keen"; ``is`` and ``has`` where these
        are the verb themselves.
    """

    word: int
    base: str
    form: Form
    voice: Voice


class Clause:
    """The sentence around a name, for looking to and fro.

    Parameters
    ----------
    document
        The article.
    first, last
        Numbers of the name's first word and of the one behind it.
    words
        The word lists.
    """

    def __init__(self, document: Document, first: int, last: int, words: MetonymWords) -> None:
        self.lower = document.lower
        self.written = document.words
        self.gaps = document.gaps
        self.first, self.last, self.words = first, last, words
        sentences = document.sentences
        start, end = max(0, first - 2 * _FURTHEST), min(len(sentences), last + 2 * _LONGEST_ASIDE)
        start = bisect_left(sentences, sentences[first], start, first)
        end = bisect_right(sentences, sentences[first], last, end)
        #: Numbers of the sentence's first word and of the one behind it, no further than is looked.
        self.start, self.end = start, end

    def at(self, number: int) -> str:
        """Word of this number in small letters; empty outside the sentence."""
        return self.lower[number] if self.start <= number < self.end else ""

    def joined(self, number: int) -> bool:
        """Whether only a space stands before a word of this sentence."""
        return self.start < number < self.end and self.gaps[number] == " "

    def is_name(self, number: int) -> bool:
        """Whether a word is written as names are."""
        return (
            self.start <= number < self.end
            and self.written[number][:1].isupper()
            and self.lower[number] not in FUNCTION_WORDS
        )

    def looks_finite(self, number: int) -> bool:
        """Whether a word looks like a verb in the past tense, or is an auxiliary."""
        word = self.at(number)
        return (word in _AUXILIARIES and word != "to") or (word.endswith("ed") and _may_be_verb(word))

    def object_begins(self, number: int) -> bool:
        """Whether what a verb is done to may begin with this word."""
        return (
            number < self.end
            and self.gaps[number].strip(_QUOTES) == ""
            and (self.lower[number] not in FUNCTION_WORDS or self.lower[number] in _OBJECT_WORDS)
        )

    def skip_adverbs(self, number: int) -> int:
        """Go on past adverbs, "on Tuesday night" and "no longer"."""
        words = self.words
        while number < self.end:
            word = self.lower[number]
            day = word.isdigit() and self.at(number - 1) in words.time_words
            if day or word in words.adverbs or word in words.time_words or _ends_in_ly(word):
                number += 1
            elif f"{word} {self.at(number + 1)}" in words.set_phrases:
                number += 2
            elif (behind := self._behind_time(number)) is not None:
                number = behind
            else:
                break
        return number

    def _behind_time(self, number: int) -> int | None:
        """Go past "late on the same day"; None where no time stands."""
        for at in range(number, min(self.end, number + _LONGEST_FELLOW)):
            word = self.lower[at]
            if word in self.words.time_words:
                return at + 1
            if word not in self.words.time_leads:
                return None
        return None

    def verb_behind(self, number: int, *, plural: bool = False) -> Verb | None:
        """Find the verb whose subject, one or several, ends before a word."""
        several = plural or self._second_of_list()
        limit, aside, listed = number + _FURTHEST, False, False
        while number < min(self.end, limit):
            gap = self.gaps[number]
            if gap != " ":
                behind = self._behind_mark(number, gap, aside)
                if behind is None:
                    return None
                if behind != number:
                    number, limit, aside = behind, behind + _FURTHEST, True
                    if number >= self.end:
                        return None
            skipped = self.skip_adverbs(number)
            if skipped != number:
                number = skipped
                continue
            if self.lower[number] in AND and not listed:
                behind = self._behind_fellow(number + 1)
                if behind is None:
                    return None
                number, listed, several = behind, True, True
                continue
            return self._verb_at(number, several or (aside and self._is_plural_verb(number)))
        return None

    def _behind_mark(self, number: int, gap: str, aside: bool) -> int | None:
        """Go past a bracket or an aside between commas; None where the clause ends."""
        if "(" in gap:
            for at in range(number + 1, min(self.end, number + _LONGEST_ASIDE)):
                if ")" in self.gaps[at]:
                    return at if self.gaps[at] == ") " else None
            return None
        mark = gap.strip(_QUOTES)
        if aside or mark not in {",", "--", "-"} or gap == "-":
            return number if mark in {"", ","} else None
        word = self.lower[number]
        if word in AND:
            return number
        name = self.is_name(number)
        if not (name or self._opens_aside(number)):
            return None
        for at in range(number + 1, min(self.end, number + _LONGEST_ASIDE)):
            mark = self.gaps[at].strip()
            if mark in {",", "--", "-"} and self.gaps[at] != "-":
                return at
            if name and mark == "" and (self.lower[at] in AND or self._is_plural_verb(at)):
                return at
        return None

    def _opens_aside(self, number: int) -> bool:
        word = self.lower[number]
        if word in self.words.asides or word in self.words.adverbs:
            return True
        known = self.words.verbs.get(word)
        return known.form & (Form.PARTICIPLE | Form.ING) != 0 if known else self._is_other_verb(number)

    def _behind_fellow(self, number: int) -> int | None:
        """Go past the second of a list: "and guerrilla faction", "and the rebels"."""
        for at in range(number, min(self.end, number + _LONGEST_FELLOW + 1)):
            word = self.lower[at]
            if at > number:
                if self.gaps[at] != " ":
                    return None
                if word in self.words.verbs or word in _AUXILIARIES or word in self.words.adverbs:
                    return at
            elif word in self.words.adverbs:
                return None
            if word in FUNCTION_WORDS and word not in {"the", "a", "an", "its", "their"}:
                return None
        return None

    def _second_of_list(self) -> bool:
        before = self.first - 1
        return self.at(before) in AND or (self.gaps[self.first] == ", " and self.is_name(before))

    def _is_plural_verb(self, number: int) -> bool:
        """Whether a list of names ends here in a headline: "Thailand, Cambodia agree"."""
        known = self.words.verbs.get(self.lower[number])
        if known is None:
            return self.lower[number] == "to" and self.at(number + 1) in self.words.verbs
        return bool(known.form & Form.BASE) and known.base in self.words.acting_verbs

    def _verb_at(self, number: int, several: bool) -> Verb | None:
        """Read the verb that begins with this word, with its auxiliaries."""
        if number + 1 < self.end and self.gaps[number + 1] == "-":
            number += 1  # "test-fired"
        word = self.lower[number]
        if word == "to" and not (several or self.first == self.start):
            return None  # "Ukraine to get tanks" is a headline, and begins with the name
        helper = ""
        while word in _AUXILIARIES:
            helper = "be" if word in _BE else "have" if word in _HAVE else "do"
            number = self.skip_adverbs(number + 1)
            if number >= self.end or self.gaps[number] not in {" ", "n't "}:
                return Verb(number - 1, "", Form(0), "is" if helper == "be" else "has")
            word = self.lower[number]
            if helper == "be" and word in self.words.preparing_words and self.at(number + 1) == "to":
                number, helper = number + 1, ""
                word = "to"
        if word in self.words.attitudes and word not in self.words.verbs and helper in {"", "be"}:
            return Verb(number, "", Form(0), "attitude")
        known = self.words.verbs.get(word)
        while known is not None and known.base in self.words.raising_verbs and self.at(number + 1) == "to":
            number, helper = self.skip_adverbs(number + 2), "do"
            word = self.at(number)
            known = self.words.verbs.get(word)
        if helper == "be":
            return self._behind_be(number)
        if helper == "have":
            done = known.form & (Form.PARTICIPLE | Form.PAST) if known else self._is_other_verb(number)
            if not done:
                return Verb(number, "", Form(0), "has")
        if known is None:
            certain = helper == "do" and _may_be_verb(word)
            return Verb(number, "", Form(0), "active") if certain or self._is_other_verb(number) else None
        form = known.form
        if not helper:
            # behind a single name a base form is a noun ("Greece fire spreads"), unless it is demanded
            base = several or self.at(self.first - 1) == "that"
            form &= ~Form.ING if base else ~(Form.ING | Form.BASE)
        return Verb(number, known.base, form, "active") if form else None

    def _behind_be(self, number: int) -> Verb:
        """Read what stands behind "is": "is planning", "was shelled", "is quiet"."""
        word = self.at(number)
        if f"{word} {self.at(number + 1)}" in self.words.standing_phrases:
            return Verb(number, "", Form(0), "attitude")
        known = self.words.verbs.get(word)
        base, form = known or ("", Form(0))
        if word.endswith("ing") and (known or _may_be_verb(word)):
            return Verb(number, base, form, "active")
        if form & Form.PARTICIPLE or (word.endswith("ed") and _may_be_verb(word)):
            return Verb(number, base, form, "passive")
        return Verb(number, "", Form(0), "is")

    def _is_other_verb(self, number: int) -> bool:
        """Whether a word that is no verb of the word lists can be nothing but a verb here."""
        word = self.at(number)
        forms = word_forms()
        row = forms.numbers.get(word)
        if row is None:
            return word.endswith("ed")
        parts = forms.parts[row]
        if parts == PARTS["verb"]:
            return True
        if not parts & PARTS["verb"]:
            return False
        return word.endswith(("ed", "ing")) or (word.endswith("s") and self._opens_object(number + 1))

    def _opens_object(self, number: int) -> bool:
        """Whether the object of a verb begins here, so that the word before is no noun."""
        word = self.at(number)
        return self.joined(number) and (word in _OBJECT_OPENERS or word.isdigit())


_OBJECT_WORDS: Final = frozenset({"a", "an", "the", "its", "it", "what", "how", "that", "this", "these"})


def _ends_in_ly(word: str) -> bool:
    return len(word) > 4 and word.endswith("ly")


def _may_be_verb(word: str) -> bool:
    forms = word_forms()
    row = forms.numbers.get(word)
    return row is not None and bool(forms.parts[row] & PARTS["verb"])
