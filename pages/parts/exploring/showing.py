"""The charts of the page: a click on a measure's opens a cell, on the second filters all."""

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
FIRST_ACROSS, SECOND_ACROSS, PANEL_ACROSS = 560, 360, 450
BESIDE, BESIDE_ANOTHER, FEW, LONG = 18, 13, 4, 30
"""With more columns, or more than a few and names of more letters, a chart has the whole width."""


def show_charts(sheet: Sheet) -> None:
    """Show a chart for each measure, the first one over time or by province, and the way on.

    Where no activity is left there is only the way back.
    """
    if not sheet.pivot.lines or not sheet.counted:
        st.info(sheet.view.say("explore.nothing"))
    elif len(sheet.inquiry.measures) == 1:
        left, right = _places(sheet)
        with left:
            _show_measure(sheet, FIRST, FIRST_ACROSS)
        with right:
            _show_second(sheet)
            show_panel(sheet.view, sheet.inquiry)
    else:
        _show_several(sheet)


def _places(sheet: Sheet, *widths: int) -> Sequence[DeltaGenerator]:
    if sheet.view.look.narrow or _is_wide(sheet):
        return st.container(), st.container()
    return st.columns(widths or (3, 2), gap="large")


def _show_several(sheet: Sheet) -> None:
    """Show a chart for each measure, two in a row: each with an axis and a unit of its own."""
    view, inquiry = sheet.view, sheet.inquiry
    drawn = [replace(sheet, drawn=m.id) for m in inquiry.measures if sheet.has(m.id)]
    # What is over at the end of the last row is for the second chart.
    over: Sequence[DeltaGenerator] = ()
    for at in range(0, len(drawn), 2):
        over = _places(sheet, 1, 1)
        for one in drawn[at : at + 2]:
            where, *over = over
            with where:
                _show_measure(one, f"{FIRST}_{one.measure.id}", PANEL_ACROSS)
    bare = [m.label.in_(view.lang) for m in inquiry.measures if not sheet.has(m.id)]
    if bare:
        st.caption(view.say("explore.bare", what=", ".join(bare)))
    left, right = (over[0], over[0]) if over else _places(sheet, 2, 3)
    with left:
        _show_second(sheet)
    with right:
        show_panel(view, inquiry)


def _show_measure(sheet: Sheet, key: str, across: int) -> None:
    drawn = _drawn(sheet, across, whole=_is_wide(sheet))
    if drawn:
        _show(sheet.view, drawn, key, lambda: _opened(sheet, drawn, key))


def _show_second(sheet: Sheet) -> None:
    """Show the first measure over time, or by province where time is first."""
    other = beside(sheet)
    second = _drawn(other, SECOND_ACROSS, whole=_is_wide(sheet))
    if second:
        _show(sheet.view, second, SECOND, lambda: _filtered(other.inquiry, second))
        st.caption(sheet.view.say("explore.cross"))


def _is_wide(sheet: Sheet) -> bool:
    """Say whether a chart of lines by columns needs the whole width: many of them, long names."""
    count = len(sheet.pivot.columns)
    names = [sheet.said(line, sheet.inquiry.rows)[0] for line in sheet.pivot.lines]
    most = BESIDE if len(sheet.inquiry.measures) == 1 else BESIDE_ANOTHER
    return count > most or (count > FEW and max(map(len, names), default=0) > LONG)


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
    # A target has no months: the second chart is of what it is a target for.
    first = inquiry.measures[0]
    asked = (first.of,) if first.of else inquiry.asked[:1]
    one = Inquiry(asked=asked, sides=(side,), chosen=kept, search=inquiry.search)
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


def _opened(sheet: Sheet, drawn: Drawn, key: str) -> None:
    mark = _mark(drawn, key)
    put("at", place(sheet, *mark) if mark else [])


def _filtered(other: Inquiry, drawn: Drawn | None) -> None:
    mark = _mark(drawn, SECOND)
    name = mark[0].names[0] if mark and not mark[0].rest else None
    change({other.rows[0]: [name] if name else [], "at": ""})
