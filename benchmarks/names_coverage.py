"""Measure how many of the places that news names the gazetteer has, under the very name in the text.

Run it as ``python benchmarks/names_coverage.py GOLD.jsonl... [--missing] [--misordered]`` with files in the
gold format of the geoparsing benchmark. A name is looked up as it stands in the text, as a place and as an
adjective; no context is read and no other spelling is tried. A candidate is right within 161 km of the gold
point, the measure's own radius: what is missing here no resolution can get right.

For each file the shares are printed of names with any right candidate, and of those whose first one is
right, with and without countries, whose points are a convention (``countries.tsv`` beside the scorer lists
them). ``--missing`` lists the names without a right candidate, ``--misordered`` those where it is not the
first, each with the kind of place that it looks like and the country that holds its point.
"""

from __future__ import annotations

import argparse
import json
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from geo_events.gazetteer import Gazetteer, Place, open_gazetteer
from geo_events.gazetteer.nearness import distance_km

WITHIN_KM = 161.0
CANDIDATES = 50
#: Words by which a name tells its kind, tried in this order.
KINDS = {
    "street": (
        "street avenue ave road rd boulevard blvd drive lane highway route interstate parkway bridge "
        "square plaza way pike corridor intersection"
    ),
    "school": "university college school academy institute campus library seminary",
    "hospital": "hospital clinic medical health",
    "airport or base": "airport airfield airbase base camp fort barracks afb",
    "water": (
        "river creek lake sea ocean bay gulf strait channel sound canal harbor harbour reservoir dam "
        "falls bayou beach coast delta shore lakes"
    ),
    "relief or park": (
        "mount mountain mountains mt hill hills valley peak range island islands isle isles peninsula "
        "desert forest park pass canyon ridge plateau wood woods"
    ),
    "unit": (
        "county parish district province state governorate oblast township twp municipality borough "
        "region territory prefecture"
    ),
    "building or site": (
        "center centre building hall house hotel stadium arena church mosque temple cathedral prison "
        "jail court courthouse theatre theater museum mall market tower castle palace plant mine station "
        "cemetery club restaurant bar store farm ranch field garden gardens speedway casino embassy "
        "office headquarters airlines"
    ),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A gold name, what the gazetteer answers, and the first right answer's place in the list."""

    text: str
    latitude: float
    longitude: float
    is_country: bool
    found: tuple[Place, ...]
    right_at: int | None

    @property
    def kind(self) -> str:
        """What kind of place the words of the name tell of."""
        lower = self.text.lower()
        words = set(re.findall(r"\w+", lower))
        for kind, known in KINDS.items():
            if words & set(known.split()):
                return kind
        if re.fullmatch(r"(?:[A-Z][a-z]{0,4}\.\s?){1,3}|[A-Z]{2,4}", self.text):
            return "abbreviation"
        if re.search(r"(?:an|ans|ian|ese|ish|ic|i|is|er|ers|ern|ean|eans)$", lower):
            return "adjective, perhaps"
        return "plain name"


def read_gold(path: Path, countries: frozenset[int]) -> Iterator[tuple[str, float, float, bool]]:
    """Read the names of a gold file that have a point, and whether each is a country or continent."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            for toponym in json.loads(line)["toponyms"]:
                if toponym["latitude"] is not None:
                    number = toponym.get("geonameid")
                    whole = toponym.get("kind") in {"country", "continent"}
                    yield (
                        toponym["text"],
                        toponym["latitude"],
                        toponym["longitude"],
                        whole or number in countries,
                    )


def ask(gazetteer: Gazetteer, text: str, latitude: float, longitude: float, *, is_country: bool) -> Asked:
    """Look a name up as a place and as an adjective; the likeliest of both come first."""
    places = gazetteer.lookup(text, limit=CANDIDATES, exact=True)
    adjectives = gazetteer.lookup_demonym(text, limit=CANDIDATES)
    found = tuple(sorted((*places, *adjectives), key=lambda place: -place.prior))
    right_at = None
    for number, place in enumerate(found):
        if float(distance_km(latitude, longitude, place.latitude, place.longitude)) <= WITHIN_KM:
            right_at = number
            break
    return Asked(text, latitude, longitude, is_country, found, right_at)


def table(asked: dict[str, list[Asked]]) -> None:
    """Print a row for each file."""
    print("| set | names | any right | first right | without countries | any right | first right |")
    print("|---|---|---|---|---|---|---|")
    for name, names in asked.items():
        cells = []
        for group in (names, [one for one in names if not one.is_country]):
            of = len(group) or 1
            within = sum(one.right_at is not None for one in group) / of
            first = sum(one.right_at == 0 for one in group) / of
            cells += [str(len(group)), f"{within:.3f}", f"{first:.3f}"]
        print(f"| {name} | {' | '.join(cells)} |")


def kinds(asked: dict[str, list[Asked]]) -> None:
    """Print how many names of each kind have no right candidate."""
    counts = {name: Counter(one.kind for one in of if one.right_at is None) for name, of in asked.items()}
    print(f"\n| no right candidate | {' | '.join(counts)} |")
    print("|---" * (len(counts) + 1) + "|")
    for kind in (*KINDS, "abbreviation", "adjective, perhaps", "plain name"):
        print(f"| {kind} | {' | '.join(str(of[kind]) for of in counts.values())} |")


def listed(gazetteer: Gazetteer, asked: Sequence[Asked], name: str) -> None:
    """Print names, the commonest first: set, how often, kind, country, name, point, what comes first."""
    counted = Counter(
        (one.text, one.kind, round(one.latitude, 2), round(one.longitude, 2), one.found[:1]) for one in asked
    )
    for (text, kind, latitude, longitude, first), count in sorted(
        counted.items(), key=lambda item: (-item[1], item[0][:4])
    ):
        areas = gazetteer.locate(latitude, longitude)
        where = areas[-1].country_code if areas else ""
        answer = f"{first[0].name} ({first[0].country_code}.{first[0].admin1})" if first else ""
        print(f"{name}\t{count}\t{kind}\t{where}\t{text}\t{latitude}\t{longitude}\t{answer}")


def main() -> None:
    """Print the tables, or the names at fault."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path, help="files in the gold format")
    parser.add_argument("--missing", action="store_true", help="list the names without a right candidate")
    parser.add_argument("--misordered", action="store_true", help="list those whose right one is not first")
    parser.add_argument("--gazetteer", type=Path, help="a compiled gazetteer instead of the default one")
    options = parser.parse_args()
    bench = os.environ.get("GEO_EVENTS_BENCH")
    if not bench:
        parser.exit(2, "GEO_EVENTS_BENCH does not name the folder that holds bench/\n")
    listing = (Path(bench) / "bench" / "countries.tsv").read_text(encoding="utf-8")
    countries = frozenset(int(line.split("\t")[0]) for line in listing.splitlines())
    gazetteer = open_gazetteer(options.gazetteer)
    asked = {
        path.stem: [
            ask(gazetteer, text, latitude, longitude, is_country=whole)
            for text, latitude, longitude, whole in read_gold(path, countries)
        ]
        for path in options.gold
    }
    if options.missing or options.misordered:
        for name, names in asked.items():
            if options.missing:
                listed(gazetteer, [one for one in names if one.right_at is None], name)
            if options.misordered:
                listed(gazetteer, [one for one in names if one.right_at], name)
        return
    table(asked)
    kinds(asked)


if __name__ == "__main__":
    main()
