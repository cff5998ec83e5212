"""Stack event tables and mark the rows that tell of the same incident."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from geo_events.events import COLUMNS, CRS, validate_events
from geo_events.joining.matching import match_incidents


def join_events(*tables: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Join event tables in one.

    Every row of every table is kept as it is. Rows of different reports that tell of the same incident
    get the same ``cluster_id``: that of their first row.

    Parameters
    ----------
    *tables
        Event tables, such as coded articles and records.

    Returns
    -------
    geopandas.GeoDataFrame
        An event table with the rows of all, in their order, and the column ``cluster_id``.

    Raises
    ------
    EventTableError
        If a table is no event table, or two tables have an ``event_id`` in common.
    """
    for table in tables:
        validate_events(table)
    filled = [table for table in tables if len(table)] or list(tables[:1])
    # columns that are empty throughout take their type from the tables that fill them
    joined = gpd.GeoDataFrame(pd.concat(filled, ignore_index=True), geometry="geometry", crs=CRS)
    extra = [column for column in joined.columns if column not in COLUMNS]
    joined = joined[[*COLUMNS, *extra]]
    validate_events(joined)
    joined["cluster_id"] = match_incidents(joined)
    return joined
