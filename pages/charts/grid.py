"""Provinces down, periods across: who reported on time, late, nothing, or not at all."""

from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go

from pages.charts.cells import Cell, bordered, filled, words
from pages.charts.look import STATE_MARKS, Captions, Look, dress, mix
from pages.charts.matrix import ROW, Matrix, frame, matrix
from pages.charts.table import numbers, texts
from pages.charts.text import hover

MOST, LEAST = 12, 7
_DAYS_ROOM = 30


def grid(table: pd.DataFrame, look: Look, captions: Captions) -> go.Figure:
    """Return the states of reporting; provinces in the order of their first row.

    The table is long, a row per province and period: `code` (str), `name` (str), `period` (str)
    and `state` (on_time, late, missing, nil, not_due, not_expected), and may have `days` (how
    late) and `note` (str). The marks stand beside the colours, so that neither is needed alone.
    Each cell is a mark that can be clicked, keyed by `code` and `period`.
    """
    look = replace(look, wide=True)
    places = matrix(table)
    cells = _cells(table, places, look, captions)
    size = max(LEAST, min(MOST, places.column_width(look) / 0.9))
    known = [cell for cell in cells if cell.fill]
    missing = [cell for cell in cells if cell.text == STATE_MARKS["missing"]]
    rest = [cell for cell in cells if cell.text != STATE_MARKS["missing"]]
    layout = frame(places, look, captions)
    layout["barmode"] = "overlay"
    traces = [
        filled([cell._replace(text="") for cell in known], size=size),
        bordered(missing, look, size=size),
        words(rest, size=size),
    ]
    return dress(traces, look, captions, height=ROW * len(places.names), layout=layout)


def _fills(look: Look) -> dict[str, str]:
    palette = look.palette
    return {
        "on_time": mix(palette.states["on_time"], palette.ground, 0.14),
        "late": mix(palette.states["late"], palette.ground, 0.2),
        "nil": palette.grid,
    }


def _cells(table: pd.DataFrame, places: Matrix, look: Look, captions: Captions) -> list[Cell]:
    fills, days = _fills(look), places.column_width(look) >= _DAYS_ROOM
    rows, columns = places.rows, places.columns
    cells = []
    for code, period, state, late, note in zip(
        texts(table, "code"),
        texts(table, "period"),
        texts(table, "state"),
        numbers(table, "days"),
        texts(table, "note"),
        strict=True,
    ):
        if state == "not_expected":
            continue
        count = f"{late:.0f}" if state == "late" and late else ""
        said = captions.state(state, int(late or 0))
        cells.append(
            Cell(
                column=columns[period],
                row=rows[code],
                text=STATE_MARKS[state] + (count if days else ""),
                hover=hover(places.names[code], [captions.period(period), said, note]),
                fill=fills.get(state, ""),
                ink=look.palette.states.get(state, look.palette.ink),
                key=f"{code} {period}",
            )
        )
    return cells
