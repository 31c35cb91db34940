"""What mends problems with one click: a text offered, a row dropped, empty cells filled."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import islice

import streamlit as st

from etl.line import Report
from etl.mend import mended, surplus_rows, with_offer, without_surplus
from etl.problem import Problem
from pages.parts.markdown import escape
from pages.parts.sending.desk import Pending
from pages.parts.sending.problems import rows_said
from pages.parts.sending.whole import show_value
from pages.parts.words import say

OFFERS = 6
# Kinds that are mended without choosing a text, and what the button says.
WHOLE = {"total_row": "sending.drop_total", "required_empty": "sending.fill_down"}
FILLED = ("province", "period", "kind")
Mend = Callable[[], Report]


def show_offers(lang: str, pending: Pending, same: Sequence[Problem], most: int) -> int:
    """Show the offers for problems of one kind, at most so many; return how many there are."""
    kind = same[0].kind
    buttons = list(islice(_offers(lang, pending, same), max(most, 0)))
    fills = _empty_cells(same)
    if not buttons and not fills:
        return 0
    with st.container(horizontal=True, key=f"offers_{pending.number}_{kind}"):
        for at, (label, mend) in enumerate(buttons):
            key = f"offer_{pending.number}_{kind}_{at}"
            st.button(label, key=key, on_click=_put, args=(pending, mend))
        for empty in fills:
            _fill(lang, pending, empty)
    return len(buttons)


def show_dropping(lang: str, pending: Pending, warnings: Sequence[Problem]) -> None:
    """Offer to drop rows that may be totals; while there are errors, those come first."""
    rows = sorted({w.row for w in warnings if w.kind == "title_total" and w.row})
    if rows and not pending.problems:
        label = say(lang, "sending.drop_total", rows=rows_said(lang, rows))
        mend = partial(mended, pending.report, {}, rows)
        st.button(label, key=f"drop_{pending.number}", on_click=_put, args=(pending, mend))


def _put(pending: Pending, mend: Mend) -> None:
    pending.replace(mend())


def _offers(lang: str, pending: Pending, same: Sequence[Problem]) -> Iterator[tuple[str, Mend]]:
    """Yield what a button says and what it does, once for all rows with the same text."""
    first = same[0]
    if first.kind == "cells_count":
        yield from _surplus(lang, pending)
        return
    if first.kind in WHOLE:
        rows = sorted({p.row for p in same if p.row is not None})
        label = say(lang, WHOLE[first.kind], rows=rows_said(lang, rows))
        yield label, partial(_with_all, pending.report, same)
        return
    alike: dict[tuple[str | None, str | None], list[Problem]] = {}
    for problem in same:
        alike.setdefault((problem.column, problem.value), []).append(problem)
    for those in alike.values():
        for offer in those[0].offers[:OFFERS]:
            value = those[0].value or say(lang, "sending.empty")
            label = say(
                lang, "sending.offer", value=escape(value), offer=escape(offer), n=len(those)
            )
            yield label, partial(with_offer, pending.report, those[0], offer, everywhere=True)


def _surplus(lang: str, pending: Pending) -> Iterator[tuple[str, Mend]]:
    rows = pending.once("surplus", lambda: surplus_rows(pending.report))
    if rows:
        label = say(lang, "sending.drop_cells", rows=rows_said(lang, rows))
        yield label, partial(without_surplus, pending.report)


def _with_all(report: Report, same: Sequence[Problem]) -> Report:
    """Mend one problem of each text: the offer itself reaches all rows that have it."""
    for problem in {(p.column, p.value): p for p in same}.values():
        report = with_offer(report, problem, "", everywhere=True)
    return report


def _empty_cells(same: Sequence[Problem]) -> list[list[Problem]]:
    """Return empty cells, more than one of a column, that may well hold the same value."""
    empty = [p for p in same if p.kind == "required_empty" and p.column]
    by_field = ([p for p in empty if p.field == id] for id in FILLED)
    return [those for those in by_field if len(those) > 1]


def _fill(lang: str, pending: Pending, empty: Sequence[Problem]) -> None:
    """Let the sender choose one value for all empty cells of a column."""
    id, column = empty[0].field or "", empty[0].column or ""
    key = f"fill_{id}_{pending.number}_{pending.round}"
    with st.popover(say(lang, "sending.fill_with", column=escape(column))):
        text = show_value(lang, id, "", "", key=key)
        label = say(lang, "sending.fill_cells", n=len(empty))
        cells = {(p.row, column): text for p in empty if p.row}
        mend = partial(mended, pending.report, cells)
        st.button(label, key=f"take_{key}", on_click=_put, args=(pending, mend), disabled=not text)
