"""A chart on a page: its words, its picture for eyes and screen readers, its table below."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from data.catalog import Measure
from data.filters import Filters
from data.settings import settings
from pages.charts.look import Captions
from pages.charts.modebar import config
from pages.parts.alone import alone
from pages.parts.downloads import Leaving, show_downloads
from pages.parts.export import as_typed, marked, neutralised
from pages.parts.finished import Ready, once
from pages.parts.format import MISSING, grain_name, number, percent, tick
from pages.parts.links import Lead, show_lead
from pages.parts.periods import place_said
from pages.parts.terms import help_by_label
from pages.parts.view import View
from pages.parts.words import say

LONG = 280
BOUND = 100
"""The pixels for figures of which some are words: ``chưa nêu``."""
STATES = ("missing", "not_due", "not_expected", "on_time", "nil")


class Chart(NamedTuple):
    """A finished picture, what it says in words, and the table behind it."""

    figure: go.Figure
    alt: str
    table: pd.DataFrame
    leads: Mapping[str, Lead] = MappingProxyType({})
    """The way to the records of each mark, by the key that the mark carries."""
    rows: Sequence[tuple[str, ...]] = ()
    """The keys of the marks that each row of the table is of."""


def captions(
    view: View, title: str, measure: Measure, period: str, *notes: str, everyone: bool = False
) -> Captions:
    """Return the words of a chart; its subtitle says unit, place, period and what to know."""
    lang = view.lang
    unit = measure.unit.in_(lang)
    about = [unit[:1].upper() + unit[1:], place_said(view.scope, everyone=everyone), period]
    subtitle = " · ".join(filter(None, [", ".join(about), *notes, view.whole_mark]))
    return Captions(
        title=title[:1].upper() + title[1:],
        subtitle=subtitle,
        unit=unit,
        one=measure.unit.counted(lang, "1"),
        tick=lambda value: tick(value, lang),
        period=lambda value: grain_said(value, lang),
        states=states(view),
        partial=view.say("chart.partial", share=percent(settings().enough_share, lang)),
        merger=view.say("period.merger"),
        before=view.say("period.before"),
        others=say_raw(lang, "chart.others"),
    )


def say_raw(lang: str, key: str) -> str:
    """Return a text whose {places} the chart fills in itself."""
    return say(lang, key, n="{n}", days="{days}")


def states(view: View) -> dict[str, str]:
    """Return what each state of a report is called."""
    named = {state: view.say(f"chart.{state}") for state in STATES}
    return {**named, "late": say_raw(view.lang, "chart.late")}


def grain_said(value: str, lang: str) -> str:
    """Return a period, quarter, half or year as a hover begins: ``Kỳ 10/2026``."""
    said = grain_name(value, lang)
    if len(value) == 7 and value[5] not in "QH":
        said = say(lang, "period.of", period=said)
    return said[:1].upper() + said[1:]


def chart(
    figure: go.Figure,
    words: Captions,
    table: pd.DataFrame,
    leads: Mapping[str, Lead] = MappingProxyType({}),
    rows: Sequence[tuple[str, ...]] = (),
) -> Chart:
    """Return a chart whose title and subtitle are read to those who do not see it."""
    return Chart(figure, f"{words.title}. {words.subtitle}", table, leads, rows)


def show_figure(view: View, drawn: Chart, *, name: str) -> None:
    """Draw the chart and keep its table below, which is sent once it is opened.

    A mark that is clicked says below the chart where its records are, a row below the table.
    Nothing else on the page is drawn for it.
    """
    alone(view.lang, partial(_draw, view, drawn, name))


def _draw(view: View, drawn: Chart, name: str) -> None:
    key = f"chart_{name}"
    st.plotly_chart(
        drawn.figure,
        theme=None,
        config=config(view.lang, name=name, touch=view.look.narrow),
        key=key,
        alt=drawn.alt,
        on_select="rerun" if drawn.leads else "ignore",
        selection_mode="points",
    )
    clicked = drawn.leads.get(_mark(key))
    if clicked:
        show_lead(clicked)
    below = st.expander(view.say("chart.table"), key=f"table_{name}", on_change="rerun")
    if below.open:
        with below:
            picked = f"row_{name}_{hash(view.key)}" if drawn.rows else None
            show_table(view, drawn.table, name=name, said=drawn.alt, picked=picked)
            for to in _of_row(drawn, picked):
                show_lead(to)


def _of_row(drawn: Chart, picked: str | None) -> list[Lead]:
    """Return the ways from the row that was chosen in the table of a chart."""
    state = st.session_state.get(picked) if picked else None
    chosen = drawn.rows[state.selection.rows[0]] if state and state.selection.rows else ()
    return [drawn.leads[key] for key in chosen if key in drawn.leads]


def _mark(key: str) -> str:
    """Return the key of the mark that was clicked in a chart, nothing if none was."""
    points = st.session_state[key].selection.points if key in st.session_state else []
    return str(points[0].get("customdata", "")) if points else ""


def show_table(
    view: View,
    table: pd.DataFrame,
    *,
    name: str,
    whole: Callable[[], pd.DataFrame] | None = None,
    records: Filters | None = None,
    picked: str | None = None,
    said: str = "",
    figures: Sequence[str] = (),
    fresh: bool = False,
) -> None:
    """Show a table with numbers written as here, and offer it (or all of it) to take along.

    A table that is kept from run to run is written once; ``fresh``: this one was made just now.
    With ``picked`` a row can be chosen; the session keeps which under this key. ``figures`` are
    columns that stand to the right like numbers, though a bound makes them texts. ``records`` is
    how they were found, where the rows are those of reports.
    """
    # Two short words beside each row, where a file that leaves says it in full.
    mark = view.say("column.demonstration") if view.mark else ""
    write = partial(_ready, view, table, mark, figures)
    asked = (view.lang, mark, *figures)
    ready = write() if fresh else once(table, asked, lambda: write().done())
    st.dataframe(
        ready.styler,
        hide_index=True,
        # No wider than it is: in a stretched column the head stands far from its figures.
        width="content",
        placeholder=MISSING,
        column_config=ready.columns,
        key=picked,
        on_select="rerun" if picked else "ignore",
        selection_mode="single-row",
    )
    about = [(view.say("downloads.table"), said)] if said else ()
    leaving = Leaving(name, whole or (lambda: table), about, records=records)
    show_downloads(view, leaving)


def _ready(view: View, table: pd.DataFrame, mark: str, figures: Sequence[str]) -> Ready:
    """Return the table as it is shown, and how each of its columns is."""
    shown = marked(table, view.say("column.figures"), mark)
    return Ready(written(shown, view.lang), _columns(shown, figures, view.lang))


def _columns(table: pd.DataFrame, figures: Sequence[str], lang: str) -> dict[str, Any]:
    """Return how each column is shown: its width, its definition, and figures to the right."""
    # Long texts leave room for the columns behind them; a click shows them whole.
    return {
        name: st.column_config.Column(
            width=BOUND if name in figures and _is_text(table[name]) else width(table[name]),
            help=help_by_label(lang).get(name),
            alignment="right" if name in figures else None,
        )
        for name in table.columns
    }


def _is_text(column: "pd.Series[Any]") -> bool:
    return not pd.api.types.is_numeric_dtype(column)


def width(column: "pd.Series[Any]") -> int | None:
    """Return the pixels a column of long texts is given, None for one that is short anyway."""
    if pd.api.types.is_numeric_dtype(column):
        return None
    longest = int(column.astype(str).str.len().max() or 0) if len(column) else 0
    return LONG if longest > LONG // 8 else None


def written(table: pd.DataFrame, lang: str) -> "pd.io.formats.style.Styler":
    """Return the table as it is read; what the reader copies out of it is harmless."""

    formats: Any = {
        column: as_typed if _is_text(table[column]) else _figures(table[column], lang)
        for column in table.columns
    }
    return neutralised(table).style.format(formats)


def _figures(column: "pd.Series[Any]", lang: str) -> Callable[[float], str]:
    """Return how a column's numbers are written: if one has a decimal, all of them have."""
    digits = int(any(number(value, lang)[-2:-1] in (".", ",") for value in column.dropna()))

    def figure(value: float) -> str:
        return MISSING if pd.isna(value) else number(value, lang, digits=digits)

    return figure
