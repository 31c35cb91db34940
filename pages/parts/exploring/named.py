"""Views under a name, behind a button: opened again by anybody, kept, and taken away."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlencode

import streamlit as st

from access import Answer, events
from data.store import shown
from data.views import NamedView, named_views
from data.warehouse import StoreBusyError, StoreFailedError
from etl.views import LONGEST_NAME, UnnamedError, drop_view, keep_view
from pages.parts.choice import KEYS
from pages.parts.exploring.inquiry import Inquiry
from pages.parts.logged import asked, from_here
from pages.parts.markdown import escape
from pages.parts.pick import change
from pages.parts.rights import ask_name, show_refusal, who
from pages.parts.view import View

TOLD, FAILED = "explore_told", "explore_failed"
FORM = ("explore_view_name", "explore_view_actor")


def show_named(view: View, inquiry: Inquiry) -> None:
    """Show the views there are and the form that keeps the one on the page."""
    opened = st.popover(view.say("views.open"), key="explore_views", on_change="rerun")
    told = st.session_state.pop(TOLD, None)
    if told:
        st.toast(told)
    if not opened.open:
        return
    with opened:
        kept = named_views(view.warehouse)
        if not kept:
            st.caption(view.say("views.none"))
        for named in kept:
            st.button(
                escape(named.name),
                key=f"view_{named.name}",
                on_click=_open,
                args=(named,),
                help=view.say("views.by", actor=escape(named.actor)),
                width="stretch",
            )
        _form(view, chosen(inquiry), [named.name for named in kept])


def chosen(inquiry: Inquiry) -> str:
    """Return the choices of the page as its URL says them, without the clicked cell."""
    shared = {key: st.query_params.get_all(key) for key in KEYS if key in st.query_params}
    own = {key: values for key, values in inquiry.query.items() if key != "at"}
    return urlencode(shared | own, doseq=True) or "rows=province&cols=period"


def _open(named: NamedView) -> None:
    """Put the choices of a view into the URL in place of those there; the language stays."""
    gone = {key: "" for key in st.query_params if key != "lang"}
    kept = {key: values for key, values in parse_qs(named.query).items() if key != "lang"}
    change({**gone, **kept})


def _form(view: View, query: str, names: list[str]) -> None:
    failed = st.session_state.pop(FAILED, None)
    with st.form("explore_view_form", border=False):
        st.text_input(view.say("views.name"), key=FORM[0], max_chars=LONGEST_NAME)
        ask_name(view.say("views.actor"), key=FORM[1])
        with st.container(horizontal=True, gap="small"):
            label = view.say("views.keep")
            args = (view, query)
            st.form_submit_button(label, type="primary", on_click=_keep, args=args, key="view_keep")
            if names:
                label = view.say("views.drop")
                st.form_submit_button(label, on_click=_drop, args=(view,), key="view_drop")
    if isinstance(failed, Answer):
        show_refusal(view.lang, failed)
    elif failed:
        st.error(failed)


def _actor() -> str:
    """Return who is signed in, or the name that was typed."""
    account = who()
    # Whoever was signed in when the page was drawn was asked for no name.
    return account.name if account else st.session_state.get(FORM[1], "")


def _keep(view: View, query: str) -> None:
    name, actor = st.session_state[FORM[0]], _actor()

    def keep() -> str:
        keep_view(shown(), NamedView(name, query, actor))
        return "views.kept"

    _done(view, name, keep)


def _drop(view: View) -> None:
    name, actor = (" ".join(text.split()) for text in (st.session_state[FORM[0]], _actor()))

    def drop() -> str:
        return "views.dropped" if drop_view(shown(), name, actor=actor) else "views.unknown"

    _done(view, name, drop)


def _done(view: View, name: str, act: Callable[[], str]) -> None:
    """Keep or drop a view, and say what came of it once the page shows the new version."""
    event = events.Event("keep_view", about=name)
    answer = asked(event, demonstration=view.warehouse.demonstration)
    if not answer:
        st.session_state[FAILED] = answer
        return
    try:
        with from_here():
            told = act()
    except UnnamedError:
        st.session_state[FAILED] = view.say("views.needed")
    except StoreBusyError:
        st.session_state[FAILED] = view.say("lock.busy")
    except StoreFailedError as error:
        st.session_state[FAILED] = view.say("lock.failed", why=escape(error))
    else:
        st.session_state[TOLD] = view.say(told, name=escape(name))
