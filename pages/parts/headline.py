"""The numbers a page begins with: each with its changes and the line of its last months."""

from collections.abc import Sequence

import streamlit as st

from data.catalog import Kind, Measure
from pages.charts.look import KIND_COLOURS
from pages.charts.modebar import config
from pages.charts.spark import spark
from pages.parts.change import Change, Figure, asked, changes
from pages.parts.format import number, percent, signed
from pages.parts.periods import span_said
from pages.parts.scope import Span
from pages.parts.view import View

MONTHS = 12
ARROWS = {1: "▲", 0: "＝", -1: "▼"}


def show_headline(view: View, shown: Sequence[tuple[Kind, Measure]], *, per_row: int) -> None:
    """Show some indicators side by side, on a phone two by two."""
    for at in range(0, len(shown), per_row):
        for place, (kind, measure) in zip(
            st.columns(per_row), shown[at : at + per_row], strict=False
        ):
            with place.container(border=True, height="stretch"):
                _number(view, kind, measure)


def _number(view: View, kind: Kind, measure: Measure) -> None:
    figure, previous, year_before = changes(view.warehouse, view.scope, kind)[measure.id]
    st.metric(
        measure.label.in_(view.lang),
        figure_said(view, figure),
        help=measure.definition.in_(view.lang),
    )
    st.caption("  \n".join(compared(view, change) for change in (previous, year_before)))
    st.plotly_chart(
        spark(recent(view, kind, measure), view.look, colour=KIND_COLOURS[kind.id]),
        theme=None,
        config=config(view.lang, still=True),
        key=f"spark_{measure.id}",
        alt=measure.label.in_(view.lang),
    )


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
        said += f" ({percent(change.share, view.lang)})"
    return f"{said} {view.say('change.against', period=period)}{places_said(view, change)}"


def places_said(view: View, change: Change) -> str:
    """Return of how many provinces a change is, if not of all of them."""
    return view.say("change.places", n=change.places) if change.places else ""


def recent(view: View, kind: Kind, measure: Measure) -> list[float | None]:
    """Return the last twelve months of an indicator; None where nobody reported or stated it."""
    last = view.scope.focus.last
    window = Span(Span(last, last).earlier(MONTHS - 1).first, last)
    rows = asked(view.warehouse, kind, view.scope.filters(window), ("period",))
    known = {row["period"]: row[measure.id] for row in rows}
    return [known.get(period) for period in window.periods]
