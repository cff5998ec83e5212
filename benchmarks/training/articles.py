"""Articles of the corpora as the package gets them, and its rows as the scorer reads them."""

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from judging.gold import SEEN

from geo_events.articles import Article, read_articles

BRIEFS = Path(__file__).parents[1] / "briefs"
#: Parts for cross-validation.
FOLDS = 5


def articles_of(items: Sequence[Mapping[str, Any]]) -> Iterator[Article]:
    """Read items of a gold, of which only what a user would give is seen."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        seen = ({key: item[key] for key in SEEN if item.get(key) is not None} for item in items)
        path.write_text("".join(f"{json.dumps(each)}\n" for each in seen), encoding="utf-8")
        yield from read_articles(path)


def fold_of(name: str) -> int:
    """Which of the parts an article or sentence belongs to."""
    return zlib.crc32(f"fold {name}".encode()) % FOLDS


def as_json(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as the scorer reads it."""
    made = dict(row)
    point = made.pop("geometry", None)
    if point is not None:
        made |= {"longitude": point.x, "latitude": point.y}
    for name in ("date_start", "date_end"):
        made[name] = made[name].isoformat() if made.get(name) is not None else None
    return made
