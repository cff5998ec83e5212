"""Wire copy set in capitals, written as sentences are, so that the language model can read it.

Only the shadow text is rewritten, letter by letter, so that its map of offsets stays true. What is a name
is told by the gazetteer, and by the language model's dictionary: a word that it doesn't know is a name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Protocol

from geo_events.articles.shadow import Shadow

#: A text with this share of capitals among its letters is set in them.
_MOSTLY: Final = 0.8
_FEWEST_WORDS: Final = 4
#: So is a paragraph with more of them, if it is longer than headlines and notices are.
_ALL: Final = 0.95
_LONGER_THAN_HEADLINES: Final = 120
#: A name that is an English noun as well ("TURKEY", "POLICE") is taken for a place from this prior on.
_LEAST_PRIOR: Final = 0.57
#: Unknown words of so few letters, none of them a vowel, are abbreviations: "FMLN", "PKK".
_LONGEST_ABBREVIATION: Final = 5
_LONGEST_IN_BRACKETS: Final = 8
_BRACKETS: Final = frozenset({"()", "[]"})

_WORD = re.compile(r"[^\W\d_]+(?:['.][^\W\d_]+)*")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_AFTER_INITIAL = re.compile(r"(?:^|[\s(\"'])[^\W\d_]\.\s$")
_VOWEL = re.compile(r"[aeiouyáéíóú]")
#: What stands before a sentence's first word; a full stop after a single letter ends none ("U.S. ships").
_SENTENCE_END = re.compile(
    r"(?<!\b[^\W\d_])[.!?:][\"')\]]*\s+[\"'(\[]*$|^[\"'(\[]*$|(?:--|\])\s*\[[^\]]*\]\s*$"
)
_DATELINE_END = re.compile(r"--\s+$")
#: A dateline is no longer.
_HEAD: Final = 100
_CALENDAR: Final = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
    "november", "december", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov",
    "dec",
})  # fmt: skip
_MONTHS_AND_VERBS: Final = frozenset({"may", "march", "mar"})
_BESIDE_A_DAY = re.compile(r"\d\d?(?:st|nd|rd|th)?\s+$|^\s+\d", re.IGNORECASE)
#: Words that stay small inside a name.
_INSIDE_NAMES: Final = frozenset({
    "of", "the", "and", "de", "la", "las", "los", "el", "del", "al", "da", "do", "dos", "du", "des", "y", "e",
    "van", "von", "bin", "ibn",
})  # fmt: skip


class Names(Protocol):
    """What recasing asks of a gazetteer."""

    def find_names(self, text: str) -> Sequence[Any]:
        """Find names, whatever their case."""

    def lookup(self, name: str, *, limit: int = 10, exact: bool = False) -> Sequence[Any]:
        """Give the places of a name, the likeliest first."""


@dataclass(frozen=True)
class Dictionary:
    """English words, as the language model's lemmatizer knows them.

    Attributes
    ----------
    index
        Base forms by part of speech, names among the nouns.
    irregular
        Other forms, by part of speech.
    endings
        By part of speech: an ending, and what it stands for in the base form.
    function_words
        Words such as "the" and "after".
    """

    index: Mapping[str, frozenset[str]]
    irregular: Mapping[str, frozenset[str]]
    endings: Mapping[str, Sequence[tuple[str, str]]]
    function_words: frozenset[str]

    def parts_of_speech(self, word: str) -> frozenset[str]:
        """Return what a word in small letters may be: ``noun``, ``verb``, ``adj``, ``adv``, ``function``."""
        found = {part for part, words in self.index.items() if word in words}
        found |= {part for part, words in self.irregular.items() if word in words}
        for part, endings in self.endings.items():
            known = self.index.get(part, frozenset())
            if any(word.endswith(old) and word[: -len(old)] + new in known for old, new in endings if old):
                found.add(part)
        if word in self.function_words:
            found.add("function")
        return frozenset(found)


def recase(shadow: Shadow, *, names: Names, dictionary: Callable[[], Dictionary]) -> Shadow:
    """Write a text that is set in capitals as sentences are; any other comes back as it is.

    Parameters
    ----------
    shadow
        The repaired text; paragraphs in capitals are rewritten, others are left alone.
    names
        Knows the names of places.
    dictionary
        Gives the dictionary, where it is needed.
    """
    mostly = len(shadow.text.split()) >= _FEWEST_WORDS and _share_of_capitals(shadow.text) >= _MOSTLY
    spans = [
        (start, end)
        for start, end in shadow.paragraphs
        if (mostly or end - start > _LONGER_THAN_HEADLINES)
        and _share_of_capitals(shadow.text[start:end]) >= (_MOSTLY if mostly else _ALL)
    ]
    if not spans:
        return shadow
    words, pieces, done = dictionary(), [], 0
    for start, end in spans:
        pieces += [shadow.text[done:start], _sentences(shadow.text[start:end], names, words)]
        done = end
    return replace(shadow, text="".join([*pieces, shadow.text[done:]]))


def _share_of_capitals(text: str) -> float:
    small = sum(map(str.islower, text))
    capitals = sum(map(str.isupper, text))
    return capitals / (small + capitals) if capitals > 1 else 0.0


def _sentences(text: str, names: Names, dictionary: Dictionary) -> str:
    small = _small(text)
    named = dict(_named_words(small, names, dictionary))
    pieces, done = [], 0
    for found in _WORD.finditer(small):
        start, end = found.span()
        word = found[0]
        if _in_brackets(text, start, end) and not dictionary.parts_of_speech(word):
            written = text[start:end]  # an outlet or a group: "(EFE)"
        elif start in named:
            written = word if named[start] else _title(word)
        else:
            written = _written(word, text, start, end, dictionary)
        before = text[max(0, start - 40) : start]
        opens = _SENTENCE_END.search(before) or (start < _HEAD and _DATELINE_END.search(before))
        if opens and written == word:
            written = _title(word)
        pieces += [small[done:start], written]
        done = end
    return "".join([*pieces, small[done:]])


def _named_words(small: str, names: Names, dictionary: Dictionary) -> Iterator[tuple[int, bool]]:
    """Yield where words of names begin, and whether they stay small inside the name ("of", "de")."""
    for match in names.find_names(small):
        words = list(_WORD.finditer(small, match.start, match.end))
        if _is_name(
            small[match.start : match.end], [word[0] for word in words], match.kinds, names, dictionary
        ):
            for number, word in enumerate(words):
                yield word.start(), word[0] in _INSIDE_NAMES and (number > 0 or word[0] == "the")


def _is_name(
    name: str, words: Sequence[str], kinds: frozenset[str], names: Names, dictionary: Dictionary
) -> bool:
    parts = [dictionary.parts_of_speech(word) for word in words]
    if "demonym" in kinds or any(not part for part in parts):
        return not (len(words) == 1 and parts[0] & {"function", "verb"})
    if len(words) == 1 and (not parts[0] <= {"noun"} or words[0] in _CALENDAR):
        return False
    places = names.lookup(name, limit=1, exact=True)
    return bool(places) and places[0].prior >= _LEAST_PRIOR


def _written(word: str, text: str, start: int, end: int, dictionary: Dictionary) -> str:
    """Write a word that is no place's name."""
    given = text[start:end]
    if word in _CALENDAR and word not in _MONTHS_AND_VERBS:
        return _title(word)
    if word in _MONTHS_AND_VERBS and (
        _BESIDE_A_DAY.search(text[max(0, start - 6) : start]) or _BESIDE_A_DAY.match(text[end : end + 4])
    ):
        return _title(word)
    if word == "us":
        after = _WORD.match(text.lower(), end + 1)
        return given if after and "function" not in dictionary.parts_of_speech(after[0]) else word
    if word == "i" or _DOTTED.fullmatch(given) or (len(word) == 1 and text[end : end + 1] == "."):
        return given
    bare = word.removesuffix("'s")
    parts = dictionary.parts_of_speech(bare)
    if parts == {"noun"} and _AFTER_INITIAL.search(text[max(0, start - 5) : start]):
        return _title(word)
    if parts or "'" in bare:
        return word
    if len(bare) <= 2 or (len(bare) <= _LONGEST_ABBREVIATION and not _VOWEL.search(bare)):
        return _capitals(bare) + word[len(bare) :]
    return _title(word)


def _in_brackets(text: str, start: int, end: int) -> bool:
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    return around in _BRACKETS and end - start <= _LONGEST_IN_BRACKETS


def _small(text: str) -> str:
    """Write in small letters, and never more or fewer characters than before ("İ" has two)."""
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def _capitals(word: str) -> str:
    return "".join(char.upper() if len(char.upper()) == 1 else char for char in word)


def _title(word: str) -> str:
    return _capitals(word[:1]) + word[1:]
