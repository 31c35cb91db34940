"""Which periods are locked, by whom and why."""

from typing import Any

import pandas as pd

from data.periods import VIETNAM, vintage_of
from data.provinces import provinces
from data.reporting import locks
from data.warehouse import Warehouse
from pages.parts.format import day, month
from pages.parts.remembered import remembered
from pages.parts.view import View


@remembered(most=20)
def _locks(key: str, _warehouse: Warehouse) -> pd.DataFrame:  # noqa: ARG001
    return locks(_warehouse)


def locked_slices(warehouse: Warehouse) -> dict[tuple[str, str], str]:
    """Return why each locked slice is locked, by period and code of the province."""
    held = _locks(warehouse.key, warehouse)
    return dict(zip(zip(held["period"], held["code"], strict=True), held["why"], strict=True))


def locked_whole(warehouse: Warehouse) -> set[str]:
    """Return the periods that are locked for every province."""
    counts = _locks(warehouse.key, warehouse).groupby("period").size()
    return {str(p) for p, n in counts.items() if n == len(provinces(vintage_of(str(p))))}


def lock_table(view: View) -> pd.DataFrame:
    """Return the locks in words, a whole period in one row."""
    held = _locks(view.warehouse.key, view.warehouse)
    groups = held.groupby(["period", "locked_at", "actor", "why"], sort=False)
    lines = []
    keys: Any
    for keys, rows in reversed(list(groups)):
        period, at, actor, why = keys
        units = provinces(vintage_of(period))
        whole = len(rows) == len(units)
        names = ", ".join(units[code].name for code in rows["code"])
        local = at.tz_localize("UTC").tz_convert(VIETNAM)
        lines.append(
            {
                view.say("column.period"): month(period),
                view.say("column.province"): view.say("lock.all") if whole else names,
                view.say("lock.why"): why,
                view.say("lock.actor"): actor,
                view.say("lock.at"): f"{day(local)} {local:%H:%M}",
            }
        )
    return pd.DataFrame(lines)
