"""Empty cells of any sort are None, and a column that is not there is empty."""

import pandas as pd

from pages.charts.table import last_known, numbers, texts, truths

TABLE = pd.DataFrame(
    {
        "n": pd.array([1, None, 3], dtype="Int64"),
        "f": [1.5, float("nan"), 0.0],
        "t": ["a", None, "c"],
        "b": [True, False, True],
    }
)


def test_columns() -> None:
    assert numbers(TABLE, "n") == [1, None, 3]
    assert numbers(TABLE, "f") == [1.5, None, 0]
    assert texts(TABLE, "t") == ["a", "", "c"]
    assert truths(TABLE, "b") == [True, False, True]


def test_columns_that_are_not_there() -> None:
    assert numbers(TABLE, "x") == [None, None, None]
    assert texts(TABLE, "x") == ["", "", ""]
    assert truths(TABLE, "x") == [False, False, False]


def test_last_known() -> None:
    assert last_known([1, 2, None]) == 1
    assert last_known([None]) is None
