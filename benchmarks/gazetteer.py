"""Measure the gazetteer: compiling, size, opening, looking up, scanning texts, coverage.

Run it as ``python benchmarks/gazetteer.py [FOLDER]``; FOLDER holds a compiled gazetteer that is measured
instead of one compiled anew. Where ``GEO_EVENTS_BENCH`` names the folder with ``bench/``, its articles are
scanned and its list of names is looked up; elsewhere texts are made from place names.
"""

from __future__ import annotations

import json
import math
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geo_events.gazetteer import Gazetteer

#: Opens a gazetteer in a fresh process; prints milliseconds, then megabytes resident after some use.
OPENING = """
import resource, sys, time
from geo_events.gazetteer import Gazetteer
began = time.perf_counter()
gazetteer = Gazetteer(sys.argv[1])
print((time.perf_counter() - began) * 1e3)
for name in ("Baghdad", "Deir ez-Zor", "Ontario"):
    gazetteer.parents(gazetteer.lookup(name)[0])
gazetteer.find_names("Shelling was reported near Avdiivka in Donetsk Oblast. " * 50)
gazetteer.locate(33.3, 44.4)
gazetteer.nearest(33.3, 44.4)
try:  # what getrusage tells counts from the process that started this one
    status = open("/proc/self/status").read()
    print(int(status.split("VmHWM:")[1].split()[0]) / 1e3)
except OSError:
    unit = 1 if sys.platform == "darwin" else 1024
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6)
"""


def main(folder: Path | None) -> None:
    """Print one figure a line."""
    with tempfile.TemporaryDirectory() as scratch:
        if folder is None:
            folder = Path(scratch) / "gazetteer"
            began = time.perf_counter()
            # In a process of its own, whose memory would else count as that of those started later.
            program = "import sys; from geo_events.gazetteer import build_gazetteer as b; b(sys.argv[1])"
            subprocess.run([sys.executable, "-c", program, str(folder)], check=True)
            print(f"compile: {time.perf_counter() - began:.1f} s")
        gazetteer = Gazetteer(folder)
        print(f"on disk: {gazetteer.info()['bytes'] / 1e6:.1f} MB, {gazetteer.info()['counts']}")
        runs = [opening(folder) for _ in range(5)]
        print(f"open: {sorted(ms for ms, _ in runs)[2]:.1f} ms (median of 5 fresh processes)")
        print(f"resident, with Python and libraries: {max(mb for _, mb in runs):.0f} MB")
        look_up(gazetteer)
        scan(gazetteer)
        cover(gazetteer)


def opening(folder: Path) -> tuple[float, float]:
    """Open the gazetteer in a fresh process; return milliseconds and megabytes."""
    answer = subprocess.run(
        [sys.executable, "-c", OPENING, str(folder)], check=True, capture_output=True, text=True
    )
    milliseconds, megabytes = answer.stdout.split()
    return float(milliseconds), float(megabytes)


def sample_names(gazetteer: Gazetteer, count: int) -> list[str]:
    """Draw names of towns near points of a fixed random walk over the land."""
    dice = random.Random(7)
    names = []
    while len(names) < count:
        point = dice.uniform(-40, 65), dice.uniform(-120, 140)
        names += [place.name for place in gazetteer.nearest(*point, limit=20)]
    return names[:count]


def look_up(gazetteer: Gazetteer) -> None:
    """Time look-ups of many names, each once and then again."""
    names = sample_names(gazetteer, 5_000)
    for turn in ("first", "again"):
        began = time.perf_counter()
        for name in names:
            gazetteer.lookup(name)
        spent = time.perf_counter() - began
        print(f"lookup, {turn}: {spent / len(names) * 1e6:.1f} µs, mean of {len(names)} names")


def texts(gazetteer: Gazetteer) -> Iterator[str]:
    """Give the benchmark's articles, or made ones of 400 words."""
    bench = os.environ.get("GEO_EVENTS_BENCH")
    if bench:
        for name in ("lgl-dev", "tr-news-dev", "gwn-dev"):
            with (Path(bench) / "bench" / "data" / f"{name}.jsonl").open(encoding="utf-8") as file:
                yield from (json.loads(line)["text"] for line in file)
        return
    names = sample_names(gazetteer, 2_000)
    for number in range(200):
        own = names[number * 10 : number * 10 + 10]
        yield " ".join(
            f"Officials said on Monday that shelling near {n} had stopped overnight." for n in own * 4
        )


def scan(gazetteer: Gazetteer) -> None:
    """Time the search for names in whole articles."""
    articles = list(texts(gazetteer))
    began = time.perf_counter()
    found = sum(len(gazetteer.find_names(text)) for text in articles)
    spent = time.perf_counter() - began
    words = sum(len(text.split()) for text in articles)
    print(
        f"find_names: {len(articles) / spent:.0f} articles/s, {words / spent:.0f} words/s "
        f"({len(articles)} articles, {words} words, {found} names)"
    )


def cover(gazetteer: Gazetteer) -> None:
    """Count the listed names whose first answer lies where it must."""
    bench = os.environ.get("GEO_EVENTS_BENCH")
    if not bench:
        print("coverage: not measured, GEO_EVENTS_BENCH is unset")
        return
    rows = [json.loads(line) for line in (Path(bench) / "bench" / "names.jsonl").open(encoding="utf-8")]
    wrong = [row["name"] for row in rows if not is_right(gazetteer, row)]
    print(f"coverage: {len(rows) - len(wrong)} of {len(rows)} names; wrong: {', '.join(wrong) or 'none'}")


def is_right(gazetteer: Gazetteer, row: dict[str, Any]) -> bool:
    """Whether the first answer for a name lies near enough, in one of the countries listed."""
    found = gazetteer.lookup(row["name"], limit=1)
    if not found:
        return False
    latitude, longitude = row["latitude"], row["longitude"]
    north = found[0].latitude - latitude
    east = (found[0].longitude - longitude) * math.cos(math.radians(latitude))
    codes = row["country_codes"] or [found[0].country_code]
    near = math.hypot(north, east) * 111.2 <= row["within_km"]
    return bool(near and found[0].country_code in codes)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
