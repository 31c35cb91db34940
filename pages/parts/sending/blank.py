"""The form to fill in, for a province and a month, as a workbook or a CSV."""

from datetime import UTC, datetime

import streamlit as st

from data.fold import fold
from data.periods import FIRST_PERIOD, running_period, shift, span, vintage_of
from data.provinces import provinces
from etl.template import csv_template, xlsx_template
from pages.parts.format import month
from pages.parts.markdown import escape
from pages.parts.rights import who
from pages.parts.words import say

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def show_blank(lang: str) -> None:
    """Let the sender choose province and month and take the form."""
    st.subheader(say(lang, "sending.blank"), anchor=False)
    st.markdown(say(lang, "sending.blank_about"))
    running = running_period(datetime.now(UTC))
    periods = list(reversed(span(FIRST_PERIOD, running)))
    left, right = st.columns(2)
    # The month that is over is the one to report on.
    period = left.selectbox(
        say(lang, "column.period"),
        periods,
        index=periods.index(shift(running, -1)),
        format_func=month,
        key="blank_period",
    )
    names = [p.name for p in provinces(vintage_of(period)).values()]
    account = who()
    own = [name for name in account.provinces if name in names] if account else []
    province = right.selectbox(
        say(lang, "column.province"),
        names,
        # Who sends for one province has it there already.
        index=names.index(own[0]) if len(own) == 1 else None,
        placeholder=say(lang, "provinces.choose"),
        key="blank_province",
    )
    _show_files(lang, province, period)


def _show_files(lang: str, province: str | None, period: str) -> None:
    """Show the two files and whom they are for; each is made when it is asked for."""
    name = "-".join(filter(None, ["mau-bao-cao", fold(province or ""), period]))
    place = escape(province or say(lang, "sending.blank_any"))
    st.caption(say(lang, "sending.blank_for", place=place, period=month(period)))
    with st.container(horizontal=True):
        st.download_button(
            say(lang, "sending.blank_xlsx"),
            data=lambda: xlsx_template(province, period),
            file_name=f"{name}.xlsx",
            mime=XLSX,
            key="blank_xlsx",
            on_click="ignore",
        )
        st.download_button(
            say(lang, "sending.blank_csv"),
            data=lambda: csv_template(province, period),
            file_name=f"{name}.csv",
            mime="text/csv",
            key="blank_csv",
            on_click="ignore",
        )
