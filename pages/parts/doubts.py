"""The warnings of the reports looked at: which there are, in groups, and how each is said."""

import json
from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from data.warehouse import Warehouse
from data.warned import warned
from etl.problem import Problem, again
from etl.problems import message, where
from pages.charts.look import NEUTRAL, Captions
from pages.charts.ranking import ranking
from pages.parts.figures import Chart, chart, say_raw
from pages.parts.format import NBSP, month, span
from pages.parts.kept import kept
from pages.parts.leading import keys
from pages.parts.links import EXPLORE, Lead, line_of, link, months_of, warnings_of
from pages.parts.markdown import escape
from pages.parts.periods import place_said
from pages.parts.places import local
from pages.parts.remembered import remembered
from pages.parts.scope import Span
from pages.parts.view import View

GROUPS: Mapping[str, str] = {
    "quantity_outlier": "outlier",
    "same_activity": "repeated",
    "date_outside_window": "window",
    "parts_differ": "parts",
}
NAMES = ("outlier", "repeated", "window", "parts", "other")
"""What is left over: an unknown form, role, mode or channel, a count or total out of place."""


@remembered(most=200)
def _warned(key: str, periods: tuple[str, ...], _warehouse: Warehouse) -> pd.DataFrame:  # noqa: ARG001
    # A row may be warned of twice alike, for its title and for its note: it is listed once.
    table = warned(_warehouse, periods).drop_duplicates(["upload", "row", "warning"])
    return table.assign(group=table["warning"].map(lambda kind: GROUPS.get(kind, "other")))


def looked_at(view: View) -> Span:
    """Return the periods of the page: what runs over time elsewhere, to the newest report."""
    scope = view.scope
    return Span(scope.window.first, scope.choice.last or scope.known.last)


@kept
def doubts(view: View) -> pd.DataFrame:
    """Return the warnings of the places and periods looked at, with the ``group`` of each.

    The columns are those of ``data.warned.warned``.
    """
    table = _warned(view.warehouse.key, tuple(looked_at(view).periods), view.warehouse)
    return local(table, view.scope.choice)


@kept
def counted(view: View) -> dict[str, int]:
    """Return how many warnings are open in each group that there is any of, and under ``all``."""
    table = doubts(view)
    still_open = table[table["state"] == "open"]["group"].value_counts()
    there = {
        group: int(still_open.get(group, 0)) for group in NAMES if group in set(table["group"])
    }
    return {"all": int(still_open.sum()), **there}


@kept
def listed(view: View, state: str, group: str) -> pd.DataFrame:
    """Return the warnings in a state, of a group or of ``all``."""
    table = doubts(view)
    return table[(table["state"] == state) & ((table["group"] == group) | (group == "all"))]


def problem_of(told: str) -> Problem:
    """Return the warning as it was found, from the text it is kept as."""
    return again(json.loads(told))


def sentence(told: str, lang: str) -> str:
    """Return what a warning says."""
    return message(problem_of(told), lang)


def place(told: str, lang: str) -> str:
    """Return the row and column of a warning in its file."""
    return where(problem_of(told), lang)


@kept
def by_province(view: View) -> Chart:
    """Return the open warnings of each province, the most first."""
    table = doubts(view)
    table = table[table["state"] == "open"]
    # By name: a code may be of another province after the merger.
    table = table.assign(code=table["name"])
    counts = table.groupby(["code", "name"], sort=False).size().reset_index(name="value")
    counts = counts.sort_values("value", ascending=False, kind="stable")
    periods = looked_at(view)
    title = _title(view, counts)
    unit, where_from = view.say("quality.unit"), place_said(view.scope)
    about = (
        f"{unit[:1].upper()}{unit[1:]}, {where_from}",
        span(periods.first, periods.last),
        view.whole_mark,
    )
    words = Captions(
        title=title,
        subtitle=" · ".join(filter(None, about)),
        unit=unit,
        one=view.say("quality.unit_one"),
        others=say_raw(view.lang, "chart.others"),
    )
    figure = ranking(counts, view.look, words, colour=NEUTRAL)
    leads = {**_leads(view, table, "code"), **_leads(view, table, "code", "period")}
    rows = keys(_slices(table), "code", "period")
    return chart(figure, words, _by_kind(view, table), leads, rows)


def _leads(view: View, table: pd.DataFrame, *by: str) -> dict[str, Lead]:
    """Return the way from each number of warnings to their list."""
    found = {}
    for key, rows in table.groupby([*by, "name"], sort=False):
        # From the first to the last: a former province has its heir's name, or leads to it too.
        periods, name = Span(rows["period"].min(), rows["period"].max()), str(key[-1])
        words = f"{name}, {span(periods.first, periods.last)}: {len(rows)}{NBSP}"
        words += view.say("quality.unit_one" if len(rows) == 1 else "quality.unit")
        asked = {"from": periods.first, "to": periods.last, "province": name}
        to = warnings_of(view, words, asked)
        found[" ".join(map(str, key[:-1]))] = to
    return found


def _slices(table: pd.DataFrame) -> pd.DataFrame:
    return table[["code", "name", "period"]].drop_duplicates()


def _title(view: View, counts: pd.DataFrame) -> str:
    whole = int(counts["value"].sum())
    tied = len(counts) > 1 and counts["value"].iloc[0] == counts["value"].iloc[1]
    if len(counts) < 2 or tied:
        return view.say("quality.of_all", n=whole, provinces=len(counts))
    first = counts.iloc[0]
    return view.say(
        "quality.most", n=whole, provinces=len(counts), name=first["name"], most=first["value"]
    )


def _by_kind(view: View, table: pd.DataFrame) -> pd.DataFrame:
    """Return how many open warnings of each kind a province has in a period."""
    rows = _slices(table)
    groups = table.groupby(["code", "period", "group"], sort=False).size()
    wide = groups.unstack(fill_value=0) if len(groups) else pd.DataFrame()
    known = [group for group in NAMES if group in wide.columns]
    joined = rows.join(wide, on=["code", "period"]) if known else rows
    shown = joined[["name", "period", *known]]
    names = {"name": view.say("column.province"), "period": view.say("column.period")}
    names |= {group: view.say(f"quality.{group}") for group in known}
    return shown.assign(period=shown["period"].map(month)).rename(columns=names)


def said(view: View, row: Mapping[Hashable, Any]) -> str:
    """Return a warning as Markdown: what is wrong, the activity, and its line of the file."""
    told = str(row["told"])
    source = [place(told, view.lang), str(row["file"]), str(row["sender"] or "")]
    words = f"{NBSP}· ".join(escape(text) for text in source if text)
    words = words[:1].upper() + words[1:]
    lines = [escape(sentence(told, view.lang))]
    if row["title"] and problem_of(told).field != "title":
        lines.append(f"*{escape(row['title'])}*")
    lines.append(f":small[{line_of(view, words, row['upload'], row['row'])}]")
    if row["warning"] == "quantity_outlier":
        months = months_of(view, str(row["kind"]), str(row["name"]))
        lines.append(f":small[{link(view.say('quality.months'), EXPLORE, months)}]")
    return "  \n".join(lines)
