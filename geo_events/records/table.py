"""Reading a CSV table as text, row by row faults told."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pyarrow as pa
from pyarrow import csv as arrow_csv

from geo_events.articles import OnReject, Reject
from geo_events.errors import InputError, MissingFileError


def read_header(path: Path) -> list[str]:
    """Return the column names of a CSV file, or nothing where it is no text.

    Raises
    ------
    MissingFileError
        If there is no such file.
    """
    if not path.is_file():
        raise MissingFileError(f"{path}: there is no such file; check the name")
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return next(csv.reader(file), [])
    except (UnicodeDecodeError, csv.Error):
        return []


def read_table(path: Path, *, on_reject: OnReject) -> pd.DataFrame:
    """Read a CSV file, every cell as text.

    Returns
    -------
    pandas.DataFrame
        Indexed by row number, the header being row 1. Rows with too many or too few cells are
        left out and told.

    Raises
    ------
    InputError
        If the file is no CSV in UTF-8.
    """
    names = read_header(path)
    if len(set(names)) < len(names):
        twice = sorted({name for name in names if names.count(name) > 1})
        raise InputError(f"{path}: columns stand twice: {', '.join(twice)}; rename or drop one of each")
    torn: list[int] = []

    def reject_row(row: arrow_csv.InvalidRow) -> str:
        torn.append(row.number)
        reason = f"the row has {row.actual_columns} cells, the header {row.expected_columns}"
        on_reject(Reject(f"{path}:{row.number}", f"{reason}; put text with commas in quotes"))
        return "skip"

    try:
        table = arrow_csv.read_csv(
            path,
            # row numbers are only known where one thread reads
            read_options=arrow_csv.ReadOptions(use_threads=False),
            parse_options=arrow_csv.ParseOptions(newlines_in_values=True, invalid_row_handler=reject_row),
            convert_options=arrow_csv.ConvertOptions(
                column_types={name: pa.string() for name in names}, strings_can_be_null=False
            ),
        )
    except (pa.ArrowInvalid, UnicodeDecodeError) as error:
        raise InputError(f"{path}: the file is no CSV in UTF-8 ({error}); save it as that") from error
    gone = set(torn)
    numbers = [number for number in range(2, table.num_rows + len(torn) + 2) if number not in gone]
    return pd.DataFrame(table.to_pandas()).set_axis(pd.Index(numbers), axis="index")
