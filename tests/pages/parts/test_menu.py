"""The menu is made once for a language; what Streamlit notes on a page stays with its reader."""

from typing import Any

from streamlit.testing.v1 import AppTest

SCRIPT = """
import streamlit as st
from pages.parts.menu import sections
st.session_state["menu"] = sections(st.query_params["lang"])
st.navigation(st.session_state["menu"]).url_path
"""


def listed(lang: str) -> list[Any]:
    at = AppTest.from_string(SCRIPT, default_timeout=60)
    at.query_params["lang"] = lang
    at.run()
    assert not at.exception
    return [page for pages in at.session_state["menu"].values() for page in pages]


def test_every_reader_has_pages_of_their_own() -> None:
    first, second = listed("vi"), listed("vi")
    assert [page.title for page in first] == [page.title for page in second]
    assert not {id(page) for page in first} & {id(page) for page in second}


def test_languages_do_not_mix() -> None:
    titles = {lang: [page.title for page in listed(lang)] for lang in ("vi", "en", "vi", "en")}
    assert titles["vi"][0] == "Tổng quan"
    assert titles["en"][0] == "Overview"
    assert not set(titles["vi"]) & set(titles["en"])
