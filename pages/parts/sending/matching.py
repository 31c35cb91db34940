"""The sender chooses which column of the file is which of the report's, or one value for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import streamlit as st

from data.catalog import Column, catalog
from etl.mend import FILLED, Layout, with_columns
from pages.parts.sending.columns import headers_said, label_said, layout, samples_said, show_columns
from pages.parts.sending.desk import Pending
from pages.parts.sending.whole import show_value
from pages.parts.words import say

PER_ROW = 2
USUALLY_ONE = frozenset({"province", "period"})
"""Columns that a file without them usually has one value for."""
NONE, FILL = -2, -1
"""What stands in a list of columns for none of them, and for one value instead."""


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


def show_matching(lang: str, pending: Pending) -> None:
    """Show the file's columns and let the sender choose; what is chosen is checked again."""
    found = layout(pending)
    if found is None:
        return
    st.markdown(say(lang, "sending.match"))
    if not found.found:
        found = layout(pending, _header_row(lang, pending, found)) or found
    show_columns(lang, found.columns)
    show_choices(lang, pending, found)


def _header_row(lang: str, pending: Pending, found: Layout) -> int:
    return st.number_input(
        say(lang, "sending.match_header"),
        min_value=0,
        max_value=found.last,
        value=found.header_row,
        key=f"header_{pending.number}_{pending.round}",
        width=280,
    )


def show_choices(lang: str, pending: Pending, found: Layout) -> None:
    """Ask for each column of the report, those that are required first."""
    chosen = _Chosen()
    columns = catalog().columns.values()
    _ask(lang, pending, found, chosen, [c for c in columns if c.required])
    more = [c for c in columns if not c.required]
    known = sum(c.id in found.places for c in more)
    with st.expander(
        say(lang, "sending.match_more", n=known), expanded=_more_asked(pending, found)
    ):
        _ask(lang, pending, found, chosen, more)
    key = f"match_{pending.number}_{pending.round}"
    if st.button(say(lang, "sending.check_again"), type="primary", key=key):
        _take(lang, pending, found, chosen)


def _more_asked(pending: Pending, found: Layout) -> bool:
    """Tell whether columns that are not required have to be looked at, too."""
    twice = {p.field for p in pending.problems if p.kind == "column_twice"}
    nameless = not found.found and len(found.places) < len(found.columns)
    return nameless or any(not catalog().columns[id].required for id in twice if id)


def _ask(
    lang: str, pending: Pending, found: Layout, chosen: _Chosen, columns: Iterable[Column]
) -> None:
    """Ask for columns side by side; a value for all rows is asked for below its column."""
    wanted = list(columns)
    for first in range(0, len(wanted), PER_ROW):
        pair = wanted[first : first + PER_ROW]
        for column, place in zip(pair, st.columns(PER_ROW), strict=False):
            with place:
                _ask_one(lang, pending, found, chosen, column)


def _ask_one(lang: str, pending: Pending, found: Layout, chosen: _Chosen, column: Column) -> None:
    id, key = column.id, f"{pending.number}_{pending.round}_{found.header_row}"
    options, said = _options(column, found), _said(lang, found)
    usual = found.places.get(id, FILL if id in USUALLY_ONE else NONE)
    at = st.selectbox(
        column.label.in_(lang),
        options,
        index=options.index(usual) if usual in options else None,
        placeholder=say(lang, "sending.match_choose"),
        format_func=said.__getitem__,
        key=f"place_{id}_{key}",
    )
    if at == FILL:
        period = st.session_state.get(f"value_period_{key}") or _period(found)
        text = found.values.get(id, "")
        chosen.fills[id] = show_value(lang, id, text, period, key=f"value_{id}_{key}")
    elif at is not None and at != NONE:
        chosen.places[id] = at


def _options(column: Column, found: Layout) -> list[int]:
    """Return what can be chosen: what stands for no column, then the columns of the file."""
    none = [] if column.required else [NONE]
    fill = [FILL] if column.id in FILLED else []
    return [*none, *fill, *range(len(found.columns))]


def _period(found: Layout) -> str:
    """Return the first month of the file, "" if it speaks of none."""
    at = found.places.get("period")
    samples = () if at is None else found.columns[at].samples
    return next(iter(samples), found.values.get("period", ""))


def _said(lang: str, found: Layout) -> Mapping[int, str]:
    """Return how each choice is said: a column by its header and a few of its texts."""
    headers = headers_said(lang, found.columns)
    named = zip(headers, map(samples_said, found.columns), strict=True)
    columns = {at: " · ".join(filter(None, parts)) for at, parts in enumerate(named)}
    none, fill = say(lang, "sending.match_none"), say(lang, "sending.match_fill")
    return {NONE: none, FILL: fill, **columns}


def _take(lang: str, pending: Pending, found: Layout, chosen: _Chosen) -> None:
    """Make the file anew with what was chosen, or say what keeps it from being made."""
    for words, ids in (("match_missing", chosen.missing), ("match_twice", chosen.twice)):
        if ids:
            names = ", ".join(label_said(lang, id) for id in ids)
            st.error(say(lang, f"sending.{words}", columns=names))
    if not chosen.missing and not chosen.twice:
        pending.replace(
            with_columns(pending.report, chosen.places, chosen.fills, header_row=found.header_row)
        )
        st.rerun()
