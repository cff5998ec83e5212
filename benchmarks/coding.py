"""Measure event coding against a gold file, and articles a second.

    GEO_EVENTS_BENCH=FOLDER python benchmarks/coding.py GOLD.jsonl [--limit N] [--predictions OUT.jsonl]

Of the gold the package sees only id, text, title, published and source. The scorer is
``bench/score_events.py`` of the folder that GEO_EVENTS_BENCH names.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SEEN = ("id", "text", "title", "published", "source")


def cut_down(gold: Path, blind: Path, part: Path, limit: int | None) -> int:
    """Write what a user would give, and the gold of the same articles; return how many."""
    count = 0
    with gold.open(encoding="utf-8") as lines, blind.open("w") as shown, part.open("w") as kept:
        for line in lines:
            if limit is not None and count >= limit:
                break
            article = json.loads(line)
            seen = {key: article[key] for key in SEEN if article.get(key) is not None}
            shown.write(json.dumps(seen) + "\n")
            kept.write(line)
            count += 1
    return count


def main() -> None:
    """Code the gold's articles with the command line, and run the scorer."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("--limit", type=int, help="only the first N articles")
    parser.add_argument("--predictions", type=Path, help="keep the predictions here")
    arguments = parser.parse_args()
    named = os.environ.get("GEO_EVENTS_BENCH")
    if not named:
        sys.exit("GEO_EVENTS_BENCH is not set: it names the folder that holds bench/score_events.py")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        blind, part = folder / "articles.jsonl", folder / "gold.jsonl"
        predicted = arguments.predictions or folder / "predicted.jsonl"
        count = cut_down(arguments.gold, blind, part, arguments.limit)
        start = time.perf_counter()
        with predicted.open("w") as out:
            command = [sys.executable, "-m", "geo_events.cli", "code", str(blind)]
            done = subprocess.run(command, stdout=out)
        seconds = time.perf_counter() - start
        if done.returncode not in (0, 3):
            sys.exit(f"the coder ended with {done.returncode}")
        scorer = Path(named) / "bench" / "score_events.py"
        subprocess.run([sys.executable, str(scorer), str(part), str(predicted)], check=True)
    speed = f"{count / seconds:.1f} articles/s, start of the program included"
    print(f"{count} articles in {seconds:.1f} s: {speed}")


if __name__ == "__main__":
    main()
