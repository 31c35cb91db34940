"""A table is sent as Streamlit would send it, and worked out once for as long as it is kept."""

import re
from collections.abc import Callable

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.figures import written
from pages.parts.finished import finished, once

SCRIPT = """
import streamlit as st
st.dataframe(st.session_state["made"]())
"""
TABLES = {
    "figures and texts": pd.DataFrame(
        {"Tỉnh": ["Cao Bằng", "Hà Nội"], "Hội nghị": [1234.5, None], "Số": [1_000_000, 2]}
    ).astype({"Số": "Int64"}),
    "bounds": pd.DataFrame({"a": ["≥ 1.500", "", None, "=1+1", "'x"]}),
    "missing": pd.DataFrame({"a": pd.array([None, 7], "Int64"), "b": [None, "x"]}),
    "nothing": pd.DataFrame({"a": pd.Series([], dtype="Int64")}),
    "days": pd.DataFrame({"a": pd.to_datetime(["2026-10-01", None])}),
}


def sent(make: Callable[[], object]) -> tuple[bytes, bytes, str]:
    """The values, what is shown for each, and the styles, as they leave for the browser."""
    at = AppTest.from_string(SCRIPT, default_timeout=60)
    at.session_state["made"] = make
    at.run()
    assert not at.exception
    table = at.dataframe[0].proto.arrow_data
    return table.data, table.styler.display_values, re.sub(r"T_\w+?_", "", table.styler.styles)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_what_is_sent_is_what_the_plain_table_sends(table: pd.DataFrame) -> None:
    assert sent(lambda: finished(written(table, "vi"))) == sent(lambda: written(table, "vi"))


def test_styles_are_sent_too() -> None:
    table = TABLES["figures and texts"]

    def bold() -> "pd.io.formats.style.Styler":
        return table.style.map(lambda value: "font-weight: bold" if value == "Hà Nội" else "")

    plain = sent(bold)
    assert "bold" in plain[2]
    assert sent(lambda: finished(bold())) == plain


def test_a_table_that_is_kept_is_worked_out_once() -> None:
    table, other = TABLES["bounds"], TABLES["bounds"].copy()
    made: list[str] = []
    for which, about in ((table, "vi"), (table, "vi"), (table, "en"), (other, "vi")):
        once(which, about, lambda: made.append("again"))
    assert len(made) == 3
