"""How reporting goes: the states of the last periods, and rates per period and per province."""

import pandas as pd

from data.periods import MERGER, due, shift, vintage_of
from pages.parts.answers import report_states, today
from pages.parts.choice import regions
from pages.parts.coverage import Coverage
from pages.parts.figures import Chart
from pages.parts.format import day, month, percent
from pages.parts.kept import kept
from pages.parts.locked import locked_slices, locked_whole
from pages.parts.places import local
from pages.parts.reporting import drawn, worst
from pages.parts.scope import Span
from pages.parts.sentences import grid_title
from pages.parts.view import View

MONTHS = 12
LONGEST = 36
"""A column for each month of three years can still be read."""


def looked_at(view: View) -> Span:
    """Return the periods of the page: until the last month that is over, all of one vintage.

    Nobody may have reported for that month yet, so it is not among the periods of the filters.
    """
    choice = view.scope.choice
    over = shift(f"{today():%Y-%m}", -1)
    last = choice.last or max(view.scope.known.last, over)
    if choice.region and choice.region not in regions(vintage_of(last)):
        last = view.scope.focus.last
    first = max(choice.first or shift(last, 1 - MONTHS), view.scope.known.first)
    first = max(min(first, last), shift(last, 1 - LONGEST))
    return Span(max(first, MERGER) if last >= MERGER else first, last)


@kept
def expected_reports(view: View) -> pd.DataFrame:
    """Return the states of the reports expected from the places that were chosen.

    As ``data.reporting.states`` gives them, with ``not_due`` as charts say it.
    """
    periods = looked_at(view)
    table = report_states(view.warehouse, tuple(periods.periods))
    table = local(table, view.scope.choice)
    return table.assign(state=table["state"].replace("not_yet_due", "not_due"))


@kept
def newest_reports(view: View) -> pd.DataFrame:
    """Return those of the last period of the page."""
    table = expected_reports(view)
    return table[table["period"] == looked_at(view).last]


def rates(table: pd.DataFrame, by: str) -> pd.DataFrame:
    """Return expected, received, on_time, late, missing and nil reports in groups.

    A nil report counts as received, and as on time if it was.
    """
    received = table["upload"].notna()
    counted = pd.DataFrame(
        {
            by: table[by],
            "expected": 1,
            "received": received,
            "on_time": received & table["days_late"].isna(),
            "late": received & table["days_late"].notna(),
            "missing": table["state"] == "missing",
            "nil": table["state"] == "nil",
        }
    )
    return counted.groupby(by, sort=False).sum().astype(int)


def is_over(period: str) -> bool:
    """Say whether the due day of a period is over."""
    return due(period) < today()


def share(part: int, whole: int, lang: str) -> str:
    """Return a rate with its denominator: ``31/34 (91 %)``."""
    return f"{part}/{whole} ({percent(part / whole, lang)})" if whole else "—"


@kept
def by_period(view: View) -> pd.DataFrame:
    """Return the rates of each period, the newest first, with due day and lock."""
    table, lang = expected_reports(view), view.lang
    whole = locked_whole(view.warehouse)
    lines = []
    for period, row in rates(table, "period").iloc[::-1].iterrows():
        lock = {view.say("reporting.lock"): view.say("reporting.locked") if period in whole else ""}
        lines.append(
            {
                view.say("column.period"): month(str(period)),
                **(lock if whole else {}),
                view.say("reporting.due"): day(due(str(period))),
                view.say("reporting.received"): share(row["received"], row["expected"], lang),
                view.say("reporting.on_time"): share(row["on_time"], row["expected"], lang)
                if is_over(str(period))
                else view.say("chart.not_due"),
                view.say("reporting.late"): row["late"],
                view.say("reporting.missing"): row["missing"],
                view.say("reporting.nil"): row["nil"],
            }
        )
    return pd.DataFrame(lines)


@kept
def by_province(view: View) -> pd.DataFrame:
    """Return the rates of each province over the periods that are due, the worst first."""
    table, lang = expected_reports(view), view.lang
    table = table[table["period"].map(is_over)]
    found = rates(table, "name").sort_values(["on_time", "received"], kind="stable")
    return pd.DataFrame(
        [
            {
                view.say("column.province"): name,
                view.say("reporting.received"): share(row["received"], row["expected"], lang),
                view.say("reporting.on_time"): share(row["on_time"], row["expected"], lang),
                view.say("reporting.late"): row["late"],
                view.say("reporting.missing"): row["missing"],
                view.say("reporting.nil"): row["nil"],
            }
            for name, row in found.iterrows()
        ]
    )


@kept
def state_grid(view: View) -> Chart:
    """Return province by month, who has most amiss on top."""
    table, periods, lang = expected_reports(view), looked_at(view), view.lang
    rows = _with_locks(view, _ordered(table))
    received, expected = int(table["upload"].notna().sum()), table["state"] != "not_due"
    on_time = int((table["upload"].notna() & table["days_late"].isna()).sum())
    coverage = Coverage(received, max(int(expected.sum()), received))
    whole = [p for p in periods.periods if p in locked_whole(view.warehouse)]
    locked = view.say("reporting.locked_periods", periods=", ".join(map(month, whole)))
    title = grid_title(coverage, on_time, months=periods.months, lang=lang)
    return drawn(view, rows, title, periods, locked if whole else "", table)


def _ordered(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of all provinces, those with the most missing and late reports on top."""
    top = worst(table, len(table))
    rest = table[~table["code"].isin(top["code"])]
    return pd.concat([top, rest]) if len(rest) else top


def _with_locks(view: View, table: pd.DataFrame) -> pd.DataFrame:
    """Return the table with a note for the hover where a slice is locked."""
    held = locked_slices(view.warehouse)
    notes = [
        view.say("reporting.locked_why", why=held[key]) if key in held else ""
        for key in zip(table["period"], table["code"], strict=True)
    ]
    return table.assign(note=notes)
