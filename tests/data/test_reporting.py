"""Who was to report, who has, and whether it was on time."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd
import pytest

from data.reporting import calendar_of, states
from data.warehouse import Warehouse, newest
from etl.line import ingest
from tests.data.conftest import Asked, sent

# Midnight in Vietnam after the due day of period 2026-03.
MIDNIGHT = datetime(2026, 4, 5, 17, tzinfo=UTC)
NOW = datetime(2026, 4, 20, tzinfo=UTC)


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    store = tmp_path_factory.mktemp("reported")
    reports = [
        sent("Hà Nội,3/2026,meeting,Một,1,", at=MIDNIGHT - timedelta(seconds=1)),
        sent("Huế,3/2026,meeting,Một,1,", at=MIDNIGHT),
        sent("Cà Mau,3/2026,meeting,Một,1,", at=MIDNIGHT + timedelta(days=9, hours=23)),
        sent("Lai Châu,3/2026,nil,,,", at=MIDNIGHT + timedelta(days=1)),
        sent("Sơn La,3/2026,nil,,,", at=MIDNIGHT - timedelta(days=3)),
        sent("Hà Nội,3/2026,meeting,Hai,2,", at=MIDNIGHT + timedelta(days=2), name="again.csv"),
    ]
    assert {o.status for o in ingest(reports, store, now=NOW)} == {"loaded"}
    warehouse = newest(store)
    assert warehouse
    return warehouse


def by_name(table: pd.DataFrame) -> dict[str, tuple[str, int | None]]:
    days = table.days_late.astype(object).where(table.days_late.notna(), None)
    return dict(zip(table.name, zip(table.state, days, strict=True), strict=True))


def test_each_expected_report_has_a_state(reported: Warehouse) -> None:
    table = states(reported, ["2026-03"], NOW)
    assert len(table) == 34
    found = by_name(table)
    # A correction does not make a report late.
    assert found["Hà Nội"] == ("on_time", None)
    assert found["Huế"] == ("late", 1)
    assert found["Cà Mau"] == ("late", 10)
    assert found["Lai Châu"] == ("nil", 2)
    assert found["Sơn La"] == ("nil", None)
    assert found["Bắc Ninh"] == ("missing", None)
    assert {state for state, _ in found.values()} == {"on_time", "late", "nil", "missing"}


def test_a_report_is_missing_once_the_due_day_is_over_in_vietnam(reported: Warehouse) -> None:
    last_second = states(reported, ["2026-03"], MIDNIGHT - timedelta(seconds=1))
    assert by_name(last_second)["Bắc Ninh"] == ("not_yet_due", None)
    assert by_name(states(reported, ["2026-03"], MIDNIGHT))["Bắc Ninh"] == ("missing", None)


def test_the_columns_are_those_promised(reported: Warehouse) -> None:
    table = states(reported, ["2025-06", "2025-07"], NOW)
    assert list(table.columns) == [
        "vintage", "code", "name", "region", "current_code", "unit", "period", "state",
        "days_late", "upload", "first_at",
    ]  # fmt: skip
    assert dict(table.groupby("period").size()) == {"2025-06": 63, "2025-07": 34}
    assert dict(table.groupby("period").vintage.max()) == {"2025-06": 63, "2025-07": 34}
    assert states(reported, [], NOW).empty


def test_the_calendar_runs_from_the_first_report_to_the_last_month_that_is_over(
    reported: Warehouse,
) -> None:
    assert calendar_of(reported, datetime(2026, 3, 20, tzinfo=UTC)).periods == ("2026-03",)
    assert calendar_of(reported, NOW).periods == ("2026-03",)
    later = calendar_of(reported, datetime(2026, 6, 30, 18, tzinfo=UTC))
    assert later.periods == ("2026-03", "2026-04", "2026-05", "2026-06")
    assert calendar_of(reported, NOW, "2026-04").periods == ()
    assert calendar_of(reported, NOW, "2020-01", "2020-12").periods == ()


def test_a_store_that_knows_refusals_only_expects_nobody(store: Path) -> None:
    (refused,) = ingest([sent("Atlantis,3/2026,meeting,Một,1,", at=NOW)], store, now=NOW)
    assert refused.status == "refused"
    warehouse = newest(store)
    assert warehouse
    assert warehouse.periods is None
    assert calendar_of(warehouse, NOW).periods == ()


def test_every_report_of_the_demonstration_has_one_state(merger: Asked) -> None:
    periods = [f"2025-{month:02d}" for month in range(4, 10)]
    table = states(merger.warehouse, periods, NOW)
    assert len(table) == 3 * 63 + 3 * 34
    assert not table.duplicated(["unit", "period"]).any()
    assert set(table.state) == {"on_time", "late", "missing", "nil"}
    assert (table.upload.isna() == (table.state == "missing")).all()
