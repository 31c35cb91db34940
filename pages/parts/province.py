"""One province beside the others: its figures, its trend, its reports and its former units."""

from statistics import median

import pandas as pd
import streamlit as st

from data.catalog import Measure, catalog
from data.periods import MERGER
from data.provinces import Province, full_names, provinces
from pages.parts.answers import Row, indicators, report_states
from pages.parts.by_place import in_focus
from pages.parts.change import changes
from pages.parts.coverage import Coverage
from pages.parts.figures import Chart, show_figure, show_table
from pages.parts.format import number
from pages.parts.headline import compared, figure_said, side_by_side
from pages.parts.kept import kept
from pages.parts.markdown import escape
from pages.parts.periods import focus_said
from pages.parts.reporting import state_chart
from pages.parts.scope import Span, named
from pages.parts.sentences import calendar_title
from pages.parts.view import View

CALENDAR_MONTHS = 12
CALENDAR_FILE = "lich-bao-cao"


def chosen_province(view: View) -> Province | None:
    """Return the first province that was chosen, in today's or, before 7/2025, its own time."""
    names = view.scope.choice.provinces
    if not names:
        return None
    vintage = 63 if view.scope.focus.last < MERGER else 34
    name = named(names, heirs=vintage == 34)[0]
    return next((p for p in provinces(vintage).values() if p.name == name), None)


def everyone(view: View) -> list[Row]:
    """Return the figures of every province in the focus."""
    return list(in_focus(view.warehouse, view.scope).values())


def show_numbers(view: View, province: Province) -> None:
    """Show the province's figures, each beside the medians and with its rank."""
    measures = [kind.indicators[0] for kind in catalog().kinds.values()]
    rows = everyone(view)
    known = changes(view.warehouse, view.scope)
    for place, measure in side_by_side(view, measures[:6], per_row=3):
        figure, previous, _ = known[measure.id]
        with place.container(border=True, height="stretch", key=f"card_{measure.id}"):
            st.metric(measure.label.in_(view.lang), figure_said(view, figure))
            lines = [compared(view, previous), beside(view, rows, measure, province)]
            st.caption("  \n".join(lines))


def show_kinds(view: View, province: Province) -> None:
    """Show every indicator of every kind: now, before, a year before, and the medians."""
    st.subheader(view.say("provinces.kinds"), anchor=False)
    rows, known = everyone(view), changes(view.warehouse, view.scope)
    lines = []
    for id in indicators():
        figure, previous, year_before = known[id]
        measure = catalog().measures[id]
        lines.append(
            {
                view.say("provinces.indicator"): measure.label.in_(view.lang),
                view.say("provinces.here"): figure.value,
                view.say("provinces.previous"): previous.then.value,
                view.say("provinces.year_before"): year_before.then.value,
                **{
                    view.say(f"provinces.{key}_of"): median(group) if group else None
                    for key, group in groups(rows, id, province).items()
                },
            }
        )
    table = pd.DataFrame(lines)
    show_table(view, table.astype(dict.fromkeys(table.columns[1:], "Float64")), name="cac-loai")


def groups(rows: list[Row], id: str, province: Province) -> dict[str, list[int]]:
    """Return an indicator's known figures in the country and in the province's region."""
    names = {p.name for p in provinces(province.vintage).values() if p.region == province.region}
    known = [row for row in rows if row[id] is not None]
    return {
        "median": [row[id] for row in known],
        "median_region": [row[id] for row in known if row["province"] in names],
    }


def beside(view: View, rows: list[Row], measure: Measure, province: Province) -> str:
    """Return a province's rank and the medians of the country and its region."""
    values = {r["province"]: r[measure.id] for r in rows if r[measure.id] is not None}
    own = values.get(province.name)
    said = []
    if own is not None:
        rank = 1 + sum(value > own for value in values.values())
        said.append(view.say("provinces.rank", n=rank, all=len(values)))
    for key, group in groups(rows, measure.id, province).items():
        if group:
            value = number(median(group), view.lang)
            said.append(view.say(f"provinces.{key}", value=value))
    return " · ".join(said)


def show_former(view: View, province: Province) -> None:
    """Say what a province was made of, and where a former one has gone."""
    asked = view.scope.choice.provinces[0]
    full = full_names().get(province.code, province.name)
    if province.vintage == 34 and asked != province.name:
        text = view.say("provinces.dissolved", former=asked, name=full)
        st.caption(escape(text))
    parts = [p.name for p in provinces(63).values() if p.current_code == province.code]
    if province.vintage == 34 and len(parts) > 1:
        text = view.say("provinces.former", name=province.name, names=", ".join(parts))
        st.caption(escape(text))


def show_calendar(view: View, province: Province) -> None:
    """Show the state of the province's reports, its former units in rows of their own."""
    show_figure(
        view, _calendar(view, province.current_code, province.current_name), name=CALENDAR_FILE
    )


@kept
def _calendar(view: View, heir: str, name: str) -> Chart:
    last = view.scope.focus.last
    periods = Span(
        max(view.scope.known.first, Span(last, last).earlier(CALENDAR_MONTHS - 1).first), last
    )
    table = report_states(view.warehouse, tuple(periods.periods))
    table = table[table["current_code"] == heir].sort_values(["vintage", "code", "period"])
    # A merged province often bears the name of one of its former units.
    former = (table["vintage"] == 63) & (table["unit"] != f"34:{heir}")
    until = table["name"] + f" ({view.say('provinces.until')})"
    table = table.assign(
        state=table["state"].replace("not_yet_due", "not_due"),
        code=table["unit"],
        name=until.where(former, table["name"]),
    )
    received = table["upload"].notna()
    on_time = int((received & table["days_late"].isna()).sum())
    counted = Coverage(on_time, int((table["state"] != "not_due").sum()))
    title = calendar_title(name, counted, view.lang)
    return state_chart(view, table, title, periods)


def show_all(view: View) -> None:
    """Show the table of all provinces: reports and every indicator."""
    st.subheader(view.say("provinces.all", period=focus_said(view.scope)), anchor=False)
    lines = []
    for row in everyone(view):
        line = {
            view.say("column.province"): row["province"],
            view.say("column.coverage"): str(row["coverage"]),
        }
        lines.append(
            line | {catalog().measures[id].label.in_(view.lang): row[id] for id in indicators()}
        )
    table = pd.DataFrame(lines)
    counts = dict.fromkeys(table.columns[2:], "Int64")
    show_table(view, table.astype(counts), name="tinh-thanh-pho")
