"""The charts of a kind of activity: over time, provinces ranked, province by month, by form."""

from dataclasses import replace

import pandas as pd
import streamlit as st

from data.catalog import Kind, Measure
from pages.charts.breakdown import breakdown
from pages.charts.heat import heat
from pages.charts.look import KIND_COLOURS
from pages.charts.ranking import ranking
from pages.charts.trend import trend
from pages.parts.change import changes
from pages.parts.figures import captions, show_figure
from pages.parts.format import grain_name, span
from pages.parts.periods import focus_said
from pages.parts.scope import Span
from pages.parts.sentences import breakdown_title, heat_title, ranking_title, trend_title
from pages.parts.tables import heat_table, parts_table, province_table, trend_table
from pages.parts.view import View

HEAT_MONTHS = 12


def pairs(table: pd.DataFrame) -> list[tuple[str, float]]:
    """Return name and figure of each row that has one, the greatest first."""
    known = table[table["value"].notna()].sort_values("value", ascending=False, kind="stable")
    return list(zip(known["name"], known["value"].astype(float), strict=True))


def renamed(view: View, table: pd.DataFrame, columns: dict[str, str]) -> pd.DataFrame:
    """Return some columns of a table under the words they have on the page."""
    if "period" in columns:
        said = table["period"].map(lambda period: grain_name(period, view.lang))
        table = table.assign(period=said)
    return table[list(columns)].rename(columns=columns)


def show_trend(view: View, kind: Kind, measure: Measure) -> None:
    """Show an indicator over time."""
    table = trend_table(view, measure)
    _, previous, _ = changes(view.warehouse, view.scope)[measure.id]
    # A part of a period is no record, and none is broken by it.
    whole = table["value"].where(~table["partial"])
    values = [None if pd.isna(value) else float(value) for value in whole]
    period = focus_said(view.scope)
    title = trend_title(measure, previous, values, period=period, lang=view.lang)
    window = view.scope.window
    words = captions(view, title, measure, span(window.first, window.last))
    figure = trend(table, view.look, words, colour=KIND_COLOURS[kind.id])
    columns = {
        "period": view.say("column.period"),
        "value": measure.label.in_(view.lang),
        "coverage": view.say("column.coverage"),
    }
    show_figure(
        view,
        figure,
        words,
        name=f"{measure.id}-theo-ky",
        table=lambda: renamed(view, table, columns),
    )


def show_ranking(view: View, kind: Kind, measure: Measure) -> None:
    """Show the provinces by an indicator, the greatest first."""
    focus = view.scope.focus
    table = province_table(view, measure, focus)
    title = ranking_title(pairs(table), measure, focus_said(view.scope), view.lang)
    heard = table[table["value"].notna() | table["chosen"]]
    notes = (merged_note(view, focus), silent_note(view, len(table) - len(heard)))
    words = captions(view, title, measure, focus_said(view.scope), *notes, everyone=True)
    figure = ranking(heard, view.look, words, colour=KIND_COLOURS[kind.id])
    columns = {
        "name": view.say("column.province"),
        "value": measure.label.in_(view.lang),
        "coverage": view.say("column.coverage"),
    }
    ranked = table.sort_values("value", ascending=False, kind="stable")
    show_figure(
        view,
        figure,
        words,
        name=f"{measure.id}-theo-tinh",
        table=lambda: renamed(view, ranked, columns),
    )


def show_heat(view: View, measure: Measure) -> None:
    """Show provinces by months; one that has not reported looks different from a zero."""
    last = view.scope.focus.last
    first = max(view.scope.window.first, Span(last, last).earlier(HEAT_MONTHS - 1).first)
    periods = Span(first, last)
    if periods.months == 1:
        return
    whole = heat_table(view, measure, periods)
    table = heard_of(whole, whole["value"].notna())
    title = heat_title(table, measure, lang=view.lang)
    period = span(periods.first, periods.last)
    silent = whole["code"].nunique() - table["code"].nunique()
    notes = (merged_note(view, periods), silent_note(view, silent))
    words = captions(view, title, measure, period, *notes)
    figure = heat(table, view.look, words)
    columns = {
        "name": view.say("column.province"),
        "period": view.say("column.period"),
        "value": measure.label.in_(view.lang),
        "coverage": view.say("column.coverage"),
    }
    show_figure(
        view,
        figure,
        words,
        name=f"{measure.id}-tinh-ky",
        table=lambda: renamed(view, table, columns),
    )


def show_parts(view: View, kind: Kind, measure: Measure) -> None:
    """Show what an indicator is made of: forms, or channels for the press."""
    table = parts_table(view, kind, measure)
    period = focus_said(view.scope)
    whole = changes(view.warehouse, view.scope)[measure.id][0].value or 0
    title = breakdown_title(pairs(table), measure, whole=whole, period=period, lang=view.lang)
    notes = (view.say("title.several_channels"),) if kind.breakdown == "channel" else ()
    share = view.say(f"chart.share_of_{kind.breakdown}")
    words = replace(captions(view, title, measure, period, *notes), share=share)
    if table.empty:
        st.caption(words.title)
        return
    figure = breakdown(table, view.look, words, colour=KIND_COLOURS[kind.id])
    columns = {
        "name": view.say(f"column.{kind.breakdown}"),
        "value": measure.label.in_(view.lang),
    }
    show_figure(
        view,
        figure,
        words,
        name=f"{measure.id}-theo-loai",
        table=lambda: renamed(view, table, columns),
    )


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
