"""The axes: periods as categories with the year once, and whole numbers from zero."""

import math
import re
from collections.abc import Callable, Iterable, Sequence

from pages.charts.look import TICK_SIZE, Layout, Look

MERGER = "2025-07"
"""The first period that 34 provinces report instead of 63."""

TICK_ROOM, YEAR_ROOM = 24, 34
_PERIOD = re.compile(r"(\d{4})(?:-?(?:([QH])(\d)|(\d{2})))?")
_MONTHS = {"Q": 3, "H": 6}


def first_month(period: str) -> tuple[int, int] | None:
    """Return year and month in which the period begins (2025-07, 2025-Q3, 2025-H2, 2025)."""
    match = _PERIOD.fullmatch(period)
    if match is None:
        return None
    year, grain, part, month = match.groups()
    return int(year), (int(part) - 1) * _MONTHS[grain] + 1 if grain else int(month or 1)


def merger_at(periods: Sequence[str]) -> int | None:
    """Return the index of the first period after the merger, None where no line belongs."""
    months = [first_month(period) for period in periods]
    known = [month for month in months if month is not None]
    if len(known) < len(months) or any(len(period) == 4 for period in periods):
        return None
    after = sum(month < (2025, 7) for month in known)
    return after if 0 < after < len(known) else None


def period_ticks(
    periods: Sequence[str], tick: Callable[[str], str], look: Look
) -> tuple[list[int], list[str]]:
    """Return which periods are named at the axis, and how: the year once, under its first."""
    every = _every(len(periods), look)
    shown = [i for i, period in enumerate(periods) if _is_named(period, every)]
    if not shown or shown[0] >= 0.8 * every:
        shown = [0, *shown] if periods else []
    texts: list[str] = []
    last = ""
    for i in shown:
        text, year = tick(periods[i]), periods[i][:4]
        texts.append(text if year in (last, text) else f"{text}<br>{year}")
        last = year
    if len(shown) > 1 and slot(len(periods), look) * (shown[1] - shown[0]) < YEAR_ROOM:
        texts[0] = texts[0].removesuffix(f"<br>{periods[0][:4]}")
    return shown, texts


def slot(count: int, look: Look) -> float:
    """Return about how many pixels one of `count` columns gets."""
    return (look.room - 60) / max(count, 1)


def _every(count: int, look: Look) -> int:
    return next((step for step in (1, 3, 6) if step * slot(count, look) >= TICK_ROOM), 12)


def _is_named(period: str, every: int) -> bool:
    begins = first_month(period)
    return begins is None or (begins[1] - 1) % every == 0


def period_axis(periods: Sequence[str], tick: Callable[[str], str], look: Look) -> Layout:
    """Return a category axis of the periods in their order; never dates."""
    shown, texts = period_ticks(periods, tick, look)
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": list(periods),
        "range": [-0.6, len(periods) - 0.4],
        "tickvals": [periods[i] for i in shown],
        "ticktext": texts,
        **quiet(look),
    }


def count_axis(values: Iterable[float | None], look: Look, *, lines: int = 4) -> Layout:
    """Return an axis from zero, in whole steps of 1, 2 or 5 times a power of ten."""
    top = max((value for value in values if value is not None), default=0) or 1
    step = _step(top / lines)
    return {
        "rangemode": "tozero",
        "range": [0, max(top, step) * 1.08],
        "tick0": 0,
        "dtick": step,
        "tickformat": ",d",
        "gridcolor": look.palette.grid,
        "automargin": True,
        **quiet(look),
        "showgrid": True,
    }


def _step(rough: float) -> int:
    power = 10 ** math.floor(math.log10(rough)) if rough > 1 else 1
    return int(next(n * power for n in (1, 2, 5, 10) if n * power >= rough))


def quiet(look: Look) -> Layout:
    """Return what all axes share: small grey words, no lines, no zooming by accident."""
    return {
        "showgrid": False,
        "zeroline": False,
        "showline": False,
        "ticks": "",
        "tickangle": 0,
        "fixedrange": True,
        "tickfont": {"size": TICK_SIZE, "color": look.palette.muted},
    }
