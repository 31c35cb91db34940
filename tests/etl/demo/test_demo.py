"""The synthetic reports are what offices might have sent, and always the same."""

import csv
import io
from collections import Counter, defaultdict
from datetime import datetime, time
from pathlib import Path

import pytest

from data.catalog import catalog
from data.periods import VIETNAM, due, is_on_time, span, vintage_of, window
from data.provinces import provinces
from etl.demo import NoProvinceError, SyntheticReport, reports, write_rows
from etl.demo.plausible import activities, is_merged, words
from etl.values.dates import span as days_of
from etl.values.outcome import Value

LAST = "2026-03"
PERIODS = span("2024-10", LAST)


@pytest.fixture(scope="module")
def sent() -> list[SyntheticReport]:
    return list(reports(months=len(PERIODS), last=LAST))


def rows_of(sent: list[SyntheticReport]) -> list[dict[str, str]]:
    """Read the files as any other program would, with ids instead of labels."""
    ids = {column.label.vi: id for id, column in catalog().columns.items()}
    return [
        {ids[label]: cell for label, cell in row.items()}
        for report in sent
        for row in csv.DictReader(io.StringIO(report.data.decode("utf-8")), strict=True)
    ]


def period_of(row: dict[str, str]) -> str:
    month, year = row["period"].split("/")
    return f"{year}-{int(month):02d}"


@pytest.fixture(scope="module")
def rows(sent: list[SyntheticReport]) -> list[dict[str, str]]:
    return rows_of(sent)


@pytest.fixture(scope="module")
def reporters(rows: list[dict[str, str]]) -> dict[str, set[str]]:
    found = defaultdict(set)
    for row in rows:
        found[period_of(row)].add(row["province"])
    return found


def totals(rows: list[dict[str, str]], kind: str, periods: list[str]) -> Counter[str]:
    found = Counter[str]()
    for row in rows:
        if row["kind"] == kind and period_of(row) in periods:
            found[row["province"]] += int(row["quantity"] or 1)
    return found


def test_the_same_seed_gives_the_same_bytes(sent: list[SyntheticReport]) -> None:
    assert list(reports(months=len(PERIODS), last=LAST)) == sent
    assert list(reports(months=2, last=LAST, seed=1)) != list(reports(months=2, last=LAST))


def test_every_form_and_kind_is_known() -> None:
    kinds = catalog().kinds
    assert {a.kind for a in activities()} == set(kinds)
    for activity in activities():
        assert activity.form in {form.id for form in kinds[activity.kind].forms}
        assert set(activity.organisers) <= set(words()["organiser"])


def test_every_row_has_the_cells_of_the_contract(sent: list[SyntheticReport]) -> None:
    labels = [column.label.vi for column in catalog().columns.values()]
    for report in sent:
        header, *body = csv.reader(io.StringIO(report.data.decode("utf-8")), strict=True)
        assert header == labels
        assert {len(row) for row in body} == {len(labels)}


def test_every_province_of_the_vintage_reports(reporters: dict[str, set[str]]) -> None:
    assert sorted(reporters) == PERIODS
    for vintage in (63, 34):
        said = set.union(*(reporters[p] for p in PERIODS if vintage_of(p) == vintage))
        assert said == {p.name for p in provinces(vintage).values()}


def test_some_reports_are_missing_and_more_of_the_newest(reporters: dict[str, set[str]]) -> None:
    expected = {p: len(provinces(vintage_of(p))) for p in PERIODS}
    missing = {p: expected[p] - len(reporters[p]) for p in PERIODS}
    assert missing[LAST] == 3
    assert 0 < sum(missing[p] for p in PERIODS[:-1]) < 0.06 * sum(expected.values())


def test_some_reports_are_late_and_more_after_the_merger(sent: list[SyntheticReport]) -> None:
    late = {True: [0, 0], False: [0, 0]}
    for report in sent:
        period = report.name.removeprefix("so-lieu-minh-hoa-")[:7]
        counts = late["2025-07" <= period <= "2025-09"]
        provinces_in = len({row["province"] for row in rows_of([report])})
        counts[0] += provinces_in * (not is_on_time(period, report.sent_at))
        counts[1] += provinces_in
    settled, unsettled = (late[key][0] / late[key][1] for key in (False, True))
    assert 0.03 < settled < 0.25 < unsettled < 0.6


def test_reports_are_sent_in_order_in_office_hours_of_the_past(
    sent: list[SyntheticReport],
) -> None:
    local = [report.sent_at.astimezone(VIETNAM) for report in sent]
    days = [moment.date() for moment in local]
    assert days == sorted(days)
    assert len({report.name for report in sent}) == len(sent)
    assert all(report.sent_at.utcoffset() is not None for report in sent)
    assert all(time(8) <= moment.time() < time(17) and moment.weekday() < 5 for moment in local)
    assert max(local) < datetime.combine(due(LAST), time(0), VIETNAM)
    assert max(days) <= window(LAST)[1]


