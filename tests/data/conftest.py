"""Stores to ask: the five real reports, and half a year of the demonstration over the merger."""

from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

import pytest

from data.moving import move
from data.periods import is_on_time
from data.warehouse import Warehouse, newest
from etl.demo import reports
from etl.line import Report, ingest
from tests.data.boring import Row, Sent, rows_of

SAMPLES = Path(__file__).parents[2] / "data" / "samples"


@dataclass(frozen=True)
class Asked:
    """A published warehouse and, beside it, the rows of its reports read in the boring way."""

    warehouse: Warehouse
    rows: list[Row]


def loaded(sent: list[Report], folder: Path) -> Asked:
    outcomes = ingest(sent, folder)
    assert {o.status for o in outcomes} == {"loaded"}
    warehouse = newest(folder)
    assert warehouse
    return Asked(
        warehouse, rows_of([Sent(report.data, report.sent_at) for report in sent if report.sent_at])
    )


def joined(last: str, months: int) -> list[Report]:
    """Return a third of the rows of demonstration reports, by period in time and late ones."""
    made = []
    for report in reports(months=months, last=last):
        period = report.name.removeprefix("so-lieu-minh-hoa-")[:7]
        made.append((period, not is_on_time(period, report.sent_at), report))
    made.sort(key=lambda one: (one[0], one[1], one[2].sent_at))
    files = []
    for (period, late), group in groupby(made, key=lambda one: one[:2]):
        parts = [report for _, _, report in group]
        header = parts[0].data.partition(b"\n")[0]
        rows = [row for part in parts for row in part.data.splitlines()[1:]]
        name = f"{period}-{'late' if late else 'in-time'}.csv"
        data = b"\n".join([header, *rows[::3]])
        files.append(Report(name, data, sent_at=parts[0].sent_at))
    return files


def of_store(request: pytest.FixtureRequest, asked: Asked) -> Asked:
    """Return the same in a lake where a test is for both."""
    if getattr(request, "param", "folder") == "folder":
        return asked
    to = request.getfixturevalue("new_lake")()
    move(asked.warehouse.path.parent, to)
    warehouse = newest(to)
    assert warehouse
    return Asked(warehouse, asked.rows)


@pytest.fixture(scope="session")
def samples(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Asked:
    at = datetime(2025, 2, 3, 9, tzinfo=UTC)
    sent = [Report(path.name, path.read_bytes(), sent_at=at) for path in sorted(SAMPLES.glob("*"))]
    return of_store(request, loaded(sent, tmp_path_factory.mktemp("samples")))


@pytest.fixture(scope="session")
def merger(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Asked:
    """Three months before the merger of 7/2025 and three after."""
    return of_store(request, loaded(joined("2025-09", 6), tmp_path_factory.mktemp("merger")))


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The demonstration as ``python -m etl demo`` makes it: every row of 36 months."""
    folder = tmp_path_factory.mktemp("demonstration")
    made = reports(months=36, last="2026-10")
    ingest((Report(r.name, r.data, sent_at=r.sent_at) for r in made), folder, demonstration=True)
    warehouse = newest(folder)
    assert warehouse
    return warehouse


def sent(*rows: str, at: datetime, name: str = "report.csv") -> Report:
    """Return a report of rows ``province,period,kind,title,quantity,note``."""
    text = "\n".join(["province,period,kind,title,quantity,note", *rows])
    return Report(name, f"{text}\n".encode(), sent_at=at)
