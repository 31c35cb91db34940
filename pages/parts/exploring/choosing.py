"""The row of choices: what is counted, by what, how it is shown; each one in the URL."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data.catalog import catalog
from data.pivot import is_additive
from pages.parts.exploring.asking import window_of
from pages.parts.exploring.inquiry import (
    MOST_MEASURES,
    MOST_ROWS,
    SHOWN,
    WAYS,
    Inquiry,
    Sort,
    sides,
)
from pages.parts.exploring.saying import dimension_said
from pages.parts.exploring.sheet import Sheet
from pages.parts.filters import show_periods
from pages.parts.pick import change
from pages.parts.view import View

WIDTHS = (11, 11, 8, 9, 7, 7)
TOPS = ("", "5", "10", "15", "20", "50")
Said = Callable[[str], str]


def show_choices(view: View, inquiry: Inquiry) -> None:
    """Show what is asked and let it be changed: one row, on a phone behind a button."""
    if not view.look.narrow:
        _show_question(view, inquiry, st.columns(WIDTHS, vertical_alignment="bottom"))
        return
    with st.popover(view.say("explore.change"), width="stretch"):
        _show_question(view, inquiry, [st.container() for _ in WIDTHS])


def _show_question(view: View, inquiry: Inquiry, places: Sequence[DeltaGenerator]) -> None:
    labels = {id: m.label.in_(view.lang) for id, m in catalog().askable.items()}
    asked = [m.id for m in inquiry.measures]
    _several(view, places[0], "measure", labels.__getitem__, list(labels), asked, MOST_MEASURES)
    dimensions = list(catalog().dimensions)

    def said(dimension: str) -> str:
        return dimension_said(view, dimension) if dimension else view.say("explore.no_cols")

    _several(view, places[1], "rows", said, dimensions, list(inquiry.rows), MOST_ROWS)
    across = ["", *(d for d in dimensions if d not in inquiry.rows)]
    _one(view, places[2], "cols", said, across, inquiry.cols)
    ways = _ways(inquiry)
    way = inquiry.way if inquiry.way in ways else WAYS[0]
    _one(view, places[3], "as", lambda id: view.say(f"explore.{id}"), ways, way)
    window = window_of(view, inquiry)
    show_periods(view, places[4:], (window.first, window.last))


def show_arrangement(sheet: Sheet) -> None:
    """Let the lines be ordered and cut, and chart, table or both be shown, behind a button."""
    view, inquiry = sheet.view, sheet.inquiry
    opened = st.popover(view.say("explore.arrange"), key="explore_arrange", on_change="rerun")
    if not opened.open:
        return
    orders = _orders(sheet)
    _one(view, opened, "sort", lambda s: orders.get(s, s), list(orders), str(inquiry.sort))
    every = view.say("explore.all")
    top = str(inquiry.top or "")
    tops = list(dict.fromkeys([*TOPS, top]))
    _one(view, opened, "top", lambda n: n or every, tops, top)
    _one(view, opened, "show", lambda id: view.say(f"explore.{id}"), SHOWN, inquiry.show)


def show_beyond(view: View, inquiry: Inquiry) -> None:
    """Say which measures of a link are left out, where it names more than are seen together."""
    labels = [catalog().askable[id].label.in_(view.lang) for id in inquiry.beyond]
    if labels:
        st.caption(view.say("explore.beyond", n=MOST_MEASURES, what=", ".join(labels)))


def _ways(inquiry: Inquiry) -> list[str]:
    """Return how the figures can be shown: adding up needs a time and figures that add up."""
    if inquiry.yearly:
        return [WAYS[0]]
    ways = [WAYS[0], *(["share_row"] if inquiry.cols else []), "share_col"]
    if inquiry.time and all(is_additive(m.id, inquiry.time) for m in inquiry.measures):
        ways += ["cumulative", "ytd"]
    return ways


def _orders(sheet: Sheet) -> dict[str, str]:
    """Return the orders there are: as they come, and by every column, the greatest first."""
    view = sheet.view
    found = {"": view.say("explore.unsorted")}
    for column in sheet.columns:
        key = str(column.heading.key[0]) if column.heading.key else ""
        for descending in (True, False):
            word = view.say("explore.most" if descending else "explore.least", what=column.name)
            found[str(Sort(column.measure, descending, key))] = word
    chosen = str(sheet.inquiry.sort)
    return found if chosen in found else {**found, chosen: chosen}


def _several(
    view: View,
    place: DeltaGenerator,
    key: str,
    said: Said,
    options: Sequence[str],
    chosen: Sequence[str],
    most: int,
) -> None:
    place.multiselect(
        options=options, format_func=said, max_selections=most, **_bound(view, key, list(chosen))
    )


def _one(
    view: View, place: DeltaGenerator, key: str, said: Said, options: Sequence[str], chosen: str
) -> None:
    place.selectbox(options=options, format_func=said, **_bound(view, key, chosen, options[0]))


def _bound(view: View, key: str, chosen: str | list[str], *usual: str) -> dict[str, Any]:
    """Return what binds a widget to its key of the URL: what was chosen is what it shows."""
    widget = f"explore_{key}"
    st.session_state[widget] = chosen
    label = view.say(f"explore.choose_{key}")
    return {"label": label, "key": widget, "on_change": _taken, "args": (key, widget, *usual)}


def _taken(key: str, widget: str, usual: str = "") -> None:
    """Put a choice into the URL, and forget the clicked cell: it may no longer be there."""
    value = st.session_state[widget]
    chosen: Mapping[str, str | list[str]] = {key: "" if value == usual else value}
    if key in ("rows", "cols"):
        rows, cols = st.session_state["explore_rows"], st.session_state["explore_cols"]
        chosen = sides(rows, "" if cols in rows else cols)
    change({**chosen, "at": ""})
