"""Measure event coding against a gold file, and articles a second.

    GEO_EVENTS_BENCH=FOLDER python benchmarks/coding.py GOLD.jsonl
        [--task events|headline|type|event-location] [--limit N] [--part open|kept]
        [--predictions OUT.jsonl] [--processes N]

Of the gold the package sees only what a user would give: id, text, title, published and source, and
for event-location the span of the event's word. The scorer is ``bench/score_events.py`` of the folder
that GEO_EVENTS_BENCH names.
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
from typing import Any

from judging.commanding import run
from judging.locating import locate

from geo_events.articles import read_articles
from geo_events.articles.article import Article
from geo_events.coding import classify_text, read_headline
from geo_events.coding.headlines import AT_LEAST_ONE, HeadlineFacts
from geo_events.gazetteer import Gazetteer, open_gazetteer
from geo_events.geoparsing import geoparse_article
from geo_events.language import Language

#: Marks a toll of which only is known that the table holds deadly events.
LEAST_TOLL = "least toll imputed"
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
    """Code articles with the command line; say how fast, and in how much memory."""
    count = sum(1 for _ in articles.open(encoding="utf-8"))
    ran = run("code", [articles], predicted, "--processes", str(processes), expected=count)
    print(
        f"{ran.lines / ran.seconds:.1f} articles/s, the first after {ran.first_seconds:.1f} s; "
        f"{1000 * ran.cpu_seconds / ran.lines:.1f} ms of computing each, start of the program included; "
        f"{ran.shared_once_mb:.0f} MB, grown by {ran.grown_mb:.0f} MB"
    )


def classify(texts: Path, predicted: Path, processes: int) -> None:
    """Tell the sub-event type of each text, in this process alone: most of the time goes into starting."""
    language, names = Language(), open_gazetteer()
    with texts.open(encoding="utf-8") as lines, predicted.open("w") as out:
        for item in map(json.loads, lines):
            told = classify_text(item["text"], language=language, names=names)
            out.write(json.dumps({"id": item["id"], "sub_event_type": told}) + "\n")


def code_headlines(headlines: Path, predicted: Path, processes: int) -> None:
    """Code headlines; one that yields no event or toll is read for day, place and deaths.

    Each is the title of a source of one event in a table of deadly events: there is an event, and at least
    one death. What the table says is not seen. Tolls that are imputed so are marked.
    """
    coded = predicted.with_suffix(".coded")
    code(headlines, coded, processes)
    language, gazetteer = Language(), open_gazetteer()
    with coded.open(encoding="utf-8") as lines, predicted.open("w") as out:
        for article, line in zip(read_articles(headlines), lines, strict=True):
            item = json.loads(line)
            if isinstance(article, Article):
                toponyms = geoparse_article(article, gazetteer=gazetteer)
                facts = read_headline(article, toponyms, language=language)
                item["events"] = [
                    _with_facts(event, facts, gazetteer, coded=bool(item["events"]))
                    for event in item["events"] or [{}]
                ]
            out.write(json.dumps(item, default=str) + "\n")
    coded.unlink()


def _with_facts(
    event: dict[str, Any], facts: HeadlineFacts, gazetteer: Gazetteer, *, coded: bool
) -> dict[str, Any]:
    if event.get("fatalities") is None:
        event |= {"fatalities": facts.killed.best, "fatalities_low": facts.killed.low}
        event[LEAST_TOLL] = facts.killed == AT_LEAST_ONE
    if coded:
        return event
    event |= {"date_start": facts.date.start, "date_end": facts.date.end}
    if facts.place is not None:
        country = gazetteer.country(facts.place.country_code)
        event |= {"latitude": facts.place.latitude, "longitude": facts.place.longitude}
        event |= {"country": country.name if country is not None else None}
    return event


def without_least_tolls(predicted: Path, left: Path) -> None:
    """Leave what a headline does not say of deaths as it is: nothing."""
    with predicted.open(encoding="utf-8") as lines, left.open("w") as out:
        for item in map(json.loads, lines):
            for event in item["events"]:
                if event.pop(LEAST_TOLL, False):
                    event |= {"fatalities": None, "fatalities_low": None}
            out.write(json.dumps(item) + "\n")


TASKS = {
    "events": Task(code),
    "headline": Task(code_headlines),
    "type": Task(classify, ("id", "text")),
    "event-location": Task(locate, (*SEEN, "verb")),
}


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
        told = {"": predicted}
        if arguments.task == "headline":
            told = {"a least toll of one is imputed where none is told": predicted}
            told["silence is left as silence"] = folder / "silent.jsonl"
            without_least_tolls(predicted, folder / "silent.jsonl")
        for heading, coded in told.items():
            if heading:
                print(f"-- {heading}", flush=True)
            command = [sys.executable, str(scorer), str(kept), str(coded), "--task", arguments.task]
            subprocess.run(command, check=True)
    speed = f"{count / seconds:.1f} items/s, start of the program included"
    print(f"{count} items in {seconds:.1f} s: {speed}")


if __name__ == "__main__":
    main()
