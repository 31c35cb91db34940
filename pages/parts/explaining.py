"""The list of warnings, and the form that explains or dismisses those that were ticked."""

from collections.abc import Hashable
from pathlib import Path
from typing import Any, NamedTuple

import streamlit as st

from data.failures import StoreError
from data.periods import VIETNAM
from data.store import shown
from etl.explain import UnsaidError, Warned, explain
from etl.problem import of_store
from etl.problems import mend, message
from pages.parts.doubts import listed, said
from pages.parts.format import day, month, number
from pages.parts.kept import kept
from pages.parts.logged import about, asked, from_here
from pages.parts.markdown import escape
from pages.parts.rights import ask_name, show_refusal
from pages.parts.view import View

PAGE = 20
"""So many warnings are shown at once; a click ticks them all."""

Row = dict[Hashable, Any]
STYLE = Path(__file__).with_name("explaining.css")


class _Line(NamedTuple):
    """A warning as it is shown: its box, what it says, and what was said to it."""

    row: Row
    key: str
    head: str
    said: str
    answer: str


def show_told() -> None:
    """Say what was done by the click before."""
    told = st.session_state.pop("explain_told", None)
    if told:
        st.success(told)


def show_list(view: View, state: str, group: str, count: int) -> None:
    """Show warnings that can be ticked, a page at a time, and what can be said to them."""
    st.html(STYLE)
    left, right = st.columns((3, 2), gap="medium")
    with left:
        ticked = _ticked(view, _lines(view, state, group, str(_begin(view, count))))
    with right, st.container(key="explain_box"):
        show_told()
        _form(view, ticked, state)


@kept
def _lines(view: View, state: str, group: str, begin: str) -> list[_Line]:
    """Return a page of the warnings in a state and group, from the ``begin``-th on."""
    page = listed(view, state, group).iloc[int(begin) : int(begin) + PAGE]
    rows: list[Row] = page.to_dict("records")
    return [_line(view, row) for row in rows]


def _line(view: View, row: Row) -> _Line:
    answer = "" if row["state"] == "open" else _answer(view, row)
    key = f"tick_{row['upload']}_{row['row']}_{row['warning']}"
    return _Line(row, key, _head(view, row), said(view, row), answer)


def _ticked(view: View, lines: list[_Line]) -> list[Row]:
    """Show warnings with a box to tick each; return those that are ticked."""
    st.checkbox(
        view.say("quality.tick_all", n=len(lines)),
        key="tick_all",
        on_change=_tick_all,
        args=([line.key for line in lines],),
    )
    ticked = []
    for line in lines:
        with st.container(border=True, gap=None, key=f"warning_{line.key}"):
            if st.checkbox(line.head, key=line.key):
                ticked.append(line.row)
            st.markdown(line.said)
            if line.answer:
                st.markdown(line.answer)
    return ticked


def _begin(view: View, count: int) -> int:
    """Let the reader turn the pages of a long list; return where the page begins."""
    if count <= PAGE:
        return 0
    begins = list(range(0, count, PAGE))
    lang = view.lang
    return st.selectbox(
        view.say("quality.page"),
        begins,
        format_func=lambda begin: view.say(
            "quality.page_of",
            first=number(begin + 1, lang),
            last=number(min(begin + PAGE, count), lang),
            all=number(count, lang),
        ),
        key="warnings_from",
        width=260,
    )


def _tick_all(keys: list[str]) -> None:
    for key in keys:
        st.session_state[key] = st.session_state["tick_all"]


def _head(view: View, row: Row) -> str:
    group = view.say(f"quality.{row['group']}")
    period = view.say("period.of", period=month(row["period"]))
    return f"**{escape(row['name'])}** · {escape(period)} · {escape(group)}"


def _answer(view: View, row: Row) -> str:
    """Return what was said to a warning, by whom and when."""
    at = row["explained_at"].tz_localize("UTC").tz_convert(VIETNAM)
    words = view.say(f"quality.was_{row['state']}", actor=row["actor"], at=f"{day(at)} {at:%H:%M}")
    return f"**{escape(words)}** {escape(row['reason'])}"


def _form(view: View, ticked: list[Row], state: str) -> None:
    """Ask what is to be said to the ticked warnings, why and by whom."""
    ways = [way for way in ("explained", "dismissed", "open") if way != state]
    with st.form("explain_form", border=True):
        st.markdown(f"**{view.say('quality.ticked', n=len(ticked))}**")
        way = st.radio(
            view.say("quality.way"),
            ways,
            format_func=lambda way: view.say(f"quality.to_{way}"),
            key="explain_way",
        )
        reason = st.text_input(view.say("quality.reason"), key="explain_reason", max_chars=500)
        actor = ask_name(view.say("quality.actor"), key="explain_actor")
        if st.form_submit_button(view.say("quality.save"), type="primary", key="explain_go"):
            _save(view, ticked, way=way, reason=reason, actor=actor)


def _save(view: View, ticked: list[Row], *, way: str, reason: str, actor: str) -> None:
    """Write what was said into the next version; say what came of it when that is shown."""
    if not ticked:
        st.error(view.say("quality.none_ticked"))
        return
    event = about("explain", [(row["name"], row["period"]) for row in ticked])
    answer = asked(event, demonstration=view.warehouse.demonstration)
    if not answer:
        show_refusal(view.lang, answer)
        return
    chosen = [Warned(row["upload"], row["row"], row["warning"]) for row in ticked]
    try:
        with from_here():
            count = explain(shown(), chosen, state=way, reason=reason, actor=actor)
    except UnsaidError:
        st.error(view.say("lock.needed"))
    except StoreError as error:
        problem = of_store(error)
        st.error(escape(f"{message(problem, view.lang)} {mend(problem, view.lang)}"))
    else:
        st.session_state["explain_told"] = view.say(f"quality.done_{way}", n=count)
        st.rerun()
