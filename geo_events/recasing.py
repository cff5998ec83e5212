"""Wire copy set in capitals, written as sentences are, so that names stand out as they do in other texts.

Only the shadow text is rewritten, letter by letter, so that its map of offsets stays true. Whether a word has
a capital is weighed from how it is usually written, from its neighbours, and from the names that the
gazetteer knows; the weights are data (``data/recasing.yaml``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from math import log
from string import ascii_lowercase, ascii_uppercase
from typing import Any, Final, Protocol

from geo_events.articles.shadow import Shadow
from geo_events.wordforms import LOG_STEPS, PARTS, SHARE_STEPS, word_forms
from geo_events.yaml_text import read_yaml

#: A text with this share of capitals among its letters is set in them.
_MOSTLY: Final = 0.8
_FEWEST_WORDS: Final = 4
#: So is a paragraph with more of them, if it is longer than headlines and notices are.
_ALL: Final = 0.95
_LONGER_THAN_HEADLINES: Final = 120
#: Unknown words of so few letters, none of them a vowel, are abbreviations: "FMLN", "PKK".
_LONGEST_ABBREVIATION: Final = 5
_LONGEST_IN_BRACKETS: Final = 8
_BRACKETS: Final = frozenset({"()", "[]"})

_SMALL_LETTERS: Final = ascii_lowercase.encode()
_CAPITAL_LETTERS: Final = ascii_uppercase.encode()
WORD: Final = re.compile(r"[^\W\d_]+(?:['.][^\W\d_]+)*")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_VOWEL = re.compile(r"[aeiouyáéíóú]")
#: What stands before a sentence's first word; a full stop after a single letter ends none ("U.S. ships").
_SENTENCE_END = re.compile(
    r"(?<!\b[^\W\d_])[.!?:][\"')\]]*\s+[\"'(\[]*$|^[\"'(\[]*$|(?:--|\])\s*\[[^\]]*\]\s*$"
)
_DATELINE_END = re.compile(r"--\s+$")
#: A dateline is no longer.
_HEAD: Final = 100
_MONTHS_AND_VERBS: Final = frozenset({"may", "march", "mar"})
_BESIDE_A_DAY = re.compile(r"\d\d?(?:st|nd|rd|th)?\s+$|^\s+\d", re.IGNORECASE)
#: Words that stay small inside a name.
_INSIDE_NAMES: Final = frozenset({
    "of", "the", "and", "de", "la", "las", "los", "el", "del", "al", "da", "do", "dos", "du", "des", "y", "e",
    "van", "von", "bin", "ibn",
})  # fmt: skip

#: Words that the table lacks are rarer than this log frequency, and so likely to be small unless it is known
#: how words with their ending are written.
_RAREST: Final = -18.0
_SMALL_OF_UNKNOWN: Final = 0.2
_ENDING: Final = 3
_RARE: Final = -15.0
_COMMON: Final = -10.0
_VERY_COMMON: Final = -8.0
#: Keeps the odds of words that are always written in one way finite; no neighbour says more than this.
_LEAST: Final = 0.02
_MOST_SAY: Final = 3.0


class Names(Protocol):
    """What recasing asks of a gazetteer."""

    def find_names(self, text: str) -> Sequence[Any]:
        """Find names, whatever their case."""

    def lookup(self, name: str, *, limit: int = 10, exact: bool = False) -> Sequence[Any]:
        """Give the places of a name, the likeliest first."""


def recase(shadow: Shadow, *, names: Names) -> Shadow:
    """Write a text that is set in capitals as sentences are; any other comes back as it is.

    Parameters
    ----------
    shadow
        The repaired text; paragraphs in capitals are rewritten, others are left alone.
    names
        Knows the names of places.
    """
    mostly = in_capitals(shadow.text)
    spans = [
        (start, end)
        for start, end in shadow.paragraphs
        if (mostly or end - start > _LONGER_THAN_HEADLINES)
        and _share_of_capitals(shadow.text[start:end]) >= (_MOSTLY if mostly else _ALL)
    ]
    if not spans:
        return shadow
    pieces, done = [], 0
    for start, end in spans:
        pieces += [shadow.text[done:start], _sentences(shadow.text[start:end], names)]
        done = end
    return replace(shadow, text="".join([*pieces, shadow.text[done:]]))


def in_capitals(text: str) -> bool:
    """Whether a text is set in capitals as a whole."""
    return len(text.split()) >= _FEWEST_WORDS and _share_of_capitals(text) >= _MOSTLY


def _share_of_capitals(text: str) -> float:
    # bytes are counted many times faster than characters; letters beyond ASCII have no say
    letters = text.encode("ascii", "ignore")
    small = len(letters) - len(letters.translate(None, _SMALL_LETTERS))
    capitals = len(letters) - len(letters.translate(None, _CAPITAL_LETTERS))
    return capitals / (small + capitals) if capitals > 1 else 0.0


def _sentences(text: str, names: Names) -> str:
    words = Words(text, names)
    weights = recasing_weights()
    pieces, done = [], 0
    for number, (start, end) in enumerate(words.spans):
        word = words.small[start:end]
        capital = words.opens[number] or words.sure(number)
        if capital is None:
            evidence = words.evidence(number)
            capital = sum(value * weights.get(name, 0.0) for name, value in evidence.items()) > 0.0
        words.capital.append(capital)
        pieces += [words.small[done:start], _written(word, text[start:end], words, number)]
        done = end
    return "".join([*pieces, words.small[done:]])


@dataclass(frozen=True, slots=True)
class _Named:
    """How the gazetteer knows a word."""

    several: bool
    demonym: bool
    prior: float
    inside: bool


class Words:
    """The words of a paragraph, and what speaks for their having a capital.

    Attributes
    ----------
    small
        The paragraph in small letters.
    spans
        Span of each word.
    opens
        Whether each opens a sentence.
    capital
        Whether each has a capital, as far as it is decided.
    """

    def __init__(self, text: str, names: Names) -> None:
        self.text = text
        self.small = _small(text)
        self.spans = [found.span() for found in WORD.finditer(self.small)]
        self.opens = [self._opens_sentence(start) for start, _ in self.spans]
        self.capital: list[bool] = []
        self._odds = [_odds(self.small[start:end]) for start, end in self.spans]
        self._named = _named_words(self.small, names)

    def _opens_sentence(self, start: int) -> bool:
        before = self.text[max(0, start - 40) : start]
        return bool(_SENTENCE_END.search(before) or (start < _HEAD and _DATELINE_END.search(before)))

    def sure(self, number: int) -> bool | None:
        """Decide by rule; None where the evidence has to."""
        start, end = self.spans[number]
        word = self.small[start:end]
        before, behind = self.text[max(0, start - 6) : start], self.text[end : end + 4]
        if word == "us":
            return before.lower().endswith(" the ") or self._names_the_states(number)
        if word == "i" or word.startswith("i'") or (len(word) == 1 and behind[:1] == "."):
            return True
        if word in _MONTHS_AND_VERBS and (_BESIDE_A_DAY.search(before) or _BESIDE_A_DAY.match(behind)):
            return True
        if word in _MONTHS_AND_VERBS or word.endswith("n't") or before[-1:].isdigit():
            return False
        if before[-1:] + behind[:1] in _BRACKETS and end - start <= _LONGEST_IN_BRACKETS:
            return self._odds[number] > -1.0
        return None

    def _names_the_states(self, number: int) -> bool:
        """Tell "US troops" from "told us to"."""
        after = self.spans[number + 1 : number + 2]
        return bool(after) and not _is_function_word(self.small[slice(*after[0])])

    def evidence(self, number: int) -> dict[str, float]:
        """Name what speaks for a word's having a capital, and against it; what is absent is 0."""
        start, end = self.spans[number]
        forms = word_forms()
        row = forms.numbers.get(_bare(self.small[start:end]))
        odds = self._odds[number]
        found = {"bias": 1.0, "usual": odds}
        if row is None:
            found["unknown"] = 1.0
            frequency = _RAREST
        else:
            frequency = forms.rarities[row] / -LOG_STEPS
            if forms.parts[row] == PARTS["noun"]:
                found["noun_only"] = 1.0
            elif forms.parts[row] == 0:
                found["no_part_of_speech"] = 1.0
        found["rarity"] = -frequency / 10.0
        if frequency > _COMMON:
            found["usual_of_common_word"] = odds
        if frequency > _VERY_COMMON:
            found["usual_of_very_common_word"] = odds
        self._add_names(found, start, odds)
        self._add_word_before(found, number, odds)
        behind = number + 1
        if behind < len(self.spans) and self.small[end : self.spans[behind][0]] in {" ", "-"}:
            found["usual_of_next"] = _bounded(self._odds[behind])
            if self.spans[behind][0] in self._named:
                found["name_next"] = 1.0
        return found

    def _add_names(self, found: dict[str, float], start: int, odds: float) -> None:
        named = self._named.get(start)
        if named is None:
            return
        if named.inside:
            found["inside_name"] = 1.0
        if named.demonym:
            found["demonym"] = 1.0
        kind = "long_name" if named.several else "name"
        found[kind] = 1.0
        found[f"{kind}_prior"] = named.prior
        if not named.several:
            found["name_usual"] = odds

    def _add_word_before(self, found: dict[str, float], number: int, odds: float) -> None:
        if number == 0:
            return
        before = number - 1
        gap = self.small[self.spans[before][1] : self.spans[number][0]]
        if gap == "-":
            found["hyphen_before"] = 1.0
        elif gap != " ":
            if "," in gap:
                found["comma_before"] = 1.0
            return
        if self.opens[before]:
            found["usual_of_opening_word"] = _bounded(self._odds[before])
        elif not self.capital[before]:
            found["behind_small"] = 1.0
        else:
            found["behind_capital"] = 1.0
            found["behind_capital_usual"] = odds
            if before and self.capital[before - 1] and not self.opens[before - 1]:
                found["behind_two_capitals"] = 1.0


