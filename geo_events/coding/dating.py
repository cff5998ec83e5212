"""When, where the sentence does not say: whether an event is of the day that the text named last.

"On Monday rebels shelled the town. A market was hit" tells of Monday; "General Ruiz, who was killed in the
capital, ..." need not. Signs of both are weighed by a small linear model that
``benchmarks/train_coding.py`` fits.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from geo_events.coding.dates import DateRange, TimeExpression
from geo_events.coding.draft import Draft, Hint
from geo_events.coding.syntax import Span, Token
from geo_events.events import EVENT_TYPE_OF

#: Words that put a sentence beside what was told before it.
_JOINING = frozenset({
    "meanwhile", "also", "addition", "another", "second", "third", "simultaneously", "furthermore",
    "moreover", "elsewhere", "later", "then",
    "subsequently", "minutes", "hours", "finally", "likewise", "too",
})  # fmt: skip
#: Told of persons of note long after the deed, too.
_KILLINGS = frozenset({
    "murder", "assassinate", "assassination", "kill", "killing", "kidnap", "kidnapping", "death", "die",
    "attack",
})  # fmt: skip
#: A day that stands further back in the text, in stretches that were read and in characters, is not taken.
_FURTHEST, _FURTHEST_BACK = 12, 3000


@dataclass(frozen=True, slots=True)
class _Named:
    """A day, the sentence and paragraph that named it, whether for an event, and in which way."""

    days: DateRange
    offset: int
    sentence: int
    paragraph: int
    of_event: bool
    kind: str


class Chronicle:
    """The days that the sentences of an article name, in their order."""

    def __init__(self) -> None:
        self._sentence = 0
        self._last: _Named | None = None
        self._days: set[DateRange] = set()

    def begin(self) -> None:
        """Count a sentence, whether or not anything is read from it."""
        self._sentence += 1

    def forget(self) -> None:
        """Begin anew, as each item of a digest does."""
        self._last = None

    def keep(
        self,
        times: Sequence[TimeExpression],
        words: Sequence[str],
        paragraph: int,
        *,
        dated: Collection[DateRange] = (),
    ) -> None:
        """Keep the last single day that a sentence named.

        Parameters
        ----------
        times, words
            The sentence's time expressions, and how each is written.
        paragraph
            The number of the sentence's paragraph.
        dated
            The days of the events that the sentence dates.
        """
        for time, said in zip(times, words, strict=True):
            days = time.range
            if days.start is not None and days.start == days.end and not time.since:
                self._last = _Named(
                    days, time.start, self._sentence, paragraph, days in dated, _kind_of(said, time)
                )
                self._days.add(days)

    def hint(self, draft: Draft, sentence: Span, paragraph: int, *, reported: dt.date | None) -> Hint | None:
        """The day named last, with the signs that an event is of it, or None where none is near.

        Parameters
        ----------
        draft
            The event, without a day.
        sentence, paragraph
            Where it is told.
        reported
            The reporting day, or None.
        """
        last = self._last
        if last is None or self._sentence - last.sentence > _FURTHEST:
            return None
        if sentence.start_char - last.offset > _FURTHEST_BACK:
            return None
        away = self._sentence - last.sentence
        signs = {"always", f"away:{away if away < 3 else '3-5' if away < 6 else '6+'}"}
        signs |= {name for name, holds in (
            ("same paragraph", last.paragraph == paragraph),
            ("next paragraph", last.paragraph + 1 == paragraph),
            ("day of an event", last.of_event),
            ("day of the report", last.days.end == reported),
            (f"named as {last.kind}", True),
            ("early", self._sentence < 6),
            ("only day named", len(self._days) == 1),
            ("joins", any(token.lower_ in _JOINING for token in sentence)),
        ) if holds}  # fmt: skip
        return Hint(last.days, frozenset(signs | _content(draft) | _form(draft.trigger)))


def _kind_of(said: str, time: TimeExpression) -> str:
    """The way a day is named: "today" and the like, a weekday, a date, or by another time."""
    words = said.lower()
    if time.relative:
        return "relative"
    if any(word in words for word in ("today", "morning", "afternoon", "evening", "tonight")):
        return "today"
    if "yesterday" in words or "last night" in words:
        return "yesterday"
    return "date" if any(c.isdigit() for c in words) else "weekday"


def _content(draft: Draft) -> set[str]:
    """What a draft tells."""
    reality, killed = draft.action.reality, draft.casualties.killed
    head = killed.head if killed is not None else None
    told = (
        ("refers", draft.refers),
        ("own place", draft.place.own),
        ("toll", killed is not None),
        ("hurt", draft.casualties.injured is not None),
        ("named victim", head is not None and head.pos_ == "PROPN"),
        ("presupposed", reality.presupposed),
        ("aggregate", reality.event_clarity == "aggregate"),
        ("attempted", reality.status != "occurred"),
        ("bare noun", reality.noun_without_anchor),
    )
    return {name for name, holds in told if holds} | {f"type:{EVENT_TYPE_OF[draft.action.sub_event_type]}"}


def _form(trigger: Token) -> set[str]:
    """How a trigger tells: tense, and whether it only describes somebody."""
    signs = {f"word:{trigger.lemma_.lower()}"} if trigger.lemma_.lower() in _KILLINGS else set()
    if any(child.dep_ == "nsubjpass" for child in trigger.children):
        signs.add("passive")
    signs |= {"noun"} if trigger.pos_ in {"NOUN", "PROPN"} else {f"tag:{trigger.tag_}"}
    helpers = {child.lower_ for child in trigger.children if child.dep_ in {"aux", "auxpass"}}
    if "had" in helpers:
        signs.add("pluperfect")
    if helpers & {"has", "have"}:
        signs.add("perfect")
    above = trigger
    for _ in range(3):
        if above.dep_ in {"relcl", "acl", "pcomp"}:
            signs.add("describes")
        if above.dep_ == "ccomp":
            signs.add("reported speech")
        if above.dep_ in {"advcl", "ROOT"}:
            signs.add(above.dep_)
        if above.dep_ == "ROOT":
            break
        above = above.head
    return signs


@cache
def _weights() -> Mapping[str, float]:
    text = (files("geo_events.coding") / "data" / "dating.yaml").read_text(encoding="utf-8")
    weights: dict[str, float] = yaml.safe_load(text)["weights"]
    return weights


def chance(hint: Hint) -> float:
    """How likely an event is of its hint's day."""
    weights = _weights()
    return 1 / (1 + math.exp(-sum(weights.get(sign, 0.0) for sign in sorted(hint.signs))))
