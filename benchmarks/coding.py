"""Measure event coding against a gold file, and articles a second.

    GEO_EVENTS_BENCH=FOLDER python benchmarks/coding.py GOLD.jsonl [--task events|headline|type] [--limit N]
        [--part open|kept] [--predictions OUT.jsonl] [--processes N]

Of the gold the package sees only what a user would give: id, text, title, published and source. The scorer is
``bench/score_events.py`` of the folder that GEO_EVENTS_BENCH names.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from geo_events.coding import classify_text
from geo_events.gazetteer import open_gazetteer
from geo_events.language import Language

SEEN = ("id", "text", "title", "published", "source")


@dataclass(frozen=True)
class Task:
    """One way of asking the package about a gold file.

    Attributes
    ----------
    predict
        Reads the cut-down gold (first path), writes predictions (second), with so many processes.
    seen
        Fields of the gold that it sees.
    """

    predict: Callable[[Path, Path, int], None]
    seen: tuple[str, ...] = SEEN


def code(articles: Path, predicted: Path, processes: int) -> None:
    """Code articles with the command line."""
    command = [sys.executable, "-m", "geo_events", "code", str(articles)]
    with predicted.open("w") as out:
        done = subprocess.run([*command, "--processes", str(processes)], stdout=out)
    if done.returncode not in (0, 3):
        sys.exit(f"the coder ended with {done.returncode}")


def classify(texts: Path, predicted: Path, processes: int) -> None:
    """Tell the sub-event type of each text, in this process alone: most of the time goes into starting."""
    language, names = Language(), open_gazetteer()
    with texts.open(encoding="utf-8") as lines, predicted.open("w") as out:
        for item in map(json.loads, lines):
            told = classify_text(item["text"], language=language, names=names)
            out.write(json.dumps({"id": item["id"], "sub_event_type": told}) + "\n")


TASKS = {"events": Task(code), "headline": Task(code), "type": Task(classify, ("id", "text"))}


def cut_down(
    gold: Path, blind: Path, kept: Path, *, seen: tuple[str, ...], limit: int | None, part: str | None = None
) -> int:
    """Write what a user would give, and the gold of the same items; return how many.

    Of a gold whose items say to which `part` they belong, only that part is taken where one is asked for.
    """
    count = 0
    with gold.open(encoding="utf-8") as lines, blind.open("w") as shown, kept.open("w") as judged:
        for line in lines:
            if limit is not None and count >= limit:
                break
            item = json.loads(line)
            if part is not None and item.get("part") != part:
                continue
            shown.write(json.dumps({key: item[key] for key in seen if item.get(key) is not None}) + "\n")
            judged.write(line)
            count += 1
    return count


def main() -> None:
    """Ask the package about the gold's items, and run the scorer."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("--task", choices=TASKS, default="events")
    parser.add_argument("--limit", type=int, help="only the first N items")
    parser.add_argument("--part", choices=("open", "kept"), help="only items that say they belong to it")
    parser.add_argument("--predictions", type=Path, help="keep the predictions here")
    parser.add_argument("--processes", type=int, default=len(os.sched_getaffinity(0)))
    arguments = parser.parse_args()
    named = os.environ.get("GEO_EVENTS_BENCH")
    if not named:
        sys.exit("GEO_EVENTS_BENCH is not set: it names the folder that holds bench/score_events.py")
    task = TASKS[arguments.task]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        blind, kept = folder / "items.jsonl", folder / "gold.jsonl"
        predicted = arguments.predictions or folder / "predicted.jsonl"
        chosen = {"limit": arguments.limit, "part": arguments.part}
        count = cut_down(arguments.gold, blind, kept, seen=task.seen, **chosen)
        if not count:
            sys.exit(f"no item of {arguments.gold} was chosen: do its items have a field `part`?")
        start = time.perf_counter()
        task.predict(blind, predicted, arguments.processes)
        seconds = time.perf_counter() - start
        scorer = Path(named) / "bench" / "score_events.py"
        command = [sys.executable, str(scorer), str(kept), str(predicted), "--task", arguments.task]
        subprocess.run(command, check=True)
    speed = f"{count / seconds:.1f} items/s, start of the program included"
    print(f"{count} items in {seconds:.1f} s: {speed}")


if __name__ == "__main__":
    main()
