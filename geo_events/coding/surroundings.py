"""What the text around a passage is about: conflict, or a subject of ordinary news.

In reports of crime, courts, accidents, sport or films people are killed, arrested, attacked and beaten as
well. The sentence itself often does not show it; the sentences before and after do.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from geo_events.coding.ontology import load_lexicon
from geo_events.inflection import noun_forms, verb_forms
from geo_events.yaml_text import read_yaml

#: The subject that speaks for an event.
CONFLICT = "conflict"
#: How many characters before and after a sentence are around it.
_REACH = 500
#: How many words of a subject say all that more of them could.
_ENOUGH = 4
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


class Surroundings:
    """Where a text has words of which subject.

    Parameters
    ----------
    text
        The parsed text.
    """

    def __init__(self, text: str) -> None:
        subjects = _subjects()
        self._at: dict[str, list[int]] = {name: [] for name in subject_names()}
        for word in _WORD.finditer(text.lower()):
            for name in subjects.get(word[0], ()):
                self._at[name].append(word.start())

    def around(self, start: int, end: int, *, but: int) -> dict[str, float]:
        """How much the text around a passage is about each subject, from 0 to 1.

        Parameters
        ----------
        start, end
            Where the passage begins and ends.
        but
            Where a word stands that does not count: the one that stands for the event.
        """
        return {
            name: min(1.0, self._count(name, start - _REACH, end + _REACH, but) / _ENOUGH)
            for name in self._at
        }

    def _count(self, name: str, start: int, end: int, but: int) -> int:
        at = self._at[name]
        found = bisect_left(at, end) - bisect_left(at, start)
        here = bisect_left(at, but)
        return found - (start <= but < end and here < len(at) and at[here] == but)


@cache
def _subjects() -> Mapping[str, tuple[str, ...]]:
    """For each form of each word the subjects it speaks for."""
    irregular = load_lexicon().irregular
    found: dict[str, tuple[str, ...]] = {}
    for name, words in _lists().items():
        forms = {
            form for word in words for form in (word, *verb_forms([word], irregular), *noun_forms([word]))
        }
        for form in sorted(forms):
            found[form] = (*found.get(form, ()), name)
    return found


@cache
def subject_names() -> tuple[str, ...]:
    """The subjects, in the order of their file."""
    return tuple(_lists())


@cache
def _lists() -> Mapping[str, tuple[str, ...]]:
    text = (files("geo_events.coding") / "data" / "surroundings.yaml").read_text(encoding="utf-8")
    return {name: tuple(words) for name, words in read_yaml(text).items()}
