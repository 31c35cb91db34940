"""Where a number in a text leads: a page with the same choices, so that it can be traced."""

from urllib.parse import urlencode

from data.catalog import Measure, catalog
from data.filters import REPORTED
from data.fold import fold
from pages.parts.view import View


def link(view: View, words: str, path: str, **chosen: str) -> str:
    """Return words of our own, as Markdown, that lead to a page narrowed by what is ``chosen``."""
    return f"[{words}]({address(view, path, **chosen)})"


def address(view: View, path: str, **chosen: str) -> str:
    """Return the address of a page with the choices of this one; the period is always named."""
    choice = view.scope.choice
    query: dict[str, object] = {
        "lang": "en" if view.lang == "en" else "",
        "from": choice.first,
        "to": view.scope.focus.last,
        "region": choice.region,
        "province": choice.provinces,
        "boundaries": choice.boundaries if choice.boundaries != REPORTED else "",
        "grain": choice.grain if choice.grain != "month" else "",
        **chosen,
    }
    return f"{path}?{urlencode({k: v for k, v in query.items() if v}, doseq=True)}"


def page_of(measure: Measure) -> str:
    """Return the path of the page of a measure's kind."""
    return fold(catalog().kinds[measure.kind or ""].page.en)
