"""Measure geoparsing: recognition, resolution, metonyms and articles a second.

    GEO_EVENTS_BENCH=FOLDER python benchmarks/geoparsing.py GOLD.jsonl ... [--predictions OUT.jsonl]

Of the gold the package sees only id, text, title, published and source. The scorer is
``bench/score_geoparse.py`` of the folder that GEO_EVENTS_BENCH names.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geo_events.articles import Article, Reject, read_articles
from geo_events.gazetteer import open_gazetteer
from geo_events.geoparsing import geoparse_article, toponym_json
from geo_events.language import Language

SEEN = ("id", "text", "title", "published", "source")
COLUMNS = (
    "articles",
    "exact_p",
    "exact_r",
    "exact_f1",
    "overlap_f1",
    "metonym_f1",
    "acc161",
    "acc161_fine",
)


def read_gold(gold: Path, folder: Path) -> Iterator[tuple[Article, list[dict[str, Any]]]]:
    """Read the gold's articles, cut down to what a user would give, each with its toponyms."""
    blind, toponyms = folder / f"{gold.stem}.blind.jsonl", {}
    with gold.open(encoding="utf-8") as lines, blind.open("w", encoding="utf-8") as out:
        for line in lines:
            article = json.loads(line)
            toponyms[article["id"]] = article["toponyms"]
            out.write(json.dumps({key: article[key] for key in SEEN if article.get(key) is not None}) + "\n")
    for read in read_articles(blind, on_reject=_say):
        yield read, toponyms[read.id]


def predict(gold: Path, folder: Path) -> Iterator[dict[str, Any]]:
    """Geoparse the gold's articles."""
    gazetteer, language = open_gazetteer(), Language()
    for article, _ in read_gold(gold, folder):
        toponyms = geoparse_article(article, gazetteer=gazetteer, language=language)
        yield {"id": article.id, "toponyms": [toponym_json(toponym) for toponym in toponyms]}


def _say(reject: Reject) -> None:
    print(f"{reject.origin}: {reject.reason}", file=sys.stderr)


def score(gold: Path, predicted: Path, scorer: Path) -> dict[str, float]:
    """Run the scorer."""
    command = [sys.executable, str(scorer), str(gold), str(predicted), "--json"]
    answer = subprocess.run(command, check=True, capture_output=True, text=True)
    scores: dict[str, float] = json.loads(answer.stdout)
    return scores


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)


def main() -> None:
    """Print one row of measures for each gold file."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--predictions", type=Path, help="keep the predictions of all gold files here")
    options = parser.parse_args()
    bench = os.environ.get("GEO_EVENTS_BENCH")
    if not bench:
        parser.exit(2, "GEO_EVENTS_BENCH does not name the folder that holds bench/\n")
    scorer = Path(bench) / "bench" / "score_geoparse.py"
    Language().pipeline  # noqa: B018 - the model's files are read before the clock starts
    kept: list[str] = []
    print("| gold | " + " | ".join(COLUMNS) + " | articles/s |")
    print("|---" * (len(COLUMNS) + 2) + "|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for gold in options.gold:
            started = time.perf_counter()
            lines = [json.dumps(row) for row in predict(gold, folder)]
            seconds = time.perf_counter() - started
            predicted = folder / "predicted.jsonl"
            predicted.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
            scores = score(gold, predicted, scorer)
            cells = [gold.stem, *(_cell(scores.get(name)) for name in COLUMNS), f"{len(lines) / seconds:.1f}"]
            print(f"| {' | '.join(cells)} |")
            kept += lines
    if options.predictions:
        options.predictions.write_text("".join(f"{line}\n" for line in kept), encoding="utf-8")


if __name__ == "__main__":
    main()
