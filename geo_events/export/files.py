"""Event tables to files and back: GeoJSON, GeoParquet, CSV."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Final, Literal
from urllib.parse import quote

import geopandas as gpd
import pandas as pd
import pyarrow as pa

from geo_events.columns import read_column
from geo_events.errors import InputError, MissingFileError
from geo_events.events import COLUMNS, as_events, validate_events
from geo_events.export.atomic import atomic_write
from geo_events.export.cells import read_cells, write_cells
from geo_events.export.geojson import features, flat
from geo_events.gazetteer import Gazetteer
from geo_events.gazetteer.attribution import provenance
from geo_events.nested import packed

StrPath = str | os.PathLike[str]

_GEOJSON: Final = (".geojson", ".json")
_GEOPARQUET: Final = (".parquet", ".geoparquet")
_CSV: Final = (".csv",)


def to_geojson(
    events: gpd.GeoDataFrame,
    path: StrPath,
    *,
    coarse: Literal["area", "null", "point"] = "area",
    gazetteer: Gazetteer | None = None,
) -> None:
    """Write an event table as GeoJSON.

    The collection's member ``provenance`` names the gazetteer's sources, licences and view of boundaries.

    Rows at ``exact``, ``near`` and ``admin2`` are points. Coarser rows are no pins: their geometry
    is what `coarse` says, and the representative point stands in the properties ``latitude`` and
    ``longitude``, as it does for every row.

    Parameters
    ----------
    events
        The table.
    path
        The file; what stood there is replaced when all is written.
    coarse
        ``area``: the row's `footprint`, or the outline of its province or country, simplified to a
        few KB, null where none is known; ``null``: nothing; ``point``: the representative point.
    gazetteer
        Where outlines come from, and what ``provenance`` tells of; without one, only footprints are areas.

    Raises
    ------
    EventTableError
        If `events` is no event table.
    InputError
        If `coarse` is none of the three.
    """
    if coarse not in {"area", "null", "point"}:
        raise InputError(f"coarse={coarse!r}; give 'area', 'null' or 'point'")
    validate_events(events)
    with atomic_write(path) as target, target.open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"type":"FeatureCollection",')
        if gazetteer is not None:
            told = json.dumps(provenance(gazetteer.info()), ensure_ascii=False, separators=(",", ":"))
            file.write(f'"provenance":{told},')
        file.write('"features":[')
        comma = "\n"
        for feature in features(events, coarse=coarse, gazetteer=gazetteer):
            file.write(comma + feature)
            comma = ",\n"
        file.write("\n]}\n")


def to_geoparquet(events: gpd.GeoDataFrame, path: StrPath, *, gazetteer: Gazetteer | None = None) -> None:
    """Write an event table as GeoParquet.

    Parameters
    ----------
    events
        The table.
    path
        The file; what stood there is replaced when all is written.
    gazetteer
        Its sources, licences and view of boundaries are kept with the file: GeoPandas gives them back in the
        frame's ``attrs["provenance"]``.

    Raises
    ------
    EventTableError
        If `events` is no event table.
    """
    validate_events(events)
    if gazetteer is not None:
        events = events.copy(deep=False)
        events.attrs = {**events.attrs, "provenance": provenance(gazetteer.info())}
    if "evidence_spans" in events:
        events = events.assign(evidence_spans=packed(events["evidence_spans"]))
    with atomic_write(path) as target:
        events.to_parquet(target, index=False)


def to_csv(table: pd.DataFrame, path: StrPath, *, gazetteer: Gazetteer | None = None) -> None:
    """Write a table as CSV in UTF-8 that spreadsheets can open without harm.

    An event table gets ``latitude`` and ``longitude`` in the place of its geometry; any other
    table, such as toponyms, is written as it is. Text cells that begin with ``= + - @``, tab or CR
    get one ``'``, which `read_events` takes off; numbers never.

    Parameters
    ----------
    table
        The table.
    path
        The file; what stood there is replaced when all is written.
    gazetteer
        Its sources, licences and view of boundaries are written beside the file, which can't hold them, as
        metadata of CSV on the Web (``events.csv-metadata.json``).

    Raises
    ------
    EventTableError
        If `table` is a GeoDataFrame, but no event table.
    """
    if isinstance(table, gpd.GeoDataFrame):
        validate_events(table)
        table = flat(table)
    with atomic_write(path) as target, target.open("w", encoding="utf-8", newline="") as file:
        write_cells(table, file)
    if gazetteer is not None:
        beside = Path(f"{os.fspath(path)}-metadata.json")
        with atomic_write(beside) as target:
            target.write_text(_csv_metadata(Path(path).name, gazetteer), encoding="utf-8")


def _csv_metadata(name: str, gazetteer: Gazetteer) -> str:
    """Say of a CSV file where its places come from, as the W3C's CSV on the Web has it."""
    told = provenance(gazetteer.info())
    about = {
        "@context": "http://www.w3.org/ns/csvw",
        "url": quote(name),
        "dc:rights": told["attribution"],
        "notes": [told],
    }
    return json.dumps(about, ensure_ascii=False, indent=1) + "\n"


