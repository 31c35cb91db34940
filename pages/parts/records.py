"""The activities themselves with their source, a search, and a CSV of what is shown."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from data.catalog import Kind, catalog
from data.filters import Filters
from pages.parts.alone import alone
from pages.parts.answers import record_count, record_rows
from pages.parts.figures import show_table
from pages.parts.format import SIGNS, day, month, number
from pages.parts.kept import kept
from pages.parts.periods import focus_said
from pages.parts.pick import search
from pages.parts.source import show_source
from pages.parts.view import View

SHOWN = 100
MOST = 100_000
"""As many rows as a report may have on the page; more is a matter for the shell."""
COLUMNS = (
    "title", "kind", "form", "date", "quantity", "participants", "copies", "organiser", "role",
    "mode", "channel", "topic", "document_no", "status",
)  # fmt: skip
"""Those of records of several kinds."""
COUNTS = ("quantity", "participants", "copies")
LISTED = ("kind", "role", "mode", "status")


def show_records(view: View, *kinds: Kind) -> None:
    """Show the rows of the reports behind the figures of the page, of one kind or several."""
    st.subheader(view.say("records.title"), anchor=False)
    asked = search(view.say("records.search"), view.say("records.hint"), widget="pick_q")
    ids = tuple(kind.id for kind in kinds)
    filters = _filters(view, asked, ids)
    found = record_count(view.warehouse, filters)
    said = view.say("records.found", n=number(found, view.lang), period=focus_said(view.scope))
    more = view.say("records.shown", n=number(SHOWN, view.lang)) if found > SHOWN else ""
    st.caption(" · ".join(filter(None, [said, more, view.mark])))
    if not found:
        st.markdown(view.say("records.none"))
        return

    def whole() -> pd.DataFrame:
        rows = record_rows(view.warehouse, filters, limit=MOST)
        return typed(view, _columns(ids), rows)

    picked = f"picked_{hash((view.key, ids, asked))}"
    name = f"{ids[0]}-hoat-dong" if len(ids) == 1 else "hoat-dong"
    shown = _shown(view, asked, *ids)

    def listed() -> None:
        show_table(view, shown, name=name, whole=whole, records=filters, picked=picked)
        show_source(view, record_rows(view.warehouse, filters, limit=SHOWN), picked)

    alone(view.lang, listed)


def _filters(view: View, asked: str, kinds: tuple[str, ...]) -> Filters:
    return view.scope.filters(view.scope.focus, where={"kind": kinds}, search=asked)


def _columns(kinds: tuple[str, ...]) -> Sequence[str]:
    return catalog().kinds[kinds[0]].columns if len(kinds) == 1 else COLUMNS


@kept
def _shown(view: View, asked: str, *kinds: str) -> pd.DataFrame:
    rows = record_rows(view.warehouse, _filters(view, asked, kinds), limit=SHOWN)
    return filled(readable(view, _columns(kinds), rows))


def readable(view: View, columns: Sequence[str], rows: pd.DataFrame) -> pd.DataFrame:
    """Return records under the words of the page: what, its source, and the other columns."""
    known = catalog().columns
    title, *others = columns
    table = {
        known["province"].label.in_(view.lang): rows["province"],
        known["period"].label.in_(view.lang): rows["period"].map(month),
        known[title].label.in_(view.lang): _column(view, title, rows),
        view.say("column.file"): rows["file"],
        view.say("column.row"): rows["row"],
    }
    for id in others:
        table[known[id].label.in_(view.lang)] = _column(view, id, rows)
    return pd.DataFrame(table)


def typed(view: View, columns: Sequence[str], rows: pd.DataFrame) -> pd.DataFrame:
    """Return records as they leave the page: their months and days as such, for calculating."""
    table, known = readable(view, columns, rows), catalog().columns
    table[known["period"].label.in_(view.lang)] = pd.PeriodIndex(rows["period"], freq="M")
    if "date" in columns:
        name = known["date"].label.in_(view.lang)
        at = list(table.columns).index(name)
        ends = [pd.to_datetime(rows[end]).dt.date for end in ("date_start", "date_end")]
        table[name] = ends[0]
        table.insert(at + 1, view.say("records.until"), ends[1])
    return table


def filled(table: pd.DataFrame) -> pd.DataFrame:
    """Return the table without the columns that no row fills."""
    return table[[c for c in table.columns if not table[c].isin(["", None]).all()]]


def _column(view: View, id: str, rows: pd.DataFrame) -> "pd.Series[Any]":
    if id == "date":
        return pd.Series(list(map(_date, rows["date_start"], rows["date_end"])), rows.index)
    if id in COUNTS:
        return _count(view, id, rows)
    if id == "channel":
        return rows[id].map(lambda values: _listed(view, id, values))
    if id in LISTED or id == "form":
        return rows[id].map(lambda value: _label(view, id, value))
    return rows[id]


def _label(view: View, id: str, value: object) -> str:
    return catalog().label(id, value, view.lang) if isinstance(value, str) else ""


def _listed(view: View, id: str, values: object) -> str:
    items = values if isinstance(values, list | np.ndarray) else []
    return "; ".join(_label(view, id, value) for value in items)


def _count(view: View, id: str, rows: pd.DataFrame) -> "pd.Series[Any]":
    """Return numbers, or texts such as ``≥ 150`` where any of them is not exact."""
    qualifiers = rows[f"{id}_qualifier"].map(lambda q: SIGNS.get(q, ""))
    if not qualifiers.any():
        return rows[id].astype("Int64")
    return pd.Series(
        [
            "" if pd.isna(value) else number(value, view.lang, str(qualifier or ""))
            for value, qualifier in zip(rows[id], rows[f"{id}_qualifier"], strict=True)
        ],
        rows.index,
    )


def _date(start: date | None, end: date) -> str:
    if start is None or pd.isna(start):
        return ""
    return day(start) if start == end else f"{day(start)}–{day(end)}"
