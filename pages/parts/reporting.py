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
from pages.parts.figures import Chart, chart, grain_said, say_raw, show_figure, states
from pages.parts.format import NBSP, day, month, span, tick
from pages.parts.kept import kept
from pages.parts.leading import keys
from pages.parts.links import Lead, report
from pages.parts.markdown import escape
from pages.parts.periods import place_said, span_said
from pages.parts.places import local
from pages.parts.scope import Span
from pages.parts.sentences import grid_title
from pages.parts.view import View

MONTHS = 12
MOST = 15
SAID = ("on_time", "late", "missing", "nil", "not_due")


def local_states(view: View, periods: Span) -> pd.DataFrame:
    """Return the reports' states of the places looked at, with ``not_due`` as charts say it."""
    table = local(report_states(view.warehouse, tuple(periods.periods)), view.scope.choice)
    return table.assign(state=table["state"].replace("not_yet_due", "not_due"))


def recent(view: View) -> Span:
    """Return the last months of the same vintage: one question for all that is said of them."""
    last = view.scope.focus.last
    first = Span(last, last).earlier(MONTHS - 1).first
    return Span(max(first, MERGER) if last >= MERGER else first, last)


def show_missing(view: View) -> None:
    """Show by name who has not reported for the last period, with the due day."""
    expected, missing = _expected(view)
    if not expected:
        return
    st.subheader(_missing_title(view, expected, missing), anchor=False)
    if missing:
        names = ", ".join(escape(name) for name in missing) if len(expected) > 1 else ""
        st.markdown(f"**{due_said(view, due(view.scope.focus.last))}** {names}")


@kept
def _expected(view: View) -> tuple[list[str], list[str]]:
    """Return who is to report for the last period, and who of them has not."""
    table = local_states(view, recent(view))
    table = table[table["period"] == view.scope.focus.last]
    missing = table["state"].isin(["missing", "not_due"])
    return table["name"].tolist(), table[missing]["name"].tolist()


def _missing_title(view: View, expected: list[str], missing: list[str]) -> str:
    last = view.scope.focus.last
    period = span_said(Span(last, last), view.lang)
    if len(expected) == 1:
        key = "overview.one_missing" if missing else "overview.one_in"
        return view.say(key, name=expected[0], period=period)
    if missing:
        return view.say("overview.missing", n=len(missing), period=period)
    return view.say("overview.all_in", n=len(expected), period=period)


def due_said(view: View, last_day: date) -> str:
    """Return the due day and how far away it is."""
    days = (today() - last_day).days
    if not days:
        return view.say("overview.due_today", day=day(last_day))
    key = "overview.due" if days > 0 else "overview.due_ahead"
    return view.say(key, day=day(last_day), n=abs(days))


def show_states(view: View) -> None:
    """Show the state of the reports over the last months, where most is amiss on top."""
    show_figure(view, _states(view), name="tinh-trang-bao-cao")


@kept
def _states(view: View) -> Chart:
    periods = recent(view)
    table = local_states(view, periods)
    received = int(table["upload"].notna().sum())
    on_time = int((table["upload"].notna() & table["days_late"].isna()).sum())
    expected = int((table["state"] != "not_due").sum())
    coverage = Coverage(received, max(expected, received))
    title = grid_title(coverage, on_time, months=periods.months, lang=view.lang)
    return state_chart(view, table, title, periods, most=MOST)


def state_chart(
    view: View, table: pd.DataFrame, title: str, periods: Span, *, most: int | None = None
) -> Chart:
    """Return a grid of states; ``table`` is as ``local_states`` gives it.

    With ``most`` only so many rows are drawn, those with the most amiss; the table has all.
    """
    heard = heard_of(table, table["upload"].notna())
    rows = worst(heard, most) if most else heard
    left = table["code"].nunique() - rows["code"].nunique()
    note = view.say("title.left", n=left) if left else ""
    return drawn(view, rows, title, periods, note, table)


def drawn(
    view: View, rows: pd.DataFrame, title: str, periods: Span, note: str, table: pd.DataFrame
) -> Chart:
    """Return the grid of some rows, its words, and all of them as a table below it."""
    lang, place = view.lang, place_said(view.scope)
    about = [
        place[:1].upper() + place[1:],
        span(periods.first, periods.last),
        note,
        view.whole_mark,
        marks(view, rows),
    ]
    words = Captions(
        title=title[:1].upper() + title[1:],
        subtitle=" · ".join(filter(None, about)),
        tick=lambda value: tick(value, lang),
        period=lambda value: grain_said(value, lang),
        states=states(view),
        merger=view.say("period.merger"),
    )
    figure = grid(rows.rename(columns={"days_late": "days"}), view.look, words)
    leads = reports(view, table)
    return chart(figure, words, listed(view, table), leads, keys(table, "code", "period"))


def reports(view: View, rows: pd.DataFrame) -> dict[str, Lead]:
    """Return the way from each report that was received to its place in the history."""
    sent = rows[rows["upload"].notna()]
    columns = (sent[name].tolist() for name in ("code", "period", "name", "upload"))
    return {
        f"{code} {period}": report(view, f"{name}, {month(period)}", upload, period, name)
        for code, period, name, upload in zip(*columns, strict=True)
    }


def worst(table: pd.DataFrame, most: int) -> pd.DataFrame:
    """Return the rows of the provinces with the most missing, then late reports."""
    amiss = table.assign(
        missing=table["state"] == "missing", late=table["days_late"].notna()
    ).groupby("code", sort=False)[["missing", "late"]]
    sums = amiss.sum().sort_values(["missing", "late"], ascending=False, kind="stable")
    shown = sums[sums.sum(axis=1) > 0].head(most)
    order = {code: at for at, code in enumerate(shown.index if len(shown) else sums.index)}
    return table[table["code"].isin(order)].sort_values(
        "code", key=lambda codes: codes.map(order), kind="stable"
    )


def marks(view: View, rows: pd.DataFrame) -> str:
    """Return what the marks in a grid of states mean, those that are there."""
    there = set(rows["state"])
    names = {**states(view), "late": view.say("chart.late_any")}
    said = (
        f"{STATE_MARKS[state]} {names[state]}".replace(" ", NBSP)
        for state in SAID
        if state in there
    )
    return f"{NBSP}{NBSP} ".join(said)


def listed(view: View, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the states in words, a row per province and period."""
    late = say_raw(view.lang, "chart.late")
    named = states(view)
    said = [
        late.replace("{days}", f"{days:.0f}") if state == "late" else named[state]
        for state, days in zip(rows["state"], rows["days_late"], strict=True)
    ]
    return pd.DataFrame(
        {
            view.say("column.province"): rows["name"],
            view.say("column.period"): rows["period"].map(month),
            view.say("column.state"): said,
        }
    )
