"""The charts of a kind of activity: over time, provinces ranked, province by month, by form."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from data.catalog import Kind, Measure, catalog
from pages.charts.breakdown import breakdown
from pages.charts.heat import heat
from pages.charts.labels import EVENT_MARK
from pages.charts.look import KIND_COLOURS
from pages.charts.ranking import ranking
from pages.charts.trend import trend
from pages.parts.change import changes
from pages.parts.figures import Chart, captions, chart, show_figure
from pages.parts.format import NBSP, grain_name, span
from pages.parts.kept import kept
from pages.parts.leading import by_cell, by_part, by_period, by_province, keys
from pages.parts.periods import focus_said, span_said
from pages.parts.scope import Span
from pages.parts.sentences import breakdown_title, heat_title, ranking_title, trend_title
from pages.parts.tables import heat_table, parts_table, province_table, trend_table
from pages.parts.view import View

HEAT_MONTHS = 12


def pairs(table: pd.DataFrame) -> list[tuple[str, float]]:
    """Return name and figure of each row that has one, the greatest first."""
    known = table[table["value"].notna()].sort_values("value", ascending=False, kind="stable")
    return list(zip(known["name"], known["value"].astype(float), strict=True))


def renamed(view: View, table: pd.DataFrame, measure: Measure, *columns: str) -> pd.DataFrame:
    """Return some columns of a table, and the figures, under the words they have on the page."""
    if "period" in columns:
        said = table["period"].map(lambda period: grain_name(period, view.lang))
        table = table.assign(period=said)
    names = {id: view.say(f"column.{id}") for id in columns if id not in ("name", "value")}
    names |= {"name": view.say("column.province"), "value": measure.label.in_(view.lang)}
    return table[list(columns)].rename(columns=names)


def show_trend(view: View, measure: Measure) -> None:
    """Show an indicator over time."""
    show_figure(view, _trend(view, measure.id), name=f"{measure.id}-theo-ky")


@kept
def _trend(view: View, id: str) -> Chart:
    measure = catalog().measures[id]
    table = trend_table(view, measure)
    _, previous, _ = changes(view.warehouse, view.scope)[id]
    # A part of a period is no record, and none is broken by it.
    whole = table["value"].where(~table["partial"])
    values = [None if pd.isna(value) else float(value) for value in whole]
    period = focus_said(view.scope)
    title = trend_title(measure, previous, values, period=period, lang=view.lang)
    window = view.scope.window
    great = table[table["marked"]]["event"].tolist()
    notes = [f"{EVENT_MARK}{NBSP}{'; '.join(great)}"] if great else []
    words = captions(view, title, measure, span(window.first, window.last), *notes)
    figure = trend(table, view.look, words, colour=KIND_COLOURS[measure.kind or ""])
    named = renamed(view, table, measure, "period", "value", "coverage")
    leads = by_period(view, measure, table)
    return chart(figure, words, named, leads, keys(table, "period"))


def show_ranking(view: View, measure: Measure) -> None:
    """Show the provinces by an indicator, the greatest first."""
    show_figure(view, _ranking(view, measure.id), name=f"{measure.id}-theo-tinh")


@kept
def _ranking(view: View, id: str) -> Chart:
    measure, focus = catalog().measures[id], view.scope.focus
    table = province_table(view, measure)
    title = ranking_title(pairs(table), measure, focus_said(view.scope), view.lang)
    heard = table[table["value"].notna() | table["chosen"]]
    moved = (table["moved"] != "").any()
    period = span_said(view.scope.previous, view.lang)
    ranks = view.say("title.moved", period=period) if moved else ""
    notes = (merged_note(view, focus), silent_note(view, len(table) - len(heard)), ranks)
    words = captions(view, title, measure, focus_said(view.scope), *notes, everyone=True)
    figure = ranking(heard, view.look, words, colour=KIND_COLOURS[measure.kind or ""])
    ranked = table.sort_values("value", ascending=False, kind="stable")
    named = renamed(view, ranked, measure, "name", "value", "coverage")
    leads = by_province(view, measure, table)
    return chart(figure, words, named, leads, keys(ranked, "code"))


def show_heat(view: View, measure: Measure) -> None:
    """Show provinces by months; one that has not reported looks different from a zero."""
    if _heat_periods(view).months > 1:
        show_figure(view, _heat(view, measure.id), name=f"{measure.id}-tinh-ky")


def _heat_periods(view: View) -> Span:
    last = view.scope.focus.last
    return Span(max(view.scope.window.first, Span(last, last).earlier(HEAT_MONTHS - 1).first), last)


@kept
def _heat(view: View, id: str) -> Chart:
    measure, periods = catalog().measures[id], _heat_periods(view)
    whole = heat_table(view, measure, periods)
    table = heard_of(whole, whole["value"].notna())
    title = heat_title(table, measure, lang=view.lang)
    period = span(periods.first, periods.last)
    silent = whole["code"].nunique() - table["code"].nunique()
    notes = (merged_note(view, periods), silent_note(view, silent))
    words = captions(view, title, measure, period, *notes)
    columns = ("name", "period", "value", "coverage")
    figure = heat(table, view.look, words)
    named, leads = renamed(view, table, measure, *columns), by_cell(view, measure, table)
    return chart(figure, words, named, leads, keys(table, "code", "period"))


def show_parts(view: View, kind: Kind, measure: Measure) -> None:
    """Show what an indicator is made of: forms, or channels for the press."""
    drawn = _parts(view, kind.id, measure.id)
    if drawn.table.empty:
        st.caption(drawn.alt)
    else:
        show_figure(view, drawn, name=f"{measure.id}-theo-loai")


@kept
def _parts(view: View, kind_id: str, id: str) -> Chart:
    kind, measure = catalog().kinds[kind_id], catalog().measures[id]
    table = parts_table(view, kind, measure)
    period = focus_said(view.scope)
    whole = changes(view.warehouse, view.scope)[id][0].value or 0
    title = breakdown_title(pairs(table), measure, whole=whole, period=period, lang=view.lang)
    notes = (view.say("title.several_channels"),) if kind.breakdown == "channel" else ()
    share = view.say(f"chart.share_of_{kind.breakdown}")
    words = replace(captions(view, title, measure, period, *notes), share=share)
    figure = breakdown(table, view.look, words, colour=KIND_COLOURS[kind.id])
    named = renamed(view, table, measure, "name", "value")
    province, part = view.say("column.province"), view.say(f"column.{kind.breakdown}")
    leads = by_part(view, measure, kind.breakdown, table)
    rows = keys(table, "key")
    return chart(figure, words, named.rename(columns={province: part}), leads, rows)


def silent_note(view: View, silent: int) -> str:
    """Return how many provinces are left out because they have not reported."""
    return view.say("title.silent", n=silent) if silent else ""


def heard_of(table: pd.DataFrame, heard: "pd.Series[bool]") -> pd.DataFrame:
    """Return the rows of the provinces that were heard of at all, if most were not.

    Sixty rows of dashes say less than their number.
    """
    codes = table.loc[heard, "code"].unique()
    few = len(codes) < table["code"].nunique() / 2
    return table[table["code"].isin(codes)] if few else table


def merged_note(view: View, periods: Span) -> str:
    """Return that today's boundaries were taken because the merger lies in between."""
    return view.say("title.merged") if periods.crosses_merger else ""
