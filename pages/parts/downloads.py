"""A table taken along: as CSV, workbook or Parquet, each made when it is asked for."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple

import pandas as pd
import streamlit as st

from data.filters import Filters
from data.workbook import parquet_bytes, xlsx_bytes
from pages.parts.answers import today
from pages.parts.export import csv_bytes, marked
from pages.parts.format import day, span
from pages.parts.periods import place_said
from pages.parts.rights import may, show_refusal
from pages.parts.sums import coverage_of
from pages.parts.taking import RECORDS, Taken, guarded
from pages.parts.view import View

MIME = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "parquet": "application/vnd.apache.parquet",
}
Signs = Mapping[tuple[int, str], str]


class Leaving(NamedTuple):
    """What leaves the page: the file's name, its table, and what the sheet "Nguồn" says first."""

    name: str
    table: Callable[[], pd.DataFrame]
    said: Sequence[tuple[str, str]] = ()
    signs: Callable[[], Signs] = dict
    boundaries: str = ""
    records: Filters | None = None
    """Which records of reports the table is, None for figures: not everybody takes those."""


def show_downloads(view: View, leaving: Leaving) -> None:
    """Offer a table in every format behind one small button."""
    with st.popover(view.say("downloads.open"), key=f"downloads_{leaving.name}"):
        if leaving.records and not (answer := may(RECORDS)):
            show_refusal(view.lang, answer)
            return
        for kind, mime in MIME.items():
            st.download_button(
                view.say(f"downloads.{kind}"),
                data=_making(view, leaving, kind),
                file_name=f"{file_name(view, leaving.name)}.{kind}",
                mime=mime,
                key=f"{kind}_{leaving.name}",
                on_click="ignore",
                type="tertiary",
            )


def _making(view: View, leaving: Leaving, kind: str) -> Callable[[], bytes]:
    """Return what makes the file on a click; of records it asks then who it is."""
    asked = leaving.records
    if asked is None:
        return partial(made, view, leaving, kind)

    def make() -> tuple[bytes, int]:
        table = leaving.table()
        return made(view, leaving._replace(table=lambda: table), kind), len(table)

    where = [f"{name}={';'.join(values)}" for name, values in asked.where.items()]
    return guarded(
        make,
        Taken(
            file=f"{file_name(view, leaving.name)}.{kind}",
            provinces=tuple(asked.where.get("province", ())),
            first=asked.first or view.scope.known.first,
            last=asked.last or view.scope.known.last,
            found_by=" ".join(filter(None, [*where, asked.search and f"q={asked.search}"])),
            synthetic=view.warehouse.demonstration,
        ),
    )


def made(view: View, leaving: Leaving, kind: str) -> bytes:
    """Return the file; synthetic figures are marked in every row of it."""
    table, signs = leaving.table(), leaving.signs()
    if kind == "xlsx":
        sheets = (view.say("downloads.figures"), view.say("downloads.source"))
        table = marked(table, view.say("column.demonstration"), view.mark)
        return xlsx_bytes(table, sheets, source(view, leaving), signs)
    table = marked(with_signs(table, signs), view.say("column.demonstration"), view.mark)
    return csv_bytes(table) if kind == "csv" else parquet_bytes(table)


def with_signs(table: pd.DataFrame, signs: Signs) -> pd.DataFrame:
    """Return the table with a column of ≥, ≤ and ≈ behind each that has any: numbers stay such."""
    columns = {}
    for name in table.columns:
        columns[name] = table[name]
        said = [signs.get((row, name), "") for row in range(len(table))]
        if any(said):
            columns[f"{name} (≥ ≤ ≈)"] = pd.Series(said, table.index)
    return pd.DataFrame(columns)


def source(view: View, leaving: Leaving) -> list[tuple[str, str]]:
    """Return what a file is about: its question, periods, places, coverage and version."""
    scope, said = view.scope, leaving.said
    lines = [(view.say("downloads.page"), view.say("frame.product")), *said]
    if not said:
        lines += [
            (view.say("downloads.period"), span(scope.focus.first, scope.focus.last)),
            (view.say("downloads.place"), place_said(scope)),
            (view.say("column.coverage"), str(coverage_of(view.warehouse, scope, scope.focus))),
        ]
    drawn = leaving.boundaries or scope.boundaries
    lines += [
        (view.say("filters.boundaries"), view.say(f"filters.{drawn}")),
        (view.say("downloads.version"), str(view.warehouse.version)),
        (view.say("downloads.on"), day(today())),
    ]
    return [*lines, (view.say("downloads.mark"), view.mark)] if view.mark else lines


def file_name(view: View, name: str) -> str:
    """Return the name of an export: what it holds, until which period, and if it is synthetic."""
    demo = ["minh-hoa" if view.lang == "vi" else "demonstration"] if view.mark else []
    return "-".join([name, view.scope.focus.last, *demo])
