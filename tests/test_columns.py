"""Columns of text get the dtype that all their values have."""

import pandas as pd
import pytest

from geo_events.columns import read_column


@pytest.mark.parametrize(
    ("values", "dtype"),
    [
        (["1", "", "-20"], "Int64"),
        (["1", "2.5", "1e-7"], "float64"),
        (["010", "20"], "string"),  # a code
        (["+5"], "string"),
        (["true", "false", None], "boolean"),
        (["1", "x"], "string"),
        (["", None], "string"),
        (["nan", "1"], "string"),
        (["9" * 30], "float64"),
    ],
)
def test_the_dtype_follows_all_values(values, dtype):
    column = read_column(pd.Series(values, dtype="object"))
    assert column.dtype == dtype
    assert column.isna().tolist() == [not value for value in values]
