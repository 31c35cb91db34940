"""The form that locks a period or unlocks it, with a reason and a name."""

from typing import NamedTuple

import streamlit as st

from data.failures import StoreError
from data.periods import vintage_of
from data.provinces import provinces
from data.store import shown
from etl.locks import lock, unlock
from etl.problem import of_store
from etl.problems import mend, message
from pages.parts.figures import show_table
from pages.parts.format import month
from pages.parts.locked import lock_table
from pages.parts.logged import about, asked, from_here
from pages.parts.markdown import escape
from pages.parts.rights import ask_name, show_refusal
from pages.parts.view import View


class _Asked(NamedTuple):
    """What the form asks for; ``province`` is empty for all of them."""

    period: str
    province: str
    why: str
    actor: str


def show_locks(view: View, periods: list[str]) -> None:
    """Show what is locked and why, and the form that changes it."""
    st.subheader(view.say("lock.title"), anchor=False)
    st.caption(view.say("lock.what"))
    told = st.session_state.pop("lock_told", None)
    if told:
        st.success(told)
    held = lock_table(view)
    if len(held):
        show_table(view, held, name="ky-da-khoa", fresh=True)
    else:
        st.markdown(view.say("lock.none"))
    _form(view, periods)


def _form(view: View, periods: list[str]) -> None:
    everyone = view.say("lock.all")
    with st.form("lock_form", border=True):
        when, where = st.columns(2)
        period = when.selectbox(
            view.say("lock.period"), periods[::-1], format_func=month, key="lock_period"
        )
        units = {p.name: p.code for p in provinces(vintage_of(period)).values()}
        name = where.selectbox(view.say("lock.province"), [everyone, *units], key="lock_province")
        why = st.text_input(view.say("lock.why"), key="lock_why", max_chars=200)
        actor = ask_name(view.say("lock.actor"), key="lock_actor")
        form = _Asked(period, units.get(name, ""), why.strip(), actor)
        with st.container(horizontal=True):
            if st.form_submit_button(view.say("lock.lock"), type="primary", key="lock_go"):
                _done(view, form, opening=False)
            if st.form_submit_button(view.say("lock.unlock"), key="unlock_go"):
                _done(view, form, opening=True)


def _done(view: View, form: _Asked, *, opening: bool) -> None:
    """Lock or unlock, and say what came of it once the page shows the new version."""
    if not form.why or not form.actor:
        st.error(view.say("lock.needed"))
        return
    units = provinces(vintage_of(form.period))
    slices = [(p.name, form.period) for p in units.values() if form.province in ("", p.code)]
    event = about("unlock" if opening else "lock", slices)
    answer = asked(event, demonstration=view.warehouse.demonstration)
    if not answer:
        show_refusal(view.lang, answer)
        return
    act = unlock if opening else lock
    try:
        with from_here():
            count = act(
                shown(), form.period, why=form.why, actor=form.actor, province=form.province or None
            )
    except StoreError as error:
        problem = of_store(error)
        st.error(escape(f"{message(problem, view.lang)} {mend(problem, view.lang)}"))
        return
    key = "lock.unlocked" if opening else "lock.locked"
    st.session_state["lock_told"] = view.say(key, n=count, period=month(form.period))
    st.rerun()
