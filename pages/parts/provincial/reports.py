"""The calendar of a province's reports, with its former units in rows of their own."""

import pandas as pd

from data.provinces import Province, provinces
from pages.parts.answers import report_states
from pages.parts.coverage import Coverage
from pages.parts.figures import Chart, show_figure
from pages.parts.kept import kept
from pages.parts.reporting import state_chart
from pages.parts.scope import Span
from pages.parts.sentences import calendar_title
from pages.parts.view import View

MONTHS = 12
FILE = "lich-bao-cao"


def show_calendar(view: View, province: Province) -> None:
    """Show the state of the province's reports, its former units in rows of their own."""
    show_figure(view, _calendar(view, str(province.vintage), province.code), name=FILE)


@kept
def _calendar(view: View, vintage: str, code: str) -> Chart:
    province, last = provinces(int(vintage))[code], view.scope.focus.last
    periods = Span(max(view.scope.known.first, Span(last, last).earlier(MONTHS - 1).first), last)
    table = _states(view, province, periods)
    received = table["upload"].notna()
    on_time = int((received & table["days_late"].isna()).sum())
    counted = Coverage(on_time, int((table["state"] != "not_due").sum()))
    title = calendar_title(province.name, counted, view.lang)
    return state_chart(view, table, title, periods)


def _states(view: View, province: Province, periods: Span) -> pd.DataFrame:
    """Return the states of the province's reports; of a former one, its own alone."""
    table = report_states(view.warehouse, tuple(periods.periods))
    table = table.assign(state=table["state"].replace("not_yet_due", "not_due"), code=table["unit"])
    if province.vintage == 63:
        return table[table["unit"] == province.unit].sort_values("period")
    table = table[table["current_code"] == province.code].sort_values(["vintage", "unit", "period"])
    # A merged province often bears the name of one of its former units.
    former = (table["vintage"] == 63) & (table["unit"] != province.unit)
    until = table["name"] + f" ({view.say('provinces.until')})"
    return table.assign(name=until.where(former, table["name"]))
