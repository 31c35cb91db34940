"""The charts of the page: a click on the first opens a cell, on the second filters all."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.pivot import Heading
from pages.charts.modebar import config
from pages.parts.exploring.asking import GRAINS, window_of
from pages.parts.exploring.clicking import place
from pages.parts.exploring.inquiry import TIMES, Inquiry
from pages.parts.exploring.panel import show_panel
from pages.parts.exploring.pictures import Drawn, picture
from pages.parts.exploring.sheet import Sheet, sheet_of
from pages.parts.pick import change, put
from pages.parts.view import View

FIRST, SECOND = "explore_first", "explore_second"
FIRST_ACROSS, SECOND_ACROSS = 560, 360
BESIDE, FEW, LONG = 18, 4, 30
"""With more columns, or more than a few and names of more letters, a chart has the whole width."""


def show_charts(sheet: Sheet) -> None:
    """Show the chart that fits, and beside it the same over time or by province, and the way on.

    Where no activity is left there is only the way back.
    """
    view = sheet.view
    whole = _is_wide(sheet)
    first, other = _drawn(sheet, FIRST_ACROSS, whole=whole), beside(sheet)
    if first is None or not sheet.counted:
        st.info(view.say("explore.nothing"))
        return
    second = _drawn(other, SECOND_ACROSS, whole=whole)
    left, right = _places(sheet)
    with left:
        _show(view, first, FIRST, lambda: _opened(sheet, first))
    with right:
        if second:
            _show(view, second, SECOND, lambda: _filtered(other.inquiry, second))
            st.caption(view.say("explore.cross"))
        show_panel(view, sheet.inquiry)


def _places(sheet: Sheet) -> Sequence[DeltaGenerator]:
    if sheet.view.look.narrow or _is_wide(sheet):
        return st.container(), st.container()
    return st.columns((3, 2), gap="large")


def _is_wide(sheet: Sheet) -> bool:
    """Say whether a chart of lines by columns needs the whole width: many of them, long names."""
    count = len(sheet.pivot.columns)
    names = [sheet.said(line, sheet.inquiry.rows)[0] for line in sheet.pivot.lines]
    return count > BESIDE or (count > FEW and max(map(len, names), default=0) > LONG)


def _drawn(sheet: Sheet, across: int, *, whole: bool) -> Drawn | None:
    """Return a sheet's chart, drawn for the part of the page that it has."""
    look = replace(sheet.view.look, across=0 if whole else across, wide=whole)
    return picture(replace(sheet, view=replace(sheet.view, look=look)))


def beside(sheet: Sheet) -> Sheet:
    """Return the second chart's sheet: over time, or by province where time is first.

    It is of the same periods, and not narrowed by what is chosen in it: that stands out in the
    first chart, and another can be chosen.
    """
    view, inquiry = sheet.view, sheet.inquiry
    side = _side(view, inquiry)
    periods, choice = window_of(view, inquiry), view.scope.choice
    choice = replace(choice, first=periods.first, last=periods.last)
    if side == "province":
        choice = replace(choice, provinces=())
    scope = replace(view.scope, choice=choice, window=periods)
    kept = tuple((d, v) for d, v in inquiry.chosen if d not in TIMES or side not in TIMES)
    one = Inquiry(asked=inquiry.asked[:1], sides=(side,), chosen=kept, search=inquiry.search)
    return sheet_of(replace(view, scope=scope), one)


def _side(view: View, inquiry: Inquiry) -> str:
    if inquiry.rows[0] in TIMES and not inquiry.cols:
        return "province"
    times = {grain: dimension for dimension, grain in GRAINS.items()}
    return inquiry.time or times[view.scope.choice.grain]


def _show(view: View, drawn: Drawn, key: str, clicked: Callable[[], None]) -> None:
    st.plotly_chart(
        drawn.chart.figure,
        theme=None,
        config=config(view.lang, name="kham-pha", touch=view.look.narrow),
        key=key,
        alt=drawn.chart.alt,
        on_select=clicked,
        selection_mode="points",
    )


def _mark(drawn: Drawn | None, key: str) -> tuple[Heading, Heading] | None:
    """Return the line and column of the mark that was clicked, None where none is."""
    points = st.session_state[key].selection.points
    if not points or drawn is None:
        return None
    at = points[0]
    return drawn.marks.get((at["curve_number"], at["point_index"]))


def _opened(sheet: Sheet, drawn: Drawn | None) -> None:
    mark = _mark(drawn, FIRST)
    put("at", place(sheet, *mark) if mark else [])


def _filtered(other: Inquiry, drawn: Drawn | None) -> None:
    mark = _mark(drawn, SECOND)
    name = mark[0].names[0] if mark and not mark[0].rest else None
    change({other.rows[0]: [name] if name else [], "at": ""})
