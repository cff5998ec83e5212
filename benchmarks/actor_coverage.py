"""Count how many sides of UCDP GED's events the actor list knows by name.

    GEO_EVENTS_BENCH=FOLDER python benchmarks/actor_coverage.py

Read are the files in ``data/ucdp`` of the folder that GEO_EVENTS_BENCH names, of them only the columns of
sides and countries. Governments, civilians and insurgents without a name are left out: rules name these.
"""

import csv
import os
import re
import sys
from collections import Counter
from pathlib import Path

from geo_events.coding.actor_names import actor_names
from geo_events.gazetteer import open_gazetteer

SETS = {
    "world, 1,000 events": "ucdpged_sample1000.csv",
    "Iraq": "ged_hdx_iraq.csv",
    "Ukraine 2023": "ged_hdx_ukraine_2023.csv",
}
SIDES = ("side_a", "side_b")
#: How sides begin that rules name: governments, civilians, and the second header line of two files.
RULED = ("Government of", "Civilians", "#")


def is_known(side: str, country: str | None) -> bool:
    """Whether any of the names that a side joins by commas is on the list, in an event of that country."""
    names = actor_names()
    parts = [side, *re.split(r", | - | \(", side)]
    countries = {country} if country else set()
    return any(names.find(part, countries=countries, in_capitals=lambda *_: False) for part in parts)


def main() -> None:
    """Print the shares, by events and by different sides, and the commonest that are not known."""
    bench = os.environ.get("GEO_EVENTS_BENCH")
    if not bench:
        sys.exit("GEO_EVENTS_BENCH is not set: it names the folder that holds data/ucdp")
    csv.field_size_limit(10**9)
    gazetteer = open_gazetteer()
    codes: dict[str, str | None] = {}
    for title, file in SETS.items():
        sides: Counter[tuple[str, str]] = Counter()
        with (Path(bench) / "data" / "ucdp" / file).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                for side in SIDES:
                    nameless = row[side].endswith(" insurgents")
                    if not (row[side].startswith(RULED) or nameless):
                        sides[row[side], row["country"]] += 1
        for _, country in sides:
            if country not in codes:
                found = gazetteer.lookup(country.partition(" (")[0], limit=1)
                codes[country] = found[0].country_code if found else None
        known = {key for key in sides if is_known(key[0], codes[key[1]])}
        share = sum(sides[key] for key in known) / sum(sides.values())
        print(f"{title}: {share:.3f} of {sum(sides.values())} sides, {len(known)} of {len(sides)} different")
        missing = Counter({key: n for key, n in sides.items() if key not in known})
        print("   not known:", "; ".join(f"{side} ({n})" for (side, _), n in missing.most_common(25)))


if __name__ == "__main__":
    main()
