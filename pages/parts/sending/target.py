"""Where a report sent from the page goes, and how that is said before it is sent."""

from dataclasses import dataclass

import streamlit as st

from data.store import Store, office, shown
from data.warehouse import newest
from pages.parts.words import say


@dataclass(frozen=True)
class Target:
    """The store that reports go into; ``apart`` while the dashboard shows another one."""

    store: Store
    demonstration: bool
    apart: bool

    @property
    def said(self) -> str:
        """The key of the words that name it."""
        if self.demonstration:
            return "demo"
        return "first" if self.apart else "office"


def target() -> Target:
    """Return the office's store: a real report never goes beside synthetic ones.

    Only a store that was chosen for a demonstration, and holds one, takes reports as synthetic.
    """
    store = office()
    warehouse = newest(store)
    synthetic = bool(warehouse and warehouse.demonstration)
    return Target(store, synthetic, apart=shown() != store)


def show_target(lang: str, goes: Target) -> None:
    """Say where the report will go; a warning where it is not the figures on the screen."""
    words = say(lang, f"sending.goes_{goes.said}")
    if goes.said == "office":
        st.caption(words)
    else:
        st.info(words)
