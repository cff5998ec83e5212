"""Numbers as words and figures say them: "twenty-three", "two dozen", "one and a half thousand", "1,200"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from geo_events.yaml_text import read_yaml


@dataclass(frozen=True, slots=True)
class CasualtyWords:
    """The word lists of ``casualties.yaml``; see the head of each there.

    Attributes
    ----------
    values
        What number words stand for, by their kind.
    lists
        Plain lists of words; also by ``words["name"]``.
    bounds
        Phrases before a figure, the longest first, by what they bound.
    cues
        Word forms that tell of dead or hurt, with how each is read.
    particles
        The words with which some of these mean killing: "gunned" and "down".
    """

    values: Mapping[str, Mapping[str, int]]
    lists: Mapping[str, frozenset[str]]
    bounds: Mapping[str, tuple[tuple[str, ...], ...]]
    cues: Mapping[str, str]
    particles: Mapping[str, str]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.lists[name]


@cache
def load_casualty_words() -> CasualtyWords:
    """Read the word lists that ship with the package."""
    text = (files("geo_events.coding") / "data" / "casualties.yaml").read_text(encoding="utf-8")
    data = read_yaml(text)
    values = {name: data.pop(name) for name in ("units", "tens", "scales", "vague", "sizes")}
    bounds = {
        name: tuple(sorted((tuple(words.split()) for words in data.pop(name)), key=len, reverse=True))
        for name in ("least", "most", "about")
    }
    forms = data.pop("cues")
    particles = {form: particle for particle, verbs in data.pop("particles").items() for form in verbs}
    cues = {
        form: kind
        for kind in ("killing", "killing_with", "hurting", "dying")
        for lemma in data[kind]
        for form in _regular_forms(lemma)
    }
    cues |= dict.fromkeys(particles, "killing_with")
    cues |= {form: kind for kind, forms_of in forms.items() for form in forms_of}
    lists = {name: frozenset(words) for name, words in data.items()}
    return CasualtyWords(values, lists, bounds, cues, particles)


def _regular_forms(lemma: str) -> tuple[str, ...]:
    stem = lemma.removesuffix("e")
    return lemma, f"{lemma}s", f"{lemma}es", f"{stem}ed", f"{stem}ing"


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in a row of words.

    Attributes
    ----------
    value
        What it says; of a vague word what it counts as.
    end
        Index behind its last word.
    vague
        Whether it stands for a number that is not told ("dozens").
    high
        The upper end of a range ("8 to 12"); `value` is the lower.
    open
        Whether it may be more ("two or more").
    """

    value: int
    end: int
    vague: bool = False
    high: int | None = None
    open: bool = False


_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+|\d{1,7}")
_DECIMAL = re.compile(r"\d{1,4}\.\d{1,2}")


def read_numeral(words: Sequence[str], at: int) -> Numeral | None:
    """Read the number that begins at a word, or None.

    Parameters
    ----------
    words
        Lower-case words; hyphens may stand alone or inside a word ("twenty - one", "twenty-one").
    at
        Where to begin.
    """
    words_of = load_casualty_words().values
    word = words[at].removesuffix("x") if words[at][:1].isdigit() else words[at]
    if _DECIMAL.fullmatch(word):
        scale = words_of["scales"].get(words[at + 1]) if at + 1 < len(words) else None
        return Numeral(round(float(word) * scale), at + 2) if scale else None
    if _FIGURE.fullmatch(word):
        value = int(word.replace(",", ""))
        return None if word.startswith("0") and len(word) > 1 else _scaled(words, at + 1, value)
    if word == "half" and words[at + 1 : at + 3] == ["a", "dozen"]:
        return Numeral(6, at + 3)
    if word in words_of["vague"]:
        return _vague(words, at, words_of["vague"][word])
    if word in {"a", "an"}:
        return _after_article(words, at)
    return _spelled(words, at)


def _vague(words: Sequence[str], at: int, value: int) -> Numeral:
    """A vague number: "dozens", "several hundred"."""
    scales = load_casualty_words().values["scales"]
    if at + 1 < len(words) and words[at + 1] in scales:
        return Numeral(value * scales[words[at + 1]], at + 2, vague=True)
    return Numeral(value, at + 1, vague=True)


def _after_article(words: Sequence[str], at: int) -> Numeral | None:
    """A number behind an article: "a dozen", "a hundred", "a few", "a couple of"."""
    values = load_casualty_words().values
    following = words[at + 1] if at + 1 < len(words) else ""
    if following in values["scales"]:
        return _scaled(words, at + 1, 1)
    if following in {"few", "handful"}:
        return _vague(words, at + 1, values["vague"][following])
    if following == "couple" and words[at + 2 : at + 3] == ["of"]:
        return Numeral(2, at + 2)
    return None


def _spelled(words: Sequence[str], at: int) -> Numeral | None:
    """A number in words, with what "hundred" and the like make of it."""
    values = load_casualty_words().values
    parts, position = words[at].split("-"), at + 1
    if not all(part in values["units"] or part in values["tens"] for part in parts):
        return None
    total = sum(values["units"].get(part, 0) + values["tens"].get(part, 0) for part in parts)
    if len(parts) == 1 and parts[0] in values["tens"]:
        step = position + 1 if words[position : position + 1] == ["-"] else position
        ones = words[step] if step < len(words) else ""
        if 0 < values["units"].get(ones, 0) < 10:
            total, position = total + values["units"][ones], step + 1
    return _scaled(words, position, total)


def _scaled(words: Sequence[str], at: int, value: int) -> Numeral:
    """A number with the scales behind it: "two hundred and fifty", "one and a half thousand"."""
    scales = load_casualty_words().values["scales"]
    if words[at : at + 3] == ["and", "a", "half"] and at + 3 < len(words) and words[at + 3] in scales:
        return Numeral(round((value + 0.5) * scales[words[at + 3]]), at + 4)
    while at < len(words) and words[at] in scales and words[at] != "score":
        scale = scales[words[at]]
        value, at = value * scale, at + 1
        step = at + 1 if at < len(words) and words[at] == "and" else at
        rest = _spelled(words, step) if step < len(words) and scale in {100, 1000} else None
        if rest is not None and rest.value < scale:
            value, at = value + rest.value, rest.end
    return Numeral(value, at)
