"""Two provinces or two ranges of periods side by side: as a table, and over time as lines."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import streamlit as st

from data.catalog import Measure, catalog
from data.provinces import Province, provinces
from pages.charts.lines import lines
from pages.charts.look import KIND_COLOURS, NEUTRAL
from pages.parts.answers import Row, rows_of
from pages.parts.change import Figure
from pages.parts.charts import renamed
from pages.parts.figures import Chart, captions, chart
from pages.parts.format import SIGNS, span
from pages.parts.headline import figure_said
from pages.parts.kept import kept
from pages.parts.leading import by_cell, by_period, keys
from pages.parts.links import Lead, received_of
from pages.parts.markdown import escape
from pages.parts.periods import focus_said, span_said
from pages.parts.provincial.numbers import leads_of
from pages.parts.provincial.one import alone
from pages.parts.provincial.sides import Beside, Side, capital, figures_of, show_beside, table_of
from pages.parts.scope import Span
from pages.parts.sums import months
from pages.parts.tables import trend_table
from pages.parts.view import View

YEAR = 12


def show_provinces(view: View, province: Province, other: Province, measure: Measure) -> None:
    """Show two provinces in the same periods."""
    names = {"first": escape(province.name), "second": escape(other.name)}
    period = focus_said(view.scope)
    st.subheader(view.say("provinces.together", **names, period=period), anchor=False)
    both = _provinces(view, str(province.vintage), province.code, other.code, measure.id)
    show_beside(view, both, name="hai-tinh")


@kept
def _provinces(view: View, vintage: str, code: str, other: str, id: str) -> Beside:
    units = [provinces(int(vintage))[key] for key in (code, other)]
    views = [alone(view, unit) for unit in units]
    focus = view.scope.focus
    sides = [
        Side(unit.name, _focus(one), leads_of(one, focus, unit.name), received_of(one, focus))
        for unit, one in zip(units, views, strict=True)
    ]
    measure = catalog().measures[id]
    tables: list[pd.DataFrame] = []
    leads: dict[str, Lead] = {}
    for unit, one in zip(units, views, strict=True):
        table = _whole(trend_table(one, measure)).assign(series=unit.name)
        tables.append(table)
        ways = by_period(one, measure, table)
        leads |= {f"{unit.name} {period}": to for period, to in ways.items()}
    choice = replace(view.scope.choice, provinces=tuple(unit.name for unit in units))
    place = replace(view, scope=replace(view.scope, choice=choice))
    over_time = _lines(place, measure, sides, pd.concat(tables), view.scope.window, leads)
    return Beside(sides[0], sides[1], table_of(view, *sides), over_time)


def show_periods(view: View, province: Province, then: Span, measure: Measure) -> None:
    """Show a province in two ranges of periods; as lines where both begin in the same month."""
    both = _periods(view, then.first, then.last, measure.id)
    names = {"first": both.one.name, "second": both.other.name}
    name = escape(province.name)
    st.subheader(view.say("provinces.periods", name=name, **names), anchor=False)
    show_beside(view, both, name="hai-ky")


@kept
def _periods(view: View, first: str, last: str, id: str) -> Beside:
    focus, then, measure = view.scope.focus, Span(first, last), catalog().measures[id]
    rows = _months(view, then)
    known = figures_of([rows[period] for period in then.periods if period in rows])
    names = [span_said(periods, view.lang) for periods in (focus, then)]
    back = _in_boundaries(view, then)
    own, earlier = (
        leads_of(of, periods, capital(name))
        for of, periods, name in ((view, focus, names[0]), (back, then, names[1]))
    )
    sides = [
        Side(names[0], _focus(view), own, received_of(view, focus)),
        Side(names[1], known, earlier, received_of(back, then)),
    ]
    over_time = None
    if _same_month(focus, then):
        table = _years(view, measure, rows, then)
        leads = _leads(_in_boundaries(view, _year(then.last)), measure, table)
        over_time = _lines(view, measure, sides, table, _year(focus.last), leads)
    return Beside(sides[0], sides[1], table_of(view, *sides), over_time)


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
            sign = SIGNS.get(row[f"{measure.id}_qualifier"], "") if row else ""
            found.append((span(year.first, year.last), shown, value, sign, period))
    table = pd.DataFrame(found, columns=["series", "period", "value", "qualifier", "own"])
    return table.assign(value=table["value"].astype("Int64"))


def _leads(view: View, measure: Measure, table: pd.DataFrame) -> dict[str, Lead]:
    """Return the way from each month of both years."""
    (name,) = view.scope.choice.provinces
    own = table.assign(code=table["series"], name=name, period=table["own"])
    return by_cell(view, measure, own)


def _whole(table: pd.DataFrame) -> pd.DataFrame:
    """Return a trend with gaps where a figure is of a part of the reports or periods only."""
    return table.assign(value=table["value"].mask(table["partial"]))


def _lines(
    view: View,
    measure: Measure,
    sides: list[Side],
    table: pd.DataFrame,
    periods: Span,
    leads: dict[str, Lead],
) -> Chart | None:
    """Return both over time, if there is a time and something of each."""
    known = table.dropna(subset=["value"])
    if periods.months == 1 or known["series"].nunique() < len(sides):
        return None
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
    rows = keys(behind, "name", "period")
    named = renamed(view, behind, measure, "name", "period", "value")
    return chart(figure, words, named, leads, rows)
