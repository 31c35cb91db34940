"""The map of the provinces as tiles, with Hoàng Sa and Trường Sa."""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from pages.charts.axes import quiet
from pages.charts.cells import Cell, bordered, filled
from pages.charts.key import add_key, key_height
from pages.charts.look import MISSING_MARK, STATE_MARKS, Captions, Layout, Look, dress
from pages.charts.steps import Steps, steps
from pages.charts.table import numbers, texts
from pages.charts.text import block, escape, hover

WIDEST = {True: 335, False: 500}


class _Tile(NamedTuple):
    """How large the tiles of a map are, and the letters of their names."""

    wide: float
    columns: int
    rows: int

    @property
    def name_size(self) -> int:
        """Pixels of a name; the longest word of one, Nguyên, fits across a tile."""
        return 11 if self.wide >= 41 else 10

    @property
    def high(self) -> float:
        """Three lines fit into a tile: a name on two and a figure."""
        return round(self.name_size * 4.15)


_TEXTS = ("code", "name", "short", "state", "qualifier", "note")


class _Place(NamedTuple):
    """A province of the table."""

    column: int
    row: int
    code: str
    name: str
    short: str
    state: str
    qualifier: str
    note: str
    value: float | None


def tiles(
    table: pd.DataFrame,
    islands: pd.DataFrame,
    look: Look,
    captions: Captions,
    *,
    every: Sequence[float | None] = (),
    period: str = "",
) -> go.Figure:
    """Return the tile map of one vintage.

    `table` has a row per province: `code` (str), `name` (str), `short` (str: what fits into a
    tile, on at most two lines), `row` and `col` (whole numbers from the top left) and `value`
    (number; empty where it has not reported), and may have `state` (missing when empty, not_due,
    not_expected), `qualifier` (≥, ≤, ≈) and `note` (str). `islands` has `name`, `parent_code`,
    `row` and `col`: the archipelagos take the colour of their province and have no figure of
    their own. `every` are the figures of all maps that share the colours, its own among them;
    with `period` each tile is keyed by its code and that, else by its code.
    """
    scale = steps(every or numbers(table, "value"), look)
    tile = _measure(table, islands, look)
    columns = zip(*(texts(table, name) for name in _TEXTS), numbers(table, "value"), strict=True)
    places = zip(_whole(table, "col"), _whole(table, "row"), strict=True)
    cells = [
        _province(_Place(*at, *row), scale, look, captions, tile=tile)
        for at, row in zip(places, columns, strict=True)
    ]
    known, missing, blank = _kinds(cells, _islands(islands, cells, tile, look), period)
    layout = _layout(tile, look)
    said = captions.state("missing") if missing else ""
    add_key(layout, scale, said, look)
    layout["margin"]["t"] = key_height(said, look) + 6
    traces = [
        filled(known, size=tile.name_size),
        bordered(missing, look, size=tile.name_size),
        bordered(blank, look, size=tile.name_size, hatch=False),
    ]
    return dress(traces, look, captions, height=tile.high * tile.rows, layout=layout)


def _kinds(
    provinces: Sequence[Cell], islands: Sequence[Cell], period: str
) -> tuple[list[Cell], list[Cell], list[Cell]]:
    """Return the tiles with a figure, those that lack one, and those that need none."""
    hatch = {cell.key for cell in provinces if MISSING_MARK in cell.text}
    known, missing, blank = list[Cell](), list[Cell](), list[Cell]()
    for cell in [*provinces, *islands]:
        kind = known if cell.fill else missing if cell.key in hatch else blank
        kind.append(cell._replace(key=f"{cell.key} {period}".rstrip()))
    return known, missing, blank


def _whole(table: pd.DataFrame, column: str) -> list[int]:
    return [int(value or 0) for value in numbers(table, column)]


def _measure(table: pd.DataFrame, islands: pd.DataFrame, look: Look) -> _Tile:
    columns = 1 + max([*_whole(table, "col"), *_whole(islands, "col")], default=0)
    rows = 1 + max([*_whole(table, "row"), *_whole(islands, "row")], default=0)
    return _Tile(WIDEST[look.narrow] / columns, columns, rows)


def _layout(tile: _Tile, look: Look) -> Layout:
    bare = {**quiet(look), "showticklabels": False, "constrain": "domain"}
    across: Layout = {"range": [-0.5, tile.columns - 0.5], "constraintoward": "left"}
    down: Layout = {"range": [tile.rows - 0.5, -0.5], "constraintoward": "top"}
    down |= {"scaleanchor": "x", "scaleratio": tile.high / tile.wide}
    return {
        "hovermode": "closest",
        "barmode": "overlay",
        "margin": {"l": 0, "r": 0, "t": 0, "b": 8},
        "shapes": [],
        "annotations": [],
        "xaxis": bare | across,
        "yaxis": bare | down,
    }


def _province(place: _Place, scale: Steps, look: Look, captions: Captions, *, tile: _Tile) -> Cell:
    state = place.state or "missing"
    fill = "" if place.value is None else scale.fills[scale.of(place.value)]
    if place.value is None:
        written = MISSING_MARK if state == "missing" else STATE_MARKS[state]
        said = captions.state(state)
    else:
        written = place.qualifier + look.number(place.value)
        said = captions.amount(look.number(place.value, place.qualifier))
    style = f"font-size:{tile.name_size + 2}px;font-weight:600"
    short = block(place.short, tile.wide - 4, tile.name_size)
    return Cell(
        column=place.column,
        row=place.row,
        text=f'{short}<br><span style="{style}">{escape(written)}</span>',
        hover=hover(place.name, [said, place.note]),
        fill=fill,
        ink=look.letters(fill) if fill else look.palette.ink,
        key=place.code,
    )


def _islands(islands: pd.DataFrame, provinces: list[Cell], tile: _Tile, look: Look) -> list[Cell]:
    """The archipelagos belong to their province: its colour, its hover, their own name."""
    parents = {cell.key: cell for cell in provinces}
    columns, rows = _whole(islands, "col"), _whole(islands, "row")
    named = zip(texts(islands, "name"), texts(islands, "parent_code"), strict=True)
    return [
        parents[code]._replace(
            column=column,
            row=row,
            text=block(name, tile.wide - 2, tile.name_size),
            hover=f"<b>{escape(name)}</b><br>{parents[code].hover}",
            ink=parents[code].ink if parents[code].fill else look.palette.ink,
        )
        for (name, code), column, row in zip(named, columns, rows, strict=True)
        if code in parents
    ]
