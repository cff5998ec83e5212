"""GeoNames' feature codes of towns: which are seats of units, which are parts of towns."""

from __future__ import annotations

import gzip
from collections.abc import Iterable
from itertools import accumulate
from pathlib import Path
from typing import Final

from geo_events.gazetteer.sources.entry import Entry

FILE: Final = "feature_codes.txt.gz"
#: What a town is that the file does not list, and what only one town of a country is.
PLAIN: Final = "PPL"
CAPITAL: Final = "PPLC"


def read_feature_codes(path: Path) -> dict[int, str]:
    """Read the codes by GeoNames id."""
    codes = {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            code, steps = line.rstrip("\n").split("\t")
            codes.update(dict.fromkeys(accumulate(map(int, steps.split())), code))
    return codes


def give_feature_codes(towns: Iterable[Entry], path: Path) -> None:
    """Give the towns their codes; a capital that is known already stays the only one of its country."""
    towns = list(towns)
    codes = read_feature_codes(path)
    capitals = {town.country_code for town in towns if town.feature_code == CAPITAL}
    for town in towns:
        code = codes.get(town.geonameid or 0, PLAIN)
        if town.feature_code == PLAIN and not (code == CAPITAL and town.country_code in capitals):
            town.feature_code = code
