"""What a province was made of: in words, and as bands over time up to the merger."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from data.catalog import Measure, catalog
from data.filters import Filters
from data.periods import MERGER, due, grain_of
from data.provinces import Province, full_names, provinces
from pages.charts.bands import bands
from pages.charts.look import KIND_COLOURS, MISSING_MARK
from pages.parts.answers import Row, rows_of, today
from pages.parts.change import changes
from pages.parts.charts import renamed, show_trend
from pages.parts.choice import Choice
from pages.parts.figures import Chart, captions, chart, show_figure
from pages.parts.format import NBSP, SIGNS, grain_name, span
from pages.parts.kept import kept
from pages.parts.leading import keys
from pages.parts.links import Lead, lead
from pages.parts.markdown import escape
from pages.parts.periods import focus_said
from pages.parts.provincial.one import former
from pages.parts.scope import Span
from pages.parts.sentences import amount, trend_title
from pages.parts.sums import summed
from pages.parts.tables import trend_table
from pages.parts.view import View


def show_former(view: View, province: Province) -> None:
    """Say what a province was made of, where a former one has gone, and if its region changed."""
    asked = view.scope.choice.provinces[0]
    full = full_names().get(province.code, province.name)
    said = []
    if province.vintage == 34 and asked != province.name:
        said.append(view.say("provinces.dissolved", former=asked, name=full))
    units = former(province)
    if units:
        names = ", ".join(unit.name for unit in units)
        said.append(view.say("provinces.former", name=province.name, names=names))
    for text in said:
        st.caption(escape(text))


def show_over_time(view: View, province: Province, measure: Measure) -> None:
    """Show an indicator over time, up to the merger as bands of the former units."""
    if former(province) and view.scope.window.first < MERGER:
        show_figure(view, _bands(view, province.code, measure.id), name=f"{measure.id}-don-vi-cu")
    else:
        show_trend(view, measure)


@kept
def _bands(view: View, code: str, id: str) -> Chart:
    measure, province = catalog().measures[id], provinces(34)[code]
    table = pd.DataFrame(_rows(view, province, measure))
    table["value"] = table["value"].astype("Int64")
    window = view.scope.window
    lacking = view.say("provinces.lacking") if table["lacking"].any() else ""
    notes = [f"{MISSING_MARK}{NBSP}{lacking}"] if lacking else []
    words = captions(view, _title(view, measure), measure, span(window.first, window.last), *notes)
    colour = KIND_COLOURS[measure.kind or ""]
    figure = bands(table, view.look, words, colour=colour, whole=province.name)
    named = renamed(view, table.rename(columns={"series": "name"}), measure,
                    "name", "period", "value", "coverage")  # fmt: skip
    leads = dict(_leads(view, measure, table))
    return chart(figure, words, named, leads, keys(table, "key"))


def _title(view: View, measure: Measure) -> str:
    """Return the title of the sum: the bands are its parts."""
    whole = trend_table(view, measure)
    known = whole["value"].where(~whole["partial"])
    values = [None if pd.isna(value) else float(value) for value in known]
    _, previous, _ = changes(view.warehouse, view.scope)[measure.id]
    return trend_title(measure, previous, values, period=focus_said(view.scope), lang=view.lang)


def _rows(view: View, province: Province, measure: Measure) -> list[dict[str, Any]]:
    """Return a row per unit and period, the former unit with the most first."""
    names = tuple(dict.fromkeys([*(unit.name for unit in former(province)), province.name]))
    window = view.scope.window
    filters = Filters(where={"province": names}, first=window.first, last=window.last)
    grain, of = view.scope.choice.grain, dict[tuple[str, str], list[Row]]()
    for row in rows_of(view.warehouse, filters, ("province", "period")):
        key = (row["k_province"], grain_of(row["period"], grain))
        of.setdefault(key, []).append(row)
    lines = [_line(view, province, measure, rows, of=key) for key, rows in of.items()]
    sums: dict[str, int] = {}
    for line in lines:
        sums[line["series"]] = sums.get(line["series"], 0) + (line["value"] or 0)
    return sorted(
        lines,
        key=lambda line: (line["series"] == province.name, -sums[line["series"]], line["period"]),
    )


def _line(
    view: View, province: Province, measure: Measure, rows: list[Row], *, of: tuple[str, str]
) -> dict[str, Any]:
    unit, bucket = of
    row = summed(rows, [measure.id])
    name = rows[0]["province"]
    old = unit != f"34:{province.code}"
    until = f"{name} ({view.say('provinces.until')})" if name == province.name else name
    return {
        "series": until if old else name,
        "name": name,
        "period": bucket,
        "value": row[measure.id],
        "qualifier": SIGNS.get(row[f"{measure.id}_qualifier"], ""),
        "coverage": str(row["coverage"]),
        "lacking": _lacking(view, measure, row, last=max(r["period"] for r in rows)),
        "key": f"{unit} {bucket}",
        "first": min(r["period"] for r in rows),
        "last": max(r["period"] for r in rows),
    }


def _lacking(view: View, measure: Measure, row: Row, *, last: str) -> str:
    """Return what a unit's figure lacks: a report, some of them, or the number."""
    coverage = row["coverage"]
    if not coverage.received:
        return view.say("chart.not_due" if due(last) >= today() else "chart.missing")
    if coverage.received < coverage.expected:
        return view.say("chart.coverage", coverage=coverage)
    return view.say("change.unstated") if row[measure.id] is None else ""


def _leads(view: View, measure: Measure, table: pd.DataFrame) -> Iterator[tuple[str, Lead]]:
    """Return the way from each band: its unit in its own time, as it reported."""
    for row in table[table["value"].notna()].to_dict("records"):
        periods = Span(row["first"], row["last"])
        choice = Choice(first=periods.first, last=periods.last, provinces=(row["name"],))
        then = replace(view, scope=replace(view.scope, choice=choice, focus=periods))
        sign = f"{row['qualifier']}{NBSP}" if row["qualifier"] else ""
        figure = f"{sign}{amount(row['value'], measure, view.lang)}"
        what = f"{row['series']}, {grain_name(row['period'], view.lang)}: {figure}"
        yield row["key"], lead(then, measure, what, periods)
