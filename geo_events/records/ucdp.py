"""UCDP GED (Georeferenced Event Dataset) as an event table.

Source of the rules: UCDP GED codebook 19.1; please cite Sundberg & Melander (2013), Journal of Peace
Research 50(4). Releases differ in the set and order of columns; the ones below are in all of them.
"""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd

from geo_events.articles import OnReject, Reject
from geo_events.columns import read_column
from geo_events.errors import InputError
from geo_events.events import CRS, DATE_PRECISIONS, as_events

DATASET: Final = "ucdp-ged"
PREFIX: Final = "ucdp_"
#: By these a GED table is known from other tables.
SIGNATURE: Final = frozenset({"type_of_violence", "where_prec", "date_prec"})
REQUIRED: Final = (
    *(
        "id",
        "type_of_violence",
        "side_a",
        "side_b",
        "where_prec",
        "where_coordinates",
        "latitude",
        "longitude",
    ),
    *("country", "date_prec", "date_start", "date_end", "best", "low", "high"),
)

#: `type_of_violence` (state-based, non-state, one-sided). GED says who fought, not with what, so that
#: all fighting is an armed clash.
_TYPES: Final = {
    1: ("Battles", "Armed clash"),
    2: ("Battles", "Armed clash"),
    3: ("Violence against civilians", "Attack"),
}
_CLARITIES: Final = {1: "incident", 2: "aggregate"}
_CODES: Final = {"type_of_violence": 3, "where_prec": 7, "date_prec": 5}
_DEATHS: Final = ("best", "low", "high")
_OPTIONAL_COUNTS: Final = ("deaths_civilians",)


def read_ucdp(raw: pd.DataFrame, *, path: Path, dataset: str | None, on_reject: OnReject) -> gpd.GeoDataFrame:
    """Make an event table of a GED table.

    Parameters
    ----------
    raw
        Every cell as text, indexed by row number.
    path
        For messages.
    dataset
        Name of the rows' dataset; ``ucdp-ged`` if not given.
    on_reject
        Called for each row that can't be used, with the columns and why.

    Returns
    -------
    geopandas.GeoDataFrame
        An event table; the columns of the source follow under ``ucdp_``.

    Raises
    ------
    InputError
        If columns are missing.
    """
    missing = [column for column in REQUIRED if column not in raw]
    if missing:
        raise InputError(f"{path}: no UCDP GED table; columns missing: {', '.join(missing)}")
    raw = raw.astype("string").fillna("").apply(lambda column: column.str.strip())
    raw = _whole(raw[~_is_tag_row(raw)])
    numbers = _numbers(raw)
    days = raw[["date_start", "date_end"]].apply(_days)
    faults = _faults(raw, numbers, days)
    for row, fault in faults[faults != ""].items():
        on_reject(Reject(f"{path}:{row}", fault.removeprefix("; ")))
    good = faults == ""
    raw, numbers, days = raw[good], numbers[good], days[good]
    places = _places(raw, numbers, path=path, on_reject=on_reject)
    frame = pd.concat([_events(raw, numbers, days, dataset or DATASET), places], axis="columns")
    sources = raw.apply(read_column).add_prefix(PREFIX)
    return as_events(pd.concat([frame, sources], axis="columns"))


def _is_tag_row(raw: pd.DataFrame) -> pd.Series[bool]:
    """Mark the row of HXL tags (``#date+start``) that exports of the Humanitarian Data Exchange carry."""
    # only a row without an id can be one, and those are few: the rest needs no search
    nameless = raw[raw["id"] == ""]
    cells = zip(nameless.index, nameless.to_numpy().tolist(), strict=True)
    tagged = [number for number, row in cells if any(row) and all(cell[:1] in {"", "#"} for cell in row)]
    return pd.Series(raw.index.isin(tagged), index=raw.index)


def _whole(raw: pd.DataFrame) -> pd.DataFrame:
    """Write whole numbers that an export wrote as ``1.0`` as ``1``."""

    def mended(column: pd.Series[Any]) -> pd.Series[Any]:
        given = column[column != ""]
        as_float = given.head(1).str.endswith(".0").any() and given.str.fullmatch(r"-?\d+\.0").all()
        return column.str.removesuffix(".0") if as_float else column

    return raw.apply(mended)


