"""The clicked cell: what stands there, the next level below it, and its records."""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from data.catalog import catalog
from data.filters import Filters
from data.pivot import Cell, Shape, pivot
from pages.parts.answers import answer, record_count, record_rows
from pages.parts.exploring.asking import filters_of, refused
from pages.parts.exploring.inquiry import Inquiry, sides
from pages.parts.exploring.saying import cell_said, dimension_said, value_said
from pages.parts.figures import show_table
from pages.parts.format import number
from pages.parts.markdown import escape
from pages.parts.pick import change
from pages.parts.records import COLUMNS, MOST, SHOWN, filled, readable, typed
from pages.parts.sentences import inner
from pages.parts.source import show_source
from pages.parts.view import View

BELOW = {
    "region": "province",
    "year": "half",
    "half": "quarter",
    "quarter": "period",
    "kind": "form",
    "province": "form",
}
DONE = ("done",)


def show_panel(view: View, inquiry: Inquiry) -> None:
    """Show what was clicked and where one can go from there; nothing before a click."""
    if not inquiry.at:
        st.caption(view.say("explore.hint"))
        return
    st.markdown(f"**{escape(place_said(view, inquiry))}**: {escape(_figures(view, inquiry))}")
    with st.container(horizontal=True, gap="small"):
        for dimension, value in inquiry.place:
            _show_ways(view, inquiry, dimension, value)
        st.button(view.say("explore.close"), key="close", type="tertiary", on_click=_close)


def place_said(view: View, inquiry: Inquiry) -> str:
    """Return what the clicked cell stands for: ``Lào Cai, quý 3/2026``."""
    said = [value_said(view, dimension, value) for dimension, value in inquiry.place]
    return ", ".join([*said[:1], *map(inner, said[1:])]) or view.say("explore.total")


def within(view: View, inquiry: Inquiry) -> Filters:
    """Return the filters of the clicked cell."""
    filters = filters_of(view, inquiry)
    place = {dimension: (value,) for dimension, value in inquiry.place}
    return replace(filters, where={**filters.where, **place})


def _figures(view: View, inquiry: Inquiry) -> str:
    ids = tuple(m.id for m in inquiry.measures)
    whole = pivot(
        Shape(ids, filters=within(view, inquiry)), lambda asked: answer(view.warehouse, asked)
    )
    said, cell = [], Cell()
    for measure in inquiry.measures:
        cell = whole.cell((), (), measure.id)
        text = cell_said(view, cell, cell.value, share=False)
        unit = f" {measure.unit.counted(view.lang, text)}" if cell.value is not None else ""
        said.append(f"{text or view.say('chart.missing')}{unit}")
    if cell.received < cell.expected:
        said.append(view.say("chart.coverage", coverage=f"{cell.received}/{cell.expected}"))
    return " · ".join(said)


def _show_ways(view: View, inquiry: Inquiry, dimension: str, value: str) -> None:
    """Offer the next level below a value, and the value alone."""
    said = value_said(view, dimension, value)
    below = BELOW.get(dimension)
    if below and below not in inquiry.dimensions and not _is_refused(inquiry, below):
        label = view.say(
            "explore.below", what=inner(dimension_said(view, below)), value=escape(said)
        )
        drill = _going(inquiry, dimension, value, below)
        st.button(label, key=f"below_{dimension}", on_click=drill, type="primary")
    if value not in inquiry.where.get(dimension, ()):
        label = view.say("explore.only", value=escape(said))
        st.button(label, key=f"only_{dimension}", on_click=_going(inquiry, dimension, value))


def _is_refused(inquiry: Inquiry, below: str) -> bool:
    """Say whether a measure cannot be split by a level below: reports and targets have few."""
    return refused(replace(inquiry, sides=(below,), across="", chosen=(), search="")) is not None


def _going(
    inquiry: Inquiry, dimension: str, value: str, below: str | None = None
) -> Callable[[], None]:
    """Return what puts a value into the filters and the level below it in its place."""

    def go() -> None:
        arranged: dict[str, list[str]] = {}
        if below:
            rows = [below if d == dimension else d for d in inquiry.rows]
            arranged = sides(rows, below if dimension == inquiry.cols else inquiry.cols)
        change({**arranged, dimension: [value], "at": "", "sort": ""})

    return go


def _close() -> None:
    change({"at": ""})


def show_rows(view: View, inquiry: Inquiry) -> None:
    """Show the records behind the clicked cell, each with its file and line."""
    kinds = _kinds(inquiry)
    if not inquiry.at or not kinds:
        return
    silent = _counted(within(view, inquiry), kinds)
    filters = replace(silent, stated=_stated(inquiry))
    found = record_count(view.warehouse, filters)
    st.subheader(view.say("explore.records", place=escape(place_said(view, inquiry))), anchor=False)
    more = view.say("records.shown", n=number(SHOWN, view.lang)) if found > SHOWN else ""
    said = view.say("explore.found", n=number(found, view.lang))
    others = record_count(view.warehouse, silent) - found
    without = view.say("explore.silent", n=number(others, view.lang)) if others else ""
    st.caption(" · ".join(filter(None, [said, without, more, view.mark])))
    if not found:
        return
    rows = record_rows(view.warehouse, filters, limit=SHOWN)
    picked = f"picked_{hash((view.key, inquiry.text))}"
    show_table(
        view,
        filled(readable(view, COLUMNS, rows)),
        name="kham-pha-hoat-dong",
        whole=lambda: typed(view, COLUMNS, record_rows(view.warehouse, filters, limit=MOST)),
        records=filters,
        picked=picked,
        said=place_said(view, inquiry),
        fresh=True,
    )
    show_source(view, rows, picked)


def _kinds(inquiry: Inquiry) -> tuple[str, ...]:
    """Return the kinds of activities that the measures count."""
    return tuple(dict.fromkeys(m.kind for m in inquiry.measures if m.kind))


def _stated(inquiry: Inquiry) -> tuple[tuple[str, str], ...]:
    """Return the counts that the measures are of, by kind: a record without one adds nothing."""
    return tuple((m.kind, m.counts) for m in inquiry.measures if m.kind and m.counts)


def _counted(filters: Filters, kinds: tuple[str, ...]) -> Filters:
    """Return the filters of the activities that count: of these kinds, and done."""
    chosen = filters.where.get("kind", ())
    ids = [item.id for item in catalog().lists["kind"] if {*chosen} & {*item.names()}]
    both = tuple(kind for kind in kinds if kind in ids or not chosen)
    where = {**filters.where, "kind": both or ("nil",)}
    return replace(filters, where={**where, "status": where.get("status") or DONE})
