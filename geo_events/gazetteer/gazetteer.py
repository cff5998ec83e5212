"""The gazetteer: what places a name means, what holds a place, what lies near."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import marisa_trie

from geo_events.errors import GazetteerError
from geo_events.gazetteer import storage
from geo_events.gazetteer.approximate import Names, look_up
from geo_events.gazetteer.basemap import BaseMap
from geo_events.gazetteer.boundaries import Outlines
from geo_events.gazetteer.capitals import capital_rows
from geo_events.gazetteer.folding import Folded, fold, with_articles, without_articles, without_possessive
from geo_events.gazetteer.locating import FORMAT
from geo_events.gazetteer.matching import NameFinder, NameMatch
from geo_events.gazetteer.nearness import Nearness, check_point
from geo_events.gazetteer.place import Place
from geo_events.gazetteer.views import UNITED_NATIONS, View

if TYPE_CHECKING:
    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry


#: A place's attributes but for its prior, which is the last.
_ATTRIBUTES = tuple(field.name for field in fields(Place))[:-1]
#: So many meanings of a name are read at a time.
_POSTINGS_AT_ONCE = 64


class Gazetteer:
    """A compiled gazetteer, read in place; make one with `open_gazetteer`.

    Parameters
    ----------
    path
        Folder that `build_gazetteer` wrote.
    boundaries
        The view of the boundaries: ``un``, ``de-facto``, or a claimant's ISO 3166-1 alpha-2 code.

    Raises
    ------
    GazetteerError
        If the folder holds no gazetteer, one of another format, or a damaged one, or there is no such view.
    """

    def __init__(self, path: str | Path, *, boundaries: str = UNITED_NATIONS) -> None:
        self.path = Path(path)
        self._meta = storage.read_meta(self.path, format_version=FORMAT)
        self._places = storage.read_array(self.path, "places")
        self._names = storage.Blob(self.path, "names")
        self._codes = storage.Blob(self.path, "codes")
        self._ids = storage.read_array(self.path, "ids")
        self._id_rows = storage.read_array(self.path, "id_rows")
        self._own_keys = storage.Blob(self.path, "own_keys")
        self._postings = storage.read_array(self.path, "postings")
        self._posting_offsets = storage.read_array(self.path, "posting_offsets").data
        self._flags = storage.read_array(self.path, "name_flags").data
        try:
            self._trie = marisa_trie.Trie().mmap(str(self.path / "names.marisa"))
            self._keys = marisa_trie.RecordTrie(storage.KEY_FORMAT).mmap(str(self.path / "keys.marisa"))
        except (OSError, RuntimeError) as error:
            raise GazetteerError(
                f"the gazetteer at {self.path} is damaged ({error}); run: geo-events gazetteer build"
            ) from error
        #: Tries of names with their flags, the first going before the others.
        self._layers = [(self._trie, self._flags)]
        self._outlines = Outlines(self.path)
        self._view = View(self.path, self._meta.get("disputed", {}), boundaries, self._row)
        self._near = Nearness(self.path, self._places)
        self._alpha2 = {iso3: iso2 for iso2, iso3 in self._meta["iso3"].items()}
        self._countries = {code: number for number, code in enumerate(self._meta["countries"])}
        self._features = [tuple(feature.split(".", 1)) for feature in self._meta["features"]]
        self._code = lru_cache(maxsize=20_000)(lambda number: self._codes[number].decode())
        self._known = lru_cache(maxsize=50_000)(self._read_row)
        self._found = lru_cache(maxsize=20_000)(self._find)
        self._approximate = lru_cache(maxsize=5_000)(self._look_around)

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle as what opens it again, for another process of this machine."""
        return partial(type(self), boundaries=self.boundaries), (self.path,)

    @property
    def boundaries(self) -> str:
        """The view of the boundaries that was chosen."""
        return self._view.name

    def lookup(
        self, name: str, *, country: str | None = None, limit: int = 10, exact: bool = False
    ) -> list[Place]:
        """Find the places that a name means, the likeliest first.

        Where no place bears the name, it is read without words that only describe ("Aleppo governorate",
        "near Bartella", "Tadmur/Palmyra"), and then as other transliterations may write it ("Nashabiyeh").

        Parameters
        ----------
        name
            In any script and spelling; case, accents, hyphens and Arabic articles don't matter.
        country
            ISO 3166-1 alpha-2 or alpha-3 code: only places of this country.
        limit
            How many at most.
        exact
            Whether only places that bear the name as it stands are wanted.

        Returns
        -------
        list of Place
            Each with the `prior` that this name gives it, less where the name had to be read or spelled
            otherwise; empty where the name is unknown.
        """
        found = self._meanings(name, storage.PLACE_KIND, country, limit)
        if found or exact:
            return found
        return list(self._approximate(name, country)[:limit])

    def spellings(self, name: str, *, limit: int = 10) -> list[tuple[str, list[Place]]]:
        """Return the folded spellings under which a name is sought, the closest first, each with its places.

        `lookup` answers with the places of the first spelling that has any.
        """
        tried = _spellings(fold(name))
        return [(spelling, self._spelled(spelling, storage.PLACE_KIND, None, limit)) for spelling in tried]

    @property
    def tries(self) -> list[Any]:
        """The tries of folded names (`marisa_trie.Trie`), the first going before the others."""
        return [trie for trie, _ in self._layers]

    def lookup_demonym(self, word: str, *, limit: int = 10) -> list[Place]:
        """Find the places that an adjective or a name of a people means: Iraq for "Iraqi" and "Iraqis"."""
        return self._meanings(word, storage.DEMONYM_KIND, None, limit)

    def find_names(self, text: str, *, folded: Folded | None = None) -> list[NameMatch]:
        """Find every name and demonym in a text, whatever its case.

        Matches begin and end at the borders of words, are the longest at their place, don't overlap, and
        come in order. A short abbreviation ("US") is found only where it is written in capitals.

        Parameters
        ----------
        text
            Any text.
        folded
            What `fold_text` makes of it, where the caller has that already.
        """
        return self._finder.find(text, folded)

    @cached_property
    def _finder(self) -> NameFinder:
        return NameFinder(self._layers)

    def names_at(self, folded: Folded, numbers: Iterable[int]) -> Iterator[tuple[int, list[tuple[int, int]]]]:
        """Find all names that begin at given words of a folded text.

        Parameters
        ----------
        folded
            As `folding.fold_text` gives it.
        numbers
            Numbers of the words at which names may begin.

        Yields
        ------
        tuple
            The number of a word, and for each name that begins there, the shortest first, the number of its
            last word and its flags: `storage.PLACE_KIND`, `DEMONYM_KIND`, `CAPITALS` and `STOP`.
        """
        return self._finder.at(folded, numbers)

    def get(self, key: str) -> Place | None:
        """Return the place with this key (``geonames:98182``), or None."""
        row = self._row(key)
        return None if row is None else self._place(row)

    def country(self, code: str) -> Place | None:
        """Return the country or territory with this ISO 3166-1 alpha-2 or alpha-3 code, or None."""
        return self.get(f"code:{self._two_letters(code)}")

    def capital(self, code: str) -> Place | None:
        """Return the capital of the country with this alpha-2 code, or None where none is known."""
        row = self._capitals.get(code.upper())
        return None if row is None else self._place(row)

    @cached_property
    def _capitals(self) -> dict[str, int]:
        return capital_rows(self._places, self._features, self._meta["countries"])

    def iso3(self, code: str) -> str | None:
        """Return the alpha-3 code for an alpha-2 code, or None."""
        found: str | None = self._meta["iso3"].get(code.upper())
        return found

    def parents(self, place: Place) -> list[Place]:
        """Return the areas that a place belongs to, the most local first, as far as they are known."""
        codes = [place.country_code, place.admin1, place.admin2]
        found = []
        for depth in (3, 2, 1):
            if all(codes[:depth]):
                # a unit that the view gives to another country than GeoNames keeps its code, country and all
                own = codes[1:depth] if "." in place.admin1 and depth > 1 else codes[:depth]
                parent = self.get("code:" + ".".join(own))
                if parent is not None and parent.key != place.key:
                    found.append(parent)
        return found

    def nearest(self, latitude: float, longitude: float, *, limit: int = 1) -> list[Place]:
        """Return the populated places nearest to a point, the nearest first.

        Raises
        ------
        GazetteerError
            If the point does not lie on the globe.
        """
        check_point(latitude, longitude)
        return [self._place(row) for row in self._near.rows(latitude, longitude, limit)]

    def locate(self, latitude: float, longitude: float) -> list[Place]:
        """Return the areas whose outline holds a point: the first-order unit, then the country; [] at sea.

        Raises
        ------
        GazetteerError
            If the point does not lie on the globe.
        """
        check_point(latitude, longitude)
        rows = self._outlines.rows_at(latitude, longitude)
        rows = self._view.rows_at(rows, latitude, longitude, outline=self._outlines.of_row)
        found = [self._place(row) for row in rows]
        found = [place for place in found if place.is_admin1 or place.is_country]
        return sorted(found, key=lambda place: (place.is_country, place.key))

    def outline(self, place: Place) -> BaseGeometry | None:
        """Return the simplified outline of a country or unit, in degrees; None where there is none."""
        row = self._row(place.key)
        return None if row is None else self._view.outline(row, self._outlines.of_row(row))

    def base_map(self) -> gpd.GeoDataFrame:
        """Return the countries at small scale, for drawing.

        Returns
        -------
        geopandas.GeoDataFrame
            Columns ``name``, ``iso3`` (empty for an area of no country) and ``geometry``, in EPSG:4326.
        """
        import geopandas as gpd

        codes, shapes = BaseMap(self.path, self._meta).countries(self._view)
        known = [self.country(code) if code else None for code in codes]
        return gpd.GeoDataFrame(
            {
                "name": [place.name if place else "" for place in known],
                "iso3": [self.iso3(code) or "" for code in codes],
            },
            geometry=shapes,
            crs=4326,
        )

    def boundary_lines(self) -> gpd.GeoDataFrame:
        """Return the lines between the countries at small scale, for drawing over `base_map`.

        Returns
        -------
        geopandas.GeoDataFrame
            Columns ``kind``, ``name`` and ``geometry``, in EPSG:4326. Kinds are ``international``,
            ``disputed``, ``undetermined``, ``armistice``, ``ceasefire``, ``control`` and ``withdrawal``; all
            but the first are drawn dashed.
        """
        import geopandas as gpd

        kinds, names, shapes = BaseMap(self.path, self._meta).lines(self._view)
        return gpd.GeoDataFrame({"kind": kinds, "name": names}, geometry=shapes, crs=4326)

    def info(self) -> dict[str, Any]:
        """Return counts, sources with versions and licences, the fingerprint and the path."""
        size = sum(self._meta["files"].values()) + (self.path / storage.META).stat().st_size
        return {
            "path": str(self.path),
            "fingerprint": self._meta["fingerprint"],
            "format": self._meta["format"],
            "bytes": size,
            "counts": self._meta["counts"],
            "left_out": self._meta["left_out"],
            "malformed_lines": self._meta.get("malformed_lines", []),
            "kept_countries": self._meta["kept_countries"],
            "sources": self._meta["sources"],
            "boundaries": self._view.info(),
        }

    def _look_around(self, name: str, country: str | None) -> tuple[Place, ...]:
        names = Names(self._trie, self._named, self.parents)
        return tuple(look_up(name, None if country is None else self._two_letters(country), names))

    def _named(self, key: str, code: str | None, limit: int) -> list[Place]:
        """Find the places of a folded name."""
        return self._meanings_of(key, storage.PLACE_KIND, code, limit)

    def _meanings(self, name: str, kind: int, country: str | None, limit: int) -> list[Place]:
        return self._meanings_of(
            fold(name), kind, None if country is None else self._two_letters(country), limit
        )

    def _meanings_of(self, key: str, kind: int, code: str | None, limit: int) -> list[Place]:
        for spelling in _spellings(key):
            found = self._spelled(spelling, kind, code, limit)
            if found:
                return found
        return []

    def _spelled(self, spelling: str, kind: int, code: str | None, limit: int) -> list[Place]:
        """Find what one folded spelling means."""
        number = self._trie.get(spelling)
        return [] if number is None else list(self._found(number, kind, code, limit))

    def _find(self, number: int, kind: int, code: str | None, limit: int) -> tuple[Place, ...]:
        """Read what a name means, by its number in the trie."""
        begin, end = self._posting_offsets[number], self._posting_offsets[number + 1]
        country = None if code is None else self._countries.get(code, -1)
        found: list[Place] = []
        # Some names have thousands of meanings, of which the first few are wanted.
        while begin < end and len(found) < limit:
            part = self._postings[begin : min(end, begin + _POSTINGS_AT_ONCE)]
            begin += len(part)
            if country is not None:
                own = self._places["country"][part["row"]] == country
                part = part[own | self._view.may_move(part["row"])]
            for row, weight, posting_kind in part.tolist():
                if posting_kind == kind:
                    place = self._place(row, weight)
                    if code is None or place.country_code == code:
                        found.append(place)
                        if len(found) == limit:
                            break
        return tuple(found)

    def _row(self, key: str) -> int | None:
        """Return the row of a place by its key, or of a country or unit by its code."""
        kind, _, number = key.partition(":")
        if kind == "geonames" and number.isascii() and number.isdigit() and len(number) <= 10:
            wanted = int(number)
            at = int(self._ids.searchsorted(wanted))
            found = at < len(self._ids) and self._ids[at] == wanted
            return int(self._id_rows[at]) if found else None
        rows = self._keys.get(key)
        return rows[0][0] if rows else None

    def _two_letters(self, code: str) -> str:
        upper = code.upper()
        found: str = self._alpha2.get(upper, upper)
        return found

    def _place(self, row: int, prior: float | None = None) -> Place:
        """Make the place of a row, with the prior that a name gives it or its own."""
        known, own_prior = self._known(row)
        return Place(*(*known, round(own_prior if prior is None else prior, 6)))

    def _read_row(self, row: int) -> tuple[tuple[Any, ...], float]:
        """Read the attributes of a place in their order, and its prior, which is the last of them."""
        (
            geonameid, latitude, longitude, population, uncertainty_km, prior, key,
            admin1, admin2, country, feature, source, _,
        ) = self._places[row].tolist()  # fmt: skip
        known: tuple[Any, ...] = (
            f"geonames:{geonameid}" if geonameid else self._own_keys[key].decode(),
            geonameid or None,
            self._names[row].decode(),
            latitude / storage.DEGREES,
            longitude / storage.DEGREES,
            *self._features[feature],
            self._meta["countries"][country],
            self._code(admin1),
            self._code(admin2),
            population,
            self._meta["source_names"][source],
            round(uncertainty_km, 3),
        )
        if self._view.concerns(row):
            seen = self._view.place(row, Place(*(*known, prior)))
            known = tuple(getattr(seen, name) for name in _ATTRIBUTES)
        return known, prior


def _spellings(key: str) -> Iterator[str]:
    """Give the folded forms under which a name may be filed, the closest first."""
    if not key:
        return
    yield key
    tried = {key}
    for form in (with_articles, without_possessive, without_articles):
        spelling = form(key)
        if spelling not in tried:
            tried.add(spelling)
            yield spelling
