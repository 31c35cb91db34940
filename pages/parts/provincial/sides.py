"""Two sides of a comparison in one table, with differences where they are fair."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd
import streamlit as st

from data.catalog import catalog
from pages.parts.answers import Row, indicators
from pages.parts.change import Change, Figure
from pages.parts.figures import Chart, show_figure, show_table
from pages.parts.links import EXPLORE, Lead, Query, link
from pages.parts.markdown import escape
from pages.parts.provincial.numbers import figures_column, show_way
from pages.parts.sums import summed
from pages.parts.view import View


@dataclass(frozen=True)
class Side:
    """One of the two that stand beside each other: its figures, and where their records are."""

    name: str
    """As inside a sentence: ``kỳ 10/2026``."""
    figures: Mapping[str, Figure]
    leads: Mapping[str, Lead]
    reports: Query
    """The way to the reports that its figures rest on."""

    @property
    def head(self) -> str:
        """Its name over a column: ``Kỳ 10/2026``."""
        return capital(self.name)


def capital(name: str) -> str:
    """Return a name as it begins a line: ``Kỳ 10/2026``."""
    return name[:1].upper() + name[1:]


def figures_of(rows: Sequence[Row]) -> dict[str, Figure]:
    """Return the figure of each indicator over some rows."""
    row = summed(rows)
    return {id: Figure(row[id], row[f"{id}_qualifier"], row["coverage"]) for id in indicators()}


class Beside(NamedTuple):
    """Two sides as they are shown: in a table, and over time where that says something."""

    one: Side
    other: Side
    table: pd.DataFrame
    over_time: Chart | None


def table_of(view: View, one: Side, other: Side) -> pd.DataFrame:
    """Return the figures of both, with a difference where they can honestly be compared."""
    lines = []
    for id in indicators():
        now, then = one.figures[id], other.figures[id]
        change = Change(now, then, view.scope.focus)
        fair = change.fair and not (now.qualifier or then.qualifier)
        lines.append(
            {
                view.say("provinces.indicator"): catalog().measures[id].label.in_(view.lang),
                one.head: now,
                other.head: then,
                view.say("provinces.difference"): change.difference if fair else None,
                view.say("provinces.per_cent"): _per_cent(change) if fair else None,
            }
        )
    table = pd.DataFrame(lines)
    for column in (one.head, other.head):
        table[column] = figures_column(view, table[column].tolist())
    return table.astype(dict.fromkeys(table.columns[3:], "Float64"))


def show_beside(view: View, both: Beside, *, name: str) -> None:
    """Show the table of two sides, what it rests on, and both over time."""
    one, other, table, over_time = both
    picked = f"picked_{name}_{hash((view.key, one.name, other.name))}"
    show_table(view, table, name=name, picked=picked, figures=(one.head, other.head))
    show_way(picked, one.leads, other.leads)
    left_out = int(table[view.say("provinces.difference")].isna().sum())
    st.caption(" ".join([_reports(view, one, other), *_unfair(view, left_out)]))
    if over_time:
        show_figure(view, over_time, name=f"theo-ky-{name}")


def _per_cent(change: Change) -> float | None:
    return None if change.share is None else round(change.share * 100, 1)


def _reports(view: View, one: Side, other: Side) -> str:
    """Return how many reports each side rests on."""
    first, second = (
        link(str(next(iter(side.figures.values())).coverage), EXPLORE, side.reports)
        for side in (one, other)
    )
    return view.say(
        "provinces.rest_on",
        first=escape(one.head),
        second=escape(other.name),
        n=first,
        m=second,
    )


def _unfair(view: View, left_out: int) -> list[str]:
    return [view.say("provinces.unfair", n=left_out)] if left_out else []
