"""One map for each month behind a slider, and a button that plays them."""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from pages.charts.look import TICK_SIZE, Drawn, Layout, Look

ROOM = 96
"""Pixels below the map for the slider and the buttons."""
PACE = 900
"""Milliseconds for which a month is shown."""


def play(
    months: Mapping[str, go.Figure], ticks: Sequence[str], look: Look, *, run: str, stop: str
) -> go.Figure:
    """Return the last of the months' figures, with a slider over all of them.

    All are of one size and one scale; ``ticks`` name the months at the slider, ``run`` and
    ``stop`` the buttons.
    """
    drawn = {month: figure.to_dict() for month, figure in months.items()}
    last = list(drawn.values())[-1]
    margin = last["layout"]["margin"]
    layout = {
        **last["layout"],
        "height": last["layout"]["height"] + ROOM,
        "margin": margin | {"b": margin["b"] + ROOM},
        "sliders": [_slider(list(drawn), ticks, look)],
        "updatemenus": [_buttons(look, run, stop)],
    }
    frames = [
        {"name": month, "data": of["data"], "layout": {"title": of["layout"]["title"]}}
        for month, of in drawn.items()
    ]
    return Drawn({"data": last["data"], "layout": layout, "frames": frames}, _validate=False)


def _at_once(duration: int) -> dict[str, Any]:
    return {
        "mode": "immediate",
        "frame": {"duration": duration, "redraw": True},
        "transition": {"duration": 0},
    }


def _slider(months: Sequence[str], ticks: Sequence[str], look: Look) -> Layout:
    palette = look.palette
    return {
        "active": len(months) - 1,
        "x": 0,
        "len": 0.97,
        "y": 0,
        "pad": {"t": 8, "l": 0, "r": 0, "b": 0},
        "currentvalue": {"visible": False},
        "font": {"size": TICK_SIZE, "color": palette.muted},
        "bgcolor": palette.panel,
        "activebgcolor": palette.border,
        "bordercolor": palette.border,
        "borderwidth": 1,
        "ticklen": 4,
        "tickcolor": palette.border,
        "transition": {"duration": 0},
        "steps": [
            {"label": tick, "method": "animate", "args": [[month], _at_once(0)]}
            for month, tick in zip(months, ticks, strict=True)
        ],
    }


def _buttons(look: Look, run: str, stop: str) -> Layout:
    palette = look.palette
    return {
        "type": "buttons",
        "direction": "left",
        "showactive": False,
        "x": 0,
        "xanchor": "left",
        "y": 0,
        "yanchor": "top",
        "pad": {"t": 64, "l": 0},
        "font": {"size": TICK_SIZE, "color": palette.ink},
        "bgcolor": palette.ground,
        "bordercolor": palette.border,
        "buttons": [
            {"label": run, "method": "animate", "args": [None, _at_once(PACE)]},
            {"label": stop, "method": "animate", "args": [[None], _at_once(0)]},
        ],
    }
