"""The files of a run."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from geo_events.export import atomic_write, to_csv, to_geojson, to_geoparquet

if TYPE_CHECKING:
    from geo_events.gazetteer import Gazetteer
    from geo_events.maps import EventMap
    from geo_events.pipeline import Run


def write_run(run: Run, drawn: EventMap, folder: Path, *, gazetteer: Gazetteer) -> Iterator[tuple[Path, str]]:
    """Write map, tables and report into a folder, each file at once or not at all.

    Parameters
    ----------
    folder
        Made if it is not there; files of an earlier run are replaced.

    Yields
    ------
    tuple of pathlib.Path and str
        Each file written and what it holds, in a few words.
    """
    folder.mkdir(parents=True, exist_ok=True)
    counts = run.report["events"]
    held = f"{counts['coded']} coded events and {counts['records']} records"
    with atomic_write(folder / "map.html") as written:
        drawn.save(str(written))
    yield folder / "map.html", f"the map; {held}, {counts['not on the map']} of them listed beside it"
    to_geojson(run.events, folder / "events.geojson", gazetteer=gazetteer)
    yield folder / "events.geojson", f"{held}, coarse ones with the outline of their area"
    to_geoparquet(run.events, folder / "events.parquet", gazetteer=gazetteer)
    yield folder / "events.parquet", held
    to_csv(run.events, folder / "events.csv", gazetteer=gazetteer)
    yield folder / "events.csv", held
    yield folder / "events.csv-metadata.json", "sources, versions and licences of the places in events.csv"
    to_csv(run.toponyms, folder / "toponyms.csv", gazetteer=gazetteer)
    yield folder / "toponyms.csv", f"{len(run.toponyms)} toponyms"
    yield (
        folder / "toponyms.csv-metadata.json",
        "sources, versions and licences of the places in toponyms.csv",
    )
    path = write_report(run, folder)
    articles = run.report["articles"]
    told = ", ".join(f"{number} {name}" for name, number in articles.items() if name != "in")
    yield path, f"the report of the run: {articles['in']} articles in ({told})"


def write_report(run: Run, folder: Path) -> Path:
    """Write the report of a run into a folder, which is made if it is not there; return its path."""
    path = folder / "report.json"
    with atomic_write(path) as written:
        written.write_text(json.dumps(run.report, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return path
