"""Two sides of a comparison in one table, with differences where they are fair."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from data.catalog import catalog
from pages.parts.answers import Row, indicators
from pages.parts.change import Change, Figure
from pages.parts.figures import show_table
from pages.parts.markdown import escape
from pages.parts.provincial.numbers import figures_column, show_way
from pages.parts.scope import Span
from pages.parts.sums import summed
from pages.parts.view import View


@dataclass(frozen=True)
class Side:
    """One of the two that stand beside each other: its figures, and where their records are."""

    name: str
    """As inside a sentence: ``kỳ 10/2026``."""
    figures: Mapping[str, Figure]
    view: View
    periods: Span

    @property
    def way(self) -> tuple[View, str, Span]:
        """What leads to the records of its figures."""
        return self.view, self.head, self.periods

    @property
    def head(self) -> str:
        """Its name over a column: ``Kỳ 10/2026``."""
        return self.name[:1].upper() + self.name[1:]


def figures_of(rows: Sequence[Row]) -> dict[str, Figure]:
    """Return the figure of each indicator over some rows."""
    row = summed(rows)
    return {id: Figure(row[id], row[f"{id}_qualifier"], row["coverage"]) for id in indicators()}


def show_sides(view: View, one: Side, other: Side, *, name: str) -> None:
    """Show the same figures of both, with a difference where they can honestly be compared."""
    lines, left_out = [], 0
    for id in indicators():
        now, then = one.figures[id], other.figures[id]
        change = Change(now, then, view.scope.focus)
        fair = change.fair and not (now.qualifier or then.qualifier)
        left_out += not fair
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
    table = table.astype(dict.fromkeys(table.columns[3:], "Float64"))
    picked = f"picked_{name}_{hash((view.key, one.name, other.name))}"
    show_table(view, table, name=name, picked=picked, figures=(one.head, other.head))
    show_way(view, picked, one.way, other.way)
    st.caption(" ".join([_reports(view, one, other), *_unfair(view, left_out)]))


def _per_cent(change: Change) -> float | None:
    return None if change.share is None else round(change.share * 100, 1)


def _reports(view: View, one: Side, other: Side) -> str:
    """Return how many reports each side rests on."""
    first, second = (next(iter(side.figures.values())).coverage for side in (one, other))
    return view.say(
        "provinces.rest_on",
        first=escape(one.head),
        second=escape(other.name),
        n=first,
        m=second,
    )


def _unfair(view: View, left_out: int) -> list[str]:
    return [view.say("provinces.unfair", n=left_out)] if left_out else []
