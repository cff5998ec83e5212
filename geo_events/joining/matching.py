"""Which rows tell of the same incident, by time, place, kind and toll.

A cautious rule: rows match only where all that both say agrees, and where both know time and place well
enough for agreement to mean something. Two rows of one article never match: coding has told them apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from geopy.distance import geodesic

from geo_events.events import POINT_PRECISIONS

#: Days by which reports of one incident may differ: the night, and the time zone, lie between.
_DAYS_APART = 1
#: Longer ranges overlap with too much to say that two rows are one incident.
_LONGEST_RANGE_DAYS = 7
#: Points of one town in two gazetteers may be that far apart.
_SAME_TOWN_KM = 15.0
_FAMILIES = {
    "Battles": "violence",
    "Explosions/Remote violence": "violence",
    "Violence against civilians": "violence",
    "Protests": "demonstration",
    "Riots": "demonstration",
    "Strategic developments": "development",
}


def match_incidents(events: gpd.GeoDataFrame) -> pd.Series[str]:
    """Return a cluster id for each row: the first row's ``event_id`` of those that are one incident.

    Parameters
    ----------
    events
        An event table. Compared are incidents that occurred, placed at least by district, and dated
        within a week.

    Returns
    -------
    pandas.Series
        Strings, aligned with `events`; a row that matches none has its own id.
    """
    rows = _comparable(events)
    leader = {number: number for number in range(len(events))}
    for n, one in enumerate(rows):
        for other in rows[n + 1 :]:
            if other.start > one.end + pd.Timedelta(days=_DAYS_APART):
                break  # sorted by their first day: no later row can match
            if _same_incident(one, other):
                first, second = _find(leader, one.number), _find(leader, other.number)
                leader[max(first, second)] = min(first, second)
    ids = events["event_id"].to_numpy()
    return pd.Series([ids[_find(leader, n)] for n in range(len(events))], index=events.index, dtype="string")


def _find(leader: dict[int, int], number: int) -> int:
    while leader[number] != number:
        number = leader[number]
    return number


@dataclass(frozen=True, slots=True)
class _Row:
    """What a row says that can be compared."""

    number: int
    report: str
    family: str
    start: pd.Timestamp
    end: pd.Timestamp
    point: tuple[float, float]
    reach: float
    toll: tuple[float, float] | None


def _comparable(events: gpd.GeoDataFrame) -> list[_Row]:
    length = (events["date_end"] - events["date_start"]).dt.days + 1
    chosen = (
        (events["status"] == "occurred")
        & (events["event_clarity"] == "incident")
        & events["geo_precision"].isin(POINT_PRECISIONS)
        & events.geometry.notna()
        & (length <= _LONGEST_RANGE_DAYS)
    )
    numbers = np.flatnonzero(chosen.fillna(False).to_numpy(dtype=bool))
    rows = []
    for number, event in zip(numbers, events.iloc[numbers].itertuples(), strict=True):
        # an article's rows are one report; each record is one by itself
        report = event.source_id if event.dataset == "article" else event.event_id
        rows.append(
            _Row(
                number=int(number),
                report=f"{event.dataset}\0{report}",
                family=_FAMILIES[event.event_type],
                start=event.date_start,
                end=event.date_end,
                point=(event.geometry.y, event.geometry.x),
                reach=float(event.uncertainty_km),
                toll=_toll(event.fatalities, event.fatalities_low, event.fatalities_high),
            )
        )
    return sorted(rows, key=lambda row: (row.start, row.number))


def _toll(best: Any, low: Any, high: Any) -> tuple[float, float] | None:
    """Lowest and highest toll, or None where the row gives none; "at least n" has no highest."""
    if pd.isna(best):
        return None
    if pd.isna(low):
        return float(best), float(best if pd.isna(high) else high)
    return float(low), float("inf") if pd.isna(high) else float(high)


def _same_incident(one: _Row, other: _Row) -> bool:
    if one.report == other.report or one.family != other.family:
        return False
    if one.toll and other.toll and max(one.toll[0], other.toll[0]) > min(one.toll[1], other.toll[1]):
        return False
    reach = max(_SAME_TOWN_KM, min(one.reach + other.reach, 2 * _SAME_TOWN_KM))
    return bool(geodesic(one.point, other.point).km <= reach)
