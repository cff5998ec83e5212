"""Fitting what decides which passages tell of one event, which events are rows, and how sure the rows are.

Lessons are articles whose events people listed. Each passage is tied to the listed event that the scorer's
weights pair it with best; a group of passages is an event if the scorer pairs its row with a listed one.
Sentences with a marked word that tells of an event or of none are lessons of the second model as well.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml

from geo_events.coding.clustering import Links
from geo_events.coding.settling import Candidate, Passages, group_evidence, group_passages, merge_groups
from geo_events.coding.signs import LIKELIHOOD, row_evidence
from geo_events.coding.weighing import (
    FIELDS,
    CodingSettings,
    Evidence,
    Weights,
    confidences,
    log_odds,
    probability,
)

Floats = npt.NDArray[np.float64]
Row = dict[str, Any]
#: How much a pair says where the article has one event alone: that its passages are of one is little news.
OF_A_SINGLE_EVENT = 0.5
#: Strengths with which weights are drawn to nought; chosen by cross-validation.
STRENGTH = {"link": 20.0, "event": 8.0, "right": 4.0, "field": 10.0}
#: The same for weights that are drawn to what is expected.
EXPECTED_STRENGTH = {"link": 80.0, "event": 16.0, "right": 4.0, "field": 10.0}
#: Corpora that name actors by other rules, so that nothing is learned of them there.
OTHER_ACTORS = frozenset({"muc4-dev"})
#: Where the gold is too thin to teach what any reader knows, a weight is drawn to this value.
EXPECTED = yaml.safe_load(Path(__file__).with_name("expected.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True, eq=False)
class Lesson:
    """An article, read.

    Attributes
    ----------
    corpus, id
        Where it is from.
    fold
        Which part of the lessons it belongs to.
    passages, links
        What its sentences tell, and what speaks for their pairs.
    tied
        For each passage the number of the listed event it tells of, or None, and whether that is sure.
    gold
        The listed events, and which types the list covers (all, if it doesn't say).
    weight
        What it counts.
    make
        Makes a row of a candidate.
    """

    corpus: str
    id: str
    fold: int
    passages: Passages
    links: Links
    tied: Sequence[tuple[int | None, bool]]
    gold: Mapping[str, Any]
    weight: float
    make: Callable[[Candidate], Row]


@dataclass(frozen=True, eq=False)
class Sentence:
    """A short text with a marked word, and whether the word tells of an event."""

    fold: int
    passages: Passages
    links: Links
    marked: tuple[int, int]
    happened: bool


@dataclass(frozen=True, eq=False)
class Lessons:
    """All that the models are fitted to."""

    articles: Sequence[Lesson]
    sentences: Sequence[Sentence]

    def without(self, fold: int) -> "Lessons":
        """The lessons of the other folds."""
        return Lessons(
            [each for each in self.articles if each.fold != fold],
            [each for each in self.sentences if each.fold != fold],
        )


@dataclass(frozen=True)
class Examples:
    """Evidence, what is right (0 or 1), and weights."""

    evidence: list[Evidence]
    right: list[float]
    weight: list[float]

    def add(self, evidence: Evidence, right: bool, weight: float) -> None:
        """Add one."""
        self.evidence.append(evidence)
        self.right.append(float(right))
        self.weight.append(weight)


def pairs_of(lessons: Iterable[Lesson]) -> Examples:
    """Pairs of passages that tell of one listed event, or surely of two."""
    examples = Examples([], [], [])
    for lesson in lessons:
        several = len({event for event, _ in lesson.tied if event is not None}) > 1
        for (a, b), evidence in lesson.links.evidence.items():
            (one, sure), (other, other_sure) = lesson.tied[a], lesson.tied[b]
            if one is None or other is None or (one != other and not (sure and other_sure)):
                continue
            examples.add(evidence, one == other, lesson.weight * (1.0 if several else OF_A_SINGLE_EVENT))
    return examples


@dataclass(frozen=True, eq=False)
class Grouped:
    """A lesson's groups of passages with their evidence, merged drafts and rows."""

    lesson: Lesson
    candidates: list[Candidate]
    rows: list[Row]


def group(lesson: Lesson, link: Mapping[str, float], settings: CodingSettings) -> Grouped:
    """Group a lesson's passages as the package would."""
    groups = group_passages(lesson.links, link, settings)
    drafts = merge_groups(lesson.passages, lesson.links, groups)
    signs = group_evidence(lesson.passages, lesson.links, groups, link)
    found = [Candidate(draft, evidence) for draft, evidence in zip(drafts, signs, strict=True)]
    return Grouped(lesson, found, [lesson.make(candidate) for candidate in found])


def pair_up(grouped: Grouped, rows: Sequence[Row], scorer: ModuleType) -> dict[int, int]:
    """Which row the scorer pairs with which listed event."""
    events = grouped.lesson.gold["events"]
    if not events or not rows:
        return {}
    weights = [[scorer.weight(event, row) for row in rows] for event in events]
    return {row: event for event, row in scorer.assign(weights)}


def events_of(all_grouped: Iterable[Grouped], scorer: ModuleType) -> Examples:
    """Groups that are listed events or not; of types that the list leaves out nothing is learned."""
    examples = Examples([], [], [])
    for grouped in all_grouped:
        paired = pair_up(grouped, grouped.rows, scorer)
        gold = grouped.lesson.gold
        for number, (candidate, row) in enumerate(zip(grouped.candidates, grouped.rows, strict=True)):
            if "covers" in gold and row["event_type"] not in gold["covers"]:
                continue
            optional = number in paired and gold["events"][paired[number]].get("optional")
            examples.add(
                candidate.evidence, number in paired, grouped.lesson.weight * (0.5 if optional else 1.0)
            )
    return examples


def sentences_of(
    sentences: Iterable[Sentence], link: Mapping[str, float], settings: CodingSettings
) -> Iterator[tuple[Evidence, bool]]:
    """The events that marked words tell, and whether they happened; words that aren't read are left out."""
    for sentence in sentences:
        groups = group_passages(sentence.links, link, settings)
        evidence = group_evidence(sentence.passages, sentence.links, groups, link)
        for numbers, found in zip(groups, evidence, strict=True):
            words = [sentence.passages.tellings[n].draft.trigger for n in numbers]
            if any(w.idx < sentence.marked[1] and sentence.marked[0] < w.idx + len(w) for w in words):
                # the model of sentences was fitted to this very one
                yield {name: value for name, value in found.items() if name != LIKELIHOOD}, sentence.happened


def believed(grouped: Grouped, event: Mapping[str, float]) -> list[float]:
    """Logarithms of the odds that a lesson's groups are events."""
    return [log_odds(candidate.evidence, event) for candidate in grouped.candidates]


@dataclass(frozen=True)
class JudgedRow:
    """A row, with what speaks for it and what of it is right.

    Attributes
    ----------
    evidence
        As the package has it.
    right
        By name of the model that is to know it: whether the row is right as a whole (``right``), and each
        field; what the list does not tell is left out.
    weight
        What it counts.
    """

    evidence: Evidence
    right: Mapping[str, bool]
    weight: float


def rows_of(
    all_grouped: Iterable[Grouped], event: Mapping[str, float], settings: CodingSettings, scorer: ModuleType
) -> Iterator[JudgedRow]:
    """Rows, and what is right of them: nothing of one that tells of no listed event."""
    for grouped in all_grouped:
        odds = believed(grouped, event)
        kept = [n for n, each in enumerate(odds) if probability(each) >= settings.least_belief]
        paired = pair_up(grouped, [grouped.rows[n] for n in kept], scorer)
        gold = grouped.lesson.gold
        for number, n in enumerate(kept):
            row = grouped.rows[n]
            if number not in paired and "covers" in gold and row["event_type"] not in gold["covers"]:
                continue
            listed = gold["events"][paired[number]] if number in paired else None
            right = judged(listed, row, scorer, corpus=grouped.lesson.corpus)
            yield JudgedRow(evidence_of(grouped, n, odds[n]), right, grouped.lesson.weight)


def evidence_of(grouped: Grouped, n: int, odds: float) -> Evidence:
    """The evidence for a row's being right, as the package has it."""
    return row_evidence(grouped.candidates[n].draft, odds, grouped.lesson.passages.text)


def judged(
    listed: Mapping[str, Any] | None, row: Row, scorer: ModuleType, *, corpus: str
) -> Mapping[str, bool]:
    """What is right of a row that tells of a listed event, or of none."""
    told = ("right", *FIELDS)
    if listed is None:
        found = dict.fromkeys(told, False)
    else:
        subs = listed.get("sub_types")
        found = {
            "type": row["event_type"] in listed["types"] and (not subs or row["sub_event_type"] in subs),
            "date": bool(scorer.date_facts(listed, row)["right"]),
            "place": bool(scorer.place_facts(listed, row)["right"]),
            "fatalities": bool(scorer.death_facts(listed, row)["right"]),
            "actors": all(
                scorer.overlap(row.get(actor), listed[actor])
                for actor in ("actor1", "actor2")
                if listed.get(actor)
            ),
        }
        found["right"] = (
            row["event_type"] in listed["types"] and found["date"] and found["place"] and found["fatalities"]
        )
    if corpus in OTHER_ACTORS:
        del found["actors"]
    return found


def fit_logistic(
    examples: Examples, *, strength: float, expected: Mapping[str, float], firmly: float, steps: int = 50
) -> dict[str, float]:
    """Fit weights of named evidence by Newton's method, drawn to what is expected, or to nought."""
    names = sorted({name for evidence in examples.evidence for name in evidence} | set(expected))
    x = matrix(examples.evidence, names)
    right, weight = np.array(examples.right), np.array(examples.weight)
    drawn = np.array([1e-3 if name == "bias" else firmly if name in expected else strength for name in names])
    target = np.array([expected.get(name, 0.0) for name in names])
    found = target.copy()
    for _ in range(steps):
        share = 1.0 / (1.0 + np.exp(-np.clip(x @ found, -30.0, 30.0)))
        slope = x.T @ (weight * (share - right)) + drawn * (found - target)
        bend = (x.T * (weight * share * (1.0 - share))) @ x + np.diag(drawn)
        step = np.linalg.solve(bend, slope)
        found -= step
        if np.abs(step).max() < 1e-8:
            break
    return {name: round(float(value), 3) for name, value in zip(names, found, strict=True)}


def matrix(evidence: Sequence[Evidence], names: Sequence[str]) -> Floats:
    """Lay out evidence, a row for each and a column for each name."""
    column = {name: number for number, name in enumerate(names)}
    x = np.zeros((len(evidence), len(names)))
    for number, found in enumerate(evidence):
        for name, value in found.items():
            if name in column:
                x[number, column[name]] = value
    return x


def fit(lessons: Lessons, scorer: ModuleType, *, settings: CodingSettings) -> Weights:
    """Fit all three models, each on what the one before it gives."""
    link = _fit("link", pairs_of(lessons.articles))
    grouped = [group(lesson, link, settings) for lesson in lessons.articles]
    examples = events_of(grouped, scorer)
    for evidence, happened in sentences_of(lessons.sentences, link, settings):
        examples.add(evidence, happened, 1.0)
    event = _fit("event", examples)
    rows = list(rows_of(grouped, event, settings, scorer))
    right, *fields = (_fit("right", _examples(rows, name)) for name in ("right", *FIELDS))
    return Weights(link, event, right, dict(zip(FIELDS, fields, strict=True)))


def _examples(rows: Iterable[JudgedRow], name: str) -> Examples:
    """The lessons of one model of rows."""
    examples = Examples([], [], [])
    for row in rows:
        if name in row.right:
            examples.add(row.evidence, row.right[name], row.weight)
    return examples


def _fit(name: str, examples: Examples) -> dict[str, float]:
    kind = "field" if name in FIELDS else name
    return fit_logistic(
        examples, strength=STRENGTH[kind], expected=EXPECTED.get(kind, {}), firmly=EXPECTED_STRENGTH[kind]
    )


def code_lesson(lesson: Lesson, weights: Weights, *, settings: CodingSettings) -> list[Row]:
    """Give a lesson's rows as the package would."""
    grouped = group(lesson, weights.link, settings)
    rows = []
    for n, odds in enumerate(believed(grouped, weights.event)):
        if probability(odds) >= settings.least_belief:
            whole, fields = confidences(evidence_of(grouped, n, odds), weights)
            single = {f"confidence_{name}": value for name, value in fields.items()}
            rows.append({**grouped.rows[n], "confidence": whole, **single})
    return rows
