"""Figures sorted into a few steps of colour; zero has a step of its own."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from math import floor, log10

from pages.charts.look import Look


@dataclass(frozen=True)
class Steps:
    """`bounds` are where each step after zero begins, `fills` the colours, zero's first."""

    bounds: tuple[float, ...]
    fills: tuple[str, ...]

    def of(self, value: float) -> int:
        """Return the step of the value, 0 for zero."""
        return 0 if value <= 0 else max(bisect_right(self.bounds, value), 1)


def steps(values: Iterable[float | None], look: Look) -> Steps:
    """Return steps that each hold about as many of the values, at round numbers.

    Equal parts of the range would put all but the three largest cities into one colour.
    """
    scale = look.palette.scale
    most = len(scale) - 1
    positive = sorted(value for value in values if value is not None and value > 0)
    bounds = sorted(set(positive))
    if len(bounds) > most:
        bounds = sorted({_round(positive[len(positive) * i // most]) for i in range(most)})
    count = len(bounds)
    fills = [scale[1 + round(i * (most - 1) / max(count - 1, 1))] for i in range(count)]
    if count == 1:
        fills = [scale[most // 2 + 1]]
    return Steps(tuple(bounds), (scale[0], *fills))


def _round(value: float) -> float:
    """Down to two digits that say something: 1,234 is 1,200."""
    unit = 10.0 ** (floor(log10(value)) - 1)
    unit = max(unit, 1) if value >= 1 else unit
    return floor(value / unit) * unit
