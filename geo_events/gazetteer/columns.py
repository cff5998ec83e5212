"""Places and names by the column: the form in which rows of every source go into the compiled files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from geo_events.errors import GazetteerError
from geo_events.gazetteer import storage
from geo_events.gazetteer.naming import as_numpy
from geo_events.gazetteer.sources.entry import Entry


@dataclass(frozen=True, slots=True)
class Names:
    """What places are called, one spelling of one place in each row.

    Attributes
    ----------
    spelling
        A pyarrow array of strings.
    row
        The place's number among those that it came with.
    share
        The part of the place's prior that the spelling deserves.
    kind
        `storage.PLACE_KIND` or `storage.DEMONYM_KIND`.
    """

    spelling: Any
    row: npt.NDArray[np.int64]
    share: npt.NDArray[np.float32]
    kind: npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Columns:
    """Places: NumPy arrays of numbers and pyarrow arrays of strings, all of one length.

    `geonameid` is 0 where `key` stands; `feature` joins class and code with a dot; `approximate` is that of
    `geo_events.gazetteer.sources.entry.Entry`. The others are as in
    `geo_events.gazetteer.place.Place`. `names` has every spelling, the usual one too.
    """

    geonameid: npt.NDArray[np.int64]
    key: Any
    name: Any
    latitude: npt.NDArray[np.float64]
    longitude: npt.NDArray[np.float64]
    population: npt.NDArray[np.int64]
    uncertainty_km: npt.NDArray[np.float64]
    prior: npt.NDArray[np.float64]
    approximate: npt.NDArray[np.bool_]
    feature: Any
    country: Any
    admin1: Any
    admin2: Any
    source: Any
    names: Names

    def __len__(self) -> int:
        return len(self.geonameid)

    def only(self, wanted: npt.NDArray[np.bool_]) -> Columns:
        """Keep the places marked, and their names."""
        if wanted.all():
            return self
        mask = pa.array(wanted)
        named = wanted[self.names.row]
        new_row = np.cumsum(wanted) - 1
        kept = {
            column.name: value[wanted] if isinstance(value, np.ndarray) else value.filter(mask)
            for column in fields(self)
            if column.name != "names"
            for value in (getattr(self, column.name),)
        }
        names = Names(
            self.names.spelling.filter(pa.array(named)),
            new_row[self.names.row[named]],
            self.names.share[named],
            self.names.kind[named],
        )
        return Columns(**kept, names=names)


class Vocabulary:
    """Texts that columns repeat, each with a number in the order in which they first came."""

    def __init__(self, subject: str, *, most: int) -> None:
        self.texts: dict[str, int] = {}
        self._subject = subject
        self._most = most

    def numbers(self, column: Any) -> npt.NDArray[np.int64]:
        """Give the number of each text of a pyarrow array.

        Raises
        ------
        GazetteerError
            If there are more texts than the compiled files can tell apart.
        """
        distinct = column.dictionary_encode()
        known = self.texts
        local = [known.setdefault(text, len(known)) for text in distinct.dictionary.to_pylist()]
        if len(known) > self._most:
            raise GazetteerError(f"the sources have more than {self._most:,} different {self._subject}")
        numbers: npt.NDArray[np.int64] = np.array(local, dtype=np.int64)[as_numpy(distinct.indices)]
        return numbers


class Vocabularies:
    """The texts that the table of places holds as numbers."""

    def __init__(self) -> None:
        self.countries = Vocabulary("countries", most=2**16)
        self.features = Vocabulary("features", most=2**16)
        self.sources = Vocabulary("sources", most=2**8)
        self.codes = Vocabulary("codes of units", most=2**32)
        self.own_keys = Vocabulary("keys", most=2**32)

    def table(self, columns: Columns) -> npt.NDArray[Any]:
        """Write places as rows of `storage.PLACE`."""
        table = np.zeros(len(columns), dtype=storage.PLACE)
        table["geonameid"] = columns.geonameid
        table["latitude"] = np.rint(columns.latitude * storage.DEGREES)
        table["longitude"] = np.rint(columns.longitude * storage.DEGREES)
        table["population"] = columns.population
        table["uncertainty_km"] = columns.uncertainty_km
        table["prior"] = columns.prior
        table["approximate"] = columns.approximate
        table["key"] = self.own_keys.numbers(columns.key)
        table["admin1"] = self.codes.numbers(columns.admin1)
        table["admin2"] = self.codes.numbers(columns.admin2)
        table["country"] = self.countries.numbers(columns.country)
        table["feature"] = self.features.numbers(columns.feature)
        table["source"] = self.sources.numbers(columns.source)
        return table


def columns_of(entries: Sequence[Entry]) -> Columns:
    """Turn entries that are complete into columns."""
    spellings: list[str] = []
    rows: list[int] = []
    shares: list[float] = []
    kinds: list[int] = []
    for row, entry in enumerate(entries):
        entry.add_name(entry.name, 1.0)
        for words, kind in ((entry.names, storage.PLACE_KIND), (entry.demonyms, storage.DEMONYM_KIND)):
            spellings += words
            shares += words.values()
            rows += [row] * len(words)
            kinds += [kind] * len(words)
    names = Names(
        pa.array(spellings, pa.string()),
        np.array(rows, dtype=np.int64),
        np.array(shares, dtype=np.float32),
        np.array(kinds, dtype=np.uint8),
    )

    def numbers(attribute: str, dtype: Any) -> npt.NDArray[Any]:
        return np.array([getattr(entry, attribute) or 0 for entry in entries], dtype=dtype)

    def texts(attribute: str) -> Any:
        return pa.array([getattr(entry, attribute) for entry in entries], pa.string())

    return Columns(
        geonameid=numbers("geonameid", np.int64),
        key=pa.array(["" if entry.geonameid else entry.key for entry in entries], pa.string()),
        name=texts("name"),
        latitude=numbers("latitude", np.float64),
        longitude=numbers("longitude", np.float64),
        population=numbers("population", np.int64),
        uncertainty_km=numbers("uncertainty_km", np.float64),
        prior=numbers("prior", np.float64),
        approximate=numbers("approximate", np.bool_),
        feature=pa.array([f"{entry.feature_class}.{entry.feature_code}" for entry in entries], pa.string()),
        country=texts("country_code"),
        admin1=texts("admin1"),
        admin2=texts("admin2"),
        source=texts("source"),
        names=names,
    )
