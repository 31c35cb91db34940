"""Provinces down, periods across: the places, axes and colours that such charts share."""

from dataclasses import dataclass

import pandas as pd

from pages.charts.axes import period_ticks, quiet
from pages.charts.look import TICK_SIZE, Captions, Layout, Look
from pages.charts.table import texts
from pages.charts.text import escape, widest

ROW = 20
_HEAD = 36


@dataclass(frozen=True)
class Matrix:
    """The rows (code to name, as they come) and the columns (periods, in order)."""

    names: dict[str, str]
    periods: list[str]

    @property
    def rows(self) -> dict[str, int]:
        """Where each province stands, from the top."""
        return {code: i for i, code in enumerate(self.names)}

    @property
    def columns(self) -> dict[str, int]:
        """Where each period stands, from the left."""
        return {period: i for i, period in enumerate(self.periods)}

    def left(self) -> int:
        """Return the margin that the names need."""
        return round(widest(list(self.names.values()), TICK_SIZE) * 1.06) + 8

    def column_width(self, look: Look) -> float:
        """Return about how many pixels a period gets."""
        return (look.room - self.left()) / max(len(self.periods), 1)


def matrix(table: pd.DataFrame) -> Matrix:
    """Return the places for a long table with `code`, `name` and `period`."""
    names = dict(zip(texts(table, "code"), texts(table, "name"), strict=True))
    return Matrix(names, sorted(set(texts(table, "period"))))


def frame(places: Matrix, look: Look, captions: Captions) -> Layout:
    """Return axes with the months on top, the year once, and the names on the left."""
    shown, ticks = period_ticks(places.periods, captions.tick, look)
    count = len(places.names)
    return {
        "hovermode": "closest",
        "margin": {"l": places.left(), "r": 2, "t": _HEAD, "b": 8},
        "shapes": [],
        "annotations": [],
        "xaxis": {
            **quiet(look),
            "side": "top",
            "range": [-0.5, len(places.periods) - 0.5],
            "tickvals": shown,
            "ticktext": ["<br>".join(reversed(tick.split("<br>"))) for tick in ticks],
        },
        "yaxis": {
            **quiet(look),
            "range": [count - 0.5, -0.5],
            "tickvals": list(range(count)),
            "ticktext": [escape(name) for name in places.names.values()],
            "tickfont": {"size": TICK_SIZE, "color": look.palette.ink},
            "ticklabelstandoff": 4,
        },
    }
