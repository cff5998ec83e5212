"""Making confidence a probability: fitted on articles that the models had not seen."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from geo_events.gazetteer import Gazetteer
from geo_events.geoparsing import GeoparsingSettings
from geo_events.geoparsing.ranking import weigh
from geo_events.geoparsing.recognition import recognise
from training.gold import Example, folds
from training.models import FOLDS, FOLDS_SEED, Lessons, fit_models
from training.resolution import Task, given_mentions, task_of

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Fold:
    """Models with the numbers of the articles that they have not seen."""

    settings: GeoparsingSettings
    unseen: list[int]


@dataclass(frozen=True)
class Said:
    """What models say of articles that they have not seen.

    `odds` are the log-odds of mentions, `right` whether people marked just that span; `tasks` are the
    articles' candidates with what is right.
    """

    odds: Floats
    right: npt.NDArray[np.bool_]
    tasks: list[tuple[Task, GeoparsingSettings]]


def cross_fit(lessons: Lessons, *, count: int = FOLDS, seed: int = FOLDS_SEED) -> Iterator[Fold]:
    """Deal the articles out to folds and fit models on all folds but one, for each in turn."""
    numbers = folds(lessons.examples, count=count, seed=seed)
    for fold in range(count):
        seen = [number for number, of in enumerate(numbers) if of != fold]
        unseen = [number for number, of in enumerate(numbers) if of == fold]
        yield Fold(fit_models(lessons, seen, seed=seed + fold), unseen)


def listen(fold: Fold, examples: Sequence[Example], gazetteer: Gazetteer) -> Said:
    """Gather what a fold's models say of the articles that they have not seen."""
    odds: list[float] = []
    right: list[bool] = []
    tasks = []
    for number in fold.unseen:
        example = examples[number]
        for mention in recognise(example.document, gazetteer=gazetteer, settings=fold.settings):
            bounded = min(max(mention.probability, 1e-6), 1 - 1e-6)
            odds.append(math.log(bounded / (1 - bounded)))
            right.append((mention.start, mention.end) in example.gold)
        task = task_of(example, given_mentions(example, gazetteer), gazetteer)
        if task is not None:
            tasks.append((task, fold.settings))
    return Said(np.array(odds), np.array(right), tasks)


def calibrated(settings: GeoparsingSettings, said: Sequence[Said]) -> GeoparsingSettings:
    """Set slope, offset and temperature so that what was said is as likely as it is right."""
    odds = np.concatenate([each.odds for each in said])
    right = np.concatenate([each.right for each in said])
    slope, offset = _logistic(odds, right)
    tasks = [pair for each in said for pair in each.tasks]
    temperature = min(np.arange(0.6, 2.05, 0.1).tolist(), key=lambda heat: _loss(tasks, heat))
    return replace(
        settings,
        mention_slope=round(slope, 3),
        mention_offset=round(offset, 3),
        temperature=round(temperature, 2),
    )


def _logistic(odds: Floats, right: npt.NDArray[np.bool_]) -> tuple[float, float]:
    """Fit a logistic curve by Newton's method, with short steps."""
    rows = np.stack([odds, np.ones_like(odds)], axis=1)
    weights = np.array([1.0, 0.0])
    for _ in range(100):
        chance = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        curvature = (rows * (chance * (1 - chance))[:, None]).T @ rows + 1e-3 * np.eye(2)
        step = np.linalg.solve(curvature, rows.T @ (right - chance))
        weights += step / max(1.0, float(np.abs(step).max()) / 0.2)
    return float(weights[0]), float(weights[1])


def _loss(tasks: Sequence[tuple[Task, GeoparsingSettings]], temperature: float) -> float:
    """Mean surprise at what is right."""
    total = weight = 0.0
    for task, settings in tasks:
        belief = weigh(task.stacked, settings.scorers, temperature=temperature)
        hit = np.add.reduceat(task.right * belief, task.stacked.begins)
        none = 1.0 - np.add.reduceat(belief, task.stacked.begins)
        total -= float((task.weight * np.log(hit + task.none_right * none + 1e-9)).sum())
        weight += float(task.weight.sum())
    return total / weight
