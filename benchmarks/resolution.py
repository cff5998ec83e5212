"""Measure which places names mean, spans given, on articles that the scorers had not seen.

    GEO_EVENTS_BENCH=FOLDER python benchmarks/resolution.py [--ablation] [--seed N]

Five folds by article; the scorers of each are fitted on the other four, and what they answer is scored by
``bench/score_geoparse.py`` of the folder that GEO_EVENTS_BENCH names. Mentions are the spans that people
marked; whether one is a demonym is told by the gazetteer. The ceiling is what a perfect choice among the
candidates would reach. Printed are also the shares that are right by confidence; with --ablation what is lost
without each kind of evidence. The rule by which none of the candidates is meant (`resolution.NONE_MEANT`) is
left out, so that only the choice is measured, and told by itself.
"""

import argparse
import importlib.util
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from training import resolution
from training.gold import Example, folds, read_examples
from training.models import FOLDS, FOLDS_SEED, GOLD, SEED
from training.resolution import Floats, Task

from geo_events.gazetteer import open_gazetteer
from geo_events.gazetteer.place import Place
from geo_events.geoparsing.background import BACKGROUND
from geo_events.geoparsing.candidates import KNOWN
from geo_events.geoparsing.grouping import BESIDE, Group, group_mentions
from geo_events.geoparsing.mention import Mention
from geo_events.geoparsing.ranking import Stack, first_belief, weigh
from geo_events.geoparsing.relations import FIT
from geo_events.geoparsing.resolution import NONE_MEANT

#: Columns of the features that don't depend on what the other names mean, by kind of evidence.
FIXED = KNOWN + BESIDE + FIT
KINDS = {
    "words beside": tuple(name for name in BESIDE if name not in (*BACKGROUND, "mentions")),
    "background of the article": BACKGROUND,
    "names that fit together": FIT,
}
THRESHOLDS = (0.0, 0.3, 0.5, 0.7, 0.9, 0.95)


@dataclass(frozen=True)
class Asked:
    """An article with its mentions, its names and their candidates; `task` is None where there are none."""

    example: Example
    mentions: list[Mention]
    groups: list[Group]
    task: Task | None


@dataclass(frozen=True)
class Answer:
    """What was answered to one toponym: the place, its probability, that of none, and whether it is right."""

    place: Place
    probability: float
    none: float
    right: bool
    answerable: bool


def ask(examples: Sequence[Example]) -> list[Asked]:
    """Look the candidates of all marked spans up."""
    gazetteer, asked = open_gazetteer(), []
    for example in examples:
        mentions = resolution.given_mentions(example, gazetteer)
        groups = [
            each for each in group_mentions(example.document, mentions, gazetteer) if each.candidates.places
        ]
        asked.append(Asked(example, mentions, groups, resolution.task_of(example, mentions, gazetteer)))
    return asked


def cross_validated(
    asked: Sequence[Asked], short: Sequence[Task], *, seed: int, change: Callable[[Stack], Stack]
) -> list[Floats | None]:
    """Weigh the candidates of each article by scorers fitted on the articles of the other folds."""
    tasks = [each.task and replace(each.task, stacked=change(each.task.stacked)) for each in asked]
    changed = [replace(task, stacked=change(task.stacked)) for task in short]
    numbers = folds([each.example for each in asked], count=FOLDS, seed=seed)
    beliefs: list[Floats | None] = [None] * len(asked)
    for fold in range(FOLDS):
        seen = [task for task, of in zip(tasks, numbers, strict=True) if task is not None and of != fold]
        scorers = resolution.fit([*seen, *changed], seed=seed + fold)
        for number, task in enumerate(tasks):
            if task is not None and numbers[number] == fold:
                beliefs[number] = weigh(task.stacked, scorers)
    return beliefs


def answers(asked: Asked, belief: Floats | None) -> dict[tuple[int, int], Answer]:
    """Give the answer to each span of an article that has candidates."""
    found: dict[tuple[int, int], Answer] = {}
    if asked.task is None or belief is None:
        return found
    for begin, group in zip(asked.task.stacked.begins.tolist(), asked.groups, strict=True):
        own = belief[begin : begin + len(group.candidates.places)]
        best = int(own.argmax())
        for member in group.members:
            span = (asked.mentions[member].start, asked.mentions[member].end)
            toponym = asked.example.gold[span]
            right = (
                np.zeros(len(own))
                if toponym["latitude"] is None
                else resolution.right_candidates(group, toponym)
            )
            found[span] = Answer(
                group.candidates.places[best],
                float(own[best]),
                float(1 - own.sum()),
                bool(right[best] > 0),
                bool((right > 0).any()),
            )
    return found


