"""The pages in the order of the menu, and the switch of the language."""

from collections.abc import Mapping, Sequence
from copy import copy
from functools import partial
from pathlib import Path
from typing import Literal

import streamlit as st

from data.catalog import Kind, catalog
from data.fold import fold
from pages.parts.kind import show_kind
from pages.parts.pick import put
from pages.parts.remembered import remembered
from pages.parts.rights import may
from pages.parts.view import has_menu_aside
from pages.parts.words import say

PAGES = Path(__file__).parent.parent
UPLOAD, HISTORY = "upload", "history"
EXPLORE, REPORTING, QUALITY = "explore", "reporting", "quality"
DICTIONARY, WALL, AUDIT, ACCOUNTS = "dictionary", "wall", "audit", "accounts"
FIRST = ("provinces", EXPLORE, REPORTING, UPLOAD)
REST = (QUALITY, HISTORY, DICTIONARY, WALL)


def menu(lang: str) -> list[st.Page]:
    """Return every page in the order of the menu."""
    return [page for pages in sections(lang).values() for page in pages]


def sections(lang: str) -> dict[str, list[st.Page]]:
    """Return the pages by the name of their group: those used daily stand without one."""
    # Streamlit notes on a page whether it may run now: each reader gets pages of their own.
    made = _sections(lang, tuple(page for page in (AUDIT, ACCOUNTS) if not may(page)))
    return {name: [copy(page) for page in pages] for name, pages in made.items()}


@remembered(most=4)
def _sections(lang: str, hidden: Sequence[str]) -> Mapping[str, Sequence[st.Page]]:
    overview = st.Page(PAGES / "overview.py", title=say(lang, "frame.overview"), default=True)
    return {
        "": [overview, *(_of_work(path, lang) for path in FIRST)],
        say(lang, "frame.activities"): [
            _of_kind(kind, lang) for kind in catalog().kinds.values()
        ],
        # Who may not see these two can still follow a link to them, and is told so there.
        say(lang, "frame.more"): [
            _of_work(path, lang, seen=path not in hidden) for path in (*REST, AUDIT, ACCOUNTS)
        ],
    }  # fmt: skip


def run_menu(lang: str) -> st.Page:
    """Show the menu, and return the page that was chosen.

    Groups fit the top of a wide screen. A narrow one has its menu at the side, where the groups
    would break the list that a screen reader tells.
    """
    return st.navigation(menu(lang) if has_menu_aside() else sections(lang), position="top")


def _of_kind(kind: Kind, lang: str) -> st.Page:
    """Return a kind's own page, or the usual one for a kind that was only just defined."""
    path = fold(kind.page.en)
    file = PAGES / f"{path}.py"
    page = file if file.exists() else partial(show_kind, kind.id)
    return st.Page(page, title=kind.page.in_(lang), url_path=path)


def _of_work(path: str, lang: str, *, seen: bool = True) -> st.Page:
    title = say(lang, f"frame.{path}")
    shown: Literal["visible", "hidden"] = "visible" if seen else "hidden"
    return st.Page(PAGES / f"{path}.py", title=title, url_path=path, visibility=shown)


def show_languages(lang: str) -> None:
    """Show the switch between Vietnamese and English; only English is named in the URL."""
    st.session_state["pick_lang"] = lang
    st.segmented_control(
        say(lang, "frame.language"),
        ["vi", "en"],
        format_func=str.upper,
        key="pick_lang",
        required=True,
        label_visibility="collapsed",
        on_change=_speak,
    )


def _speak() -> None:
    chosen = st.session_state["pick_lang"]
    put("lang", chosen if chosen != "vi" else None)
