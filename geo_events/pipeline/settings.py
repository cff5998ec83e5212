"""What a run reads and how."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class RunSettings:
    """What a run reads and how.

    Attributes
    ----------
    inputs
        Files, folders and patterns; tables of records among them are read as records.
    records
        Further record files.
    published, source
        Day of publication and outlet of articles that nothing nearer says them of.
    text_column
        The column of tables of articles that holds the text, where its name doesn't tell.
    places
        The user's own places (``.csv``, ``.geojson``, ``.gpkg``), which go before all others of their names.
    processes
        How many share the work; the results are the same.
    """

    inputs: tuple[Path, ...]
    records: tuple[Path, ...] = ()
    published: dt.date | None = None
    source: str | None = None
    text_column: str | None = None
    places: Path | None = None
    processes: int = 1
