"""The event table: the one contract that all stages speak.

Every function that makes, reads, joins, draws or exports events takes or gives a
`geopandas.GeoDataFrame` in EPSG:4326 with the columns named here, one row an event.
Optional columns and columns under a source's prefix (``ucdp_best``) may follow them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd

from geo_events.errors import EventTableError
from geo_events.event_types import EVENT_TYPE_OF as EVENT_TYPE_OF
from geo_events.event_types import EVENT_TYPES as EVENT_TYPES
from geo_events.event_types import SUB_EVENT_TYPES as SUB_EVENT_TYPES
from geo_events.nested import NESTED, nested_faults, unpacked

CRS: Final = "EPSG:4326"

ACTOR_TYPES: Final = (
    "State forces",
    "Rebel group",
    "Political militia",
    "Identity militia",
    "Rioters",
    "Protesters",
    "Civilians",
    "External/Other forces",
)

#: From the most to the least precise; the figures are UCDP GED's ``where_prec``.
GEO_PRECISIONS: Final[Mapping[str, int | None]] = {
    "exact": 1,
    "near": 2,
    "admin2": 3,
    "admin1": 4,
    "region": 5,
    "country": 6,
    "water": 7,
    "unknown": None,
}
#: Precisions at which a point may be drawn; coarser ones are areas, badges or list entries.
POINT_PRECISIONS: Final = frozenset({"exact", "near", "admin2"})

#: From the most to the least precise; the figures are UCDP GED's ``date_prec``.
DATE_PRECISIONS: Final[Mapping[str, int | None]] = {
    "day": 1,
    "days": 2,
    "week": 3,
    "month": 4,
    "year": 5,
    "unknown": None,
}

VOCABULARIES: Final[Mapping[str, tuple[str, ...]]] = {
    "event_type": EVENT_TYPES,
    "sub_event_type": tuple(EVENT_TYPE_OF),
    "status": ("occurred", "attempted", "threatened"),
    "event_clarity": ("incident", "aggregate"),
    "claim": ("reported", "claimed", "disputed", "denied"),
    "date_precision": tuple(DATE_PRECISIONS),
    "actor1_type": ACTOR_TYPES,
    "actor2_type": ACTOR_TYPES,
    "geo_precision": tuple(GEO_PRECISIONS),
    "fatalities_basis": ("stated", "imputed", "divided"),
    "review_status": ("machine", "reviewed", "corrected", "rejected"),
}

#: Every column and its dtype, in the table's order. "text" is pandas' nullable string.
COLUMNS: Final[Mapping[str, str]] = {
    "event_id": "text",
    "dataset": "text",
    "source_id": "text",
    "event_type": "text",
    "sub_event_type": "text",
    "status": "text",
    "event_clarity": "text",
    "claim": "text",
    "attributed_to": "text",
    "date_start": "date",
    "date_end": "date",
    "date_precision": "text",
    "actor1": "text",
    "actor2": "text",
    "actor1_text": "text",
    "actor2_text": "text",
    "actor1_type": "text",
    "actor2_type": "text",
    "location": "text",
    "geonameid": "integer",
    "country": "text",
    "iso3": "text",
    "admin1": "text",
    "admin2": "text",
    "geo_precision": "text",
    "uncertainty_km": "number",
    "geometry": "geometry",
    "fatalities": "integer",
    "fatalities_low": "integer",
    "fatalities_high": "integer",
    "fatalities_basis": "text",
    "fatalities_text": "text",
    "fatalities_civilians": "integer",
    "injured": "integer",
    "target": "text",
    "headline": "text",
    "source": "text",
    "source_url": "text",
    "published": "date",
    "language": "text",
    "evidence": "text",
    "evidence_start": "integer",
    "evidence_end": "integer",
    "confidence": "number",
    "review_status": "text",
}
#: What a row must always say; other columns may be null.
REQUIRED: Final = (
    "event_id",
    "dataset",
    "event_type",
    "status",
    "event_clarity",
    "claim",
    "date_precision",
    "geo_precision",
    "review_status",
)
#: What `as_events` writes where a user's partial frame says nothing.
DEFAULTS: Final[Mapping[str, str]] = {
    "status": "occurred",
    "event_clarity": "incident",
    "claim": "reported",
    "date_precision": "unknown",
    "geo_precision": "unknown",
    "review_status": "machine",
}

_DTYPES: Final = {"text": "string", "date": "datetime64[s]", "integer": "Int64", "number": "float64"}


def empty_events() -> gpd.GeoDataFrame:
    """Return an event table without rows: every column, every dtype."""
    return events_from_rows([])


def events_from_rows(rows: Iterable[Mapping[str, Any]]) -> gpd.GeoDataFrame:
    """Build an event table from mappings; a column that a row leaves out is null.

    Parameters
    ----------
    rows
        One mapping an event, its keys columns of the event table or extra columns.
        ``geometry`` is a shapely point or None.

    Returns
    -------
    geopandas.GeoDataFrame
        The columns of `COLUMNS` with their dtypes, then the extra ones, in EPSG:4326.

    Raises
    ------
    EventTableError
        If a value can't be of its column's type; the message names column and value.
    """
    frame = pd.DataFrame(list(rows))
    return _typed(frame)


def as_events(frame: pd.DataFrame, *, dataset: str | None = None) -> gpd.GeoDataFrame:
    """Make an event table of a partial frame: missing columns filled, types set, faults listed.

    Parameters
    ----------
    frame
        At least ``event_type`` or ``sub_event_type``. A frame without ``geometry`` may have
        ``latitude`` and ``longitude``. Missing ids are numbered in row order.
    dataset
        Name for rows that have none; ``table`` if not given.

    Returns
    -------
    geopandas.GeoDataFrame
        A valid event table.

    Raises
    ------
    EventTableError
        With all faults of the frame at once.
    """
    frame = frame.reset_index(drop=True).copy()
    if "geometry" not in frame and {"latitude", "longitude"} <= set(frame.columns):
        known = frame["latitude"].notna() & frame["longitude"].notna()
        points = gpd.points_from_xy(frame["longitude"], frame["latitude"])
        frame["geometry"] = gpd.GeoSeries(points, crs=CRS).where(known, None)
    if "event_type" not in frame and "sub_event_type" in frame:
        frame["event_type"] = frame["sub_event_type"].map(EVENT_TYPE_OF)
    name = dataset or "table"
    if "dataset" not in frame:
        frame["dataset"] = name
    if "event_id" not in frame:
        frame["event_id"] = [f"{name}:{number}" for number in range(1, len(frame) + 1)]
    for column, value in DEFAULTS.items():
        frame[column] = frame[column].fillna(value) if column in frame else value
    events = _typed(frame)
    validate_events(events)
    return events


def validate_events(events: pd.DataFrame) -> None:
    """Check that a frame is an event table; raise with every fault at once.

    Checked are: columns and dtypes, the coordinate reference system, required values,
    vocabularies, unique ids, a sub-event type that belongs to its event type, date and
    fatality bounds in order, confidences within 0-1, coordinates within the globe, that
    only placed rows have a geometry, and that spans of evidence are offsets with a known role.

    Raises
    ------
    EventTableError
        Each line names a row (its ``event_id`` where there is one), a column and the mend.
    """
    faults = _column_faults(events)
    if not faults:
        faults = [*_required_faults(events), *_value_faults(events), *_order_faults(events)]
        faults += _geometry_faults(events)
    if faults:
        shown = faults[:50]
        more = [f"... and {len(faults) - 50} more"] if len(faults) > 50 else []
        raise EventTableError("not an event table:\n  " + "\n  ".join(shown + more))


def _typed(frame: pd.DataFrame) -> gpd.GeoDataFrame:
    columns: dict[str, Any] = {}
    faults = []
    for column, kind in COLUMNS.items():
        given = frame[column] if column in frame else pd.Series([None] * len(frame), dtype="object")
        if kind == "geometry":
            continue
        try:
            columns[column] = _cast(given, kind)
        except (TypeError, ValueError) as error:
            faults.append(f"column {column}: {error}; give {kind} values")
    if faults:
        raise EventTableError("not an event table:\n  " + "\n  ".join(faults))
    for column in frame.columns:
        if column not in COLUMNS and column not in {"latitude", "longitude"}:
            columns[column] = unpacked(frame[column]) if column in NESTED else frame[column]
    geometry = frame["geometry"].to_list() if "geometry" in frame else [None] * len(frame)
    table = gpd.GeoDataFrame(columns, geometry=gpd.GeoSeries(geometry, crs=CRS), crs=CRS)
    extra = [column for column in table.columns if column not in COLUMNS]
    return table[[*COLUMNS, *extra]]


def _cast(values: pd.Series[Any], kind: str) -> Any:
    values = values.reset_index(drop=True)
    if kind == "date":
        return pd.to_datetime(values, errors="raise").astype("datetime64[s]")
    if kind == "integer":
        return pd.to_numeric(values, errors="raise").astype("Int64")
    if kind == "number":
        return pd.to_numeric(values, errors="raise").astype("float64")
    return values.astype("string")


def _column_faults(events: pd.DataFrame) -> list[str]:
    if not isinstance(events, gpd.GeoDataFrame):
        return ["it is no GeoDataFrame; make one with geo_events.as_events(frame)"]
    faults = [
        f"column {column} is missing; geo_events.as_events(frame) adds it"
        for column in COLUMNS
        if column not in events
    ]
    for column, kind in COLUMNS.items():
        if column in events and kind != "geometry":
            wanted = pd.Series(dtype=_DTYPES[kind]).dtype
            if events[column].dtype != wanted:
                faults.append(f"column {column} is {events[column].dtype}, not {wanted}")
    if not faults and (events.crs is None or events.crs.to_epsg() != 4326):
        faults.append(f"the coordinates are in {events.crs}, not {CRS}; use events.to_crs(4326)")
    return faults


def _rows(events: pd.DataFrame, wrong: Any) -> list[str]:
    """Name the rows where `wrong` is true: by id where there is one, else by number."""
    ids = events["event_id"].to_list()
    numbers = np.flatnonzero(np.asarray(wrong, dtype=bool)).tolist()
    return [f"row {n + 1 if ids[n] is pd.NA else ids[n]}" for n in numbers]


def _required_faults(events: pd.DataFrame) -> list[str]:
    faults = []
    for column in REQUIRED:
        faults += [f"{row}: {column} is empty" for row in _rows(events, events[column].isna())]
    repeated = events["event_id"].duplicated(keep=False) & events["event_id"].notna()
    faults += [f"{row}: event_id is not unique" for row in _rows(events, repeated)]
    return faults


def _value_faults(events: pd.DataFrame) -> list[str]:
    faults = []
    for column, allowed in VOCABULARIES.items():
        strange = events[column].notna() & ~events[column].isin(allowed)
        for row, value in zip(_rows(events, strange), events.loc[strange, column], strict=True):
            faults.append(f"{row}: {column} {value!r} is none of {', '.join(allowed)}")
    parent = events["sub_event_type"].map(EVENT_TYPE_OF)
    stray = parent.notna() & (parent != events["event_type"]).fillna(False)
    faults += [f"{row}: sub_event_type belongs to another event_type" for row in _rows(events, stray)]
    outside = events["confidence"].notna() & ~events["confidence"].between(0, 1)
    faults += [f"{row}: confidence is outside 0-1" for row in _rows(events, outside)]
    for fault, wrong in nested_faults(events):
        faults += [f"{row}: {fault}" for row in _rows(events, wrong)]
    return faults


def _order_faults(events: pd.DataFrame) -> list[str]:
    faults = []
    for low, high in (
        ("date_start", "date_end"),
        ("fatalities_low", "fatalities"),
        ("fatalities", "fatalities_high"),
        ("evidence_start", "evidence_end"),
    ):
        wrong = (events[low] > events[high]).fillna(False)
        faults += [f"{row}: {low} is greater than {high}" for row in _rows(events, wrong)]
    return faults


def _geometry_faults(events: gpd.GeoDataFrame) -> list[str]:
    placed = events.geometry.notna() & ~events.geometry.is_empty
    unknown = events["geo_precision"] == "unknown"
    faults = [
        f"{row}: it has a geometry, but geo_precision says unknown" for row in _rows(events, placed & unknown)
    ]
    nowhere = placed & events["uncertainty_km"].isna()
    faults += [f"{row}: it is placed, but uncertainty_km is empty" for row in _rows(events, nowhere)]
    points = events.geometry[placed]
    shapes = points.geom_type != "Point"
    faults += [f"{row}: geometry is no point" for row in _rows(events.loc[placed], shapes)]
    if not shapes.any():
        off = (points.x.abs() > 180) | (points.y.abs() > 90)
        faults += [
            f"{row}: latitude or longitude lies outside the globe; were they swapped?"
            for row in _rows(events.loc[placed], off)
        ]
    return faults
