"""The key of a colour scale: each step with where it begins, and the look of missing."""

from pages.charts.look import MISSING_MARK, TICK_SIZE, Layout, Look
from pages.charts.steps import Steps
from pages.charts.text import escape, widest

ROW = 38
_SWATCH = 12


def key_height(missing: str, look: Look) -> int:
    """Return the pixels the key needs: on a phone the missing one has a row of its own."""
    return ROW + (20 if look.narrow and missing else 0)


def add_key(layout: Layout, steps: Steps, missing: str, look: Look, *, above: int = 0) -> None:
    """Draw the key `above` pixels over the plot, from the left edge of the figure.

    `layout` has its margins, and lists for shapes and annotations.
    """
    starts = [look.number(0), *(look.number(bound) for bound in steps.bounds)]
    each = max(round(widest(starts, TICK_SIZE)) + 8, 28)
    left = -layout["margin"]["l"]
    base = above + key_height(missing, look) - _SWATCH - 4
    for i, (start, fill) in enumerate(zip(starts, steps.fills, strict=True)):
        _swatch(layout, (left + i * each, base), (each, fill, fill))
        _word(layout, (left + i * each, base - 9), start, look)
    if missing:
        at = (left, above + 12) if look.narrow else (left + len(starts) * each + 20, base)
        _swatch(layout, at, (24, look.palette.ground, look.palette.border))
        _word(layout, (at[0] + 6, at[1] + 6), MISSING_MARK, look)
        _word(layout, (at[0] + 30, at[1] + 6), missing, look)


def _swatch(layout: Layout, at: tuple[float, float], paint: tuple[float, str, str]) -> None:
    (x, y), (wide, fill, border) = at, paint
    layout["shapes"].append(
        {
            "type": "rect",
            "xref": "paper",
            "yref": "paper",
            "xsizemode": "pixel",
            "ysizemode": "pixel",
            "xanchor": 0,
            "yanchor": 1,
            "x0": x,
            "x1": x + wide,
            "y0": y,
            "y1": y + _SWATCH,
            "fillcolor": fill,
            "line": {"width": 1, "color": border},
        }
    )


def _word(layout: Layout, at: tuple[float, float], words: str, look: Look) -> None:
    layout["annotations"].append(
        {
            "xref": "paper",
            "yref": "paper",
            "x": 0,
            "y": 1,
            "xanchor": "left",
            "yanchor": "middle",
            "xshift": at[0],
            "yshift": at[1],
            "text": escape(words),
            "showarrow": False,
            "borderpad": 0,
            "font": {"size": TICK_SIZE, "color": look.palette.muted},
        }
    )
