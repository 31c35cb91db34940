"""What became of the files just sent: what, where, under which id, and the ways on."""

import streamlit as st

from access.colleagues import to_ask
from data.catalog import catalog
from data.fold import fold
from etl.problems import mend, message
from etl.receipt import Outcome
from pages.parts.format import month, number
from pages.parts.markdown import escape
from pages.parts.menu import HISTORY, menu
from pages.parts.rights import may
from pages.parts.sending.desk import Desk, Receipt
from pages.parts.sending.differences import by_said
from pages.parts.sending.slices import moment_said, slices_said
from pages.parts.sending.target import Target
from pages.parts.words import say

Query = dict[str, str | list[str]]


def show_receipts(lang: str, desk: Desk, goes: Target) -> None:
    """Show one receipt for each file that was just sent."""
    for receipt in desk.receipts:
        outcome = receipt.outcome
        if outcome.status == "loaded":
            _loaded(lang, receipt, goes)
        elif outcome.status == "unchanged":
            show_unchanged(lang, outcome)
        else:
            _refused(lang, outcome)


def _loaded(lang: str, receipt: Receipt, goes: Target) -> None:
    outcome = receipt.outcome
    said = say(
        lang,
        "sending.loaded",
        file=escape(outcome.file),
        rows=number(outcome.rows, lang),
        slices=slices_said(outcome.slices, lang),
        place=say(lang, "sending.into_demo" if goes.demonstration else "sending.into_office"),
        upload=outcome.upload,
    )
    with st.container(border=True, key=f"receipt_{outcome.upload}"):
        st.success(said)
        _figures(lang, receipt)
        st.markdown(_way_back(lang, outcome, goes))
        with st.container(horizontal=True):
            show_history_link(lang, outcome.upload or "", "sending.see_history")


def _way_back(lang: str, outcome: Outcome, goes: Target) -> str:
    """Return how the upload is undone: by who sent it, or by whom they may ask."""
    names = sorted({one.province for one in outcome.slices})
    answer = may("undo", names, demonstration=goes.demonstration)
    if answer:
        return say(lang, "sending.undo_how")
    return f"{say(lang, 'sending.undo_ask')} {escape(to_ask(lang, answer))}"


def show_unchanged(lang: str, outcome: Outcome) -> None:
    """Say that nothing changed: when and by whom the same file was sent."""
    before = outcome.earlier
    if before is None:
        return
    at, sender = moment_said(before.at), by_said(lang, before.sender)
    said = say(lang, "sending.unchanged", file=escape(outcome.file), at=at, sender=sender)
    with st.container(border=True, key=f"unchanged_{before.upload}"):
        st.info(said)
        show_history_link(lang, before.upload, "sending.see_history")


def _refused(lang: str, outcome: Outcome) -> None:
    problems = (f"{message(p, lang)} {mend(p, lang)}" for p in outcome.problems)
    st.error(f"**{escape(outcome.file)}**: {escape(' '.join(problems))}")


def show_history_link(lang: str, upload: str, words: str) -> None:
    """Show the way to an upload in the history."""
    page = next(page for page in menu(lang) if page.url_path == HISTORY)
    st.page_link(page, label=say(lang, words), query_params={"upload": upload, **_spoken(lang)})


def _figures(lang: str, receipt: Receipt) -> None:
    """Show the ways to the figures: the overview at the last period, and the pages of the kinds."""
    outcome = receipt.outcome
    periods = [one.period for one in outcome.slices]
    if not periods:
        return
    query: Query = {"to": max(periods), **_spoken(lang)}
    names = {one.province for one in outcome.slices if one.period == max(periods)}
    if len(names) == 1:
        query["province"] = names.pop()
    paths = {"", *(fold(catalog().kinds[kind].page.en) for kind in receipt.kinds)}
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(say(lang, "sending.see_figures", period=month(max(periods))), width="content")
        for page in menu(lang):
            if page.url_path in paths:
                st.page_link(page, query_params=query)


def _spoken(lang: str) -> Query:
    return {"lang": lang} if lang == "en" else {}
