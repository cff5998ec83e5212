"""Fitting how likely a sentence is to tell of an event."""

import json
import random
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import exp, sqrt
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from geo_events.articles.shadow import make_shadow
from geo_events.coding.selecting import event_signs
from geo_events.coding.sentence_model import SentenceModel, features
from geo_events.gazetteer.folding import fold_text
from geo_events.geoparsing import Document
from training.sentences import read_sentences

Json = dict[str, Any]
BRIEFS = Path(__file__).parents[1] / "briefs"
FOLDS, SEED = 5, 1
ROUNDS, RATE, SHRINK = 12, 0.15, 1e-5
#: Weights nearer to nought are left out of the model that ships.
LEAST = 0.02
#: What a sentence of each corpus counts: the sentences with a marked verb are many and all alike.
COUNTS = {"briefs": 2.0, "reality": 1.5, "types": 1.5, "case": 1.0, "verbs": 0.3, "news": 0.5}
#: Labels of snippets that are no conflict events.
NONE = ("NATURAL_DISASTER", "DIPLO", "ATTRIB", "MAN_MADE_DISASTER", "ORG_CRIME")


@dataclass(frozen=True)
class Sentence:
    """A sentence to learn from.

    Attributes
    ----------
    corpus, group
        Where it is from; sentences of one group are judged together.
    words
        Its words.
    tells
        Whether it tells of an event.
    """

    corpus: str
    group: str
    words: list[str]
    tells: bool


def read_lessons(corpora: Path) -> list[Sentence]:
    """Gather sentences: of our own, of the corpora with marked events, and of news without triggers."""
    briefs = [item for name in ("own", "quiet") for item in _lines(BRIEFS / f"{name}.jsonl")]
    briefs = [item for item in briefs if item.get("part") != "kept"] + _lines(corpora / "briefs-dev.jsonl")
    found = [each for item in briefs for each in _of_brief(item)]
    for item in read_sentences("reality"):
        at = item["trigger"]["start"]
        for start, end, words in _sentences(item["text"]):
            if start <= at < end:
                found.append(Sentence("reality", item["id"], words, item["status"] != "none"))
    for item in read_sentences("types"):
        tells = item["sub_event_type"] is not None
        for text in [item["text"]] if tells else [item["text"][a:b] for a, b, _ in _sentences(item["text"])]:
            found.append(Sentence("types", item["id"], _words(text), tells))
    for item in _lines(corpora / "case2021-dev.jsonl"):
        tells = item["sub_event_type"] not in NONE
        found.append(Sentence("case", item["id"], _words(item["text"]), tells))
    texts = dict.fromkeys(item["text"] for item in _lines(corpora / "event-location-dev.jsonl"))
    found += [Sentence("verbs", text, _words(text), True) for text in texts]
    signs = event_signs()
    for name in ("lgl-dev", "tr-news-dev", "gwn-dev"):
        for item in _lines(corpora / f"{name}.jsonl"):
            for _, _, words in _sentences(item["text"]):
                if not signs.stand_in([word.lower() for word in words]):
                    found.append(Sentence("news", f"{name} {item['id']}", words, False))
    return found


def fit(lessons: Sequence[Sentence]) -> SentenceModel:
    """Fit the model, with step sizes by how often a feature was met (Adagrad)."""
    counted = Counter(name for each in lessons for name in set(features(each.words)))
    names = sorted(name for name, times in counted.items() if times > 1)
    numbers = {name: number for number, name in enumerate(names)}
    rows = [_row(each, numbers) for each in lessons]
    weights, seen = np.zeros(len(names)), np.full(len(names), 1e-6)
    bias, bias_seen = 0.0, 1e-6
    order, draw = list(range(len(lessons))), random.Random(SEED)
    for _ in range(ROUNDS):
        draw.shuffle(order)
        for at in order:
            row, times = rows[at]
            said = 1.0 / (1.0 + exp(-max(-30.0, min(30.0, float(weights[row] @ times) + bias))))
            step = (said - lessons[at].tells) * COUNTS[lessons[at].corpus]
            slope = step * times + SHRINK * weights[row]
            seen[row] += slope * slope
            weights[row] -= RATE * slope / np.sqrt(seen[row])
            bias_seen += step * step
            bias -= RATE * step / sqrt(bias_seen)
    kept = {name: round(float(weights[n]), 3) for n, name in enumerate(names) if abs(weights[n]) >= LEAST}
    return SentenceModel(kept, round(bias, 4))