def scores(
    asked: Sequence[Asked], told: Sequence[dict[tuple[int, int], Answer]], scorer: Any
) -> dict[str, float]:
    """Score answers with the scorer of the benchmarks, and the ceiling with them."""
    gold, predicted = [], []
    for each, answered in zip(asked, told, strict=True):
        name = str(each.example.article.id)
        gold.append({"id": name, "toponyms": list(each.example.gold.values())})
        toponyms = []
        for span, toponym in each.example.gold.items():
            answer = answered.get(span)
            point = (answer.place.latitude, answer.place.longitude) if answer else (None, None)
            ends = {"start": toponym["start"], "end": toponym["end"]}
            toponyms.append({**ends, "latitude": point[0], "longitude": point[1], "kind": "place"})
        predicted.append({"id": name, "toponyms": toponyms})
    found = scorer.score(gold, predicted)
    answerable = sum(answer.answerable for answered in told for answer in answered.values())
    return {**found, "ceiling": answerable / found["located"] if found["located"] else float("nan")}


def show(asked: Sequence[Asked], beliefs: Sequence[Floats | None], scorer: Any, label: str) -> None:
    """Print one row of measures for each corpus."""
    told = [answers(each, belief) for each, belief in zip(asked, beliefs, strict=True)]
    for corpus in GOLD:
        of = [number for number, each in enumerate(asked) if each.example.corpus == corpus]
        row = scores([asked[number] for number in of], [told[number] for number in of], scorer)
        cells = [f"{row[name]:.3f}" for name in ("acc161", "acc161_fine", "ceiling")]
        print(f"| {label} | {corpus} | {' | '.join(cells)} |", flush=True)


def show_confidence(asked: Sequence[Asked], beliefs: Sequence[Floats | None]) -> None:
    """Print the expected calibration error, and what is kept and right by the least probability."""
    told = [
        answer
        for each, belief in zip(asked, beliefs, strict=True)
        for span, answer in answers(each, belief).items()
        if each.example.gold[span]["latitude"] is not None
    ]
    said = np.array([answer.probability for answer in told])
    right = np.array([answer.right for answer in told])
    bins = np.minimum((said * 10).astype(int), 9)
    error = sum(
        abs(said[bins == at].mean() - right[bins == at].mean()) * (bins == at).mean()
        for at in set(bins.tolist())
    )
    print(f"\nexpected calibration error {error:.3f} of {len(told)} answers\n")
    print("| at least | kept | right |\n|---|---|---|")
    for least in THRESHOLDS:
        kept = said >= least
        print(f"| {least} | {kept.mean():.3f} | {right[kept].mean():.3f} |")
    none = np.array([answer.none >= NONE_MEANT for answer in told])
    print(
        f"\nrather none of them is meant: {none.sum()} answers, of which {right[none].sum()} would be right"
    )


def without(columns: Sequence[str]) -> Callable[[Stack], Stack]:
    """Take some of the evidence away."""
    rows = [number for number, name in enumerate(FIXED) if name in set(columns)]

    def change(stacked: Stack) -> Stack:
        fixed = stacked.fixed.copy()
        fixed[:, rows] = 0.0
        return replace(stacked, fixed=fixed)

    return change


def alone(stacked: Stack) -> Stack:
    """Take away what the other names are believed to mean: all names count as one."""
    relations = stacked.relations
    none = replace(
        relations, summed=np.zeros_like(relations.summed), largest=np.zeros_like(relations.largest)
    )
    return replace(stacked, relations=none)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--ablation", action="store_true", help="also measure without each kind of evidence")
    parser.add_argument("--seed", type=int, default=FOLDS_SEED, help="of the folds")
    options = parser.parse_args()
    bench = os.environ.get("GEO_EVENTS_BENCH")
    if not bench:
        parser.exit(2, "GEO_EVENTS_BENCH does not name the folder that holds bench/\n")
    folder = Path(bench) / "bench"
    spec = importlib.util.spec_from_file_location("score_geoparse", folder / "score_geoparse.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    asked = ask(read_examples([folder / "data" / f"{name}.jsonl" for name in GOLD]))
    short = resolution.short_tasks(open_gazetteer(), seed=SEED)
    print("| evidence | corpus | acc161 | acc161_fine | ceiling |\n|---|---|---|---|---|")
    show(asked, [each.task and first_belief(each.task.stacked) for each in asked], scorer, "priors alone")
    beliefs = cross_validated(asked, short, seed=options.seed, change=lambda stacked: stacked)
    show(asked, beliefs, scorer, "all")
    if options.ablation:
        changes = {f"without {kind}": without(columns) for kind, columns in KINDS.items()}
        for label, change in {**changes, "without belief in the others": alone}.items():
            show(asked, cross_validated(asked, short, seed=options.seed, change=change), scorer, label)
    show_confidence(asked, beliefs)


if __name__ == "__main__":
    main()