def read_events(path: StrPath) -> gpd.GeoDataFrame:
    """Read an event table that `to_geojson`, `to_geoparquet` or `to_csv` wrote.

    Columns of the event table come back with their dtypes from every format. Further columns do so
    from GeoParquet; from GeoJSON and CSV they are whole numbers, numbers, truth values or text, by
    what all their values are.

    Raises
    ------
    MissingFileError
        If there is no such file.
    InputError
        If the file's suffix or content is of none of the three formats.
    EventTableError
        If what it holds is no event table.
    """
    path = Path(path)
    if not path.is_file():
        raise MissingFileError(f"{path}: there is no such file; check the name")
    suffix = path.suffix.lower()
    if suffix in _GEOPARQUET:
        return as_events(_read_geoparquet(path))
    if suffix in _GEOJSON:
        return as_events(_read_geojson(path))
    if suffix in _CSV:
        return as_events(_read_csv(path))
    known = ", ".join((*_GEOJSON, *_GEOPARQUET, *_CSV))
    raise InputError(f"{path}: {suffix or 'no suffix'} is no format of event tables; give {known}")


def _read_geoparquet(path: Path) -> pd.DataFrame:
    try:
        return pd.DataFrame(gpd.read_parquet(path))
    except (pa.ArrowInvalid, ValueError) as error:
        raise InputError(f"{path}: the file is no GeoParquet ({error}); write it anew") from error


def _read_csv(path: Path) -> pd.DataFrame:
    cells = read_cells(path)
    columns: dict[str, Any] = {}
    for name in map(str, cells.columns):
        # a spreadsheet may have put empty cells in quotes: only text has an empty value
        filled = cells[name].mask(cells[name] == "")
        if name in {"latitude", "longitude"}:
            columns[name] = _number(filled, path)
        elif name in COLUMNS:
            columns[name] = cells[name] if COLUMNS[name] == "text" else filled
        else:
            columns[name] = read_column(cells[name])
    return pd.DataFrame(columns)


def _number(column: pd.Series[Any], path: Path) -> Any:
    try:
        return pd.to_numeric(column).astype("Float64").astype("float64")
    except ValueError as error:
        raise InputError(f"{path}: column {column.name}: {error}; give degrees") from error


def _read_geojson(path: Path) -> pd.DataFrame:
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        rows = [feature["properties"] for feature in content["features"]]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise InputError(f"{path}: the file is no GeoJSON of events ({error}); write it anew") from error
    frame = pd.DataFrame(rows, dtype="object")
    for name in frame.columns.difference([*COLUMNS, "latitude", "longitude"], sort=False):
        frame[name] = _extra(frame[name])
    return frame


def _extra(column: pd.Series[Any]) -> Any:
    """Give a column outside the contract the dtype that its JSON values have."""
    kinds = {type(value) for value in column if value is not None and value == value}
    if kinds == {bool}:
        return column.astype("boolean")
    if kinds == {int}:
        return column.astype("Int64")
    if kinds and kinds <= {int, float}:
        return column.astype("float64")
    return column.astype("string")
