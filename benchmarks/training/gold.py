"""Articles with the toponyms that people marked in them, as training reads them."""

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from geo_events.articles import Article, Reject, read_articles
from geo_events.articles.shadow import Shadow, make_shadow
from geo_events.geoparsing.document import Document, read_document

#: What of a gold file's articles the package sees.
SEEN = ("id", "text", "title", "published", "source")


@dataclass(frozen=True)
class Example:
    """An article with its toponyms.

    `gold` gives for each span in the shadow text the toponym as the corpus has it.
    """

    corpus: str
    article: Article
    shadow: Shadow
    document: Document
    gold: dict[tuple[int, int], dict[str, Any]]

    def spans(self) -> list[tuple[int, int]]:
        """Give the toponyms' spans as numbers of words: from the first up to and without the last."""
        found = [self.document.word_range(start, end) for start, end in sorted(self.gold)]
        return [(first, last) for first, last in found if first < last]


def read_examples(paths: Sequence[Path]) -> list[Example]:
    """Read gold files."""
    return [example for path in paths for example in _read_file(path)]


def folds(examples: Sequence[Example], *, count: int, seed: int) -> list[int]:
    """Give each article the number of the fold that it is in; drawn at random, not by corpus or topic."""
    order = list(range(len(examples)))
    random.Random(seed).shuffle(order)
    numbers = [0] * len(order)
    for place, example in enumerate(order):
        numbers[example] = place % count
    return numbers


def _read_file(path: Path) -> list[Example]:
    marked, lines = {}, []
    for line in path.open(encoding="utf-8"):
        article = json.loads(line)
        marked[str(article["id"])] = article["toponyms"]
        lines.append(json.dumps({key: article[key] for key in SEEN if article.get(key) is not None}))
    with TemporaryDirectory() as folder:
        blind = Path(folder) / path.name
        blind.write_text("\n".join(lines) + "\n", encoding="utf-8")
        articles = list(read_articles(blind, on_reject=_pass_over))
    examples = []
    for article in articles:
        shadow = make_shadow(article.text)
        gold = {shadow.find(each["start"], each["end"]): each for each in marked[str(article.id)]}
        examples.append(Example(path.stem, article, shadow, read_document(article, shadow), gold))
    return examples


def _pass_over(reject: Reject) -> None:
    """Days of publication that can't be read do not matter here."""
