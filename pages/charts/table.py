"""Columns of a table as plain lists, with an empty cell as None."""

import math

import pandas as pd

Numbers = list[float | None]


def numbers(table: pd.DataFrame, column: str) -> Numbers:
    """Return the column as numbers, None where it is empty or the table does not have it."""
    if column not in table:
        return [None] * len(table)
    return [_number(value) for value in table[column].tolist()]


def _number(value: object) -> float | None:
    if value is None or value is pd.NA or not isinstance(value, int | float):
        return None
    return None if math.isnan(value) else value


def texts(table: pd.DataFrame, column: str) -> list[str]:
    """Return the column as text, empty where it is empty or the table does not have it."""
    if column not in table:
        return [""] * len(table)
    return [value if isinstance(value, str) else _plain(value) for value in table[column].tolist()]


def _plain(value: object) -> str:
    return "" if pd.isna(value) else str(value)  # type: ignore[call-overload]


def truths(table: pd.DataFrame, column: str) -> list[bool]:
    """Return the column as yes or no, no where it is empty or the table does not have it."""
    if column not in table:
        return [False] * len(table)
    return [value is True for value in table[column].tolist()]


def last_known(values: Numbers) -> int | None:
    """Return the index of the last value that is there, None when all are empty."""
    return next((i for i in range(len(values) - 1, -1, -1) if values[i] is not None), None)
