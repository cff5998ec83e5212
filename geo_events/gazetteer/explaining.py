"""Why a name means what the gazetteer says: what was tried, each place, its source, its prior."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from geo_events.gazetteer.folding import fold
from geo_events.gazetteer.gazetteer import Gazetteer
from geo_events.gazetteer.locating import curated_folder, fingerprint
from geo_events.gazetteer.place import Place
from geo_events.gazetteer.readings import readings
from geo_events.gazetteer.similar import similar_names
from geo_events.gazetteer.sources.dump import LICENCE as DUMP_LICENCE
from geo_events.gazetteer.sources.dump import SOURCE as DUMP
from geo_events.gazetteer.sources.files import read_csv


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean.

    Attributes
    ----------
    place
        With the prior that this name gives it.
    parents
        Names of the areas that hold it, the most local first.
    source, licence
        Where its row comes from, with the version, and under which terms.
    url
        The record's page, or None.
    own_prior
        The prior of the place itself.
    share
        The part of it that this name deserves.
    reason
        What the prior was worked out from.
    rows
        Rows of the reviewed data that made the place or gave it this name.
    """

    place: Place
    parents: tuple[str, ...]
    source: str
    licence: str
    url: str | None
    own_prior: float
    share: float
    reason: str
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What the gazetteer makes of a name.

    Attributes
    ----------
    name, folded
        As it was asked, and the form in which names meet.
    tried
        Each spelling that was looked for, in order, with the number of places that bear it.
    how
        How the places were found: ``as it stands``, ``read as ...``, ``spelled otherwise``, ``not found``.
    candidates
        The likeliest first.
    first
        Why the first is first; empty where there is none.
    similar
        Of a name that was not found the nearest that the gazetteer has.
    """

    name: str
    folded: str
    tried: tuple[tuple[str, int], ...]
    how: str
    candidates: tuple[Candidate, ...]
    first: str
    similar: tuple[str, ...]


def explain(gazetteer: Gazetteer, name: str, *, limit: int = 10) -> Explanation:
    """Explain what a name means.

    Parameters
    ----------
    gazetteer
        Any open gazetteer.
    name
        In any spelling.
    limit
        How many places at most.
    """
    found = gazetteer.lookup(name, limit=limit)
    tried = [(spelling, len(places)) for spelling, places in gazetteer.spellings(name, limit=1_000)]
    how = "as it stands"
    if not any(count for _, count in tried):
        how, further = _read_otherwise(gazetteer, name) if found else ("not found", [])
        tried += further
    reviewed = _ReviewedRows.of(gazetteer)
    keys = {spelling for spelling, count in tried if count}
    candidates = tuple(_candidate(gazetteer, place, keys, reviewed) for place in found)
    return Explanation(
        name=name,
        folded=fold(name),
        tried=tuple(tried),
        how=how,
        candidates=candidates,
        first=_why_first(candidates),
        similar=() if found else tuple(similar_names(fold(name), gazetteer.tries)),
    )


def _read_otherwise(gazetteer: Gazetteer, name: str) -> tuple[str, list[tuple[str, int]]]:
    tried = []
    for reading in list(readings(name))[1:]:
        places = [place for _, places in gazetteer.spellings(reading.key, limit=1_000) for place in places]
        tried.append((reading.key, len(places)))
        if places:
            return f"read as {reading.key!r}", tried
    return "spelled otherwise", tried


def _candidate(gazetteer: Gazetteer, place: Place, keys: set[str], reviewed: _ReviewedRows) -> Candidate:
    row = gazetteer.get(place.key) or place
    source, licence = _source(gazetteer.info(), place.source)
    return Candidate(
        place=place,
        parents=tuple(parent.name for parent in gazetteer.parents(place)),
        source=source,
        licence=licence,
        url=_url(place),
        own_prior=row.prior,
        share=round(place.prior / row.prior, 3) if row.prior else 0.0,
        reason=_reason(place),
        rows=tuple(reviewed.about(place.key, keys)),
    )


def _source(info: dict[str, Any], source: str) -> tuple[str, str]:
    if source == info.get("own_places", {}).get("file"):
        return source, "the user's own"
    known = info["sources"].get(source)
    if known is not None:
        return f"{source} {known['version']}", str(known["licence"])
    if source == DUMP:
        return "GeoNames' dump", DUMP_LICENCE
    return "rows reviewed by the project", "as the row's own source says"


def _url(place: Place) -> str | None:
    if place.geonameid is not None:
        return f"https://www.geonames.org/{place.geonameid}"
    register, _, ident = place.key.partition(":")
    return f"https://ourairports.com/airports/{quote(ident, safe='')}/" if register == "ourairports" else None


def _reason(place: Place) -> str:
    if place.key.startswith("own:"):
        return "a place of your own: its column prior"
    if place.source == "curated":
        return "a reviewed place: its row's prior"
    if place.is_country:
        return "a country or territory: fixed, less for small territories"
    if place.is_admin1 or place.is_admin2:
        return "an administrative unit: by its order and the inhabitants of its known towns"
    if place.feature_class == "P":
        return "a populated place: by its inhabitants, more for capitals and seats of provinces"
    return "another feature: by its kind"


def _why_first(candidates: tuple[Candidate, ...]) -> str:
    if not candidates:
        return ""
    first, *others = candidates
    if not others:
        return "it is the only place of this name"
    if first.place.key.startswith("own:"):
        return "places of your own go before all others"
    next_prior = others[0].place.prior
    if first.place.prior > next_prior:
        return f"its prior by this name, {first.place.prior:.3f}, is above the next one's, {next_prior:.3f}"
    return (
        f"the order of the sources decides: its prior by this name, {next_prior:.3f}, is the next one's too"
    )


class _ReviewedRows:
    """Where the reviewed data speak of a place; empty for a gazetteer that was compiled from others."""

    def __init__(self, folder: Path | None) -> None:
        self._aliases = [] if folder is None else list(read_csv(folder / "aliases.csv"))
        self._places = [] if folder is None else list(_place_rows(folder))

    @classmethod
    def of(cls, gazetteer: Gazetteer) -> _ReviewedRows:
        """Read them where the gazetteer was compiled from those that are installed."""
        same = gazetteer.info()["fingerprint"] == fingerprint()
        return cls(curated_folder() if same else None)

    def about(self, key: str, spellings: set[str]) -> Iterator[str]:
        """Name the rows that made a place, or gave it one of the spellings."""
        for origin, row in self._places:
            if key in (f"geonames:{row['geonameid']}", f"curated:{row['key']}"):
                yield f"{origin} (source: {row['source']})"
        for line, row in self._aliases:
            if row["key"] == key and fold(row["alias"]) in spellings:
                share = row["share"] or "1"
                yield f"aliases.csv line {line}: {row['alias']!r}, share {share} (source: {row['source']})"


def _place_rows(folder: Path) -> Iterator[tuple[str, dict[str, str]]]:
    for path in sorted((folder / "places").glob("*.csv")):
        for line, row in read_csv(path):
            yield f"places/{path.name} line {line}", row
