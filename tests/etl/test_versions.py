"""Uploads read again: two compared in the slices they share, and a row as it was sent."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.warehouse import Warehouse, newest
from etl.line import Report, ingest
from etl.uploads import Entry, UploadError, history
from etl.versions import differences, row_as_sent

HEADER = "Tỉnh/Thành phố;Kỳ báo cáo;Loại hoạt động;Nội dung;Số lượng"
OLD = ("Bắc Kạn;4/2021;Hội nghị;Một;1", "Bắc Kạn;4/2021;Hội nghị;Hai;1")
NEW = (
    "Bắc Kạn;4/2021;Hội nghị;Một;1.200",
    "Bắc Kạn;4/2021;Hội nghị;Ba;1",
    "Bắc Kạn;5/2021;Hội nghị;X;1",
)


@pytest.fixture
def both(store: Path) -> tuple[Warehouse, Entry, Entry]:
    """A report and another one that shares one of its slices."""
    for hour, rows in enumerate((OLD, NEW), start=1):
        data = "\n".join(["Báo cáo tháng", HEADER, *rows]).encode()
        at = datetime(2026, 11, 20, hour, tzinfo=UTC)
        [outcome] = ingest([Report(f"{hour}.csv", data, sent_at=at)], store)
        assert outcome.status == "loaded"
    warehouse = newest(store)
    assert warehouse is not None
    new, old = history(warehouse)
    return warehouse, old, new


def test_two_uploads_are_compared_where_both_speak(
    both: tuple[Warehouse, Entry, Entry],
) -> None:
    [found] = differences(*both)
    assert (found.province, found.period, found.same) == ("Bắc Kạn", "4/2021", 0)
    assert found.differences.added["Nội dung"].tolist() == ["Ba"]
    assert found.differences.removed["Nội dung"].tolist() == ["Hai"]
    assert found.differences.changed[["Cột", "Trước", "Nay"]].to_numpy().tolist() == [
        ["Số lượng", "1", "1200"]
    ]


def test_an_upload_is_the_same_as_itself(both: tuple[Warehouse, Entry, Entry]) -> None:
    warehouse, old, _ = both
    [found] = differences(warehouse, old, old)
    assert found.same == 2
    assert found.differences.added.empty
    assert found.differences.removed.empty
    assert found.differences.changed.empty


def test_a_row_is_numbered_as_its_sheet_does(both: tuple[Warehouse, Entry, Entry]) -> None:
    warehouse, _, new = both
    row = dict(row_as_sent(warehouse, new.upload, 3))
    assert row["Nội dung"] == "Một"
    assert row["Số lượng"] == "1.200"
    assert row_as_sent(warehouse, new.upload, 99) == []


def test_of_an_unknown_upload_there_is_no_row(both: tuple[Warehouse, Entry, Entry]) -> None:
    with pytest.raises(UploadError):
        row_as_sent(both[0], "zzz", 2)