def test_no_two_rows_of_a_slice_are_alike(rows: list[dict[str, str]]) -> None:
    assert len({tuple(row.values()) for row in rows}) == len(rows)


def test_no_activity_is_told_in_two_periods(rows: list[dict[str, str]]) -> None:
    told = defaultdict(set)
    for row in rows:
        if row["title"]:
            key = (row["province"], row["kind"], row["title"], row["date"], row["document_no"])
            told[key].add(row["period"])
    assert {len(periods) for periods in told.values()} == {1}


def test_dates_lie_in_the_window_and_plans_after_it(rows: list[dict[str, str]]) -> None:
    for row in rows:
        first, last = window(period_of(row))
        if row["date"]:
            read = days_of(row["date"])
            assert isinstance(read, Value)
            inside = first <= read.value.start <= read.value.end <= last
            assert inside != (row["status"] == "Kế hoạch"), row


def test_the_rows_are_as_varied_as_real_ones(rows: list[dict[str, str]]) -> None:
    assert {row["status"] for row in rows} == {"", "Đã thực hiện", "Đang thực hiện", "Kế hoạch"}
    assert all(any(row[id] for row in rows) for id in catalog().columns)
    assert any(row["participants"].startswith("hơn ") for row in rows)
    assert any(";" in row["channel"] for row in rows)
    assert any(row["kind"] == "Hội nghị" and not row["participants"] for row in rows)
    sizes = Counter((row["province"], row["period"]) for row in rows).values()
    assert 12 <= sum(sizes) / len(sizes) <= 27


def test_a_nil_report_has_one_row() -> None:
    many = rows_of(list(reports(months=36, last=LAST)))
    sizes = Counter((row["province"], row["period"]) for row in many)
    nil = [row for row in many if row["kind"] == "Không phát sinh"]
    assert 0 < len(nil) < 60
    assert {sizes[row["province"], row["period"]] for row in nil} == {1}


def test_every_row_says_that_it_is_synthetic(rows: list[dict[str, str]]) -> None:
    assert {row["source"] for row in rows} == {"Số liệu minh họa"}


def test_a_merged_province_reports_what_its_predecessors_did(rows: list[dict[str, str]]) -> None:
    before = totals(rows, "Báo chí", span("2024-10", "2024-12"))
    after = totals(rows, "Báo chí", span("2025-10", "2025-12"))
    merged = [p for p in provinces(34).values() if is_merged(p)]
    assert len(merged) == 23
    for province in merged:
        parts = [p.name for p in provinces(63).values() if p.current_code == province.code]
        assert 0.5 < after[province.name] / sum(before[name] for name in parts) < 2.5


def test_the_merger_and_tet_are_seen(rows: list[dict[str, str]]) -> None:
    month = {p: totals(rows, "Hội nghị", [p]).total() for p in PERIODS}
    assert month["2025-07"] < 0.75 * min(month["2025-06"], month["2025-10"])
    assert month["2025-01"] < 0.75 * month["2024-12"]
    assert month["2026-02"] < 0.75 * month["2026-03"]


def test_chosen_provinces_bring_their_former_ones() -> None:
    chosen = rows_of(list(reports(months=12, last="2025-12", provinces=["Thái Nguyên", "04"])))
    assert {row["province"] for row in chosen} == {"Thái Nguyên", "Bắc Kạn", "Cao Bằng"}
    former = rows_of(list(reports(months=2, last="2025-07", provinces=["Bắc Kạn"])))
    assert {row["province"] for row in former} == {"Thái Nguyên", "Bắc Kạn"}


def test_an_unknown_province_is_named() -> None:
    with pytest.raises(NoProvinceError, match="Atlantis"):
        list(reports(months=1, last=LAST, provinces=["Atlantis"]))


def test_nothing_is_reported_before_2015() -> None:
    early = rows_of(list(reports(months=600, last="2015-02", provinces=["01"])))
    assert {period_of(row) for row in early} == {"2015-01", "2015-02"}


def test_a_big_file_has_exactly_the_rows_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "many.csv"
    write_rows(path, 9_000, last=LAST)
    with path.open(encoding="utf-8", newline="") as file:
        header, *body = csv.reader(file, strict=True)
    assert header == [column.label.vi for column in catalog().columns.values()]
    assert len(body) == 9_000
    assert len({tuple(row) for row in body}) == 9_000
    assert {len(row) for row in body} == {18}
    assert all(any(row[i] for row in body) for i in range(18))
    assert {row[1] for row in body} == {
        f"{int(p[5:])}/{p[:4]}" for p in span("2015-01", LAST)
    }  # fmt: skip
