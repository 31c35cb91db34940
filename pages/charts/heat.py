"""Provinces down, periods across, a colour for how much; missing is not zero."""

from dataclasses import replace

import pandas as pd
import plotly.graph_objects as go

from pages.charts.cells import Cell, bordered, filled, words
from pages.charts.key import add_key, key_height
from pages.charts.look import MISSING_MARK, STATE_MARKS, Captions, Look, dress
from pages.charts.matrix import ROW, Matrix, frame, matrix
from pages.charts.steps import Steps, steps
from pages.charts.table import numbers, texts
from pages.charts.text import hover, widest

MOST, LEAST = 11, 7


def heat(table: pd.DataFrame, look: Look, captions: Captions) -> go.Figure:
    """Return the heat map; provinces in the order of their first row, periods sorted.

    Each cell is a mark that can be clicked, keyed by `code` and `period`.

    The table is long, a row per province and period: `code` (str), `name` (str), `period` (str)
    and `value` (number; empty where there is none), and may have `state` (missing when empty,
    not_due, not_expected), `qualifier` (≥, ≤, ≈) and `note` (str). A pair without a row is
    blank, like not_expected.
    """
    look = replace(look, wide=True)
    places = matrix(table)
    scale = steps(numbers(table, "value"), look)
    cells = _cells(table, places, scale, look, captions)
    known = [cell for cell in cells if cell.fill]
    missing = [cell for cell in cells if cell.text == MISSING_MARK]
    each = places.column_width(look)
    small = max(LEAST, min(MOST, each / 0.9))
    fits = widest([cell.text for cell in known], MOST) + 4 <= each
    written = known if fits else [cell for cell in known if cell.text == look.number(0)]
    rest = [cell for cell in cells if not cell.fill and cell.text != MISSING_MARK]
    layout = frame(places, look, captions)
    said = captions.state("missing") if missing else ""
    add_key(layout, scale, said, look, above=layout["margin"]["t"])
    layout["margin"]["t"] += key_height(said, look)
    alone = [cell._replace(text="") for cell in known]
    traces = [
        filled(alone, size=small),
        bordered(missing, look, size=small),
        words([*written, *rest], size=MOST if fits else small),
    ]
    layout["barmode"] = "overlay"
    return dress(traces, look, captions, height=ROW * len(places.names), layout=layout)


def _cells(
    table: pd.DataFrame, places: Matrix, scale: Steps, look: Look, captions: Captions
) -> list[Cell]:
    rows, columns = places.rows, places.columns
    cells = []
    for code, period, value, state, qualifier, note in zip(
        texts(table, "code"),
        texts(table, "period"),
        numbers(table, "value"),
        texts(table, "state"),
        texts(table, "qualifier"),
        texts(table, "note"),
        strict=True,
    ):
        if value is None and state == "not_expected":
            continue
        said, text, fill = _value(value, qualifier, scale, look, captions)
        if value is None:
            said = captions.state(state or "missing")
            text = STATE_MARKS["not_due"] if state == "not_due" else MISSING_MARK
        cells.append(
            Cell(
                column=columns[period],
                row=rows[code],
                text=text,
                hover=hover(places.names[code], [captions.period(period), said, note]),
                fill=fill,
                ink=look.letters(fill) if fill else look.palette.muted,
                key=f"{code} {period}",
            )
        )
    return cells


def _value(
    value: float | None, qualifier: str, scale: Steps, look: Look, captions: Captions
) -> tuple[str, str, str]:
    if value is None:
        return "", "", ""
    said = captions.amount(look.number(value, qualifier))
    return said, f"{qualifier}{look.number(value)}", scale.fills[scale.of(value)]
