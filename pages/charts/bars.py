"""Horizontal bars with their names on the left and their figures at the end."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from pages.charts.axes import quiet
from pages.charts.look import (
    MISSING_MARK,
    TEXT_SIZE,
    Captions,
    Layout,
    Look,
    Trace,
    dress,
)
from pages.charts.text import NBSP, block, escape, hover, widest, wrap

ROW = 26
_BAR, _LINE = 19, 17


@dataclass(frozen=True)
class Row:
    """One bar: `before` stands in grey left of the name, `after` right of the figure.

    Rows that are `barless` have a figure only.
    """

    key: str
    name: str
    value: float | None
    qualifier: str = ""
    fill: str = ""
    before: str = ""
    after: str = ""
    strong: bool = False
    barless: bool = False
    lines: tuple[str, ...] = ()


def bars(rows: Sequence[Row], look: Look, captions: Captions) -> go.Figure:
    """Return the bars from top to bottom; the height follows the rows."""
    room = 130 if look.narrow else 210
    broken = [wrap(row.name, room, TEXT_SIZE) for row in rows]
    left = widest([line for lines in broken for line in lines], TEXT_SIZE) * 1.06
    ranks = widest([row.before for row in rows], TEXT_SIZE)
    most = max((len(lines) for lines in broken), default=1)
    written = [_written(row, look) for row in rows]
    layout: Layout = {
        "xaxis": _figures(rows, _whole(rows, written), look, look.room - left),
        "yaxis": _names(rows, room, look),
        "hovermode": "closest",
        "margin": {"l": round(left + ranks + 16), "r": 0, "t": 8, "b": 8},
    }
    row = max(ROW, most * _LINE + 4)
    trace = _bars(rows, written, look, captions) | {"width": _BAR / row}
    return dress([trace], look, captions, height=len(rows) * row, layout=layout)


def _written(row: Row, look: Look) -> str:
    return MISSING_MARK if row.value is None else look.number(row.value, row.qualifier)


def _whole(rows: Sequence[Row], written: Sequence[str]) -> list[str]:
    """Return all that stands right of each bar, without its style."""
    return [f"{text} {row.after}".rstrip() for row, text in zip(rows, written, strict=True)]


def _beside(row: Row, text: str, look: Look) -> str:
    said = f"<b>{escape(text)}</b>" if row.strong else escape(text)
    grey = f'<span style="color:{look.palette.muted}">{escape(row.after)}</span>'
    return f"{said} {grey}" if row.after else said


def _bars(rows: Sequence[Row], written: list[str], look: Look, captions: Captions) -> Trace:
    palette = look.palette
    weak = [row.value is None or row.barless for row in rows]
    return {
        "type": "bar",
        "orientation": "h",
        "x": [0 if row.value is None or row.barless else row.value for row in rows],
        "y": list(range(len(rows))),
        "marker": {"color": [row.fill or palette.border for row in rows]},
        "text": [_beside(row, text, look) for row, text in zip(rows, written, strict=True)],
        "textposition": "outside",
        "textangle": 0,
        "constraintext": "none",
        "cliponaxis": False,
        "textfont": {
            "size": TEXT_SIZE,
            "color": [palette.muted if grey else palette.ink for grey in weak],
        },
        "customdata": [row.key for row in rows],
        "hoverinfo": "text",
        "hovertext": [
            hover(row.name, [_said(row, text, captions), *row.lines])
            for row, text in zip(rows, written, strict=True)
        ],
    }


def _said(row: Row, written: str, captions: Captions) -> str:
    if row.value is None:
        return "" if row.barless else captions.state("missing")
    return captions.amount(written)


def _figures(rows: Sequence[Row], written: list[str], look: Look, room: float) -> Layout:
    """An axis from zero without ticks, with room for the figure at the end of the longest bar."""
    top = max((row.value or 0 for row in rows if not row.barless), default=0) or 1
    end = (widest(written, TEXT_SIZE) + 14) / max(room, 120)
    return {
        "rangemode": "tozero",
        "range": [0, top * (1 + min(end, 0.8) / (1 - min(end, 0.8)))],
        "showticklabels": False,
        **quiet(look),
        "zeroline": True,
        "zerolinecolor": look.palette.border,
        "zerolinewidth": 1,
    }


def _names(rows: Sequence[Row], room: float, look: Look) -> Layout:
    """Names as ticks, first row on top; two rows of one name stay two rows."""
    return {
        **quiet(look),
        "range": [len(rows) - 0.5, -0.5],
        "tickvals": list(range(len(rows))),
        "ticktext": [_name(row, room, look) for row in rows],
        "tickfont": {"size": TEXT_SIZE, "color": look.palette.ink},
        "ticklabelstandoff": 6,
    }


def _name(row: Row, room: float, look: Look) -> str:
    name = block(row.name, room, TEXT_SIZE)
    shown = f"<b>{name}</b>" if row.strong else name
    grey = f'<span style="color:{look.palette.muted}">'
    if row.barless:
        return f"{grey}{name}</span>"
    return f"{grey}{row.before}</span>{NBSP}{NBSP}{shown}" if row.before else shown
