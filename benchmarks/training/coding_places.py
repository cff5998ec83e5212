"""Fitting the linker: which of a sentence's names, if any, is the place of an event."""

import json
import random
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import numpy.typing as npt
from judging.gold import scorer

from geo_events.articles import Article, Reject, read_articles
from geo_events.coding.linking import Linker, chosen
from geo_events.coding.locating import all_names, name_span, word_at
from geo_events.coding.networks import EvidenceNetwork
from geo_events.coding.place_evidence import event_evidence, none_evidence, own_evidence
from geo_events.coding.proper_names import Name
from geo_events.coding.syntax import Token
from geo_events.gazetteer import Gazetteer
from geo_events.geoparsing import geoparse_article, read_words
from geo_events.language import Language
from training.evidence import Bags, Recipe, Trainee, joined, mean, rate_at, vocabulary

Json = dict[str, Any]
Numbers = npt.NDArray[np.int64]
SEEDS = (1, 2, 3)
FOLDS = 5
#: Letters by which texts count as one: the same sentence is reported with small changes.
_SAME = 40


@dataclass(frozen=True)
class Lesson:
    """An event's word with the names of its text.

    `right` are the numbers of the names that say where; `spans` all names' spans in the text.
    """

    item: Json
    trigger: Token
    names: list[Name]
    spans: list[tuple[int, int]]
    evidence: list[list[str]]
    none: list[str]
    right: list[int]


def read_lessons(path: Path, gazetteer: Gazetteer, language: Language) -> list[Lesson]:
    """Read items of the event-location task; each text is parsed once."""
    items = [json.loads(line) for line in path.open(encoding="utf-8")]
    by_text: dict[str, list[Json]] = {}
    for item in items:
        by_text.setdefault(item["text"], []).append(item)
    lessons: dict[str, Lesson] = {}
    for article, of_text in zip(_articles(by_text), by_text.values(), strict=True):
        toponyms = geoparse_article(article, gazetteer=gazetteer)
        parsed = language.parse(article, read_words(article, names=gazetteer).shadow)
        names = all_names(article, toponyms, parsed)
        spans, own = [name_span(name, parsed) for name in names], own_evidence(names, range(len(names)))
        for item in of_text:
            trigger = word_at(parsed, (item["verb"]["start"], item["verb"]["end"]))
            assert trigger is not None, item["id"]
            event = event_evidence(trigger, names, range(len(names)))
            lessons[item["id"]] = Lesson(
                item=item,
                trigger=trigger,
                names=names,
                spans=spans,
                evidence=[[*own[number], *event[number]] for number in range(len(names))],
                none=none_evidence(trigger, names),
                right=_right(spans, [(each["start"], each["end"]) for each in item["locations"]]),
            )
    return [lessons[item["id"]] for item in items]


def _articles(texts: Sequence[str] | dict[str, list[Json]]) -> list[Article]:
    with TemporaryDirectory() as folder:
        blind = Path(folder) / "texts.jsonl"
        lines = [json.dumps({"id": number, "text": text}) for number, text in enumerate(texts)]
        blind.write_text("\n".join(lines) + "\n", encoding="utf-8")
        found = list(read_articles(blind))
    assert not any(isinstance(each, Reject) for each in found)
    return found


def _right(spans: Sequence[tuple[int, int]], gold: Sequence[tuple[int, int]]) -> list[int]:
    """Number the names that people marked; where none fits exactly, those that touch what they marked."""
    exact = [number for number, span in enumerate(spans) if span in gold]
    if exact:
        return exact
    return [n for n, (start, end) in enumerate(spans) if any(start < e and s < end for s, e in gold)]


def fold_of(lesson: Lesson) -> int:
    """The fold that a text belongs to, with all texts that begin alike."""
    letters = "".join(c for c in lesson.item["text"].lower() if c.isalpha())
    return zlib.crc32(letters[:_SAME].encode()) % FOLDS


def fit(lessons: Sequence[Lesson], *, recipe: Recipe | None = None) -> Linker:
    """Fit both networks together: the right names' share of the belief, or that of none, is to be high.

    The linker has the mean of several that differ by chance.
    """
    recipe = recipe or Recipe()
    found = [_fit(lessons, seed, recipe) for seed in SEEDS]
    return Linker(names=mean([names for names, _ in found]), none=mean([none for _, none in found]))


def _fit(lessons: Sequence[Lesson], seed: int, recipe: Recipe) -> tuple[EvidenceNetwork, EvidenceNetwork]:
    draw, order = np.random.default_rng(seed), random.Random(seed)
    names = Trainee(vocabulary([b for each in lessons for b in each.evidence], recipe.least), recipe, draw)
    none = Trainee(vocabulary([each.none for each in lessons], recipe.least), recipe, draw)
    tasks = [(names.bags(each.evidence), none.bags([each.none]), each.right) for each in lessons]
    steps, step = recipe.epochs * -(-len(tasks) // recipe.batch), 0
    for _ in range(recipe.epochs):
        order.shuffle(tasks)
        for begin in range(0, len(tasks), recipe.batch):
            batch = tasks[begin : begin + recipe.batch]
            _learn(names, none, batch, rate_at(step / steps, recipe.rate))
            step += 1
    return names.network(), none.network()


def _learn(names: Trainee, none: Trainee, batch: Sequence[tuple[Bags, Bags, list[int]]], rate: float) -> None:
    of_names = names.scores(joined([bags for bags, _, _ in batch]))
    of_none = none.scores(joined([bags for _, bags, _ in batch]))
    slopes, none_slopes = np.zeros_like(of_names), np.zeros_like(of_none)
    at = 0
    for number, (bags, _, right) in enumerate(batch):
        count = len(bags.counts)
        scores = np.append(of_names[at : at + count], of_none[number])
        shares = np.exp(scores - scores.max())
        shares /= shares.sum()
        wanted = np.zeros_like(shares)
        wanted[right or [count]] = 1.0 / max(1, len(right))
        slope = (shares - wanted) / len(batch)
        slopes[at : at + count], none_slopes[number] = slope[:-1], slope[-1]
        at += count
    names.learn(slopes, rate=rate)
    none.learn(none_slopes, rate=rate)


def cross_validate(lessons: Sequence[Lesson]) -> None:
    """Print the figures of the task on texts that the linker had not seen, by its scorer."""
    predicted = {}
    for fold in range(FOLDS):
        linker = fit([each for each in lessons if fold_of(each) != fold])
        for lesson in lessons:
            if fold_of(lesson) == fold:
                predicted[lesson.item["id"]] = _answer(lesson, linker)
    judge = scorer("score_events")
    judge.show(judge.score_location([each.item for each in lessons], predicted))


def _answer(lesson: Lesson, linker: Linker) -> Json:
    right = chosen(linker.link(lesson.trigger, lesson.names), lesson.names)
    return {"locations": [dict(zip(("start", "end"), lesson.spans[n], strict=True)) for n in right]}