@cache
def recasing_weights() -> Mapping[str, float]:
    """Read the weights of the evidence (``data/recasing.yaml``, fitted by ``benchmarks/recasing.py``)."""
    text = (files("geo_events") / "data" / "recasing.yaml").read_text(encoding="utf-8")
    weights: dict[str, float] = read_yaml(text)
    return weights


def _named_words(small: str, names: Names) -> dict[int, _Named]:
    found: dict[int, _Named] = {}
    for match in names.find_names(small):
        words = list(WORD.finditer(small, match.start, match.end))
        places = names.lookup(small[match.start : match.end], limit=1, exact=True)
        prior = places[0].prior if places else 0.0
        for number, word in enumerate(words):
            inside = word[0] in _INSIDE_NAMES and (number > 0 or word[0] == "the")
            found[word.start()] = _Named(len(words) > 1, "demonym" in match.kinds, prior, inside)
    return found


def _bounded(odds: float) -> float:
    return max(-_MOST_SAY, min(_MOST_SAY, odds))


def _bare(word: str) -> str:
    return word.partition("'")[0]


def _row(word: str) -> int | None:
    numbers = word_forms().numbers
    row = numbers.get(f"{word}.") if "." in word else numbers.get(word)
    return numbers.get(_bare(word)) if row is None else row