def _numbers(raw: pd.DataFrame) -> pd.DataFrame:
    """Read the columns that must be numbers; what is none becomes NaN."""
    wanted = [*_CODES, *_DEATHS, "latitude", "longitude", "event_clarity", *_OPTIONAL_COUNTS]
    present = [column for column in wanted if column in raw]
    return pd.DataFrame(
        {name: pd.to_numeric(raw[name], errors="coerce") for name in present}, dtype="float64"
    )


def _days(column: pd.Series[Any]) -> pd.Series[Any]:
    """Read days, with or without a time behind them (``2014-01-22 00:00:00.000``)."""
    return pd.to_datetime(column.str.slice(0, 10), format="%Y-%m-%d", errors="coerce").astype("datetime64[s]")


def _faults(raw: pd.DataFrame, numbers: pd.DataFrame, days: pd.DataFrame) -> pd.Series[Any]:
    """Say for each row what is wrong with it: column, value and mend; empty where nothing is."""
    faults = pd.Series("", index=raw.index, dtype="object")

    def blame(wrong: Any, column: str, mend: str) -> None:
        rows = np.asarray(wrong, dtype=bool)
        values = raw.loc[rows, column]
        faults.loc[rows] += "; " + column + " is " + values.map(_shown).astype(object) + ", " + mend

    blame(raw["id"] == "", "id", "give every row its own id")
    blame((raw["id"] != "") & raw["id"].duplicated(), "id", "which an earlier row has; keep one of the two")
    for column, highest in _CODES.items():
        blame(~numbers[column].isin(range(1, highest + 1)), column, f"give a code from 1 to {highest}")
    for column in _DEATHS:
        count = numbers[column]
        blame(~(count.ge(0) & count.mod(1).eq(0)), column, "give a whole number of deaths")
    for column in ("date_start", "date_end"):
        blame(days[column].isna(), column, "write the day as YYYY-MM-DD")
    blame(days["date_start"] > days["date_end"], "date_start", "which is after date_end; swap them")
    for column, limit in (("latitude", 90), ("longitude", 180)):
        given = raw[column] != ""
        blame(given & ~numbers[column].abs().le(limit), column, f"give degrees from -{limit} to {limit}")
        # in international waters and airspace no point may be known
        blame(~given & numbers["where_prec"].between(1, 6), column, "but where_prec says the place is known")
    return faults


def _shown(value: str) -> str:
    return repr(value) if value else "empty"


def _events(raw: pd.DataFrame, numbers: pd.DataFrame, days: pd.DataFrame, dataset: str) -> pd.DataFrame:
    kind = numbers["type_of_violence"].astype(int)
    best = numbers["best"]
    clarity = numbers["event_clarity"] if "event_clarity" in numbers else pd.Series(1, index=raw.index)
    precisions = {code: name for name, code in DATE_PRECISIONS.items() if code}
    events = pd.DataFrame(
        {
            "event_id": dataset + ":" + raw["id"],
            "dataset": dataset,
            "source_id": raw["id"],
            "event_type": kind.map({code: names[0] for code, names in _TYPES.items()}),
            "sub_event_type": kind.map({code: names[1] for code, names in _TYPES.items()}),
            "event_clarity": clarity.map(_CLARITIES),
            "date_start": days["date_start"],
            "date_end": days["date_end"],
            "date_precision": numbers["date_prec"].astype(int).map(precisions),
            "actor1": _known(raw["side_a"]),
            "actor2": _known(raw["side_b"]),
            "actor1_type": _actor_types(raw, kind, "side_a", "gwnoa"),
            "actor2_type": _actor_types(raw, kind, "side_b", "gwnob"),
            "fatalities": best,
            # in some rows of GED the lowest figure is above the best, or the highest below it
            "fatalities_low": numbers["low"].clip(upper=best),
            "fatalities_high": numbers["high"].clip(lower=best),
            "fatalities_basis": "stated",
            "headline": _column(raw, "source_headline"),
            "source": _column(raw, "source_office").fillna(_column(raw, "source_article")).map(_distinct),
            "published": _days(_column(raw, "source_date").map(_earliest)),
            "review_status": "reviewed",  # people coded these rows
        },
        index=raw.index,
    )
    civilians = numbers.get("deaths_civilians")
    if civilians is not None:
        events["fatalities_civilians"] = civilians.where(civilians.ge(0) & civilians.mod(1).eq(0))
    return events


