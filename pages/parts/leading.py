"""The ways from the marks of a chart to the records they are made of, by the marks' keys."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from data.catalog import Measure
from data.periods import grain_of
from pages.parts.format import NBSP, grain_name, month
from pages.parts.links import Lead, lead
from pages.parts.scope import Span
from pages.parts.sentences import amount
from pages.parts.view import View

Row = Mapping[str, Any]


def by_period(view: View, measure: Measure, table: pd.DataFrame) -> dict[str, Lead]:
    """Return the way from each month, quarter, half or year over time."""
    months: dict[str, list[str]] = defaultdict(list)
    for period in view.scope.window.periods:
        months[grain_of(period, view.scope.choice.grain)].append(period)
    return {
        row["period"]: lead(view, measure, _said(view, measure, row, name), Span(of[0], of[-1]))
        for row in _known(table)
        for name, of in [(grain_name(row["period"], view.lang), months[row["period"]])]
    }


def by_province(view: View, measure: Measure, table: pd.DataFrame) -> dict[str, Lead]:
    """Return the way from each province in the focus."""
    focus = view.scope.focus
    found = {}
    for row in _known(table):
        said = _said(view, measure, row, row["name"])
        found[row["code"]] = lead(view, measure, said, focus, f"province:{row['name']}")
    return found


def by_cell(view: View, measure: Measure, table: pd.DataFrame) -> dict[str, Lead]:
    """Return the way from each province in each month; the key is its code and period."""
    found = {}
    for row in _known(table):
        name, period = f"{row['name']}, {month(row['period'])}", row["period"]
        said = _said(view, measure, row, name)
        place = f"province:{row['name']}"
        found[f"{row['code']} {period}"] = lead(view, measure, said, Span(period, period), place)
    return found


def by_part(view: View, measure: Measure, dimension: str, table: pd.DataFrame) -> dict[str, Lead]:
    """Return the way from each form or channel that is named alone."""
    focus = view.scope.focus
    return {
        row["key"]: lead(
            view,
            measure,
            _said(view, measure, row, row["name"]),
            focus,
            f"{dimension}:{row['key']}",
        )
        for row in _known(table)
        if row["key"] and not row["rest"]
    }


def keys(table: pd.DataFrame, *columns: str) -> list[tuple[str]]:
    """Return the key of the mark that each row of a table stands for."""
    return [(" ".join(map(str, row)),) for row in zip(*(table[c] for c in columns), strict=True)]


def _known(table: pd.DataFrame) -> Iterator[Row]:
    names = [str(name) for name in table.columns]
    for cells in table.itertuples(index=False, name=None):
        row = dict(zip(names, cells, strict=True))
        if not pd.isna(row["value"]):
            yield row


def _said(view: View, measure: Measure, row: Row, name: str) -> str:
    sign = f"{row['qualifier']}{NBSP}" if row["qualifier"] else ""
    return f"{name}: {sign}{amount(row['value'], measure, view.lang)}"
