"""Who is at the page, and whether they may do what they ask for; looked up at every click."""

from collections.abc import Collection
from pathlib import Path
from typing import NamedTuple

import streamlit as st

import access
from access import Answer, colleagues, first, words
from access.accounts import Account
from access.cookies import SESSION
from access.place import MACHINE
from access.sessions import signed_in
from access.ways import anybody_can
from pages.parts.markdown import escape

MACHINE_HEADER = MACHINE.decode()
LONGEST_NAME = 100
LOOPBACK = "127.0.0.1"


class Visitor(NamedTuple):
    """What the browser brought when it opened its websocket; it may have changed since."""

    token: str
    machine: bool
    address: str = ""


def visitor() -> Visitor:
    """Return whose page this is; the gate has marked whoever sits at the machine."""
    context = st.context
    # Streamlit does not tell an address of this machine.
    address = context.ip_address or LOOPBACK
    return Visitor(context.cookies.get(SESSION, ""), MACHINE_HEADER in context.headers, address)


def who(of: Visitor | None = None) -> Account | None:
    """Return who is signed in at this moment, whatever was true when the page was opened."""
    return signed_in((of or visitor()).token)


def may(
    action: str,
    provinces: Collection[str] = (),
    *,
    demonstration: bool = False,
    of: Visitor | None = None,
) -> Answer:
    """Say whether the reader may do this to these provinces, by name.

    ``of``: whose page it is, where it is asked outside of the page's own run.
    """
    machine = (of or visitor()).machine
    return access.may(who(of), action, provinces, machine=machine, demonstration=demonstration)


def show_refusal(lang: str, answer: Answer) -> None:
    """Say why something may not be done, and lead to where one signs in or begins."""
    if answer.why == "sign_in" and not anybody_can():
        action = words.say(lang, f"to_{answer.action}")
        st.info(words.say(lang, "first_account", action=action))
        st.code(first.command(words.say(lang, "first_name")), language=None, wrap_lines=True)
        # Once the command is done this page need not be loaded again to go on.
        _link(lang, "signin")
        return
    whom = colleagues.to_ask(lang, answer)
    st.warning(escape(" ".join(filter(None, [answer.said(lang), whom]))))
    if answer.why == "sign_in":
        _link(lang, "signin")


def show_account(lang: str) -> None:
    """Show who is signed in with the ways to their account and out, or the way in."""
    account = who()
    if account is not None:
        st.caption(escape(account.name), width="content")
        _link(lang, "account")
        _link(lang, "signout")
    elif anybody_can():
        _link(lang, "signin")


def ask_name(label: str, *, key: str, value: str = "", width: int | None = None) -> str:
    """Ask for the name that is written beside what is done; who is signed in has theirs."""
    account = who()
    typed = st.text_input(
        label,
        value=account.name if account else value,
        key=key if account is None else f"{key}_signed_in",
        max_chars=LONGEST_NAME,
        disabled=account is not None,
        width=width or "stretch",
    )
    # The field is only shown to who is signed in: a browser could send another name in it.
    return account.name if account else typed.strip()


def _link(lang: str, way: str) -> None:
    """Show a link that stays in this tab, where Streamlit's own would open another one.

    It leads back to where it was followed from; nothing of the page stands in it.
    """
    st.html(Path(__file__).parent / "ways" / f"{way}.{lang}.html", width="content")