def save(model: SentenceModel, path: Path) -> None:
    """Write a model."""
    names = "\n".join(model.weights).encode("utf-8")
    np.savez_compressed(
        path,
        names=np.frombuffer(names, dtype=np.uint8),
        weights=np.array(list(model.weights.values()), dtype=np.float16),
        bias=np.array(model.bias),
    )


def cross_validate(lessons: Sequence[Sentence]) -> None:
    """Print how well sentences are told apart by models that have not seen their article."""
    signs = event_signs()
    said: dict[int, float] = {}
    for fold in range(FOLDS):
        model = fit([each for each in lessons if _fold(each) != fold])
        said |= {n: model.probability(each.words) for n, each in enumerate(lessons) if _fold(each) == fold}
    for corpus in ("briefs", "reality", "types", "case"):
        for with_sign in (False, True):
            judged = [
                (said[n], each.tells)
                for n, each in enumerate(lessons)
                if each.corpus == corpus and signs.stand_in([w.lower() for w in each.words]) == with_sign
            ]
            print(f"{corpus}, {'with' if with_sign else 'without'} a trigger: {len(judged)} sentences")
            for least in (0.3, 0.5, 0.7, 0.8, 0.9):
                _print_rates(judged, least)


def _print_rates(judged: Sequence[tuple[float, bool]], least: float) -> None:
    taken = [tells for said, tells in judged if said >= least]
    events = sum(tells for _, tells in judged)
    if taken and events:
        print(f"  from {least}: precision {sum(taken) / len(taken):.3f} recall {sum(taken) / events:.3f}")


def _row(
    sentence: Sentence, numbers: dict[str, int]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.float64]]:
    """Give the numbers of a sentence's known features, and what each counts."""
    found = Counter(features(sentence.words))
    known = sorted((numbers[name], times) for name, times in found.items() if name in numbers)
    counts = np.array([times for _, times in known], dtype=np.float64)
    return np.array([number for number, _ in known], dtype=np.int64), counts / sqrt(found.total() or 1)


def _fold(sentence: Sentence) -> int:
    return zlib.crc32(sentence.group.encode()) % FOLDS


def _of_brief(item: Json) -> Iterator[Sentence]:
    """Sentences of an article of which all passages about events are known; what is optional is left out."""
    spans = []
    for event in item["events"]:
        real = event["status"] in {"occurred", "attempted"} and not event.get("optional")
        for quote in (event["quote"], *event.get("also", ())):
            at = item["text"].find(quote) if quote else -1
            if at >= 0:
                spans.append((at, at + len(quote), real))
    for start, end, words in _sentences(item["text"]):
        held = [real for a, b, real in spans if a < end and start < b]
        if not held or any(held):
            yield Sentence("briefs", item["id"], words, bool(held))


def _sentences(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """Sentences with their spans in a text."""
    shadow = make_shadow(text)
    document = Document(shadow.text, fold_text(shadow.text))
    first = 0
    numbers = document.sentences
    for last in range(1, len(numbers) + 1):
        if last == len(numbers) or numbers[last] != numbers[first]:
            span = shadow.span(document.spans[first][0], document.spans[last - 1][1])
            yield *span, document.words[first:last]
            first = last


def _words(text: str) -> list[str]:
    return [word for _, _, words in _sentences(text) for word in words]


def _lines(path: Path) -> list[Json]:
    return [json.loads(line) for line in path.open(encoding="utf-8")]
