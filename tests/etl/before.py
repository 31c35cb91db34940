"""What was done in a store before a report of ``reports/after/`` is sent to it."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from etl import locks
from etl.line import Report, ingest
from etl.uploads import undo
from tests.etl.sent import Cells, written

BEFORE = datetime(2026, 11, 10, 3, tzinfo=UTC)
Situation = Callable[[Path, Report], None]


def loaded(store: Path, *reports: Report) -> list[str]:
    """Load reports some days before; each must go in."""
    outcomes = ingest(reports, store, now=BEFORE)
    assert {outcome.status for outcome in outcomes} <= {"loaded"}
    return [outcome.upload or "" for outcome in outcomes]


def small(**cells: str) -> Report:
    return Report("before.csv", written(cells), sender="Lê Chi")


def locked(store: Path, _file: Report) -> None:
    locks.lock(store, "2021-04", why="đã chốt số liệu", actor="Lê Chi", province="06")


def unlocked(store: Path, file: Report) -> None:
    locked(store, file)
    locks.unlock(store, "2021-04", why="sửa số liệu", actor="Lê Chi", province="06")


def same_file(store: Path, file: Report) -> None:
    loaded(store, Report("before", file.data, sender="Lê Chi"))


def same_file_replaced(store: Path, file: Report) -> None:
    same_file(store, file)
    loaded(store, small(title="Bản sửa"))


def same_file_undone(store: Path, file: Report) -> None:
    (upload,) = loaded(store, Report("before", file.data, sender="Lê Chi"))
    undo(store, upload, actor="Lê Chi")


def another_version(store: Path, _file: Report) -> None:
    rows: list[Cells] = [{"title": "Bản trước"}, {"kind": "Văn bản", "title": "Kế hoạch"}]
    loaded(store, Report("before.csv", written(*rows), sender="Lê Chi"))


def march(store: Path, _file: Report) -> None:
    loaded(store, small(period="3/2021", title="Hội nghị sơ kết quý I", date="31/3/2021"))


def months(number: int) -> Situation:
    """As many months of a few meetings each."""

    def situation(store: Path, _file: Report) -> None:
        loaded(
            store,
            *(
                small(period=f"{month}/2020", title=f"Hội nghị tháng {month}", quantity=quantity)
                for month, quantity in zip(range(1, number + 1), "45345434", strict=False)
            ),
        )

    return situation


SITUATIONS: dict[str, Situation] = {
    "locked": locked,
    "unlocked": unlocked,
    "same-file": same_file,
    "same-file-replaced": same_file_replaced,
    "same-file-undone": same_file_undone,
    "another-version": another_version,
    "march": march,
    "five-months": months(5),
    "eight-months": months(8),
}
