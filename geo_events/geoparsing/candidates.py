"""The places that a name may mean, laid out as arrays: all candidates of an article are weighed at once."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from zlib import crc32

import numpy as np
import numpy.typing as npt

from geo_events.gazetteer import Gazetteer
from geo_events.gazetteer.place import Place
from geo_events.geoparsing.lexicon import words
from geo_events.geoparsing.origin import origin_words

#: How many places of a name are weighed.
MOST_PLACES: Final = 30
#: Names in capitals of so few letters are initials: "EU" is no town in France.
_INITIALS: Final = 2
_MOST_PEOPLE_LOG: Final = 7.0

#: What is known of a candidate whatever the article says, by column of `Candidates.known`.
KNOWN: Final = (
    "prior",
    "population",
    "margin",
    "likeliest",
    "rank",
    "country",
    "first-order unit",
    "second-order unit",
    "lower unit",
    "capital",
    "seat",
    "populated",
    "water",
    "land or relief",
    "site",
    "usual name",
    "extent",
    "only candidate",
    "candidates",
    "demonym",
    "capitals",
)


@dataclass(frozen=True, eq=False)
class Candidates:
    """The places of one name.

    Attributes
    ----------
    places
        The likeliest first by the gazetteer's prior.
    known
        One row a place, one column for each of `KNOWN`.
    points
        Points on the unit sphere, shape (places, 3).
    countries, admin1s, admin2s
        Numbers that are the same for places of one country, of one unit; -1 for none.
    areas
        1 for countries, 2 and 3 for first- and second-order units, else 0.
    american, commonwealth
        1 for places of the United States, of countries that write English the British way, else 0.
    """

    places: tuple[Place, ...]
    known: npt.NDArray[np.float32]
    points: npt.NDArray[np.float32]
    countries: npt.NDArray[np.int64]
    admin1s: npt.NDArray[np.int64]
    admin2s: npt.NDArray[np.int64]
    areas: npt.NDArray[np.int64]
    american: npt.NDArray[np.float32]
    commonwealth: npt.NDArray[np.float32]

    def known_column(self, name: str) -> npt.NDArray[np.float32]:
        """Give one of the columns of `known`."""
        return self.known[:, KNOWN.index(name)]


@lru_cache(maxsize=20_000)
def candidates_of(name: str, kind: str, gazetteer: Gazetteer) -> Candidates:
    """Look up what a name may mean.

    Parameters
    ----------
    name
        As it is written.
    kind
        ``place`` or ``demonym``: of a demonym only the places that it is the adjective of.
    gazetteer
        Knows the places.
    """
    if kind == "demonym":
        places = gazetteer.lookup_demonym(name, limit=MOST_PLACES)
    else:
        places = gazetteer.lookup(name, limit=MOST_PLACES, exact=True) or _of_part(name, gazetteer)
        if name.isupper() and len(name) <= _INITIALS:
            places = [place for place in places if place.feature_class != "P"]
    return lay_out(tuple(places), name, kind)


def _of_part(name: str, gazetteer: Gazetteer) -> list[Place]:
    """The towns of which a name may mean a part: "Old Mosul", "West Baghdad"."""
    first, _, rest = name.partition(" ")
    if not rest or first.lower() not in words().direction_words | {"old"}:
        return []
    return [p for p in gazetteer.lookup(rest, limit=MOST_PLACES, exact=True) if p.feature_class == "P"]


def lay_out(places: tuple[Place, ...], name: str, kind: str) -> Candidates:
    """Lay places out as arrays."""
    lower = name.lower()
    top = places[0].prior if places else 0.0
    second = places[1].prior if len(places) > 1 else 0.0
    known = np.array(
        [
            _known(place, rank, top if rank else second, len(places), lower, kind, name.isupper())
            for rank, place in enumerate(places)
        ],
        dtype=np.float32,
    ).reshape(-1, len(KNOWN))
    commonwealth = origin_words().commonwealth_countries
    return Candidates(
        places=places,
        known=known,
        points=on_sphere(places),
        countries=_numbers((place.country_code,) for place in places),
        admin1s=_numbers((place.country_code, place.admin1) for place in places),
        admin2s=_numbers((place.country_code, place.admin1, place.admin2) for place in places),
        areas=np.array([_area(place) for place in places], dtype=np.int64),
        american=np.array([place.country_code == "US" for place in places], dtype=np.float32),
        commonwealth=np.array([place.country_code in commonwealth for place in places], dtype=np.float32),
    )


def on_sphere(places: Sequence[Place]) -> npt.NDArray[np.float32]:
    """Give the places' points on the unit sphere, shape (places, 3)."""
    angles = np.radians([(place.latitude, place.longitude) for place in places]).reshape(-1, 2)
    height = np.cos(angles[:, 0])
    return np.stack(
        [height * np.cos(angles[:, 1]), height * np.sin(angles[:, 1]), np.sin(angles[:, 0])], axis=1
    ).astype(np.float32)


def _known(
    place: Place, rank: int, other: float, count: int, lower: str, kind: str, capitals: bool
) -> list[float]:
    code = place.feature_code
    return [
        place.prior,
        math.log10(place.population + 1) / _MOST_PEOPLE_LOG,
        place.prior - other,
        float(rank == 0),
        1.0 / (rank + 1),
        float(place.is_country),
        float(place.is_admin1),
        float(place.is_admin2),
        float(place.feature_class == "A" and code in {"ADM3", "ADM4", "ADM5", "ADMD"}),
        float(code == "PPLC"),
        float(code.startswith("PPLA")),
        float(place.feature_class == "P"),
        float(place.feature_class == "H"),
        float(place.feature_class in {"L", "T", "V"}),
        float(place.feature_class in {"S", "R"}),
        float(place.name.lower() == lower),
        math.log10(place.uncertainty_km + 1) / 3,
        float(count == 1),
        math.log(count) / 4,
        float(kind == "demonym"),
        float(capitals),
    ]


def _area(place: Place) -> int:
    return 1 if place.is_country else 2 if place.is_admin1 else 3 if place.is_admin2 else 0


def number_of(*codes: str) -> int:
    """Number an area by its codes, the same on every run; -1 where a code is missing."""
    return crc32(".".join(codes).encode()) if all(codes) else -1


def _numbers(codes: Iterable[tuple[str, ...]]) -> npt.NDArray[np.int64]:
    return np.array([number_of(*code) for code in codes], dtype=np.int64)
