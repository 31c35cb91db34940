"""Two provinces or two ranges of periods side by side: as a table, and over time as lines."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import streamlit as st

from data.catalog import Measure
from data.provinces import Province
from pages.charts.lines import lines
from pages.charts.look import KIND_COLOURS, NEUTRAL
from pages.parts.answers import Row, rows_of
from pages.parts.change import Figure
from pages.parts.charts import renamed
from pages.parts.figures import captions, chart, show_figure
from pages.parts.format import span
from pages.parts.headline import figure_said
from pages.parts.markdown import escape
from pages.parts.periods import focus_said, span_said
from pages.parts.provincial.one import alone
from pages.parts.provincial.sides import Side, figures_of, show_sides
from pages.parts.scope import Span
from pages.parts.sums import months
from pages.parts.tables import trend_table
from pages.parts.view import View

YEAR = 12


def show_provinces(view: View, province: Province, other: Province, measure: Measure) -> None:
    """Show two provinces in the same periods."""
    focus = view.scope.focus
    sides = [
        Side(unit.name, _focus(one), one, focus)
        for unit, one in ((unit, alone(view, unit)) for unit in (province, other))
    ]
    names = {"first": escape(province.name), "second": escape(other.name)}
    period = focus_said(view.scope)
    st.subheader(view.say("provinces.together", **names, period=period), anchor=False)
    show_sides(view, *sides, name="hai-tinh")
    tables = [_whole(trend_table(side.view, measure)).assign(series=side.name) for side in sides]
    both = replace(view.scope.choice, provinces=(province.name, other.name))
    view = replace(view, scope=replace(view.scope, choice=both))
    _show_lines(view, measure, sides, pd.concat(tables), view.scope.window, name="hai-tinh")


def show_periods(view: View, province: Province, then: Span, measure: Measure) -> None:
    """Show a province in two ranges of periods; as lines where both begin in the same month."""
    focus, rows = view.scope.focus, _months(view, then)
    known = figures_of([rows[period] for period in then.periods if period in rows])
    sides = [
        Side(span_said(focus, view.lang), _focus(view), view, focus),
        Side(span_said(then, view.lang), known, _in_boundaries(view, then), then),
    ]
    names = {"first": sides[0].name, "second": sides[1].name}
    name = escape(province.name)
    st.subheader(view.say("provinces.periods", name=name, **names), anchor=False)
    show_sides(view, *sides, name="hai-ky")
    if _same_month(focus, then):
        table = _years(view, measure, rows, then)
        _show_lines(view, measure, sides, table, _year(focus.last), name="hai-ky")


def _focus(view: View) -> dict[str, Figure]:
    known = months(view.warehouse, view.scope)
    return figures_of([known[p] for p in view.scope.focus.periods if p in known])


def _year(last: str) -> Span:
    """Return the twelve months that end with a period."""
    return Span(Span(last, last).earlier(YEAR - 1).first, last)


def _months(view: View, then: Span) -> dict[str, Row]:
    """Return the months of the other range and of the year that ends with it."""
    whole = Span(min(then.first, _year(then.last).first), then.last)
    known, reach = view.scope.known, view.scope.reach
    if reach.first <= max(whole.first, known.first) and whole.last <= reach.last:
        # The page has asked for them already.
        return months(view.warehouse, view.scope)
    scope = _in_boundaries(view, whole).scope
    filters = scope.filters(whole, boundaries=scope.boundaries)
    return {row["period"]: row for row in rows_of(view.warehouse, filters, ("period",))}


def _in_boundaries(view: View, then: Span) -> View:
    """Return the view in the boundaries in which other periods can stand beside the focus."""
    focus = view.scope.focus
    both = Span(min(then.first, focus.first), max(then.last, focus.last))
    choice = replace(view.scope.choice, boundaries=view.scope.by_place(both))
    return replace(view, scope=replace(view.scope, choice=choice))


def _same_month(focus: Span, then: Span) -> bool:
    return focus.last != then.last and focus.last[5:] == then.last[5:]


def _years(view: View, measure: Measure, rows: Mapping[str, Row], then: Span) -> pd.DataFrame:
    """Return both years month by month, each under the months of the newer focus."""
    axis = _year(view.scope.focus.last)
    own = _months(view, view.scope.focus)
    found = []
    for year, of in ((axis, own), (_year(then.last), rows)):
        for shown, period in zip(axis.periods, year.periods, strict=True):
            row = of.get(period)
            whole = row is not None and row["coverage"].enough
            value = row[measure.id] if row and whole else None
            found.append((span(year.first, year.last), shown, value, period))
    table = pd.DataFrame(found, columns=["series", "period", "value", "own"])
    return table.assign(value=table["value"].astype("Int64"))


def _whole(table: pd.DataFrame) -> pd.DataFrame:
    """Return a trend with gaps where a figure is of a part of the reports or periods only."""
    return table.assign(value=table["value"].mask(table["partial"]))


def _show_lines(
    view: View,
    measure: Measure,
    sides: list[Side],
    table: pd.DataFrame,
    periods: Span,
    *,
    name: str,
) -> None:
    """Show both over time, if there is a time and something of each."""
    known = table.dropna(subset=["value"])
    if periods.months == 1 or known["series"].nunique() < len(sides):
        return
    view = replace(view, look=replace(view.look, wide=True))
    said = [f"{figure_said(view, side.figures[measure.id])} ({side.name})" for side in sides]
    title = f"{measure.label.in_(view.lang)}: {', '.join(said)}"
    note = view.say("provinces.gaps")
    words = captions(view, title, measure, span(periods.first, periods.last), note)
    first, second = table["series"].unique()
    colours = {first: KIND_COLOURS[measure.kind or ""], second: NEUTRAL}
    figure = lines(table, view.look, words, colours=colours)
    own = table["own"] if "own" in table else table["period"]
    behind = table.assign(name=table["series"], period=own)
    named = renamed(view, behind, measure, "name", "period", "value")
    show_figure(view, chart(figure, words, named), name=f"{measure.id}-{name}")
