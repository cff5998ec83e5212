"""Fitting the type model: which of ACLED's 25 sub-event types the words of a report tell of."""

import json
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from geo_events.coding.type_features import type_features
from geo_events.coding.type_model import TYPES, TypeModel
from geo_events.events import EVENT_TYPE_OF
from geo_events.language import Language
from training.sentences import read_sentences

Floats = npt.NDArray[np.float32]

#: How strongly weights are drawn to nought, and the rounds of descent, by when nothing moves any more.
PENALTY, ROUNDS = 0.3, 400
#: What a text counts by its corpus: what news looks like is better known from news.
WORTH: Final = {"case2021": 3.0, "open": 1.0, "kept": 1.0}
#: Texts that must have a feature for it to count.
LEAST = 2
FOLDS = 5


@dataclass(frozen=True)
class Lesson:
    """A text and its type.

    `corpus` is ``case2021``, or ``open`` or ``kept``, the parts of the project's own sentences.
    """

    id: str
    corpus: str
    features: dict[str, list[str]]
    sub_event_type: str


def read_lessons(corpora: Path, language: Language) -> list[Lesson]:
    """Read CASE 2021's snippets and the project's own sentences; other labels than ACLED's are left out."""
    told = [(item, "case2021") for item in _read_lines(corpora / "case2021-dev.jsonl")]
    for part in ("open", "kept"):
        told += [(item, part) for item in read_sentences("types", part=part)]
    told = [(item, corpus) for item, corpus in told if item["sub_event_type"] in EVENT_TYPE_OF]
    documents = language.pipeline.pipe(item["text"] for item, _ in told)
    return [
        Lesson(str(item["id"]), corpus, type_features(list(document)), item["sub_event_type"])
        for (item, corpus), document in zip(told, documents, strict=True)
    ]


def fit(lessons: Sequence[Lesson]) -> TypeModel:
    """Fit the model: logistic regression over all types at once.

    Weights are sums of the texts' features, so that what is sought is how much each text is worth for each
    type: some hundred numbers a type instead of thousands. The loss is convex, the descent starts from
    nought, and so the same texts give the same model.
    """
    counts = Counter(name for lesson in lessons for names in lesson.features.values() for name in names)
    features = sorted(name for name, count in counts.items() if count >= LEAST)
    rarities = np.array([np.log(len(lessons) / counts[name]) for name in features], dtype=np.float32)
    blank = TypeModel(features, rarities, np.zeros((len(features), len(TYPES)), dtype=np.float32))
    rows = np.array([_row(lesson, blank) for lesson in lessons])
    right = np.eye(len(TYPES), dtype=np.float32)[[TYPES.index(x.sub_event_type) for x in lessons]]
    counting = np.array([WORTH[lesson.corpus] for lesson in lessons], dtype=np.float32)
    worth = _descend(rows @ rows.T, right, counting)
    return TypeModel(features, rarities, rows.T @ worth)


def cross_validate(lessons: Sequence[Lesson]) -> None:
    """Print how good the model is on CASE's snippets and on the sentences that it was not fitted to."""
    case = [lesson for lesson in lessons if lesson.corpus == "case2021"]
    own = [lesson for lesson in lessons if lesson.corpus == "open"]
    kept = [lesson for lesson in lessons if lesson.corpus == "kept"]
    told: list[tuple[str, str]] = []
    for fold in range(FOLDS):
        model = fit([*own, *(x for x in case if _fold(x) != fold)])
        told += [(x.sub_event_type, _answer(x, model)) for x in case if _fold(x) == fold]
    print(f"case2021, {FOLDS} folds: {_figures(told)}")
    model = fit([*own, *case])
    print(f"own sentences, kept part: {_figures([(x.sub_event_type, _answer(x, model)) for x in kept])}")
    model = fit(own)
    print(
        f"case2021, of own sentences alone: {_figures([(x.sub_event_type, _answer(x, model)) for x in case])}"
    )


def _read_lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _fold(lesson: Lesson) -> int:
    return zlib.crc32(lesson.id.encode()) % FOLDS


def _row(lesson: Lesson, model: TypeModel) -> Floats:
    row = np.zeros(len(model.features), dtype=np.float32)
    for at, strength in model.strengths(lesson.features):
        row[at] = strength
    return row


def _answer(lesson: Lesson, model: TypeModel) -> str:
    return TYPES[int((_row(lesson, model) @ model.weights).argmax())]


def _descend(likeness: Floats, right: Floats, counting: Floats) -> Floats:
    """Find what each text is worth for each type, by accelerated descent along the natural slope."""
    step = 1 / (0.5 * counting.max() * _steepest(likeness) + PENALTY)
    worth = ahead = np.zeros_like(right)
    momentum = 1.0
    for _ in range(ROUNDS):
        scores = likeness @ ahead
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        moved = ahead - np.float32(step) * (
            counting[:, None] * (shares - right) + np.float32(PENALTY) * ahead
        )
        following = (1 + (1 + 4 * momentum**2) ** 0.5) / 2
        ahead = moved + np.float32((momentum - 1) / following) * (moved - worth)
        worth, momentum = moved, following
    return worth


def _steepest(likeness: Floats) -> float:
    """Find the largest eigenvalue, and a little more, by repeated multiplication."""
    along = np.ones(len(likeness), dtype=np.float32)
    length = 1.0
    for _ in range(50):
        along = likeness @ along
        length = float(np.linalg.norm(along))
        along /= np.float32(length)
    return 1.05 * length


def _figures(told: Sequence[tuple[str, str]]) -> str:
    """Give weighted F1 and accuracy of pairs of right and predicted types, of 25 types and of six."""
    six = [(EVENT_TYPE_OF[right], EVENT_TYPE_OF[said]) for right, said in told]
    return (
        ", ".join(
            f"{name} weighted F1 {_weighted_f1(pairs):.3f} accuracy {np.mean([a == b for a, b in pairs]):.3f}"
            for name, pairs in (("25 types", told), ("six", six))
        )
        + f", n {len(told)}"
    )


def _weighted_f1(pairs: Sequence[tuple[str, str]]) -> float:
    right, said = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    hits = Counter(a for a, b in pairs if a == b)
    return sum(2 * hits[x] / (right[x] + said[x]) * right[x] for x in right) / len(pairs)
