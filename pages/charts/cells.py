"""Square cells: filled with a colour, or bordered and hatched where nothing was reported."""

from collections.abc import Sequence
from typing import NamedTuple

from pages.charts.look import Look, Trace, mix


class Cell(NamedTuple):
    """A square at (column, row) with its text, its hover and what it stands for."""

    column: int
    row: int
    text: str
    hover: str
    fill: str
    ink: str
    key: str


def filled(cells: Sequence[Cell], *, size: float) -> Trace:
    """Return filled squares as one trace, their text in the middle."""
    return _squares(cells, size=size) | {
        "marker": {"color": [cell.fill for cell in cells], "line": {"width": 0}}
    }


def bordered(cells: Sequence[Cell], look: Look, *, size: float, hatch: bool = True) -> Trace:
    """Return squares of the page's own ground with a thin border: nothing was reported there."""
    palette = look.palette
    faint = mix(palette.border, palette.ground, 0.4)
    marker = {
        "color": palette.ground,
        "line": {"width": 1, "color": palette.border},
        "pattern": {"shape": "/" if hatch else "", "fgcolor": faint, "size": 6, "solidity": 0.15},
    }
    return _squares(cells, size=size) | {"marker": marker}


def _squares(cells: Sequence[Cell], *, size: float) -> Trace:
    part = 0.94
    return {
        "type": "bar",
        "x": [cell.column for cell in cells],
        "base": [cell.row - part / 2 for cell in cells],
        "y": [part] * len(cells),
        "width": part,
        "text": [cell.text for cell in cells],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "constraintext": "none",
        "insidetextfont": {"size": size, "color": [cell.ink for cell in cells]},
        "customdata": [cell.key for cell in cells],
        "hovertext": [cell.hover for cell in cells],
        "hoverinfo": "text",
    }


def words(cells: Sequence[Cell], *, size: float) -> Trace:
    """Return the texts of the cells alone, of a size of their own."""
    said = [cell for cell in cells if cell.text]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [cell.column for cell in said],
        "y": [cell.row for cell in said],
        "text": [cell.text for cell in said],
        "textfont": {"size": size, "color": [cell.ink for cell in said]},
        "hoverinfo": "skip",
    }
