"""Measure how many places of coded conflict events the gazetteer knows, by set and by country.

    GEO_EVENTS_BENCH=FOLDER python benchmarks/coverage.py [--misses] [--packages FOLDER] [--default FOLDER]

The names are the distinct ``where_coordinates`` of UCDP GED whose ``where_prec`` is 1 or 2: a place, or one
near which it happened. A name is covered where any place that the gazetteer answers lies within 25 km of the
record's point. What the packages alone give is told beside what they give with the project's own rows.

Names are split in two by their SHA-256: those with an even digest are open, and ``--misses`` lists the ones
not covered, so that rows can be written for them; the odd ones are held out and only counted.

UCDP GED: Sundberg & Melander (2013), CC BY 4.0. It measures the gazetteer and is no source of it.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import os
import re
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo_events.gazetteer import Gazetteer, build_gazetteer, open_gazetteer
from geo_events.gazetteer.nearness import distance_km

#: The name of each set and its file in ``data/ucdp``.
SETS = {
    "Iraq": "ged_hdx_iraq.csv",
    "Ukraine": "ged_hdx_ukraine_2023.csv",
    "world": "ucdpged_sample1000.csv",
    "Central African Republic": "ged231_central_african_republic.geojson",
}
#: Articles whose words show what is answered that is no name.
ARTICLES = ("lgl-dev.jsonl", "tr-news-dev.jsonl", "gwn-dev.jsonl")
WITHIN_KM = 25.0
#: The kind of place that the dataset writes behind most names; it does not count when they are split in two.
_KIND = re.compile(r"\s+(town|city|village|suburb|neighbou?rhood|area|location)\s*$", re.IGNORECASE)
#: A name has at most so many candidates: enough for the commonest one ("San José").
CANDIDATES = 500


@dataclass(frozen=True, slots=True)
class Name:
    """A distinct place name of a set, with its commonest point and the number of its events."""

    text: str
    country: str
    latitude: float
    longitude: float
    events: int

    @property
    def is_open(self) -> bool:
        """Whether the name may be looked at; "Mosul town" and "Mosul city" are of one half."""
        bare = _KIND.sub("", self.text)
        return int(hashlib.sha256(bare.encode()).hexdigest(), 16) % 2 == 0


@dataclass(frozen=True, slots=True)
class Answer:
    """How the gazetteer answered a name.

    Attributes
    ----------
    covered
        Whether any place of the name, in the world, lies near the record's point.
    answered, right
        Whether any place of the name lies in the country of the point, and whether the first of them is near.
    """

    covered: bool
    answered: bool
    right: bool


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    """Read the rows of a GED file, in either format."""
    if path.suffix == ".geojson":
        for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
            longitude, latitude = feature["geometry"]["coordinates"]
            yield feature["properties"] | {"latitude": latitude, "longitude": longitude}
        return
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def read_names(path: Path) -> list[Name]:
    """Read the distinct names of a GED file, in the order of their events."""
    points: dict[tuple[str, str], Counter[tuple[float, float]]] = defaultdict(Counter)
    for row in read_rows(path):
        # some exports write whole numbers as 1.0; the row of HXL tags has no precision
        if str(row["where_prec"]).removesuffix(".0") in {"1", "2"}:
            name = " ".join(row["where_coordinates"].split())
            points[name, row["country"]][float(row["latitude"]), float(row["longitude"])] += 1
    names = [
        Name(text, country, *counted.most_common(1)[0][0], counted.total())
        for (text, country), counted in points.items()
    ]
    return sorted(names, key=lambda name: (-name.events, name.country, name.text))


def ask(gazetteer: Gazetteer, name: Name) -> Answer:
    """Look a name up, everywhere and in the country of its point."""

    def near(place: Any) -> bool:
        away = distance_km(name.latitude, name.longitude, place.latitude, place.longitude)
        return bool(away <= WITHIN_KM)

    everywhere = gazetteer.lookup(name.text, limit=CANDIDATES)
    areas = gazetteer.locate(name.latitude, name.longitude)
    code = areas[-1].country_code if areas else None
    inside = gazetteer.lookup(name.text, country=code, limit=1)
    return Answer(any(map(near, everywhere)), bool(inside), bool(inside) and near(inside[0]))


def share(of: Iterable[tuple[Name, Answer]]) -> str:
    """Say what part of the names, and of their events, is covered."""
    asked = list(of)
    events = sum(name.events for name, _ in asked)
    if not events:
        return ""
    covered = [name for name, answer in asked if answer.covered]
    return f"{len(covered) / len(asked):.2f} / {sum(name.events for name in covered) / events:.2f}"


def precision(of: Iterable[tuple[Name, Answer]]) -> str:
    """Say what part of the names that have a place in the right country has the right one first."""
    answered = [answer.right for _, answer in of if answer.answered]
    return f"{sum(answered) / len(answered):.2f}" if answered else ""


def table(title: str, groups: dict[str, list[Name]], gazetteers: dict[str, Gazetteer]) -> None:
    """Print one row for each group of names."""
    kinds = [f"{which}, {half}" for which in gazetteers for half in ("open", "held out", "all")]
    print(f"\n| {title} | names | events | " + " | ".join(kinds) + " | first right |")
    print("|---" * (len(kinds) + 4) + "|")
    for group, names in groups.items():
        cells = [group, str(len(names)), str(sum(name.events for name in names))]
        for gazetteer in gazetteers.values():
            asked = [(name, ask(gazetteer, name)) for name in names]
            cells += [share(a for a in asked if a[0].is_open), share(a for a in asked if not a[0].is_open)]
            cells.append(share(asked))
        print(f"| {' | '.join(cells)} | {precision(asked)} |")


def strangers(bench: Path, gazetteer: Gazetteer) -> None:
    """Count the commonest small-letter words of articles that are answered, as they stand and otherwise."""
    words: Counter[str] = Counter()
    for file in ARTICLES:
        for line in (bench / "bench" / "data" / file).open(encoding="utf-8"):
            words.update(w for w in re.findall(r"[A-Za-z]{3,}", json.loads(line)["text"]) if w.islower())
    common = [word for word, _ in words.most_common(3_000)]
    known = {word for word in common if gazetteer.lookup(word, limit=1, exact=True)}
    otherwise = [word for word in common if word not in known and gazetteer.lookup(word, limit=1)]
    print(
        f"\nOf the {len(common)} commonest English words in small letters {len(known)} name places, and "
        f"{len(otherwise)} more are answered as other spellings of one."
    )


def misses(sets: dict[str, list[Name]], gazetteer: Gazetteer) -> None:
    """Print the open names that are not covered, those with most events first."""
    for title, names in sets.items():
        for name in names:
            if name.is_open and not ask(gazetteer, name).covered:
                point = f"{name.latitude:.4f}\t{name.longitude:.4f}"
                print(f"{title}\t{name.country}\t{name.events}\t{name.text}\t{point}")


def main() -> None:
    """Print the tables, or the misses."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--misses", action="store_true", help="list the open names that are not covered")
    parser.add_argument("--default", type=Path, help="a compiled gazetteer instead of the default one")
    parser.add_argument("--packages", type=Path, help="one compiled of the packages alone; made if not there")
    options = parser.parse_args()
    bench = os.environ.get("GEO_EVENTS_BENCH")
    if not bench:
        parser.exit(2, "GEO_EVENTS_BENCH does not name the folder that holds data/\n")
    sets = {title: read_names(Path(bench) / "data" / "ucdp" / file) for title, file in SETS.items()}
    default = open_gazetteer(options.default)
    if options.misses:
        misses(sets, default)
        return
    with tempfile.TemporaryDirectory() as scratch:
        packages = options.packages or Path(scratch) / "packages"
        if not packages.is_dir():
            build_gazetteer(packages, reviewed=False)
        gazetteers = {"packages": Gazetteer(packages), "with rows": default}
        print("Share of names / of their events that have a place within 25 km.")
        table("set", sets, gazetteers)
        countries: dict[str, list[Name]] = defaultdict(list)
        for name in sets["world"]:
            countries[name.country].append(name)
        table("world, by country", dict(sorted(countries.items())), gazetteers)
        strangers(Path(bench), default)


if __name__ == "__main__":
    main()
