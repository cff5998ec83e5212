"""Measure status and claim on sentences with a marked word (``training/sentences/reality.jsonl``).

    python benchmarks/reality.py [--part open|kept] [--list]

Each snippet is coded as an article of its own, published on 15 March 2024. Its row is that of the marked
word, else one whose evidence holds the word. With --list the snippets of the open part that went wrong are
shown; those of the part ``kept`` stay unread.
"""

import argparse
import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from training.sentences import PARTS, read_sentences

from geo_events.articles import read_articles
from geo_events.coding.coder import code_article
from geo_events.gazetteer import open_gazetteer
from geo_events.geoparsing import geoparse_article
from geo_events.language import Language

PUBLISHED = "2024-03-15"
Item = Mapping[str, Any]
Row = Mapping[str, Any]


def coded(items: list[dict[str, Any]]) -> Iterator[tuple[Item, Row | None]]:
    """Code each snippet, and give it with its row."""
    gazetteer, language = open_gazetteer(), Language()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "snippets.jsonl"
        lines = ({"id": each["id"], "text": each["text"], "published": PUBLISHED} for each in items)
        path.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
        for item, article in zip(items, read_articles(path), strict=True):
            toponyms = geoparse_article(article, gazetteer=gazetteer)
            rows = code_article(article, toponyms, gazetteer=gazetteer, language=language)
            yield item, row_of_word(rows, item["trigger"]["start"], item["trigger"]["end"])


def row_of_word(rows: list[dict[str, Any]], start: int, end: int) -> Row | None:
    """Find the row of a word: that which it stands for, else one whose evidence holds it."""
    for row in rows:
        if start <= int(str(row["event_id"]).rpartition("-")[2]) < end:
            return row
    spans = [(row, [(row["evidence_start"], row["evidence_end"]), *row["evidence_also"]]) for row in rows]
    return next((row for row, held in spans if any(a <= start < b for a, b in held)), None)


def verdicts(item: Item, row: Row | None) -> dict[str, bool]:
    """What was asked of a snippet, and whether it is right."""
    status = row["status"] if row is not None else "none"
    asked = {
        "status right, none included": status == item["status"],
        f"status, of those that are {item['status']}": status == item["status"],
    }
    if row is not None and item["status"] != "none":
        asked["rows whose claim is right"] = row["claim"] == item["claim"]
        asked[f"claim, of rows that should be {item['claim']}"] = row["claim"] == item["claim"]
    return asked


def main() -> None:
    """Code the snippets of a part and print how many are right."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--part", choices=PARTS, default="open")
    parser.add_argument("--list", action="store_true", help="show what went wrong in the open part")
    options = parser.parse_args()
    asked: Counter[str] = Counter()
    right: Counter[str] = Counter()
    given: Counter[str] = Counter()
    for item, row in coded(read_sentences("reality", part=options.part)):
        found = verdicts(item, row)
        asked.update(found.keys())
        right.update(name for name, well in found.items() if well)
        if row is not None:
            given[f"{row['status']}, {row['claim']}"] += 1
        if options.list and options.part == "open" and not all(found.values()):
            made = "no row" if row is None else f"{row['status']}, {row['claim']}: {row['sub_event_type']}"
            print(f"{item['id']} {item['status']}, {item['claim']} | {made} | {item['text']}")
    for name in sorted(asked):
        print(f"{name}: {right[name]} of {asked[name]}, {right[name] / asked[name]:.3f}")
    print("rows:", dict(sorted(given.items())))


if __name__ == "__main__":
    main()
