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
    values = numbers(table, "value")
    whole = sum(value for value in values if value is not None)
    columns = zip(
        texts(table, "key" if "key" in table else "name"),
        texts(table, "name"),
        values,
        texts(table, "qualifier"),
        truths(table, "rest"),
        texts(table, "note"),
        strict=True,
    )
    rows = sorted(columns, key=lambda row: (row[4], -(row[2] or 0)))
    return bars(
        [
            Row(
                key=key,
                name=name,
                value=value,
                qualifier=qualifier,
                fill=look.palette.border if rest else colour,
                lines=(_share(value, whole, look, captions), note),
            )
            for key, name, value, qualifier, rest, note in rows
        ],
        look,
        captions,
    )


def _share(value: float | None, whole: float, look: Look, captions: Captions) -> str:
    if value is None or not whole:
        return ""
    return f"{look.number(100 * value / whole)} % {captions.share}".rstrip()
