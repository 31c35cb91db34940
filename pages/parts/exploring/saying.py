"""An inquiry in words: its question, dimensions, filters, and the values in its table."""

from data.arrange import REST
from data.catalog import catalog
from data.filters import NOT_STATED
from data.fold import fold
from data.pivot import Cell, Heading
from pages.parts.exploring.asking import window_of
from pages.parts.exploring.inquiry import TIMES, Inquiry
from pages.parts.format import MISSING, NBSP, SIGNS, grain_name, number, percent, span
from pages.parts.sentences import inner
from pages.parts.view import View

Figure = int | float | None
MANY = 3


def question(view: View, inquiry: Inquiry) -> str:
    """Return the question as a sentence: ``Hội nghị theo tỉnh và quý, 10/2024–10/2026``."""
    labels = [m.label.in_(view.lang) for m in inquiry.measures]
    # A label with a comma in it is not taken for two.
    between = "; " if labels[1:] and any("," in label for label in labels) else ", "
    what = between.join([labels[0], *map(inner, labels[1:])])
    by = [inner(dimension_said(view, d)) for d in inquiry.dimensions]
    joined = (
        by[0] if len(by) == 1 else view.say("explore.and", first=", ".join(by[:-1]), last=by[-1])
    )
    window = window_of(view, inquiry)
    return view.say("explore.title", what=what, by=joined, period=span(window.first, window.last))


def dimension_said(view: View, dimension: str) -> str:
    """Return what a dimension is called."""
    if dimension in ("province", "search"):
        return view.say(f"explore.{dimension}")
    return catalog().dimensions[dimension].in_(view.lang)


def value_said(view: View, dimension: str, value: str | None) -> str:
    """Return a value of a dimension as people read it."""
    if value is None or value == NOT_STATED:
        return view.say("title.without")
    if dimension in TIMES:
        first, _, last = value.partition("..")
        text = "–".join(grain_name(end, view.lang) for end in (first, last) if end)
        return text[:1].upper() + text[1:]
    return catalog().label(dimension, value, view.lang)


def values_said(view: View, dimension: str, values: tuple[str, ...]) -> str:
    """Return the values a filter leaves, as many as are read at a glance."""
    said = [value_said(view, dimension, listed(dimension, value)) for value in values[:MANY]]
    return ", ".join(said) + (" …" if values[MANY:] else "")


def listed(dimension: str, value: str) -> str:
    """Return the id of a listed value, whichever way the URL names it."""
    for item in catalog().lists.get(dimension, ()):
        if fold(value) in map(fold, item.names()):
            return item.id
    return value


def filters_said(view: View, inquiry: Inquiry) -> str:
    """Return the filters of the page in one line."""
    said = [f"{dimension_said(view, d)}: {values_said(view, d, v)}" for d, v in inquiry.chosen]
    return "; ".join(said + ([f"“{inquiry.search}”"] if inquiry.search else []))


def heading_said(view: View, heading: Heading, dimensions: tuple[str, ...]) -> list[str]:
    """Return the words of a line or column, one for each of its dimensions."""
    if heading.key == (REST,):
        return [view.say("explore.rest", n=number(heading.rest, view.lang))]
    return [
        value_said(view, dimension, name)
        for dimension, name in zip(dimensions, heading.names, strict=False)
    ]


def cell_said(view: View, cell: Cell, value: Figure, *, share: bool) -> str:
    """Return a figure with its ≥, a share, or why there is none."""
    if value is None:
        return {"unstated": view.say("explore.unstated"), "missing": MISSING}.get(cell.state, "")
    if share:
        about = f"{SIGNS['about']}{NBSP}" if cell.qualifier else ""
        return f"{about}{percent(value / 100, view.lang)}"
    return number(value, view.lang, cell.qualifier)


def refusal_said(view: View, measure: str, dimension: str) -> str:
    """Return why a measure of reports cannot be split or filtered by a property of activities."""
    asked = catalog().askable[measure]
    label = asked.label.in_(view.lang)
    return view.say(
        "explore.refused_target" if asked.of else "explore.refused",
        measure=label,
        dimension=inner(dimension_said(view, dimension)),
    )
