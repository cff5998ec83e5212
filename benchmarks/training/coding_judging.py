"""How well the models of `training.coding_events` do on articles that they were not fitted to."""

from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import yaml

from geo_events.coding.weighing import CodingSettings, Weights
from training.coding_events import FOLDS, Lesson, Lessons, Row, all_right, code_lesson, fit

HEAD = """# Weights of named evidence, see `geo_events.coding.weighing`: logarithms of odds.
# Source: benchmarks/train_coding.py, on MUC-4, the briefs and the sentences of the development sets.
"""


def save_weights(weights: Weights, path: Path) -> None:
    """Write the models as YAML."""
    models = {"link": weights.link, "event": weights.event, "right": weights.right}
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
    pairs = [
        pair
        for lesson, rows in zip(lessons, coded, strict=True)
        for pair in confidences(lesson, rows, scorer)
    ]
    print(
        "    confidence, share right, rows:",
        *(f"{low:.2f} {share:.2f} {count};" for low, share, count in bins(pairs)),
    )
    print(f"    calibration error: {calibration_error(pairs):.3f}")


def confidences(lesson: Lesson, rows: Sequence[Row], scorer: ModuleType) -> list[tuple[float, bool]]:
    """Each row's confidence, and whether all is right; rows of types that aren't listed are left out."""
    events = lesson.gold["events"]
    paired = {}
    if events and rows:
        weights = [[scorer.weight(event, row) for row in rows] for event in events]
        paired = {row: event for event, row in scorer.assign(weights)}
    covers = lesson.gold.get("covers")
    return [
        (row["confidence"], number in paired and all_right(events[paired[number]], row, scorer))
        for number, row in enumerate(rows)
        if number in paired or covers is None or row["event_type"] in covers
    ]


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
