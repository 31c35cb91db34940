"""The account that is chosen: its role and provinces, its sessions, and taking it away."""

import sqlite3
from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from access import accounts, words
from access.accounts import BLOCKED, ROLES, Account, AccountError
from access.events import Event
from access.register import Entry
from data.provinces import provinces
from pages.parts import rights
from pages.parts.logged import asked, from_here
from pages.parts.markdown import escape
from pages.parts.rights import show_refusal
from pages.parts.words import say

NAME, TOLD, SURE = "accounts_name", "accounts_told", "accounts_sure"
ROLE, REACH, PLACES = "accounts_role", "accounts_reach", "accounts_places"
EVERYWHERE, SOME = "everywhere", "some"
HALF = 360


def show_chosen(lang: str, entries: Sequence[Entry]) -> None:
    """Let one account be chosen, and show what can be done with it."""
    told = st.session_state.pop(TOLD, None)
    if told:
        st.success(escape(told))
    by_name = {entry.account.name: entry for entry in entries}
    if st.session_state.get(NAME) not in by_name:
        st.session_state[NAME] = None
    st.subheader(say(lang, "accounts.change"), anchor=False)
    name = st.selectbox(
        say(lang, "accounts.which"),
        [*by_name],
        index=None,
        placeholder=say(lang, "accounts.which"),
        key=NAME,
        on_change=_fill,
        args=(by_name,),
        width=HALF,
        label_visibility="collapsed",
    )
    if name:
        _show(lang, by_name[name])


def _fill(by_name: dict[str, Entry]) -> None:
    """Let the form begin with what the account is now; who was sure, was so of another."""
    st.session_state[SURE] = False
    entry = by_name.get(st.session_state[NAME] or "")
    if entry:
        account = entry.account
        st.session_state[ROLE] = account.role if account.role in ROLES else None
        st.session_state[REACH] = SOME if account.provinces else EVERYWHERE
        st.session_state[PLACES] = list(account.provinces)


def _show(lang: str, entry: Entry) -> None:
    account, me = entry.account, rights.who()
    if me is not None and account.key == me.key:
        st.info(say(lang, "accounts.own"))
        return
    if account.office:
        st.info(escape(words.say(lang, "role_office", name=account.name)))
    else:
        _show_form(lang, account)
    with st.container(horizontal=True, vertical_alignment="center"):
        if entry.sessions:
            _button(lang, account, "sign_out", partial(accounts.sign_out, account.name))
        if account.role == BLOCKED:
            _button(lang, account, "unblock", partial(accounts.unblock, account.name))
        else:
            _show_removal(lang, account)


def _show_form(lang: str, account: Account) -> None:
    reaches = {key: say(lang, f"accounts.{key}") for key in (EVERYWHERE, SOME)}
    with st.form("accounts_form", border=True):
        role = st.selectbox(
            say(lang, "accounts.role"),
            ROLES,
            format_func=lambda role: words.say(lang, f"role_{role}"),
            key=ROLE,
            width=HALF,
        )
        st.caption(say(lang, "accounts.roles"))
        reach = st.radio(
            say(lang, "accounts.provinces"),
            [*reaches],
            format_func=lambda key: reaches[key],
            key=REACH,
            horizontal=True,
        )
        chosen = st.multiselect(
            say(lang, "accounts.places"),
            _units(),
            key=PLACES,
            placeholder=say(lang, "accounts.places"),
        )
        does = st.form_submit_button(
            say(lang, "accounts.save"), type="primary", key="accounts_save"
        )
    if does and reach == SOME and not chosen:
        st.error(say(lang, "accounts.some_needed"))
    elif does:
        places = chosen if reach == SOME else []
        _do(lang, account, "save", partial(accounts.change, account.name, role, places))


def _show_removal(lang: str, account: Account) -> None:
    what = "block" if account.office else "remove"
    with st.popover(say(lang, f"accounts.{what}")), st.form("accounts_away", border=False):
        st.markdown(escape(say(lang, f"accounts.{what}_about", name=account.name)))
        sure = st.checkbox(say(lang, "accounts.sure"), key=SURE)
        label = say(lang, f"accounts.{what}")
        does = st.form_submit_button(label, type="primary", key="accounts_remove")
    if does and not sure:
        st.error(say(lang, "accounts.sure_needed"))
    elif does:
        _do(lang, account, what, partial(accounts.remove, account.name))


def _button(lang: str, account: Account, what: str, act: Callable[..., object]) -> None:
    if st.button(say(lang, f"accounts.{what}"), key=f"accounts_{what}"):
        _do(lang, account, what, act)


def _do(lang: str, account: Account, what: str, act: Callable[..., object]) -> None:
    """Do it as who is signed in now, and say what came of it once the page shows it."""
    answer = asked(Event("accounts", about=account.name))
    if not answer or answer.account is None:
        show_refusal(lang, answer)
        return
    try:
        with from_here():
            act(by=answer.account.name)
    except AccountError as error:
        st.error(escape(words.say(lang, error.kind, **error.says)))
    except (OSError, sqlite3.Error):
        st.error(say(lang, "accounts.failed"))
    else:
        st.session_state[TOLD] = say(lang, f"accounts.{what}_done", name=account.name)
        st.rerun()


def _units() -> list[str]:
    """Return the provinces of either vintage by name: an account may be for one of before."""
    return list(dict.fromkeys(p.name for v in (34, 63) for p in provinces(v).values()))
