"""CSV that spreadsheets can open without running what a news text says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final, TextIO

import pandas as pd
import pyarrow as pa
from pyarrow import csv as arrow_csv

from geo_events.errors import InputError

_ROWS_AT_ONCE: Final = 20_000
# Spreadsheets take text that begins like this for a formula. Text that begins as an escaped cell
# does is escaped as well, so that it can be told from one.
_FORMULA: Final = r"\A('*[=+\-@\t\r])"
_ESCAPED: Final = r"\A'('*[=+\-@\t\r])"


def write_cells(table: pd.DataFrame, file: TextIO) -> None:
    """Write a table as CSV: text in quotes, numbers bare, nulls as empty cells, lines ended by LF.

    Text cells that begin with ``= + - @``, tab or CR get one ``'``; numbers never. Days are written
    as YYYY-MM-DD, lists and mappings as JSON.

    Parameters
    ----------
    table
        Any table without geometry; its index is not written.
    file
        Opened with ``newline=""``.
    """
    file.write(",".join(_quoted(pd.Series(table.columns.astype("string")))) + "\n")
    for start in range(0, len(table), _ROWS_AT_ONCE):
        part = table.iloc[start : start + _ROWS_AT_ONCE]
        columns = [_written(part[column]) for column in part]
        file.writelines(",".join(row) + "\n" for row in zip(*columns, strict=True))


def read_cells(path: Path) -> pd.DataFrame:
    """Read what `write_cells` wrote, every cell as text, escapes taken off.

    Raises
    ------
    InputError
        If the file is no CSV in UTF-8.
    """
    try:
        with path.open("rb") as file:
            names = arrow_csv.open_csv(file, parse_options=_PARSE).schema.names
        table = arrow_csv.read_csv(
            path,
            parse_options=_PARSE,
            convert_options=arrow_csv.ConvertOptions(
                column_types={name: pa.string() for name in names},
                null_values=[""],
                strings_can_be_null=True,
                quoted_strings_can_be_null=False,
            ),
        )
    except (pa.ArrowInvalid, pa.ArrowKeyError) as error:
        raise InputError(f"{path}: the file is no CSV in UTF-8 ({error}); save it as that") from error
    frame = pd.DataFrame(table.to_pandas()).astype("string")
    frame.columns = frame.columns.astype("string").str.replace(_ESCAPED, r"\1", regex=True).astype("object")
    return pd.DataFrame({name: frame[name].str.replace(_ESCAPED, r"\1", regex=True) for name in frame})


_PARSE: Final = arrow_csv.ParseOptions(newlines_in_values=True)


def _written(column: pd.Series[Any]) -> list[str]:
    if pd.api.types.is_bool_dtype(column.dtype):
        return [str(value).lower() for value in column.astype("object").where(column.notna(), "")]
    if pd.api.types.is_numeric_dtype(column.dtype):
        # repr gives the shortest figures that read back as the same number
        return ["" if pd.isna(value) else repr(value) for value in column.astype("object").tolist()]
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        return ["" if pd.isna(day) else day.strftime("%Y-%m-%d") for day in column]
    if column.dtype == object:
        return [_cell(value) for value in column]
    return _quoted(column.astype("string"))


def _cell(value: Any) -> str:
    """Write one value of a column that holds values of several types."""
    if isinstance(value, list | dict | tuple):
        value = json.dumps(value, ensure_ascii=False)
    elif pd.isna(value):
        return ""
    elif isinstance(value, bool | int | float):
        return repr(value).lower()
    return _quoted(pd.Series([str(value)], dtype="string"))[0]


def _quoted(column: pd.Series[Any]) -> list[str]:
    escaped = column.str.replace(_FORMULA, r"'\1", regex=True).str.replace('"', '""', regex=False)
    return ('"' + escaped + '"').fillna("").tolist()
