"""The audit log on its page: looked for by what is chosen in the URL, in pages, taken along."""

from collections.abc import Mapping
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from access import audit
from access.printed import day_begins
from access.told import action, headers, told
from data.audit import END, START, Line, Sought
from data.periods import span
from data.provinces import provinces
from data.warehouse import Warehouse
from data.workbook import xlsx_bytes
from pages.parts.answers import open_warehouse, today
from pages.parts.export import csv_bytes
from pages.parts.figures import width, written
from pages.parts.format import day, month, number
from pages.parts.pick import change
from pages.parts.taking import Taken, guarded
from pages.parts.words import say

PAGE = 50
MOST = 100_000
"""Lines of an export at most; more is a matter for the shell."""
BEFORE, ROWS = "before", "log_rows"
Options = Mapping[str, str]


def show_log(lang: str, warehouse: Warehouse | None) -> None:
    """Show the filters, the lines they leave, a page of them at a time, and the way to take all."""
    sought = _sought(lang, warehouse)
    count = audit.counted(warehouse, sought)
    found = say(lang, "audit.found", n=number(count, lang), page=PAGE)
    st.caption(found if count else say(lang, "audit.none"))
    after = audit.place_of(st.query_params.get(BEFORE, ""))
    lines, onward = audit.lines(warehouse, sought, after, PAGE)
    if lines:
        _show_lines(lang, lines)
    with st.container(horizontal=True):
        for name, to, there in (
            ("latest", "", BEFORE in st.query_params),
            ("older", str(onward or ""), onward is not None),
        ):
            if there:
                label = say(lang, f"audit.{name}")
                st.button(label, key=f"log_{name}", on_click=change, args=({BEFORE: to},))
        if count:
            _show_exports(lang, sought)


def _sought(lang: str, warehouse: Warehouse | None) -> Sought:
    """Show what can be looked for, and return what is."""
    first = st.columns(3)
    with first[0]:
        person = _pick(lang, "who", {name: name for name in audit.people(warehouse)})
    with first[1]:
        what = _pick(lang, "action", {name: action(lang, name) for name in audit.ACTIONS})
    with first[2]:
        unit = _pick(lang, "unit", _units())
    second = st.columns(3)
    with second[0]:
        period = _pick(lang, "month", _months(warehouse))
    with second[1]:
        since = _day(lang, "since")
    with second[2]:
        until = _day(lang, "until")
    return Sought(
        person=person,
        actions=audit.ACTIONS.get(what, ()),
        province=unit,
        period=period,
        since=day_begins(since, START),
        until=day_begins(until, END, after=True),
    )


def _pick(lang: str, key: str, options: Options) -> str:
    """Let one be chosen and return it, "" for all; the list begins anew then."""
    widget, named = f"log_{key}", {"": say(lang, f"audit.all_{key}"), **options}
    asked = st.query_params.get(key, "")
    st.session_state[widget] = asked if asked in named else ""
    return st.selectbox(
        say(lang, f"audit.{key}"),
        list(named),
        format_func=lambda id: named.get(id, id),
        key=widget,
        on_change=lambda: change({key: st.session_state[widget], BEFORE: ""}),
    )


def _day(lang: str, key: str) -> date | None:
    widget = f"log_{key}"
    st.session_state[widget] = _read(st.query_params.get(key, ""))
    return st.date_input(
        say(lang, f"audit.{key}"),
        key=widget,
        value=None,
        min_value=date(2015, 1, 1),
        max_value=today(),
        format="DD/MM/YYYY",
        on_change=lambda: change({key: _iso(st.session_state[widget]), BEFORE: ""}),
    )


def _read(text: str) -> date | None:
    """Return the day that the URL names, if there is one that can be looked for."""
    try:
        named = date.fromisoformat(text)
    except ValueError:
        return None
    return named if date(2015, 1, 1) <= named <= today() else None


def _iso(chosen: date | None) -> str:
    return chosen.isoformat() if chosen else ""


def _units() -> Options:
    names = sorted({p.name for v in (63, 34) for p in provinces(v).values()})
    return {name: name for name in names}


def _months(warehouse: Warehouse | None) -> Options:
    known = warehouse.periods if warehouse else None
    return {period: month(period) for period in reversed(span(*known))} if known else {}


def _show_lines(lang: str, lines: list[Line]) -> None:
    """Show lines as a table; one that is about an upload leads to it."""
    table = _table(lang, lines)
    st.dataframe(
        written(table, lang),
        hide_index=True,
        column_config={c: st.column_config.Column(width=width(table[c])) for c in table.columns},
        key=ROWS,
        on_select="rerun",
        selection_mode="single-row",
    )
    chosen = st.session_state[ROWS].selection.rows if ROWS in st.session_state else []
    if chosen and chosen[0] < len(lines) and lines[chosen[0]].upload:
        query = {"upload": lines[chosen[0]].upload} | ({"lang": "en"} if lang == "en" else {})
        st.page_link("history.py", label=say(lang, "audit.open"), query_params=query)


def _table(lang: str, lines: list[Line]) -> pd.DataFrame:
    named = headers(lang)
    rows = [told(lang, line).values() for line in lines]
    return pd.DataFrame(rows, columns=list(named.values()))


def _show_exports(lang: str, sought: Sought) -> None:
    for kind in ("csv", "xlsx"):
        file = f"nhat-ky-{today()}.{kind}"
        st.download_button(
            say(lang, f"downloads.{kind}"),
            data=guarded(partial(_exported, lang, sought, kind), Taken(file), "audit"),
            file_name=file,
            key=f"log_{kind}",
            on_click="ignore",
            type="tertiary",
        )


def _exported(lang: str, sought: Sought, kind: str) -> tuple[bytes, int]:
    """Return every line that is found as a file, and how many they are."""
    lines = list(audit.every(open_warehouse(), sought, MOST))
    table = _table(lang, lines)
    if kind == "csv":
        return csv_bytes(table), len(lines)
    sheets = (say(lang, "audit.sheet"), say(lang, "downloads.source"))
    source = [
        (say(lang, "downloads.page"), say(lang, "audit.title")),
        (say(lang, "downloads.on"), day(today())),
    ]
    return xlsx_bytes(table, sheets, source, {}), len(lines)
