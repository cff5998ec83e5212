"""Gold files: what the package may see of them, and the scorer that compares with the rest."""

import importlib.util
import json
import os
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

#: What of a gold file's articles is given to any system.
SEEN = ("id", "text", "title", "published", "source")

Json = dict[str, Any]


@dataclass(frozen=True)
class Gold:
    """A gold file, and what is given of it.

    Attributes
    ----------
    name
        The file's name without its suffix.
    articles
        All of it.
    blind
        A file of the articles, cut down to `SEEN`.
    spans
        A file of the articles' ids with the spans of their toponyms, and nothing else.
    """

    name: str
    articles: list[Json]
    blind: Path
    spans: Path


def read_gold(path: Path, folder: Path) -> Gold:
    """Read a gold file, and write into a folder what systems may see of it."""
    with path.open(encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines if line.strip()]
    seen = [{key: each[key] for key in SEEN if each.get(key) is not None} for each in articles]
    marked = [
        {"id": each["id"], "spans": [{"start": t["start"], "end": t["end"]} for t in each["toponyms"]]}
        for each in articles
    ]
    blind, spans = folder / f"{path.stem}.blind.jsonl", folder / f"{path.stem}.spans.jsonl"
    write_lines(blind, seen)
    write_lines(spans, marked)
    return Gold(path.stem, articles, blind, spans)


def write_lines(path: Path, rows: list[Json]) -> None:
    """Write JSON lines."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def bench_folder() -> Path | None:
    """Give the folder ``bench`` that GEO_EVENTS_BENCH names."""
    named = os.environ.get("GEO_EVENTS_BENCH")
    return Path(named) / "bench" if named else None


def scorer(name: str = "score_geoparse") -> ModuleType:
    """Load a scorer of the bench folder: ``score_geoparse`` or ``score_events``."""
    folder = bench_folder()
    assert folder is not None
    spec = importlib.util.spec_from_file_location(name, folder / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def is_right(gold: Json, predicted: Json, judge: ModuleType) -> bool | None:
    """Whether a prediction's place is that of the gold; None where the gold has no place."""
    if gold.get("latitude") is None:
        return None
    if predicted.get("latitude") is None:
        return False
    if gold.get("geonameid") is not None and gold["geonameid"] == predicted.get("geonameid"):
        return True
    points = (gold["latitude"], gold["longitude"], predicted["latitude"], predicted["longitude"])
    return bool(judge.distance_km(*points) <= 161.0)
