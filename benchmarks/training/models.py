"""Fitting all models of geoparsing on some articles, so that the others can tell how good they are."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from geo_events.gazetteer import Gazetteer
from geo_events.geoparsing import GeoparsingSettings
from geo_events.geoparsing.tagger import Tagger
from training import resolution, tagger
from training.gold import Example, read_examples
from training.renaming import NamePool, renamed
from training.silver import Teacher, documents, read_sentences

#: Files of ``bench/data`` with marked toponyms, and those of which only the sentences are read.
GOLD = ("lgl-dev", "tr-news-dev", "gwn-dev", "briefs-dev")
SENTENCES = ("event-location-dev", "ucdp-headlines-dev")
#: Copies of an article that tell of other places; the briefs are few but of the kind that users have.
COPIES = {"briefs-dev": 4}
#: Of the order in which articles are dealt out to folds, and of the models' first weights.
FOLDS, FOLDS_SEED, SEED = 5, 1, 20


@dataclass(frozen=True)
class Lessons:
    """What the models learn from.

    Attributes
    ----------
    examples
        Articles with marked toponyms.
    words
        For each of them what the tagger learns from: the article, and copies that tell of other places.
    tasks
        For each of them what the scorers learn from, or None.
    short, sentences
        What the scorers and the tagger learn from besides.
    """

    examples: list[Example]
    words: list[list[tagger.Features]]
    tasks: list[resolution.Task | None]
    short: list[resolution.Task]
    sentences: list[tagger.Features]


def read_lessons(data: Path, gazetteer: Gazetteer) -> Lessons:
    """Read the corpora of a folder and gather what they show."""
    teacher, pool, draw = Teacher(), NamePool(), random.Random(SEED)
    examples = read_examples([data / f"{name}.jsonl" for name in GOLD])
    texts = documents(read_sentences([data / f"{name}.jsonl" for name in SENTENCES]))
    words = []
    for example in examples:
        tags = teacher.tags(example.document)
        features = [tagger.gather(example.document, gazetteer, spans=example.spans(), silver=tags)]
        for _ in range(COPIES.get(example.corpus, 1)):
            told, spans = renamed(example, tags, pool, gazetteer, draw)
            features.append(tagger.gather(told, gazetteer, spans=spans, silver=None))
        words.append(features)
    return Lessons(
        examples=examples,
        words=words,
        tasks=[
            resolution.task_of(each, resolution.given_mentions(each, gazetteer), gazetteer)
            for each in examples
        ],
        short=resolution.short_tasks(gazetteer, seed=SEED),
        sentences=[tagger.gather(text, gazetteer, spans=None, silver=teacher.tags(text)) for text in texts],
    )


def fit_models(lessons: Lessons, chosen: Sequence[int], *, seed: int = SEED) -> GeoparsingSettings:
    """Fit the models on the articles with these numbers, and on the sentences.

    The settings that result are not calibrated (`training.calibration`).
    """
    told = [features for number in chosen for features in lessons.words[number]]
    network = tagger.fit([*told, *lessons.sentences], seed=seed)
    tasks = [task for number in chosen if (task := lessons.tasks[number]) is not None]
    scorers = resolution.fit([*tasks, *lessons.short], seed=seed)
    return GeoparsingSettings(tagger=Tagger(network), scorers=tuple(scorers))
