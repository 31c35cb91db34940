"""The parts of one figure, by form or channel, the greatest first and the rest last."""

import pandas as pd
import plotly.graph_objects as go

from pages.charts.bars import Row, bars
from pages.charts.look import NEUTRAL, Captions, Look
from pages.charts.table import numbers, texts, truths


def breakdown(
    table: pd.DataFrame, look: Look, captions: Captions, *, colour: str = NEUTRAL
) -> go.Figure:
    """Return a bar per part.

    The table has a row per part, in any order: `name` (str) and `value` (number), and may have
    `key` (str, the id behind the name), `qualifier` (≥, ≤, ≈), `rest` (bool: small parts grouped
    by the caller, shown last and grey) and `note` (str). The hover says the share of the whole,
    with `captions.share` behind the percent sign ("tổng số").
    """
    values, rests = numbers(table, "value"), truths(table, "rest")
    # Shares are no parts of a whole.
    of_parts = captions.unit != "%"
    whole = sum(value for value in values if value is not None) if of_parts else 0
    most = max((v or 0 for v, rest in zip(values, rests, strict=True) if not rest), default=0)
    columns = zip(
        texts(table, "key" if "key" in table else "name"),
        texts(table, "name"),
        values,
        texts(table, "qualifier"),
        rests,
        texts(table, "note"),
        strict=True,
    )
    rows = [
        Row(
            key=key,
            name=name,
            value=value,
            qualifier=qualifier,
            fill=look.palette.border if rest else colour,
            # Many small parts together would make every bar above them short.
            barless=rest and (value or 0) > most,
            lines=(_share(value, whole, look, captions), note),
        )
        for key, name, value, qualifier, rest, note in sorted(columns, key=_place)
    ]
    return bars(rows, look, captions)


def _place(column: tuple[str, str, float | None, str, bool, str]) -> tuple[bool, float]:
    return column[4], -(column[2] or 0)


def _share(value: float | None, whole: float, look: Look, captions: Captions) -> str:
    if value is None or not whole:
        return ""
    return f"{look.number(100 * value / whole)} % {captions.share}".rstrip()
