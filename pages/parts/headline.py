"""The numbers a page begins with: each with its changes and the line of its last months."""

from collections.abc import Iterator, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.catalog import Measure
from pages.charts.look import KIND_COLOURS
from pages.charts.modebar import config
from pages.charts.spark import spark
from pages.parts.answers import rows_of
from pages.parts.change import Change, Figure, changes
from pages.parts.format import MINUS, number, percent, signed
from pages.parts.periods import span_said
from pages.parts.scope import Span
from pages.parts.view import View

MONTHS = 12
ARROWS = {1: "▲", 0: "=", -1: "▼"}


def show_headline(view: View, shown: Sequence[Measure], *, per_row: int) -> None:
    """Show some indicators side by side, with the line of their last twelve months."""
    last = view.scope.focus.last
    window = Span(Span(last, last).earlier(MONTHS - 1).first, last)
    rows = rows_of(view.warehouse, view.scope.filters(window), ("period",))
    months = {row["period"]: row for row in rows}
    known = changes(view.warehouse, view.scope)
    for place, measure in side_by_side(view, shown, per_row=per_row):
        recent = [months.get(period, {}).get(measure.id) for period in window.periods]
        with place.container(border=True, height="stretch"):
            _number(view, measure, known[measure.id], recent)
    if any(change.places for m in shown for change in known[m.id][1:]):
        st.caption(view.say("change.alike"))


def side_by_side(
    view: View, shown: Sequence[Measure], *, per_row: int
) -> Iterator[tuple[DeltaGenerator, Measure]]:
    """Return a place for each indicator, so many in a row, on a phone two."""
    wide = 2 if view.look.narrow else per_row
    for at in range(0, len(shown), wide):
        row = shown[at : at + wide]
        yield from zip(st.columns(wide, wrap=False), row, strict=False)


def _number(
    view: View,
    measure: Measure,
    known: tuple[Figure, Change, Change],
    recent: list[float | None],
) -> None:
    figure, *compared_with = known
    st.metric(
        measure.label.in_(view.lang),
        figure_said(view, figure),
        help=measure.definition.in_(view.lang),
    )
    st.caption("  \n".join(compared(view, change) for change in once(compared_with)))
    st.plotly_chart(
        spark(recent, view.look, colour=KIND_COLOURS[measure.kind or ""]),
        theme=None,
        config=config(view.lang, still=True),
        key=f"spark_{measure.id}",
        alt=measure.label.in_(view.lang),
    )


def once(compared_with: Sequence[Change]) -> list[Change]:
    """Return the changes without one from the same periods: a year ago may be the period before."""
    return list({change.periods: change for change in compared_with}.values())


def figure_said(view: View, figure: Figure) -> str:
    """Return a figure in words: a number, "not stated", or a dash where nobody reported."""
    if figure.value is not None:
        return number(figure.value, view.lang, figure.qualifier)
    return view.say("change.unstated") if figure.coverage.received else "—"


def compared(view: View, change: Change) -> str:
    """Return a change and what it is a change from, or why no difference is given."""
    period = span_said(change.periods, view.lang)
    if change.then.value is None:
        return view.say("change.none", period=period)
    if not change.fair:
        value = number(change.then.value, view.lang, change.then.qualifier)
        return view.say("change.was", period=period, value=value, coverage=change.then.coverage)
    sign = (change.difference > 0) - (change.difference < 0)
    said = f"{ARROWS[sign]} {signed(change.difference, view.lang)}"
    if change.share:
        before = MINUS if sign < 0 else "+"
        said += f" ({before}{percent(change.share, view.lang)})"
    places = f" ({view.say('change.of', n=change.places)})" if change.places else ""
    return f"{said} {view.say('change.against', period=period)}{places}"
