"""Fitting the dating model: whether an event without a day is of the day that the text named last."""

import json
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

import numpy as np
import numpy.typing as npt
import yaml

from geo_events.articles import read_articles
from geo_events.articles.article import Article
from geo_events.coding.coder import find_events, read_passages, row_of
from geo_events.coding.weighing import DEFAULT_SETTINGS
from geo_events.gazetteer import Gazetteer
from geo_events.geoparsing import geoparse_article
from geo_events.language import Language

Floats = npt.NDArray[np.float64]

#: What the coder may see of an article, as the benchmark has it.
SEEN = ("id", "text", "title", "published", "source")
OWN_BRIEFS = Path(__file__).parents[1] / "briefs" / "own.jsonl"
#: Lessons that must have a sign for it to count; how strongly weights are drawn to nought; rounds of descent.
LEAST, PENALTY, ROUNDS = 8, 4.0, 40
FOLDS = 7


@dataclass(frozen=True)
class Lesson:
    """The signs of one event without a day, and whether it was of the day named before it."""

    id: str
    corpus: str
    signs: frozenset[str]
    holds: bool


def read_lessons(
    corpora: Path, scorer: ModuleType, gazetteer: Gazetteer, language: Language
) -> list[Lesson]:
    """Code MUC-4's articles and the briefs, and pair undated events with the gold as the scorer does."""
    lessons: list[Lesson] = []
    for path in (corpora / "muc4-dev.jsonl", corpora / "briefs-dev.jsonl", OWN_BRIEFS):
        gold = {str(item["id"]): item for item in _read_lines(path)}
        for article in _cut_down(gold):
            toponyms = geoparse_article(article, gazetteer=gazetteer)
            passages = read_passages(article, toponyms, gazetteer=gazetteer, language=language)
            found, _ = find_events(passages, settings=DEFAULT_SETTINGS, gazetteer=gazetteer)
            drafts = [candidate.draft for candidate in found]
            rows = [_as_told(row_of(article, candidate, gazetteer)) for candidate in found]
            events = gold[str(article.id)]["events"]
            weights = [[scorer.weight(event, row) for row in rows] for event in events]
            for told, n in scorer.assign(weights):
                hint = None if drafts[n].dated else drafts[n].hint
                holds = None if hint is None else _holds(events[told], str(hint.days.end))
                if hint is not None and holds is not None:
                    lessons.append(Lesson(str(article.id), path.stem, hint.signs, holds))
    return lessons


def fit(lessons: Sequence[Lesson]) -> dict[str, float]:
    """Fit logistic regression over the signs, by Newton's method from nought.

    The same lessons give the same weights.
    """
    counts = Counter(sign for lesson in lessons for sign in lesson.signs)
    signs = sorted(sign for sign, count in counts.items() if count >= LEAST)
    rows = np.array([[sign in lesson.signs for sign in signs] for lesson in lessons], dtype=np.float64)
    right = np.array([lesson.holds for lesson in lessons], dtype=np.float64)
    weights = np.zeros(len(signs))
    for _ in range(ROUNDS):
        chances = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (chances - right) + PENALTY * weights
        bend = (rows * (chances * (1 - chances))[:, None]).T @ rows + PENALTY * np.eye(len(signs))
        weights -= np.linalg.solve(bend, slope)
    return {sign: round(float(weight), 2) for sign, weight in zip(signs, weights, strict=True)}


def cross_validate(lessons: Sequence[Lesson]) -> None:
    """Print how often the model is right on articles that it was not fitted to, beside two fixed rules."""
    right: Counter[str] = Counter()
    for fold in range(FOLDS):
        weights = fit([x for x in lessons if _fold(x) != fold])
        for lesson in (x for x in lessons if _fold(x) == fold):
            said = sum(weights.get(sign, 0.0) for sign in lesson.signs) > 0
            right.update({("model", lesson.corpus): said == lesson.holds})
    for corpus in sorted({lesson.corpus for lesson in lessons}):
        held = [lesson.holds for lesson in lessons if lesson.corpus == corpus]
        print(
            f"{corpus}, {len(held)} events: right with the model {right['model', corpus] / len(held):.3f}, "
            f"day always taken {sum(held) / len(held):.3f}, never {1 - sum(held) / len(held):.3f}"
        )


def save(weights: dict[str, float], path: Path) -> None:
    """Write the weights with what they are."""
    head = "# How far each sign speaks for the day named before; fitted by benchmarks/train_coding.py.\n"
    path.write_text(head + yaml.safe_dump({"weights": weights}, sort_keys=True), encoding="utf-8")


def _holds(event: dict[str, Any], day: str) -> bool | None:
    """Whether an event of the gold is of a day; None where neither that day nor no day would be right."""
    spans = [(event["date_start"], event["date_end"]), *event.get("date_alternatives", [])]
    if any(start is None for start, _ in spans):
        return day in event.get("weekdays", [])
    if any(start <= day <= end for start, end in spans if start and end):
        return True
    return None


def _as_told(row: dict[str, Any]) -> dict[str, Any]:
    """A row as the scorer reads it."""
    told = {key: value for key, value in row.items() if key not in {"geometry", "place_candidates"}}
    for key in ("date_start", "date_end"):
        told[key] = told[key] and str(told[key])
    if row.get("geometry") is not None:
        told |= {"latitude": row["geometry"].y, "longitude": row["geometry"].x}
    return told


def _cut_down(gold: dict[str, dict[str, Any]]) -> Iterator[Article]:
    """The gold's articles, as the coder may see them."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        with path.open("w", encoding="utf-8") as out:
            for item in gold.values():
                out.write(json.dumps({key: item[key] for key in SEEN if item.get(key) is not None}) + "\n")
        yield from (article for article in read_articles(path) if isinstance(article, Article))


def _read_lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _fold(lesson: Lesson) -> int:
    return zlib.crc32(lesson.id.encode()) % FOLDS
