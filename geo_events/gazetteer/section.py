"""Places on their way into the compiled files: kept in files, so that memory does not grow with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from geo_events.gazetteer import storage
from geo_events.gazetteer.columns import Columns, Names, Vocabularies
from geo_events.gazetteer.folding import fold
from geo_events.gazetteer.naming import file_names

_NAMES: Final = pa.schema([("name", pa.string())])
_MEANINGS: Final = pa.schema(
    [("key", pa.string()), ("row", pa.uint32()), ("share", pa.float32()), ("kind", pa.uint8())]
)


class Section:
    """Some of the places of a gazetteer, with all their names.

    Parameters
    ----------
    folder
        Where to keep them; it is made, and must not be there yet.
    vocabularies
        Shared by all sections of a gazetteer.
    arabic
        Countries where Arabic articles are left out at will.
    """

    def __init__(self, folder: Path, vocabularies: Vocabularies, arabic: frozenset[str]) -> None:
        folder.mkdir()
        self._vocabularies = vocabularies
        self._arabic = arabic
        self._places_path = folder / "places.raw"
        self._names_path = folder / "names.arrow"
        self._meanings_path = folder / "meanings.arrow"
        self._places_file = self._places_path.open("wb")
        self._names_file = pa.ipc.new_file(str(self._names_path), _NAMES)
        self._meanings_file = pa.ipc.new_file(str(self._meanings_path), _MEANINGS)
        self.count = 0

    def close(self) -> None:
        """End adding; the section can be read then."""
        self._places_file.close()
        self._names_file.close()
        self._meanings_file.close()

    def add(self, columns: Columns) -> None:
        """Add places with their names."""
        table = self._vocabularies.table(columns)
        self._places_file.write(table.tobytes())
        self._names_file.write_batch(pa.record_batch([columns.name], schema=_NAMES))
        first = self.count
        self.count += len(columns)
        self._file(columns.names, table["country"][columns.names.row], first)

    def add_names(self, names: Names) -> None:
        """Add further names of places that are there."""
        self._file(names, self.places()["country"][names.row], 0)

    def places(self) -> npt.NDArray[Any]:
        """Return the rows that have been added, read in place."""
        if not self._places_file.closed:
            self._places_file.flush()
        if not self.count:
            return np.zeros(0, dtype=storage.PLACE)
        return np.memmap(self._places_path, dtype=storage.PLACE, mode="r", shape=(self.count,))

    def populated(self, country: str) -> int:
        """Count the populated places of a country that have been added."""
        features = self._vocabularies.features.texts
        numbers = [number for feature, number in features.items() if feature.startswith("P.")]
        places = self.places()
        of_country = places["country"] == self._vocabularies.countries.texts.get(country, -1)
        return int((of_country & np.isin(places["feature"], numbers)).sum())

    def finder(self) -> Callable[[npt.NDArray[np.int64]], npt.NDArray[np.int64]]:
        """Return what gives the rows of places by their GeoNames ids, -1 where there is none."""
        ids = np.ascontiguousarray(self.places()["geonameid"])
        order = np.argsort(ids, kind="stable").astype(np.uint32)
        ids = ids[order]

        def rows_of(wanted: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
            if not len(ids):
                return np.full(len(wanted), -1, dtype=np.int64)
            at = np.minimum(np.searchsorted(ids, wanted), len(ids) - 1)
            return np.where(ids[at] == wanted, order[at].astype(np.int64), -1)

        return rows_of

    def names(self) -> Iterator[Any]:
        """Give the usual names, a pyarrow array of strings at a time."""
        reader = pa.ipc.open_file(pa.memory_map(str(self._names_path)))
        for number in range(reader.num_record_batches):
            yield reader.get_batch(number).column(0)

    def meanings(self, columns: list[str]) -> Any:
        """Return what names mean, a pyarrow table read in place: of key, row, share and kind those wanted."""
        return pa.ipc.open_file(pa.memory_map(str(self._meanings_path))).read_all().select(columns)

    def _file(self, names: Names, countries: npt.NDArray[Any], first: int) -> None:
        places = names.kind == storage.PLACE_KIND
        spoken = [
            number for code, number in self._vocabularies.countries.texts.items() if code in self._arabic
        ]
        keys = file_names(names.spelling.filter(pa.array(places)), np.isin(countries[places], spoken))
        of_name = np.flatnonzero(places)[keys.name]
        row = names.row[of_name] + first
        share = names.share[of_name] * keys.share
        kind = keys.mark | np.uint8(storage.PLACE_KIND)
        kept = _weightiest(row, keys.number, keys.mark, share)
        self._write(keys.keys.take(pa.array(keys.number[kept])), row[kept], share[kept], kind[kept])
        if not places.all():
            demonyms = names.spelling.filter(pa.array(~places)).to_pylist()
            self._write(
                pa.array([fold(word) for word in demonyms], pa.string()),
                names.row[~places] + first,
                names.share[~places],
                names.kind[~places],
            )

    def _write(
        self, key: Any, row: npt.NDArray[np.int64], share: npt.NDArray[Any], kind: npt.NDArray[np.uint8]
    ) -> None:
        arrays = [key, *map(pa.array, (row.astype(np.uint32), share.astype(np.float32), kind))]
        self._meanings_file.write_batch(pa.record_batch(arrays, schema=_MEANINGS))


def _weightiest(
    row: npt.NDArray[np.int64],
    number: npt.NDArray[np.int64],
    mark: npt.NDArray[np.uint8],
    share: npt.NDArray[Any],
) -> npt.NDArray[np.int64]:
    """Of the spellings of a place that come to the same, keep the one with the greatest share."""
    order = np.lexsort((-share, mark, number, row))
    same = np.zeros(len(order), dtype=bool)
    last, this = order[:-1], order[1:]
    same[1:] = (row[last] == row[this]) & (number[last] == number[this]) & (mark[last] == mark[this])
    return np.sort(order[~same])
