"""The people of a sentence by where they stand, and what the sentence says of the time."""

from __future__ import annotations

import re
from collections.abc import Collection

from geo_events.coding.counts import People
from geo_events.coding.figures import QUOTES
from geo_events.coding.numerals import load_casualty_words
from geo_events.coding.people_phrases import find_people
from geo_events.coding.syntax import Span, Token

#: A time in which many things happened: "in six years", "over the past weeks", "so far this year".
_LONG = re.compile(
    r"\b(?:(?:in|over|during|within|for)(?: the)?(?: past| last| previous| same)?(?: [\w-]+){0,2} "
    r"(?:weeks|months|years|decades|period)|so far this|this year|to date|(?:each|every|per) (?:year|month)"
    r"|days of (?:unrest|protests?|riots?|rioting|violence|demonstrations?))\b"
)
_SINCE = re.compile(r"((?:[^ ]+ ){0,5})\bsince ((?:[^ ]+ ?){0,2})")
#: "the deadliest since 2015" is one event, "since Monday's attack" are its dead.
_SINGLE = re.compile(r"\w+est\b|\b(?:first|worst|most|ever)\b")
_WEEKDAY = re.compile(r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b")


def _speaks_since(text: str) -> bool:
    return any(
        not _SINGLE.search(found[1]) and not _WEEKDAY.search(found[2]) for found in _SINCE.finditer(text)
    )


def is_past(verb: Token) -> bool:
    """Whether a verb form is a past tense or past participle."""
    return bool(verb.lower_.endswith("ed") or verb.lower_ in load_casualty_words()["past_forms"])


class SentencePeople:
    """The people of one sentence, by where they stand in it.

    Parameters
    ----------
    sentence
        A sentence of a parsed text.
    breaks
        Its tokens that are such words: no noun phrase goes on past them.
    """

    def __init__(self, sentence: Span, breaks: Collection[int]) -> None:
        self.sentence, self.doc = sentence, sentence.doc
        self.start, self.end = sentence.start, sentence.end
        self._breaks = breaks
        self._words = load_casualty_words()
        self._people = find_people(sentence, breaks=breaks)
        self._at = {i: n for n, phrase in enumerate(self._people) for i in range(phrase.start, phrase.end)}
        text = " ".join(token.lower_ for token in sentence)
        #: Whether the sentence speaks of a time in which many things happened.
        self.over_time = _LONG.search(text) is not None or _speaks_since(text)

    def word_at(self, i: int) -> str:
        """The lower-case word at a token's index; empty outside the sentence."""
        return str(self.doc[i].lower_) if self.start <= i < self.end else ""

    def next_is(self, token: Token, word: str) -> bool:
        """Whether a word stands right behind a token."""
        return self.word_at(token.i + 1) == word

    def holding(self, i: int) -> People | None:
        """The phrase that holds a token."""
        n = self._at.get(i)
        return None if n is None else self._people[n]

    def starting_at(self, i: int) -> People | None:
        """The phrase that begins at a token."""
        phrase = self.holding(i)
        return phrase if phrase is not None and phrase.start == i else None

    def ending_at(self, i: int) -> People | None:
        """The phrase right before a token; of "two of them" the two."""
        if i - 1 >= self.start and self.doc[i - 1].tag_ == "POS":
            i -= 1  # "34 soldiers' lives"
        if self.word_at(i - 1) in {"them", "whom"} and self.word_at(i - 2) == "of":
            i -= 2
        phrase = self.holding(i - 1)
        return phrase if phrase is not None and phrase.end == i else None

    def auxiliaries(self, verb: Token) -> set[str]:
        """The auxiliaries, negations and "to" that stand before a verb, adverbs passed over."""
        found: set[str] = set()
        i = verb.i - 1
        while i >= self.start and self.passes(i):
            found.add(self.doc[i].lower_)
            i -= 1
        if self.word_at(i) == "and" and i - 1 >= self.start and is_past(self.doc[i - 1]) and not found:
            return self.auxiliaries(self.doc[i - 1])  # "was kidnapped and killed"
        return found

    def passes(self, i: int) -> bool:
        """Whether a token may stand between a verb and its people: an auxiliary, an adverb."""
        token = self.doc[i]
        return bool(
            token.lower_ in self._words["auxiliaries"]
            or token.text in QUOTES
            or token.lower_ in self._words["modals"]
            or (token.pos_ == "ADV" and token.lower_ not in {"when", "where", "then"})
        )

    def starting_behind(self, i: int) -> People | None:
        """The phrase right behind a token's index, words of bounds and the like passed over."""
        i += 1
        while i < self.end and (
            self.word_at(i) in self._words["hedges"]
            or self.doc[i].text in QUOTES
            or self.doc[i].pos_ == "ADV"
        ):
            if (phrase := self.starting_at(i)) is not None and (phrase.counted or phrase.count is not None):
                break
            i += 1
        return self.starting_at(i)
