"""Provinces by one figure, the greatest first, the chosen ones always there."""

from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from pages.charts.bars import Row, bars
from pages.charts.look import NEUTRAL, Captions, Look, mix
from pages.charts.table import numbers, texts, truths

MOST = 15


class _Place(NamedTuple):
    rank: int
    code: str
    name: str
    value: float | None
    qualifier: str
    chosen: bool
    note: str
    moved: str


def ranking(
    table: pd.DataFrame,
    look: Look,
    captions: Captions,
    *,
    colour: str = NEUTRAL,
    additive: bool = True,
) -> go.Figure:
    """Return the ranking, at most 15 rows unless more are chosen, and a row for the rest.

    The table has a row per province, in any order: `code` (str), `name` (str, without Tỉnh) and
    `value` (number; empty where it has not reported), and may have `qualifier` (≥, ≤, ≈),
    `chosen` (bool), `note` (str, in the hover) and `moved` (str: ▲2 for two places up). The rest
    shows its sum unless the measure is not `additive`, such as an average.
    """
    places = _ranked(table)
    shown = _shown(places)
    marked = any(place.chosen for place in shown)
    faint = mix(colour, look.palette.ground, 0.45)
    rows = [
        Row(
            key=place.code,
            name=place.name,
            value=place.value,
            qualifier=place.qualifier,
            fill=faint if marked and not place.chosen else colour,
            before=str(place.rank) if place.value is not None else "",
            after=place.moved,
            strong=place.chosen,
            lines=(place.note,),
        )
        for place in shown
    ]
    rest = [place for place in places if place not in shown]
    if rest:
        rows.append(_others(rest, captions, additive=additive))
    return bars(rows, look, captions)


def _ranked(table: pd.DataFrame) -> list[_Place]:
    """Equal figures share a rank; who has not reported has none and stands last."""
    values = numbers(table, "value")
    columns = zip(
        texts(table, "code"),
        texts(table, "name"),
        values,
        texts(table, "qualifier"),
        truths(table, "chosen"),
        texts(table, "note"),
        texts(table, "moved"),
        strict=True,
    )
    known = [value for value in values if value is not None]
    rank = {value: 1 + sum(other > value for other in known) for value in set(known)}
    places = [_Place(rank[c[2]] if c[2] is not None else len(values), *c) for c in columns]
    return sorted(places, key=lambda place: (place.value is None, place.rank))


def _shown(places: list[_Place]) -> list[_Place]:
    chosen = [place for place in places if place.chosen]
    room = max(MOST - len(chosen), 0)
    top = [place for place in places if not place.chosen][:room]
    return [place for place in places if place.chosen or place in top]


def _others(rest: list[_Place], captions: Captions, *, additive: bool) -> Row:
    known = [place.value for place in rest if place.value is not None]
    name = captions.others.replace("{n}", str(len(rest)))
    total = sum(known) if additive and known else None
    return Row(key="", name=name, value=total, barless=True)
