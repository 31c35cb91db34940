"""The country as tiles: one indicator by province, with Hoàng Sa and Trường Sa."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from data.catalog import Measure, catalog
from data.filters import CURRENT
from data.periods import MERGER
from data.provinces import provinces, tiles
from pages.charts.look import Captions
from pages.charts.play import play
from pages.charts.table import numbers
from pages.charts.tiles import tiles as tile_map
from pages.parts.charts import merged_note, renamed
from pages.parts.figures import Chart, captions, chart, show_figure
from pages.parts.format import tick
from pages.parts.kept import kept
from pages.parts.leading import by_cell, by_province, keys
from pages.parts.periods import focus_said, span_said
from pages.parts.scope import Span
from pages.parts.sentences import map_title
from pages.parts.tables import month_table, province_table
from pages.parts.view import View

SHORT = {"Bà Rịa - Vũng Tàu": "BR–VT", "Thừa Thiên Huế": "TT Huế"}
"""Names too long for a tile, as people shorten them."""


def vintage_shown(view: View) -> int:
    """Return which map fits: 63 provinces as long as only they reported, else today's 34."""
    scope = view.scope
    former = scope.focus.last < MERGER and scope.by_place(scope.focus) != CURRENT
    return 63 if former else 34


def show_map(view: View, measure: Measure) -> None:
    """Show an indicator on the tile map; who has not reported is an empty tile."""
    show_figure(view, _map(view, measure.id), name="ban-do")


@kept
def _map(view: View, id: str) -> Chart:
    measure = catalog().measures[id]
    vintage = vintage_shown(view)
    table = map_table(province_table(view, measure), vintage)
    named = renamed(view, table, measure, "name", "value")
    recent = view.scope.recent
    if recent is None or recent.months == 1:
        figure, words = _drawn(view, measure, table)
        return chart(figure, words, named, by_province(view, measure, table), keys(table, "code"))
    months = {p: map_table(month_table(view, measure, p), vintage) for p in recent.periods}
    every = [value for of in months.values() for value in numbers(of, "value")]
    drawn = {p: _drawn(view, measure, of, period=p, every=every) for p, of in months.items()}
    figure = play(
        {period: figure for period, (figure, _) in drawn.items()},
        [tick(period, view.lang) for period in drawn],
        view.look,
        run=view.say("chart.run"),
        stop=view.say("chart.stop"),
    )
    cells = pd.concat([of.assign(period=p) for p, of in months.items()])
    rows = keys(table.assign(period=recent.last), "code", "period")
    return chart(figure, drawn[recent.last][1], named, by_cell(view, measure, cells), rows)


def _drawn(
    view: View,
    measure: Measure,
    table: pd.DataFrame,
    *,
    period: str = "",
    every: Sequence[float | None] = (),
) -> tuple[go.Figure, Captions]:
    """Return the map of the focus, or of one month, and its words."""
    about = span_said(Span(period, period), view.lang) if period else focus_said(view.scope)
    title = map_title(table, measure, about, view.lang)
    merged = merged_note(view, view.scope.focus)
    words = captions(view, title, measure, about, merged, everyone=True)
    places = islands(vintage_shown(view))
    return tile_map(table, places, view.look, words, every=every, period=period), words


def map_table(known: pd.DataFrame, vintage: int) -> pd.DataFrame:
    """Return code, name, short, row, col, value, qualifier and note of every province's tile."""
    codes = {p.unit: p.code for p in provinces(vintage).values()}
    known = known.assign(code=known["code"].map(lambda key: codes.get(key, key)))
    places = pd.DataFrame(
        [
            {
                "code": t.code,
                "name": t.name,
                "short": SHORT.get(t.name, t.name),
                "row": t.row,
                "col": t.col,
            }
            for t in tiles(vintage)
            if not t.island
        ]
    )
    figures = known[["code", "value", "qualifier", "note"]]
    return places.merge(figures, on="code", how="left").fillna({"qualifier": "", "note": ""})


def islands(vintage: int) -> pd.DataFrame:
    """Return name, parent_code, row and col of the archipelagos' tiles."""
    return pd.DataFrame(
        [
            {"name": t.name, "parent_code": t.code, "row": t.row, "col": t.col}
            for t in tiles(vintage)
            if t.island
        ]
    )
