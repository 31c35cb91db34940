"""The calendar of a province's reports, its former units in rows of their own."""

from data.provinces import Province
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
    show_figure(view, _calendar(view, province.current_code, province.current_name), name=FILE)


@kept
def _calendar(view: View, heir: str, name: str) -> Chart:
    last = view.scope.focus.last
    periods = Span(max(view.scope.known.first, Span(last, last).earlier(MONTHS - 1).first), last)
    table = report_states(view.warehouse, tuple(periods.periods))
    table = table[table["current_code"] == heir].sort_values(["vintage", "code", "period"])
    # A merged province often bears the name of one of its former units.
    former = (table["vintage"] == 63) & (table["unit"] != f"34:{heir}")
    until = table["name"] + f" ({view.say('provinces.until')})"
    table = table.assign(
        state=table["state"].replace("not_yet_due", "not_due"),
        code=table["unit"],
        name=until.where(former, table["name"]),
    )
    received = table["upload"].notna()
    on_time = int((received & table["days_late"].isna()).sum())
    counted = Coverage(on_time, int((table["state"] != "not_due").sum()))
    title = calendar_title(name, counted, view.lang)
    return state_chart(view, table, title, periods)
