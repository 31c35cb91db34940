"""A line as small as a word: no axes, the last point marked.

It is a small SVG: six figures of Plotly that nobody can point at cost the browser more than the
rest of a page of numbers.
"""

from base64 import b64encode
from collections.abc import Sequence
from html import escape
from itertools import groupby

from pages.charts.look import NEUTRAL

HEIGHT = 26
TOP, BOTTOM = 4, 22
"""Between these the line runs; the dot at its end needs the rest."""
HEADROOM = 1.1
MARGIN = 0.3
"""Of the way from one value to the next: so much the dot needs in the narrowest card."""


def spark(values: Sequence[float | None], said: str, *, colour: str = NEUTRAL) -> str:
    """Return the line of values in order, from zero, with a gap where one is None, as a picture.

    It is as wide as its place (frame.css); ``said`` names it to those who do not see it.
    """
    # Streamlit takes SVG out of a page, but leaves a picture in it that is one.
    data = b64encode(svg(values, colour).encode()).decode()
    return f'<img class="spark" alt="{escape(said)}" src="data:image/svg+xml;base64,{data}">'


def svg(values: Sequence[float | None], colour: str) -> str:
    """Return the line as SVG, to be stretched to any width."""
    top = HEADROOM * (max((value for value in values if value is not None), default=0) or 1)
    points = [_point(at, value, top) for at, value in enumerate(values)]
    runs = [list(run) for known, run in groupby(points, key=bool) if known]
    lines = " ".join(f"M{' L'.join(run)}" for run in runs if len(run) > 1)
    # A line of no length with round ends: it stays round however wide the picture is drawn.
    end = f"M{runs[-1][-1]} h0" if runs else ""
    width = max(len(values) - 1, 0) + 2 * MARGIN
    stroke = f'stroke="{colour}" vector-effect="non-scaling-stroke"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-MARGIN} 0 {width:g} {HEIGHT}" '
        'preserveAspectRatio="none" fill="none" stroke-linecap="round" stroke-linejoin="round">'
        f'<path d="{lines}" {stroke} stroke-width="1.75"/>'
        f'<path d="{end}" {stroke} stroke-width="7"/></svg>'
    )


def _point(at: int, value: float | None, top: float) -> str:
    if value is None:
        return ""
    return f"{at} {BOTTOM - (BOTTOM - TOP) * value / top:.2f}"
