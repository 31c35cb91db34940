"""Targets on the upload page: the form, a table looked at and loaded, and the way back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

import pandas as pd
import streamlit as st

from data.catalog import catalog
from data.periods import running_period
from etl.line import Report
from etl.problems import mend, message
from etl.receipt import Outcome
from etl.targets import inspect_targets, set_targets
from etl.targets.form import target_form
from etl.targets.put import Change
from etl.template import Form, csv_form, xlsx_form
from pages.parts.figures import written
from pages.parts.format import number
from pages.parts.logged import about, asked, from_here
from pages.parts.markdown import escape
from pages.parts.rights import ask_name, may, show_refusal
from pages.parts.sending.blank import XLSX
from pages.parts.sending.desk import MOST_BYTES, Desk
from pages.parts.sending.problems import show_problems
from pages.parts.sending.target import Target
from pages.parts.sending.withdrawing import show_withdrawing
from pages.parts.words import say

FIRST_YEAR = 2015
BUTTON = "yearly_load"


def show_yearly(lang: str, desk: Desk, goes: Target) -> None:
    """Show the section of targets: folded until it is used, or a table lies on the desk."""
    with st.expander(say(lang, "yearly.title"), expanded=desk.on_targets, key="yearly"):
        st.markdown(say(lang, "yearly.about"))
        if desk.told is not None:
            _show_receipt(lang, desk.told)
        if desk.yearly is not None:
            _show_table(lang, desk, desk.yearly, goes)
            return
        form, files = st.columns(2, gap="large")
        with form:
            _show_form(lang)
        with files:
            if may("send", demonstration=goes.demonstration):
                _show_intake(lang, desk)
        show_withdrawing(lang, desk, goes)


def _show_form(lang: str) -> None:
    running = int(running_period(datetime.now(UTC))[:4])
    years = list(range(running + 1, FIRST_YEAR - 1, -1))
    year = st.selectbox(say(lang, "yearly.year"), years, index=1, key="yearly_year")
    with st.container(horizontal=True):
        for kind, make, mime in (("xlsx", xlsx_form, XLSX), ("csv", csv_form, "text/csv")):
            st.download_button(
                say(lang, f"sending.blank_{kind}"),
                data=partial(_made, make, year),
                file_name=f"mau-chi-tieu-{year}.{kind}",
                mime=mime,
                key=f"yearly_{kind}",
                on_click="ignore",
            )


def _made(make: Callable[[Form], bytes], year: int) -> bytes:
    return make(target_form(year))


def _show_intake(lang: str, desk: Desk) -> None:
    with st.form("yearly_intake", clear_on_submit=True, border=False):
        file = st.file_uploader(
            say(lang, "yearly.file"), key="yearly_file", max_upload_size=MOST_BYTES // 1024 // 1024
        )
        looks = st.form_submit_button(say(lang, "yearly.look"), key="yearly_look")
    if looks and file is None:
        st.warning(say(lang, "sending.no_file"))
    elif looks and file is not None:
        desk.yearly, desk.told = Report(file.name, file.getvalue()), None
        st.rerun()


def _show_table(lang: str, desk: Desk, report: Report, goes: Target) -> None:
    """Show what is wrong with a table or what it would change, and load it when told to."""
    outcome, coming = inspect_targets(report, goes.store, demonstration=goes.demonstration)
    file = escape(report.name)
    if outcome.status == "refused":
        st.error(f"**{file}**")
    elif outcome.status == "unchanged":
        st.info(say(lang, "yearly.unchanged", file=file))
    show_problems(lang, outcome.problems, title=say(lang, "yearly.problems"))
    _offer_as_report(lang, desk, report, outcome)
    show_problems(lang, outcome.warnings, title=say(lang, "yearly.warnings"))
    notes = outcome.normalised(lang)
    if notes:
        with st.expander(say(lang, "sending.notes", n=len(notes))):
            st.markdown("\n".join(f"- {escape(note)}" for note in notes[:100]))
    if outcome.status == "clean":
        st.markdown(say(lang, "yearly.changes", file=file, n=number(len(coming), lang)))
        st.dataframe(written(_changes(lang, coming), lang), hide_index=True, placeholder="—")
        places = [(one.place or say(lang, "yearly.country"), "") for one in coming]
        event = about("targets", places, report.name)
        answer = asked(event, demonstration=goes.demonstration, pressed=BUTTON)
        if answer:
            _show_confirm(lang, desk, report, goes)
        else:
            show_refusal(lang, answer)
    st.button(say(lang, "yearly.leave"), key="yearly_leave", on_click=desk.leave_targets)


def _offer_as_report(lang: str, desk: Desk, report: Report, outcome: Outcome) -> None:
    """Offer to look at a monthly report as what it is, without choosing it again."""
    if any(problem.kind == "report_table" for problem in outcome.problems):
        as_report = partial(desk.as_report, report)
        label = say(lang, "yearly.as_report")
        st.button(label, type="primary", key="yearly_as_report", on_click=as_report)


def _changes(lang: str, coming: list[Change]) -> pd.DataFrame:
    labels = catalog().measures
    return pd.DataFrame(
        {
            say(lang, "yearly.year"): [str(one.year) for one in coming],
            say(lang, "column.province"): [
                one.place or say(lang, "yearly.country") for one in coming
            ],
            say(lang, "explore.choose_measure"): [
                labels[c.measure].label.in_(lang) for c in coming
            ],
            say(lang, "yearly.before"): pd.Series([c.before for c in coming], dtype="Int64"),
            say(lang, "yearly.after"): pd.Series([c.after for c in coming], dtype="Int64"),
        }
    )


def _show_confirm(lang: str, desk: Desk, report: Report, goes: Target) -> None:
    """Ask for a name and load the table; whether that is allowed was asked in this very run."""
    with st.form("yearly_send", border=False, enter_to_submit=False):
        label = say(lang, "sending.sender")
        sender = ask_name(label, key="yearly_sender", value=desk.sender, width=480)
        loads = st.form_submit_button(say(lang, "yearly.load"), type="primary", key=BUTTON)
    if loads and not sender:
        st.error(say(lang, "sending.sender_missing"))
    elif loads:
        desk.sender = sender
        named = replace(report, sender=sender)
        with from_here():
            (desk.told,) = set_targets([named], goes.store, demonstration=goes.demonstration)
        desk.yearly = None
        st.rerun()


def _show_receipt(lang: str, told: Outcome) -> None:
    file = escape(told.file)
    if told.status == "loaded":
        rows = number(told.rows, lang)
        st.success(say(lang, "yearly.loaded", rows=rows, file=file, upload=told.upload))
    elif told.status == "unchanged":
        st.info(say(lang, "yearly.unchanged", file=file))
    else:
        said = (f"{message(p, lang)} {mend(p, lang)}" for p in told.problems)
        st.error(f"**{file}**: {escape(' '.join(said))}")
