"""Compiling the user's own places, once for each file, into a small gazetteer in the cache."""

from __future__ import annotations

import hashlib
from pathlib import Path

from geo_events.errors import GazetteerError
from geo_events.gazetteer.building import compile_entries
from geo_events.gazetteer.gazetteer import Gazetteer
from geo_events.gazetteer.layered import LayeredGazetteer
from geo_events.gazetteer.locating import cache_folder, fingerprint
from geo_events.gazetteer.progress import Progress
from geo_events.gazetteer.pruning import mark_used
from geo_events.gazetteer.sources.own import OwnPlaces, feature_words, read_own_places
from geo_events.gazetteer.storage import META

#: So many faults are named where no row can be used.
_NAMED = 5
LICENCE = "the user's own"


def with_own_places(
    gazetteer: Gazetteer, path: str | Path, *, progress: Progress | None = None
) -> LayeredGazetteer:
    """Lay the places of a file over a gazetteer.

    They are compiled once into the cache, for this file and this gazetteer; what the file is called does
    not matter.

    Parameters
    ----------
    gazetteer
        Checks the rows, and answers for all other places.
    path
        A ``.csv``, ``.geojson`` or ``.gpkg`` file.
    progress
        Told where they have to be compiled.

    Raises
    ------
    InputError
        If the file can't be read.
    GazetteerError
        If none of its rows can be used.
    """
    path = Path(path)
    sha256 = _digest(path)
    compiled_from = hashlib.sha256((gazetteer.path / META).read_bytes()).hexdigest()
    key = hashlib.sha256(
        f"{path.name}\n{sha256}\n{compiled_from}\n{gazetteer.boundaries}\n{fingerprint()}\n{feature_words()}".encode()
    ).hexdigest()
    folder = cache_folder() / f"places-{key[:16]}"
    if not folder.is_dir():
        told = progress or (lambda step, done, total: None)
        told(f"places of {path.name}", 0, 1)
        own = read_own_places(path, gazetteer=gazetteer)
        if not own.entries:
            faults = "".join(f"\n  {fault}" for fault in own.faults[:_NAMED])
            raise GazetteerError(
                f"{path} has no place that can be used{faults}\nrun: geo-events gazetteer check {path}"
            )
        compile_entries(folder, own.entries, own.outlines, _meta(path.name, sha256, key[:16], own))
        told(f"places of {path.name}", 1, 1)
    mark_used(folder)
    return LayeredGazetteer(gazetteer.path, Gazetteer(folder), boundaries=gazetteer.boundaries)


def _digest(path: Path) -> str:
    if not path.is_file():
        return ""  # the reader says so
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def _meta(name: str, sha256: str, fingerprint: str, own: OwnPlaces) -> dict[str, object]:
    return {
        "fingerprint": fingerprint,
        "kept_countries": None,
        "left_out": {"faulty rows": len(own.faults)},
        "iso3": {},
        "sources": {name: {"version": f"sha256 {sha256}", "licence": f"{name}, {LICENCE}"}},
        "own_places": {
            "file": name,
            "sha256": sha256,
            "places": len(own.entries),
            "left_out": [str(fault) for fault in own.faults],
            "unused_columns": list(own.unused),
        },
    }
