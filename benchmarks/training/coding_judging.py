"""How well the models of `training.coding_events` do on articles that they were not fitted to."""

import math
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType

import yaml

from geo_events.coding.weighing import FIELDS, CodingSettings, Weights
from training.articles import FOLDS
from training.coding_events import Lesson, Lessons, Row, code_lesson, fit, judged

#: Old wire copy in capitals.
OLD = frozenset({"muc4-dev"})
HEAD = """# Weights of named evidence, see `geo_events.coding.weighing`: logarithms of odds.
# Source: benchmarks/train_coding.py, on MUC-4, the briefs and the sentences of the development sets.
"""


def save_weights(weights: Weights, path: Path) -> None:
    """Write the models as YAML."""
    models = {"link": weights.link, "event": weights.event, "right": weights.right, **weights.fields}
    path.write_text(
        HEAD + yaml.safe_dump({name: dict(found) for name, found in models.items()}, width=110),
        encoding="utf-8",
    )


def cross_validate(lessons: Lessons, scorer: ModuleType, *, settings: CodingSettings) -> None:
    """Print figures of rows made by models that were fitted to the other folds."""
    coded: dict[tuple[str, str], list[Row]] = {}
    for fold in range(FOLDS):
        weights = fit(lessons.without(fold), scorer, settings=settings)
        for lesson in lessons.articles:
            if lesson.fold == fold:
                coded[lesson.corpus, lesson.id] = code_lesson(lesson, weights, settings=settings)
    for corpus in dict.fromkeys(lesson.corpus for lesson in lessons.articles):
        mine = [lesson for lesson in lessons.articles if lesson.corpus == corpus]
        report(corpus, mine, [coded[corpus, lesson.id] for lesson in mine], scorer)
    print("all but MUC-4: news and reports of our time")
    tell_confidences(
        [
            pair
            for lesson in lessons.articles
            if lesson.corpus not in OLD
            for pair in rows_judged(lesson, coded[lesson.corpus, lesson.id], scorer)
        ]
    )


def report(corpus: str, lessons: Sequence[Lesson], coded: Sequence[list[Row]], scorer: ModuleType) -> None:
    """Print the scorer's main figures for a corpus, and how well its confidence is calibrated."""
    found = scorer.score_events(
        [lesson.gold for lesson in lessons],
        {lesson.gold["id"]: {"events": rows} for lesson, rows in zip(lessons, coded, strict=True)},
    )
    print(corpus, {name: round(value, 3) for name, value in found["detection"].items()})
    for name in (
        "false events per 100 no-incident articles",
        "not_events that yielded an event",
        "JOINT",
        "JOINT, all stated",
    ):
        if found.get(name) is not None:
            print(f"    {name}: {found[name]:.3f}")
    tell_confidences(
        [
            pair
            for lesson, rows in zip(lessons, coded, strict=True)
            for pair in rows_judged(lesson, rows, scorer)
        ]
    )


def tell_confidences(rows: Sequence[tuple[Row, Mapping[str, bool]]]) -> None:
    """Print how sure rows and their fields are said to be, and how often they are right."""
    for name in ("right", *FIELDS):
        column = "confidence" if name == "right" else f"confidence_{name}"
        pairs = [(row[column], right[name]) for row, right in rows if name in right]
        if not pairs:
            continue
        if name == "right":
            told = (f"{low:.2f} {share:.2f} {count};" for low, share, count in bins(pairs))
            print("    confidence, share right, rows:", *told)
        mean, share = (sum(each) / len(pairs) for each in zip(*pairs, strict=True))
        error, chance = calibration_error(pairs), error_by_chance(pairs)
        print(
            f"    {column}: mean {mean:.3f}, right {share:.3f} of {len(pairs)}, "
            f"calibration error {error:.3f} (by chance alone {chance:.3f})"
        )


def rows_judged(
    lesson: Lesson, rows: Sequence[Row], scorer: ModuleType
) -> Iterator[tuple[Row, Mapping[str, bool]]]:
    """Each row, and what is right of it; rows of types that aren't listed are left out."""
    events = lesson.gold["events"]
    paired = {}
    if events and rows:
        weights = [[scorer.weight(event, row) for row in rows] for event in events]
        paired = {row: event for event, row in scorer.assign(weights)}
    covers = lesson.gold.get("covers")
    for number, row in enumerate(rows):
        if number in paired or covers is None or row["event_type"] in covers:
            listed = events[paired[number]] if number in paired else None
            yield row, judged(listed, row, scorer, corpus=lesson.corpus)


def bins(pairs: Sequence[tuple[float, bool]], count: int = 5) -> list[tuple[float, float, int]]:
    """Mean confidence, share of right rows and number of rows for equal steps of confidence."""
    found = []
    for step in range(count):
        inside = [
            pair
            for pair in pairs
            if step <= pair[0] * count < step + 1 or (step == count - 1 and pair[0] == 1.0)
        ]
        if inside:
            mean, right = (sum(column) / len(inside) for column in zip(*inside, strict=True))
            found.append((mean, right, len(inside)))
    return found


def calibration_error(pairs: Sequence[tuple[float, bool]]) -> float:
    """Mean distance of confidence from the share of right rows, over ten steps weighted by their rows."""
    return sum(abs(mean - right) * rows for mean, right, rows in bins(pairs, 10)) / max(1, len(pairs))


def error_by_chance(pairs: Sequence[tuple[float, bool]]) -> float:
    """The calibration error to be expected of so many rows if each confidence were exactly right."""
    total = 0.0
    for mean, _, rows in bins(pairs, 10):
        # the mean distance of a share from its expectation, as of a normal distribution
        total += rows * math.sqrt(2.0 / math.pi * mean * (1.0 - mean) / rows)
    return total / max(1, len(pairs))
