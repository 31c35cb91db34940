"""Which column of the file is which of the report's: shown with samples, and chosen anew."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd
import streamlit as st

from data.catalog import Column, catalog
from etl.mend import FILLED, Layout, layout_of, with_columns
from pages.parts.figures import written
from pages.parts.sending.desk import Pending
from pages.parts.sending.whole import show_value
from pages.parts.words import say

ASKING = frozenset({"no_header", "column_missing", "column_twice"})
PER_ROW = 2
USUALLY_ONE = frozenset({"province", "period"})
"""Columns that a file without them usually has one value for."""
FILL = -1
"""What stands in a list of columns for one value instead."""


@dataclass
class _Chosen:
    """What the sender chose: for columns of the report one of the file, or one value."""

    places: dict[str, int] = field(default_factory=dict)
    fills: dict[str, str] = field(default_factory=dict)

    @property
    def missing(self) -> list[str]:
        """Required columns that have neither."""
        given = {*self.places, *(id for id, text in self.fills.items() if text)}
        return [c.id for c in catalog().columns.values() if c.required and c.id not in given]

    @property
    def twice(self) -> list[str]:
        """Columns of the report for which the same one of the file was chosen."""
        at = list(self.places.values())
        return [id for id, place in self.places.items() if at.count(place) > 1]


def asks_for_columns(pending: Pending) -> bool:
    """Tell whether the columns have to be chosen before anything else can be mended."""
    asking = any(problem.kind in ASKING for problem in pending.problems)
    return asking and _layout(pending) is not None


def _layout(pending: Pending, header_row: int | None = None) -> Layout | None:
    name = f"layout_{header_row}"
    return pending.once(name, lambda: layout_of(pending.report, header_row))


def show_matching(lang: str, pending: Pending) -> None:
    """Show the file's columns and let the sender choose; what is chosen is checked again."""
    st.markdown(say(lang, "sending.match"))
    layout = _layout(pending)
    if layout is None:
        return
    if not layout.found:
        layout = _layout(pending, _header_row(lang, pending, layout)) or layout
    _columns(lang, layout)
    _choices(lang, pending, layout)


def show_file_columns(lang: str, pending: Pending) -> None:
    """Show the file's columns with samples, and what each was understood as."""
    layout = _layout(pending)
    if layout:
        _columns(lang, layout, understood=True)


def show_choices(lang: str, pending: Pending) -> None:
    """Let the sender choose other columns than were understood."""
    layout = _layout(pending)
    if layout:
        _choices(lang, pending, layout)


def _header_row(lang: str, pending: Pending, layout: Layout) -> int:
    return st.number_input(
        say(lang, "sending.match_header"),
        min_value=0,
        max_value=layout.last,
        value=layout.header_row,
        key=f"header_{pending.number}_{pending.round}",
        width=280,
    )


def _columns(lang: str, layout: Layout, *, understood: bool = False) -> None:
    every = range(len(layout.columns))
    known = {at: _label(lang, id) for id, at in layout.places.items()}
    unused = say(lang, "sending.header_unknown")
    columns = {
        say(lang, "sending.header"): [_header(lang, layout, at) for at in every],
        say(lang, "sending.column"): [known.get(at, unused) for at in every],
        say(lang, "sending.match_sample"): [_samples(layout, at) for at in every],
    }
    if not understood:
        del columns[say(lang, "sending.column")]
    st.dataframe(written(pd.DataFrame(columns), lang), hide_index=True)


def _header(lang: str, layout: Layout, at: int) -> str:
    return layout.columns[at].header or say(lang, "sending.match_unnamed", n=at + 1)


def _samples(layout: Layout, at: int) -> str:
    return " · ".join(layout.columns[at].samples)


def _label(lang: str, id: str) -> str:
    return catalog().columns[id].label.in_(lang)


def _choices(lang: str, pending: Pending, layout: Layout) -> None:
    """Ask for each column of the report, those that are required first."""
    chosen = _Chosen()
    columns = catalog().columns.values()
    _ask(lang, pending, layout, chosen, [c for c in columns if c.required])
    more = [c for c in columns if not c.required]
    twice = {p.field for p in pending.problems if p.kind == "column_twice"}
    known = sum(c.id in layout.places for c in more)
    opened = any(c.id in twice for c in more)
    with st.expander(say(lang, "sending.match_more", n=known), expanded=opened):
        _ask(lang, pending, layout, chosen, more)
    key = f"match_{pending.number}_{pending.round}"
    if st.button(say(lang, "sending.check_again"), type="primary", key=key):
        _take(lang, pending, layout, chosen)


def _ask(
    lang: str, pending: Pending, layout: Layout, chosen: _Chosen, columns: Iterable[Column]
) -> None:
    """Ask for columns side by side; a value for all rows is asked for below its column."""
    wanted = list(columns)
    for first in range(0, len(wanted), PER_ROW):
        pair = wanted[first : first + PER_ROW]
        for column, place in zip(pair, st.columns(PER_ROW), strict=False):
            with place:
                _ask_one(lang, pending, layout, chosen, column)


def _ask_one(lang: str, pending: Pending, layout: Layout, chosen: _Chosen, column: Column) -> None:
    id, every = column.id, list(range(len(layout.columns)))
    key = f"{pending.number}_{pending.round}_{layout.header_row}"
    options = [FILL, *every] if id in FILLED else every
    first = layout.places.get(id, FILL if id in USUALLY_ONE else None)
    at = st.selectbox(
        column.label.in_(lang),
        options,
        index=options.index(first) if first in options else None,
        placeholder=say(lang, "sending.match_choose" if column.required else "sending.match_none"),
        format_func=lambda at: _option(lang, layout, at),
        key=f"place_{id}_{key}",
    )
    if at == FILL:
        period = st.session_state.get(f"value_period_{key}") or _period(layout)
        usual = layout.values.get(id, "")
        chosen.fills[id] = show_value(lang, id, usual, period, key=f"value_{id}_{key}")
    elif at is not None:
        chosen.places[id] = at


def _period(layout: Layout) -> str:
    """Return the first month of the file, "" if it speaks of none."""
    at = layout.places.get("period")
    samples = () if at is None else layout.columns[at].samples
    return next(iter(samples), layout.values.get("period", ""))


def _option(lang: str, layout: Layout, at: int) -> str:
    if at == FILL:
        return say(lang, "sending.match_fill")
    return " · ".join(filter(None, [_header(lang, layout, at), _samples(layout, at)]))


def _take(lang: str, pending: Pending, layout: Layout, chosen: _Chosen) -> None:
    """Make the file anew with what was chosen, or say what keeps it from being made."""
    for words, ids in (("match_missing", chosen.missing), ("match_twice", chosen.twice)):
        if ids:
            names = ", ".join(_label(lang, id) for id in ids)
            st.error(say(lang, f"sending.{words}", columns=names))
    if not chosen.missing and not chosen.twice:
        pending.replace(
            with_columns(pending.report, chosen.places, chosen.fills, header_row=layout.header_row)
        )
        st.rerun()
