"""Reading the lessons of `training.coding_events`: articles with events, and marked sentences."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from geo_events.articles import Article
from geo_events.coding.clustering import find_links
from geo_events.coding.coder import read_passages, row_of
from geo_events.coding.settling import Candidate
from geo_events.gazetteer import Gazetteer
from geo_events.geoparsing import geoparse_article
from geo_events.language import Language
from training.articles import BRIEFS, articles_of, as_json, fold_of
from training.coding_events import Lesson, Lessons, Row, Sentence
from training.sentences import read_sentences

#: What an article counts: those of our time and of all kinds are few.
CORPORA = {"muc4-dev": 1.0, "briefs-dev": 2.0, "own": 2.0, "quiet": 2.0}
#: Weight below which a passage is tied to no listed event, and the lead over the second that makes it sure.
TIED, SURELY = 2.5, 0.75


def read_lessons(corpora: Path, scorer: ModuleType, gazetteer: Gazetteer, language: Language) -> Lessons:
    """Read all lessons; of the briefs of our own only the open part."""
    articles: list[Lesson] = []
    for corpus, weight in CORPORA.items():
        folder = BRIEFS if corpus in {"own", "quiet"} else corpora
        path = folder / f"{corpus}.jsonl"
        gold = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        gold = [each for each in gold if each.get("part") != "kept"]
        for article, listed in zip(articles_of(gold), gold, strict=True):
            articles.append(
                _lesson(
                    article, listed, corpus, weight, scorer=scorer, gazetteer=gazetteer, language=language
                )
            )
    marked = read_sentences("reality")
    sentences = [
        _sentence(article, item, gazetteer, language)
        for article, item in zip(articles_of(marked), marked, strict=True)
        if item["status"] != "threatened"
    ]
    return Lessons(articles, sentences)


def _lesson(
    article: Article,
    gold: Mapping[str, Any],
    corpus: str,
    weight: float,
    *,
    scorer: ModuleType,
    gazetteer: Gazetteer,
    language: Language,
) -> Lesson:
    """Read an article and tie its passages to its listed events."""
    toponyms = geoparse_article(article, gazetteer=gazetteer)
    passages = read_passages(article, toponyms, gazetteer=gazetteer, language=language)

    def make(candidate: Candidate) -> Row:
        return as_json(row_of(article, candidate, gazetteer))

    rows = [make(Candidate(passages.complete(telling.draft), {})) for telling in passages.tellings]
    tied = [_tie([scorer.weight(event, row) for event in gold["events"]]) for row in rows]
    links = find_links(passages.tellings, gazetteer=gazetteer)
    fold = fold_of(str(article.id))
    return Lesson(corpus, str(article.id), fold, passages, links, tied, gold, weight, make)


def _sentence(
    article: Article, item: Mapping[str, Any], gazetteer: Gazetteer, language: Language
) -> Sentence:
    toponyms = geoparse_article(article, gazetteer=gazetteer)
    passages = read_passages(article, toponyms, gazetteer=gazetteer, language=language)
    links = find_links(passages.tellings, gazetteer=gazetteer)
    marked = item["trigger"]["start"], item["trigger"]["end"]
    return Sentence(fold_of(item["id"]), passages, links, marked, item["status"] != "none")


def _tie(weights: Sequence[float]) -> tuple[int | None, bool]:
    order = sorted(range(len(weights)), key=lambda n: -weights[n])
    if not order or weights[order[0]] < TIED:
        return None, False
    lead = weights[order[0]] - (weights[order[1]] if len(order) > 1 else 0.0)
    return order[0], lead >= SURELY
