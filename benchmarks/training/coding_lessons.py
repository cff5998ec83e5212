"""Reading the lessons of `training.coding_events`: articles with events, and marked sentences."""

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

from judging.gold import SEEN

from geo_events.articles import Article, read_articles
from geo_events.coding.clustering import find_links
from geo_events.coding.coder import read_passages, row_of
from geo_events.coding.settling import Candidate
from geo_events.gazetteer import Gazetteer
from geo_events.geoparsing import geoparse_article
from geo_events.language import Language
from training.coding_events import FOLDS, Lesson, Lessons, Row, Sentence
from training.sentences import read_sentences

#: What an article counts: those of our time and of all kinds are few.
CORPORA = {"muc4-dev": 1.0, "briefs-dev": 2.0, "own": 2.0, "quiet": 2.0}
BRIEFS = Path(__file__).parents[1] / "briefs"
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
        for article, listed in zip(_articles(gold), gold, strict=True):
            articles.append(
                _lesson(
                    article, listed, corpus, weight, scorer=scorer, gazetteer=gazetteer, language=language
                )
            )
    marked = read_sentences("reality")
    sentences = [
        _sentence(article, item, gazetteer, language)
        for article, item in zip(_articles(marked), marked, strict=True)
        if item["status"] != "threatened"
    ]
    return Lessons(articles, sentences)


def fold_of(name: str) -> int:
    """Which of the parts an article or sentence belongs to."""
    return zlib.crc32(f"fold {name}".encode()) % FOLDS


def _articles(items: Sequence[Mapping[str, Any]]) -> Iterator[Article]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        seen = ({key: item[key] for key in SEEN if item.get(key) is not None} for item in items)
        path.write_text("".join(f"{json.dumps(each)}\n" for each in seen), encoding="utf-8")
        yield from read_articles(path)


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


def as_json(row: Mapping[str, Any]) -> Row:
    """A row as the scorer reads it."""
    made = dict(row)
    point = made.pop("geometry", None)
    if point is not None:
        made |= {"longitude": point.x, "latitude": point.y}
    for name in ("date_start", "date_end"):
        made[name] = made[name].isoformat() if made.get(name) is not None else None
    return made
