"""List what is wrong with coded events, article by article, beside the gold; and count it.

    GEO_EVENTS_BENCH=FOLDER python benchmarks/faults.py GOLD.jsonl PREDICTED.jsonl [--only ID ...] [--count]

PREDICTED is what ``benchmarks/coding.py GOLD.jsonl --predictions PREDICTED.jsonl`` keeps. Events are
paired, and fields judged, by ``bench/score_events.py``. Articles whose ``part`` is ``kept`` are only
counted: they stay unread.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from judging.gold import Json, bench_folder, scorer

SHOWN = 160


def read_lines(path: Path) -> list[Json]:
    """Read JSON lines."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def paired(gold: Json, rows: list[Json], judge: ModuleType) -> list[tuple[Json, Json]]:
    """Pair gold events with coded rows as the scorer does."""
    weights = [[judge.weight(event, row) for row in rows] for event in gold["events"]]
    return [(gold["events"][i], rows[j]) for i, j in judge.assign(weights)]


def faults_of(event: Json, row: Json, judge: ModuleType) -> Iterator[tuple[str, str]]:
    """Yield the fields of a row that are not as the gold has them: what is wrong, and how it differs."""
    if judge.kind(row) not in event["types"]:
        yield "type", f"{row['sub_event_type']}, not {event['sub_types']}"
    elif event.get("sub_types") and row.get("sub_event_type") not in event["sub_types"]:
        yield "sub-type", f"{row['sub_event_type']}, not {event['sub_types']}"
    if not judge.same_status(event, row):
        yield "status", f"{row['status']}, not {event['status']}"
    if not judge.date_facts(event, row)["right"]:
        days = f"{row['date_start']} to {row['date_end']}"
        yield "date", f"{days}, not {event['date_start']} to {event['date_end']}"
    place = judge.place_facts(event, row)
    named = f"{row['location']}, {row['country']} ({row['geo_precision']})"
    wanted = f"{event['places'][:2]} ({event['place_precision']})"
    if not place["right"]:
        apart = "" if place["km"] is None else f", {place['km']:.0f} km away"
        yield "place", f"{named}, not {wanted}{apart}"
    elif place["precision"] is False:
        yield "precision", f"{row['geo_precision']}, not {event['place_precision']}"
    if not judge.death_facts(event, row)["right"]:
        wanted = f"{event['fatalities']} ({event['fatalities_low']} to {event['fatalities_high']})"
        yield "deaths", f"{row['fatalities']}, not {wanted}"
    for actor in ("actor1", "actor2"):
        if event[actor] and not judge.overlap(row.get(actor), event[actor]):
            yield actor, f"{row.get(actor)}, not {event[actor][:2]}"


def judge_article(gold: Json, rows: list[Json], judge: ModuleType, counts: Counter[str]) -> list[str]:
    """Count an article's faults, and give them as lines."""
    lines = []
    pairs = paired(gold, rows, judge) if rows and gold["events"] else []
    for event, row in pairs:
        found = list(faults_of(event, row, judge))
        optional = "optional, " if event["optional"] else ""
        counts.update(["rows judged", *(kind for kind, _ in found)] if not optional else [])
        counts["rows all right"] += not found and not optional
        told = "; ".join(f"{kind}: {text}" for kind, text in found) or "right"
        lines.append(f"  {optional}{event['quote'][:SHOWN]!r}\n    {told}")
    seen = [id(one) for pair in pairs for one in pair]
    for event in gold["events"]:
        if id(event) not in seen:
            counts["missed"] += not event["optional"]
            optional = "optional, " if event["optional"] else ""
            lines.append(f"  {optional}missed, {event['sub_types']}: {event['quote'][:SHOWN]!r}")
    for row in rows:
        if id(row) not in seen:
            counts["invented"] += 1
            lines.append(f"  invented, {row['sub_event_type']}: {(row['evidence'] or '')[:SHOWN]!r}")
    return lines


def main() -> None:
    """Print the faults and their counts."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("predicted", type=Path)
    parser.add_argument("--only", nargs="+", metavar="ID", help="only these articles")
    parser.add_argument("--count", action="store_true", help="only the counts")
    arguments = parser.parse_args()
    if bench_folder() is None:
        sys.exit("GEO_EVENTS_BENCH is not set: it names the folder that holds bench/score_events.py")
    judge = scorer("score_events")
    rows = {str(line["id"]): line["events"] for line in read_lines(arguments.predicted)}
    counts: Counter[str] = Counter()
    for article in read_lines(arguments.gold):
        if str(article["id"]) not in rows or (arguments.only and str(article["id"]) not in arguments.only):
            continue
        lines = judge_article(article, rows[str(article["id"])], judge, counts)
        if not arguments.count and article.get("part") != "kept":
            print(f"{article['id']} ({article.get('published')})", *lines, sep="\n")
    for kind, count in counts.most_common():
        print(f"{kind:16} {count}")


if __name__ == "__main__":
    main()
