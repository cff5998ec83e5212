"""Reading the user's own places as rows of text: from CSV, GeoJSON and GeoPackage."""

from __future__ import annotations

import csv
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from geo_events.errors import InputError, MissingFileError

if TYPE_CHECKING:
    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

#: Columns that are read; all others are the user's own business.
COLUMNS: Final = (
    "name", "latitude", "longitude", "geometry", "aliases", "feature", "country_code", "admin1",
    "uncertainty_km", "prior", "notes",
)  # fmt: skip
#: What else the columns may be called.
_CALLED: Final = {
    "lat": "latitude", "lon": "longitude", "lng": "longitude", "long": "longitude", "wkt": "geometry",
    "alias": "aliases", "alternate_names": "aliases", "type": "feature", "country": "country_code",
    "province": "admin1", "note": "notes",
}  # fmt: skip
_MEND_COLUMNS = "write a template with: geo-events gazetteer template -o my-places.csv"


@dataclass(frozen=True, slots=True)
class OwnRow:
    """A row as the file has it.

    Attributes
    ----------
    where
        Where it stands: ``line 5``, ``feature 3``.
    values
        The text of each known column, stripped; empty where the row has none.
    geometry
        Its geometry in degrees, WGS 84, or None.
    excess
        Whether the row has more cells than the file has columns.
    """

    where: str
    values: dict[str, str]
    geometry: BaseGeometry | None = None
    excess: bool = False


@dataclass(frozen=True, slots=True)
class OwnFile:
    """The rows of a file, and the names of the columns that are not used."""

    rows: list[OwnRow]
    unused: tuple[str, ...]


def read_own_file(path: Path) -> OwnFile:
    """Read the rows of a ``.csv``, ``.tsv``, ``.geojson``, ``.json`` or ``.gpkg`` file.

    Raises
    ------
    MissingFileError
        If it does not exist.
    InputError
        If it is none of these, can't be read, or says not which coordinates it holds.
    """
    if not path.is_file():
        raise MissingFileError(f"{path}: no such file with places")
    suffix = path.suffix.lower()
    if suffix in {".csv", ".tsv"}:
        return _read_table(path)
    if suffix in {".geojson", ".json", ".gpkg"}:
        return _read_layers(path)
    raise InputError(f"{path}: places are read from .csv, .geojson and .gpkg; {_MEND_COLUMNS}")


def _read_table(path: Path) -> OwnFile:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(
            f"{path}: not UTF-8 ({error.reason} at byte {error.start}); save it as CSV UTF-8"
        ) from None
    try:
        lines = list(_records(text))
    except csv.Error as error:
        raise InputError(f"{path}: no CSV ({error}); {_MEND_COLUMNS}") from None
    if not lines:
        raise InputError(f"{path}: no header; {_MEND_COLUMNS}")
    (_, header), *records = lines
    columns = [_column(cell) for cell in header]
    _check_columns(path, columns, needed=("latitude", "longitude"))
    rows = []
    for line, cells in records:
        values = dict.fromkeys(COLUMNS, "")
        values |= {c: v.strip() for c, v in zip(columns, cells, strict=False) if c in values}
        rows.append(OwnRow(f"line {line}", values, excess=len(cells) > len(columns)))
    return OwnFile(rows, tuple(c for c in columns if c and c not in COLUMNS))


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the records of a CSV file that are no comments, each with the number of its first line."""
    header = next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
    delimiter = max(",;\t", key=header.count)
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    begins = 1
    for cells in reader:
        if any(cell.strip() for cell in cells) and not cells[0].startswith("#"):
            yield begins, cells
        begins = reader.line_num + 1


def _column(cell: str) -> str:
    name = cell.strip().lower().replace(" ", "_")
    return _CALLED.get(name, name)


def _check_columns(path: Path, columns: list[str], *, needed: tuple[str, ...]) -> None:
    twice = sorted({c for c in columns if c in COLUMNS and columns.count(c) > 1})
    if twice:
        raise InputError(f"{path}: the column {twice[0]} is there twice; leave one")
    missing = [c for c in ("name", *needed) if c not in columns]
    if "geometry" in columns:
        missing = [c for c in missing if c == "name"]
    if missing:
        raise InputError(f"{path}: no column {' and no column '.join(missing)}; {_MEND_COLUMNS}")


def _read_layers(path: Path) -> OwnFile:
    import pyogrio
    from pyogrio.errors import DataLayerError, DataSourceError

    try:
        layers = [str(name) for name, kind in pyogrio.list_layers(path) if kind is not None]
        frames = [(layer, _read_frame(path, layer)) for layer in layers]
    except (DataSourceError, DataLayerError) as error:
        said = " ".join(str(error).split())
        raise InputError(f"{path}: can't be read ({said}); export it anew as GeoJSON or GeoPackage") from None
    rows: list[OwnRow] = []
    unused: dict[str, None] = {}
    for layer, frame in frames:
        columns = [_column(str(name)) for name in frame.columns if name != frame.geometry.name]
        _check_columns(path, columns, needed=())
        unused |= dict.fromkeys(c for c in columns if c not in COLUMNS)
        of_layer = f" of layer {layer}" if len(frames) > 1 else ""
        cells = frame.drop(columns=frame.geometry.name).itertuples(index=False, name=None)
        for number, (row, geometry) in enumerate(zip(cells, frame.geometry, strict=True), start=1):
            values = dict.fromkeys(COLUMNS, "")
            values |= {c: _text(v) for c, v in zip(columns, row, strict=True) if c in values}
            rows.append(OwnRow(f"feature {number}{of_layer}", values, geometry))
    return OwnFile(rows, tuple(unused))


def _read_frame(path: Path, layer: str) -> gpd.GeoDataFrame:
    import geopandas as gpd

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what GDAL finds odd in single features is told of the rows
        frame = gpd.read_file(path, layer=layer, engine="pyogrio")
    if frame.crs is None:
        raise InputError(
            f"{path}: layer {layer} does not say which coordinates it holds; set its coordinate reference "
            "system, best to WGS 84 (EPSG:4326)"
        )
    return frame.to_crs(4326)


def _text(value: Any) -> str:
    """Write a cell as text; empty where it is null."""
    if value is None or value != value:
        return ""
    if isinstance(value, list | tuple):
        return "|".join(map(str, value))
    return str(value).strip()
