"""Fitting the choice among an article's places for events whose sentence names none."""

import json
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from geo_events.articles import Article
from geo_events.coding.coder import place_columns, read_passages, row_of
from geo_events.coding.contexts import Context, Option
from geo_events.coding.networks import EvidenceNetwork
from geo_events.coding.settling import Candidate
from geo_events.gazetteer import Gazetteer
from geo_events.geoparsing import geoparse_article
from geo_events.language import Language
from training.articles import BRIEFS, FOLDS, articles_of, as_json, fold_of
from training.evidence import Bags, Recipe, Trainee, joined, mean, rate_at, vocabulary

#: What an article counts: those of our time and of all kinds are few.
CORPORA = {"muc4-dev": 1, "briefs-dev": 3, "own": 3}
SEEDS = (1, 2, 3)
RECIPE = Recipe(hidden=8, epochs=8, batch=32, rate=3e-3, decay=0.05, least=12)
#: Columns of a row that say where.
WHERE = (
    "location",
    "geonameid",
    "geo_precision",
    "country",
    "iso3",
    "admin1",
    "admin2",
    "latitude",
    "longitude",
)
#: Weight below which a passage is tied to no listed event, and the lead over the second that makes it sure.
TIED, SURELY = 2.0, 0.5


class Recorder:
    """Keeps the options of each event, by the number of its word."""

    def __init__(self) -> None:
        self.asked: dict[int, list[Option]] = {}

    def best(self, options: Sequence[Option], *, at: int) -> int:
        """The article's country."""
        self.asked[at] = list(options)
        return at_home(options)


def at_home(options: Sequence[Option]) -> int:
    """The article's country: the plain rule that the network has to beat."""
    home = [n for n, o in enumerate(options) if {"level=country", "at home"} <= {*o.evidence}]
    return home[0] if home else 0


@dataclass(frozen=True)
class Lesson:
    """An event's options, the numbers of those that are right, and those in the right country."""

    corpus: str
    fold: int
    options: Sequence[Option]
    right: Sequence[int]
    wanted: Sequence[int]
    weight: int


def read_lessons(corpora: Path, scorer: ModuleType, gazetteer: Gazetteer, language: Language) -> list[Lesson]:
    """Read the articles with listed events; of the briefs of our own only the open part."""
    lessons: list[Lesson] = []
    for corpus, weight in CORPORA.items():
        path = (BRIEFS if corpus == "own" else corpora) / f"{corpus}.jsonl"
        gold = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        gold = [each for each in gold if each.get("part") != "kept" and each["events"]]
        for article, listed in zip(articles_of(gold), gold, strict=True):
            lessons += _lessons(article, listed, (corpus, weight), scorer, gazetteer, language)
    return lessons


def _lessons(
    article: Article,
    gold: Mapping[str, Any],
    corpus: tuple[str, int],
    scorer: ModuleType,
    gazetteer: Gazetteer,
    language: Language,
) -> list[Lesson]:
    recorder = Recorder()
    toponyms = geoparse_article(article, gazetteer=gazetteer)
    passages = read_passages(article, toponyms, gazetteer=gazetteer, language=language, context=recorder)
    found = []
    for telling in passages.tellings:
        options = recorder.asked.get(telling.draft.trigger.i, [])
        row = as_json(row_of(article, Candidate(telling.draft, {}, 0.0, {}, 0.0), gazetteer))
        event = _event_of({k: v for k, v in row.items() if k not in WHERE}, gold["events"], scorer)
        if event is None or len(options) < 2:
            continue
        facts = [scorer.place_facts(event, as_json(place_columns(each.where, gazetteer))) for each in options]
        right = [n for n, fact in enumerate(facts) if fact["right"]]
        near = [
            n for n, fact in enumerate(facts) if fact["country"] and "level=country" in options[n].evidence
        ]
        found.append(Lesson(corpus[0], fold_of(str(article.id)), options, right, right or near, corpus[1]))
    return found


def _event_of(
    row: Mapping[str, Any], events: Sequence[Mapping[str, Any]], scorer: ModuleType
) -> Mapping[str, Any] | None:
    """The listed event that a passage tells of, by all but its place; None where that is not sure."""
    weights = [scorer.weight(event, row) for event in events]
    order = sorted(range(len(weights)), key=lambda number: -weights[number])
    lead = weights[order[0]] - (weights[order[1]] if len(order) > 1 else 0.0)
    return events[order[0]] if weights[order[0]] >= TIED and lead >= SURELY else None


def fit(lessons: Sequence[Lesson], recipe: Recipe = RECIPE) -> Context:
    """Fit the network: the right places' share of the belief is to be high."""
    taught = [each for each in lessons if each.wanted for _ in range(each.weight)]
    return Context(mean([_fit(taught, seed, recipe) for seed in SEEDS]))


def _fit(lessons: Sequence[Lesson], seed: int, recipe: Recipe) -> EvidenceNetwork:
    draw, order = np.random.default_rng(seed), random.Random(seed)
    known = vocabulary([option.evidence for each in lessons for option in each.options], recipe.least)
    network = Trainee(known, recipe, draw)
    tasks = [(network.bags([o.evidence for o in each.options]), each.wanted) for each in lessons]
    steps, step = recipe.epochs * -(-len(tasks) // recipe.batch), 0
    for _ in range(recipe.epochs):
        order.shuffle(tasks)
        for begin in range(0, len(tasks), recipe.batch):
            _learn(network, tasks[begin : begin + recipe.batch], rate_at(step / steps, recipe.rate))
            step += 1
    return network.network()


def _learn(network: Trainee, batch: Sequence[tuple[Bags, Sequence[int]]], rate: float) -> None:
    scores = network.scores(joined([bags for bags, _ in batch]))
    slopes, at = np.zeros_like(scores), 0
    for bags, wanted in batch:
        count = len(bags.counts)
        shares = np.exp(scores[at : at + count] - scores[at : at + count].max())
        shares /= shares.sum()
        right = shares[list(wanted)] / shares[list(wanted)].sum()
        slope = shares / len(batch)
        slope[list(wanted)] -= right / len(batch)
        slopes[at : at + count] = slope
        at += count
    network.learn(slopes, rate=rate)


def cross_validate(lessons: Sequence[Lesson], recipe: Recipe = RECIPE) -> None:
    """Print how many events get the right place by models that had not seen their article."""
    counts: dict[str, list[int]] = {}
    for fold in range(FOLDS):
        context = fit([each for each in lessons if each.fold != fold], recipe)
        for lesson in (each for each in lessons if each.fold == fold):
            count = counts.setdefault(lesson.corpus, [0, 0, 0, 0])
            count[0] += 1
            count[1] += at_home(lesson.options) in lesson.right
            count[2] += context.best(lesson.options, at=0) in lesson.right
            count[3] += bool(lesson.right)
    for corpus, (events, by_home, by_network, possible) in counts.items():
        print(
            f"{corpus}: {events} events, in the article's country {by_home / events:.3f}, "
            f"by network {by_network / events:.3f}, among the options {possible / events:.3f}"
        )