def _odds(word: str) -> float:
    """Logarithm of how much more often a word is written with a capital than small."""
    row = _row(word)
    if row is not None:
        small = word_forms().small[row] / SHARE_STEPS
    elif _is_abbreviation(_bare(word)):
        small = _SMALL_OF_UNKNOWN
    else:
        small = _small_by_ending().get(_bare(word)[-_ENDING:], _SMALL_OF_UNKNOWN)
    return log((1.0 - small + _LEAST) / (small + _LEAST))


@cache
def _small_by_ending() -> dict[str, float]:
    """How often rare words with an ending are written small."""
    forms = word_forms()
    sums: dict[str, list[float]] = {}
    for word, rarity, small in zip(forms.words, forms.rarities, forms.small, strict=True):
        if rarity > -_RARE * LOG_STEPS:
            sums.setdefault(word[-_ENDING:], [_SMALL_OF_UNKNOWN * 5, 5.0])
            total = sums[word[-_ENDING:]]
            total[0] += small / SHARE_STEPS
            total[1] += 1.0
    return {ending: small / count for ending, (small, count) in sums.items()}


def _is_abbreviation(word: str) -> bool:
    return len(word) <= 2 or (len(word) <= _LONGEST_ABBREVIATION and not _VOWEL.search(word))


def _is_function_word(word: str) -> bool:
    forms = word_forms()
    row = forms.numbers.get(word)
    if row is None:
        return False
    frequent = forms.rarities[row] < -_VERY_COMMON * LOG_STEPS
    return frequent and forms.small[row] > SHARE_STEPS // 2 and not forms.parts[row] & PARTS["verb"]


def _written(word: str, given: str, words: Words, number: int) -> str:
    if not words.capital[number]:
        return word
    if _DOTTED.fullmatch(given):
        return given
    bare = _bare(word)
    start, end = words.spans[number]
    around = words.text[max(0, start - 1) : start] + words.text[end : end + 1]
    bracketed = around in _BRACKETS and end - start <= _LONGEST_IN_BRACKETS
    capitals = word == "us" or _has_capitals(word, opens=words.opens[number], bracketed=bracketed)
    return _capitals(bare) + word[len(bare) :] if capitals else _title(word)


def _has_capitals(word: str, *, opens: bool, bracketed: bool) -> bool:
    """Whether a word that has a capital is written in them: "NATO"."""
    row = _row(word)
    if row is None:
        return bracketed or (_is_abbreviation(_bare(word)) and not opens)
    forms = word_forms()
    capitals = forms.capitals[row]
    return capitals > forms.capitalised[row] and capitals > (forms.small[row] if opens else 2)


def _small(text: str) -> str:
    """Write in small letters, and never more or fewer characters than before ("İ" has two)."""
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def _capitals(word: str) -> str:
    return "".join(char.upper() if len(char.upper()) == 1 else char for char in word)


def _title(word: str) -> str:
    return _capitals(word[:1]) + word[1:]
