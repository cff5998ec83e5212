"""Reading tables of event records, whichever dataset they are from."""

from __future__ import annotations

import os
from pathlib import Path

import geopandas as gpd

from geo_events.articles import OnReject, raise_reject
from geo_events.errors import InputError
from geo_events.records.table import read_header, read_table
from geo_events.records.ucdp import SIGNATURE, read_ucdp


def is_records(path: str | os.PathLike[str]) -> bool:
    """Whether a file is a table of event records, judged by its header, not by its name.

    Raises
    ------
    MissingFileError
        If there is no such file.
    """
    return set(read_header(Path(path))) >= SIGNATURE


def read_records(
    path: str | os.PathLike[str], *, dataset: str | None = None, on_reject: OnReject | None = None
) -> gpd.GeoDataFrame:
    """Read event records into the event table: UCDP GED as CSV, in the layout of any release.

    Parameters
    ----------
    path
        The file.
    dataset
        Name to give the dataset, and beginning of the event ids; ``ucdp-ged`` if not given.
    on_reject
        Called for each row that can't be used, with row number (the header is row 1), column and
        reason; the other rows go on.

    Returns
    -------
    geopandas.GeoDataFrame
        The event table, then all columns of the source under ``ucdp_``. Country-level rows carry
        the country's point with `geo_precision` ``country``: they are no pins.

    Raises
    ------
    MissingFileError
        If there is no such file.
    InputError
        If the file is in no known layout; or at the first bad row where `on_reject` is not given.
    """
    path = Path(path)
    header = read_header(path)
    if not set(header) >= SIGNATURE:
        missing = ", ".join(sorted(SIGNATURE - set(header)))
        raise InputError(f"{path}: not in the layout of UCDP GED; columns missing: {missing}")
    told = on_reject or raise_reject
    return read_ucdp(read_table(path, on_reject=told), path=path, dataset=dataset, on_reject=told)
