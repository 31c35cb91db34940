"""The country as tiles: one indicator by province, with Hoàng Sa and Trường Sa."""

import pandas as pd

from data.catalog import Measure, catalog
from data.filters import CURRENT
from data.periods import MERGER
from data.provinces import provinces, tiles
from pages.charts.tiles import tiles as tile_map
from pages.parts.charts import merged_note, renamed
from pages.parts.figures import Chart, captions, chart, show_figure
from pages.parts.kept import kept
from pages.parts.leading import by_province
from pages.parts.periods import focus_said
from pages.parts.sentences import map_title
from pages.parts.tables import province_table
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
    table = map_table(view, measure, vintage)
    period = focus_said(view.scope)
    title = map_title(table, measure, period, view.lang)
    words = captions(
        view, title, measure, period, merged_note(view, view.scope.focus), everyone=True
    )
    figure = tile_map(table, islands(vintage), view.look, words)
    named = renamed(view, table, measure, "name", "value")
    return chart(figure, words, named, by_province(view, measure, table))


def map_table(view: View, measure: Measure, vintage: int) -> pd.DataFrame:
    """Return code, name, short, row, col, value, qualifier and note of every province's tile."""
    known = province_table(view, measure)
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