def _actor_types(raw: pd.DataFrame, kind: pd.Series[Any], side: str, number: str) -> pd.Series[Any]:
    """Type a side of the dyad: a government in its own country or abroad, a rebel group, civilians.

    Of two groups that fight each other, and of a group that attacks civilians, GED doesn't say
    whether they are rebels or militias: their type stays null.
    """
    state = raw[side].str.startswith("Government of ")
    # Gleditsch-Ward numbers of the government and of the country that the event was in
    own = raw["side_a" if side == "side_a" else "side_b"] == "Government of " + raw["country"]
    if number in raw and "country_id" in raw:
        own |= raw[number] == raw["country_id"]
    types = pd.Series(pd.NA, index=raw.index, dtype="string")
    types[state] = "External/Other forces"
    types[state & own] = "State forces"
    types[~state & kind.eq(1)] = "Rebel group"
    types[raw[side] == "Civilians"] = "Civilians"
    return types


def _places(raw: pd.DataFrame, numbers: pd.DataFrame, *, path: Path, on_reject: OnReject) -> pd.DataFrame:
    """Give every row its place: the crosswalk of `where_prec`, radii, the country's usual name and code."""
    code = numbers["where_prec"].astype(int)
    precision, countries = _precisions(), _countries()
    admin1 = _column(raw, "adm_1")
    keys = pd.Series(list(zip(raw["country"], admin1.fillna(""), strict=True)), index=raw.index)
    keys = keys.where(keys.isin(countries.index), [(name, "") for name in raw["country"]])
    found = countries.reindex(pd.MultiIndex.from_tuples(keys, names=countries.index.names)).set_axis(
        raw.index
    )
    unknown = raw.loc[found["iso3"].isna() & (raw["country"] != ""), "country"].unique()
    given_iso3 = _column(raw, "iso3")
    for name in unknown:
        reason = f"country {name!r} is no name of UCDP's list, so the name is kept as it is"
        on_reject(
            Reject(str(path), f"{reason} and iso3 taken from the file's column iso3, if any", kept=True)
        )
    radius = code.map(precision["uncertainty_km"]).where(code != 6, found["radius_km"])
    known = numbers[["latitude", "longitude"]].notna().all(axis="columns")
    points = gpd.GeoSeries.from_xy(numbers["longitude"], numbers["latitude"], index=raw.index, crs=CRS)
    return pd.DataFrame(
        {
            "location": _column(raw, "where_coordinates"),
            "country": found["name"].fillna(_known(raw["country"])),
            "iso3": found["iso3"].fillna(given_iso3),
            "admin1": admin1,
            "admin2": _column(raw, "adm_2"),
            "geo_precision": code.map(precision["geo_precision"]),
            "uncertainty_km": radius.fillna(code.map(precision["uncertainty_km"])).where(known),
            "geometry": points.where(known, None),
        },
        index=raw.index,
    )


def _known(column: pd.Series[Any]) -> pd.Series[Any]:
    return column.replace("", pd.NA)


def _column(raw: pd.DataFrame, name: str) -> pd.Series[Any]:
    """Return a column with nulls for empty text; all nulls where this release doesn't have it."""
    return _known(raw[name]) if name in raw else pd.Series(pd.NA, index=raw.index, dtype="string")


def _distinct(names: Any) -> Any:
    """Name each outlet once: GED repeats it for every report."""
    if pd.isna(names) or ";" not in names:
        return names
    return "; ".join(dict.fromkeys(name.strip() for name in names.split(";") if name.strip()))


def _earliest(days: Any) -> Any:
    """Return the first of several days of publication; those that GED writes in words are left out."""
    if pd.isna(days):
        return ""
    return min((day.strip() for day in days.split(";") if day.strip()[:4].isdigit()), default="")


@cache
def _precisions() -> pd.DataFrame:
    return _data("ucdp_precision.csv").set_index("where_prec")


@cache
def _countries() -> pd.DataFrame:
    return _data("ucdp_countries.csv").fillna({"adm_1": ""}).set_index(["ucdp_name", "adm_1"])


def _data(name: str) -> pd.DataFrame:
    with resources.files("geo_events.records").joinpath("data", name).open(encoding="utf-8") as file:
        return pd.read_csv(file)
