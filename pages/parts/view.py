"""What a page shows and to whom: the warehouse, the scope, the language and the screen."""

from dataclasses import dataclass
from functools import cached_property

import streamlit as st

from data.periods import span
from data.warehouse import Warehouse
from pages.charts.look import Look
from pages.parts.answers import open_warehouse, today
from pages.parts.choice import read_choice
from pages.parts.format import NBSP
from pages.parts.scope import Scope, Span, scope_of
from pages.parts.shown import usual_period
from pages.parts.words import say


@dataclass(frozen=True)
class View:
    """Everything a part needs to draw itself."""

    warehouse: Warehouse
    scope: Scope
    look: Look

    @cached_property
    def key(self) -> str:
        """A text that is the same for all who see the same: data, day, choices and look."""
        return f"{self.warehouse.key} {today()} {self.scope} {self.look}"

    @property
    def lang(self) -> str:
        """The reader's language."""
        return self.scope.lang

    @property
    def mark(self) -> str:
        """The words that mark synthetic figures, empty for real ones."""
        return say(self.lang, "frame.demo") if self.warehouse.demonstration else ""

    @property
    def whole_mark(self) -> str:
        """The mark as it stands in a chart, where it is not to be broken over two lines."""
        return self.mark.replace(" ", NBSP)

    def say(self, key: str, /, **values: object) -> str:
        """Return a text in the reader's language."""
        return say(self.lang, key, **values)


def language() -> str:
    """Return the language of the page: Vietnamese unless the URL says ``lang=en``."""
    return "en" if st.query_params.get("lang") == "en" else "vi"


def is_narrow() -> bool:
    """Say whether the reader holds a phone.

    Streamlit does not tell how wide the window is: the page's own script leaves it in a cookie,
    and a phone says so in its user agent.
    """
    return _told("narrow")


def has_menu_aside() -> bool:
    """Say whether the window is so narrow that the menu stands at the side."""
    return _told("aside")


def _told(name: str) -> bool:
    cookie = st.context.cookies.get(name)
    if cookie is not None:
        return cookie == "1"
    return "Mobi" in st.context.headers.get("User-Agent", "")


def view() -> View | None:
    """Return what the URL asks to see, None while no report was loaded."""
    warehouse = open_warehouse()
    if warehouse is None or warehouse.periods is None:
        return None
    known = Span(*warehouse.periods)
    choice = read_choice(st.query_params, span(known.first, known.last))
    lang = language()
    return View(
        warehouse=warehouse,
        scope=scope_of(lang, choice, known, usual_period(warehouse, known)),
        look=Look(dark=st.context.theme.type == "dark", lang=lang, narrow=is_narrow()),
    )
