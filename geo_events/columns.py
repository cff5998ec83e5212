"""Columns of text read as what they hold: whole numbers, numbers or text."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

# Written as Python and spreadsheets write numbers. "010" is a code and "+5" is text: both stay as they are.
_INTEGER: Final = r"-?(?:0|[1-9]\d{0,17})"
_NUMBER: Final = r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?"


def read_column(values: pd.Series[Any]) -> Any:
    """Give a column of text the dtype that all its values have.

    Parameters
    ----------
    values
        Text; empty text and nulls are nulls.

    Returns
    -------
    pandas.Series
        ``Int64`` if all values are whole numbers, ``float64`` if all are numbers, ``boolean`` if all
        are ``true`` or ``false``, else ``string``.
        A column without values is ``string``.
    """
    text = values.astype("string")
    text = text.mask(text == "")
    given = text.dropna()
    if given.empty:
        return text
    if _all_match(given, _INTEGER):
        return pd.to_numeric(text).astype("Int64")
    if _all_match(given, _NUMBER):
        return pd.to_numeric(text).astype("float64")
    if given.isin(["true", "false"]).all():
        return text.map({"true": True, "false": False}).astype("boolean")
    return text


def _all_match(given: pd.Series[Any], pattern: str) -> bool:
    # most columns of text show it in their first values, which saves reading the rest
    return all(bool(part.str.fullmatch(pattern).all()) for part in (given.head(50), given))
