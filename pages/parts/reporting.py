"""Who has reported: the names that are missing, and the states over the last months."""

from datetime import date

import pandas as pd
import streamlit as st

from data.periods import MERGER, due
from pages.charts.grid import grid
from pages.charts.look import STATE_MARKS, Captions
from pages.parts.answers import report_states, today
from pages.parts.charts import heard_of
from pages.parts.coverage import Coverage
from pages.parts.figures import grain_said, say_raw, show_figure, states
from pages.parts.format import NBSP, day, month, span, tick
from pages.parts.markdown import escape
from pages.parts.periods import place_said, span_said
from pages.parts.scope import Span
from pages.parts.sentences import grid_title
from pages.parts.view import View

MONTHS = 12
SAID = ("on_time", "late", "missing", "nil", "not_due")


def local_states(view: View, periods: Span) -> pd.DataFrame:
    """Return the reports' states of the places looked at, with ``not_due`` as charts say it."""
    table = report_states(view.warehouse, tuple(periods.periods))
    choice = view.scope.choice
    if choice.region:
        table = table[table["region"] == choice.region]
    return table.assign(state=table["state"].replace("not_yet_due", "not_due"))


def show_missing(view: View) -> None:
    """Show by name who has not reported for the last period, with the due day."""
    period = view.scope.focus.last
    table = local_states(view, Span(period, period))
    missing = table[table["state"].isin(["missing", "not_due"])]["name"].tolist()
    said = span_said(Span(period, period), view.lang)
    if not missing:
        st.subheader(view.say("overview.all_in", n=len(table), period=said), anchor=False)
        return
    st.subheader(view.say("overview.missing", n=len(missing), period=said), anchor=False)
    st.markdown(f"**{due_said(view, due(period))}**")
    st.markdown(", ".join(map(escape, missing)))


def due_said(view: View, last_day: date) -> str:
    """Return the due day and how far away it is."""
    days = (today() - last_day).days
    if not days:
        return view.say("overview.due_today", day=day(last_day))
    key = "overview.due" if days > 0 else "overview.due_ahead"
    return view.say(key, day=day(last_day), n=abs(days))


def show_states(view: View) -> None:
    """Show the state of every report over the last months of the same vintage."""
    last = view.scope.focus.last
    first = Span(last, last).earlier(MONTHS - 1).first
    periods = Span(max(first, MERGER) if last >= MERGER else first, last)
    table = local_states(view, periods)
    shown = heard_of(table, table["upload"].notna())
    received = int(table["upload"].notna().sum())
    on_time = int((table["upload"].notna() & table["days_late"].isna()).sum())
    expected = int((table["state"] != "not_due").sum())
    coverage = Coverage(received, max(expected, received))
    title = grid_title(coverage, on_time, months=periods.months, lang=view.lang)
    show_grid(view, shown, title, periods, name="tinh-trang-bao-cao")


def show_grid(view: View, table: pd.DataFrame, title: str, periods: Span, *, name: str) -> None:
    """Show a grid of states; ``table`` is as ``local_states`` gives it."""
    place = place_said(view.scope)
    about = [place[:1].upper() + place[1:], span(periods.first, periods.last), view.whole_mark]
    words = Captions(
        title=title[:1].upper() + title[1:],
        subtitle=" · ".join(filter(None, about)),
        tick=lambda value: tick(value, view.lang),
        period=lambda value: grain_said(value, view.lang),
        states=states(view),
        merger=view.say("period.merger"),
    )
    rows = table.rename(columns={"days_late": "days"})
    st.caption(marks(view))
    show_figure(
        view, grid(rows, view.look, words), words, name=name, table=lambda: listed(view, rows)
    )


def marks(view: View) -> str:
    """Return what the marks in a grid of states mean."""
    names = {**states(view), "late": view.say("chart.late_any")}
    return " · ".join(f"{STATE_MARKS[state]}{NBSP}{names[state]}" for state in SAID)


def listed(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the states in words, a row per province and period."""
    late = say_raw(view.lang, "chart.late")
    named = states(view)
    said = [
        late.replace("{days}", f"{row.days:.0f}") if row.state == "late" else named[str(row.state)]
        for row in rows.itertuples()
    ]
    return pd.DataFrame(
        {
            view.say("column.province"): rows["name"],
            view.say("column.period"): rows["period"].map(month),
            view.say("column.state"): said,
        }
    )
