"""Says on every page that figures are damaged or out of reach, and which are shown for them."""

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from data.failures import StoreDamagedError, StoreUnreachableError
from data.periods import VIETNAM
from data.warehouse import Warehouse
from pages.parts.answers import open_warehouse
from pages.parts.format import day
from pages.parts.words import say


@contextmanager
def whole_figures(lang: str) -> Iterator[None]:
    """Draw from whole files only: begin again where one turns out damaged on the way.

    A file that is found damaged is not opened a second time, so this ends.
    """
    try:
        yield
    except StoreDamagedError:
        try:
            open_warehouse()
        except StoreDamagedError:
            st.error(say(lang, "frame.all_damaged"))
            st.stop()
        st.rerun()
    except StoreUnreachableError:
        st.error(say(lang, "frame.unreachable"))
        st.stop()


def show_damage(lang: str, warehouse: Warehouse | None) -> None:
    """Say that an older version is shown, and what is to be done."""
    if warehouse is None or warehouse.instead_of is None:
        return
    at = warehouse.published.astimezone(VIETNAM)
    st.error(
        say(
            lang,
            "frame.damaged",
            bad=warehouse.instead_of,
            shown=warehouse.version,
            at=f"{at:%H:%M}, {day(at.date())}",
        )
    )
