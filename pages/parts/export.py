"""Texts of tables made harmless, and CSV that a spreadsheet opens rightly."""

from datetime import date
from typing import Any

import pandas as pd

from data.exports import delimited, neutral
from pages.parts.format import day, month


def as_typed(value: object) -> str:
    """Return how a neutralised text is read on screen: without our apostrophe."""
    if not isinstance(value, str):
        return "" if value is None or pd.isna(value) else str(value)  # type: ignore[call-overload]
    return value[1:] if neutral(value[1:]) == value else value


def neutralised(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with every text made harmless; numbers stay numbers."""
    texts = [c for c in table.columns if not pd.api.types.is_numeric_dtype(table[c])]
    return table.assign(**{c: table[c].map(neutral) for c in texts})


def marked(table: pd.DataFrame, column: str, mark: str) -> pd.DataFrame:
    """Return the table with a last column that marks synthetic figures, if they are."""
    return table.assign(**{column: mark}) if mark else table


def csv_bytes(table: pd.DataFrame) -> bytes:
    """Return the table as CSV: UTF-8 with BOM, so that Excel sees the Vietnamese letters."""
    plain = table.assign(**{str(c): table[c].map(_plain) for c in table if _is_typed(table[c])})
    named = plain.set_axis([delimited(name) for name in plain.columns], axis="columns")
    return named.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _is_typed(column: "pd.Series[Any]") -> bool:
    """Whether a column may hold days or months, which are written as on the page."""
    return not pd.api.types.is_numeric_dtype(column)


def _plain(value: object) -> object:
    if isinstance(value, pd.Period):
        return month(str(value))
    if isinstance(value, date) and not pd.isna(value):
        return day(value)
    return delimited(value)
