"""Who did what and when, and what was kept with an upload."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.warehouse import newest
from etl.journal import Kept, events, kept_with
from etl.line import Report, ingest
from etl.locks import lock
from etl.uploads import undo

NOW = datetime(2026, 11, 20, 3, tzinfo=UTC)
CSV = (
    "Tỉnh/Thành phố,Kỳ báo cáo,Loại hoạt động,Nội dung,Số lượng,Thời gian\n"
    "Bắc Kạn,4/2021,Hội nghị,Giao ban,1.890,5/3/2021\n"
).encode()


@pytest.fixture
def upload(store: Path) -> str:
    """A report with a warning, sent with a reason."""
    report = Report("a.csv", CSV, sender="An")
    [outcome] = ingest([report], store, now=NOW, reason="Đã hỏi lại")
    return outcome.upload or ""


def test_what_was_done_is_told_latest_first(store: Path, upload: str) -> None:
    undo(store, upload, actor="Bình", now=NOW)
    lock(store, "2021-04", why="Đã chốt", actor="Chi")
    told = [(event.action, event.actor) for event in events(newest(store))]
    assert told == [("lock", "Chi"), ("undo", "Bình"), ("load", "An")]
    of_upload = events(newest(store), upload=upload)
    assert [event.action for event in of_upload] == ["undo", "load"]
    assert of_upload[0].at.hour == 10


def test_reason_warnings_and_normalisations_are_kept(store: Path, upload: str) -> None:
    kept = kept_with(newest(store), upload)
    assert kept.reason == "Đã hỏi lại"
    assert [(w.kind, w.row, w.value) for w in kept.warnings] == [
        ("date_outside_window", 2, "5/3/2021")
    ]
    assert "Số lượng: 1.890 → 1890 (1 dòng)" in kept.normalised


def test_nothing_is_kept_with_what_is_not_there(store: Path, upload: str) -> None:
    assert upload
    assert kept_with(newest(store), "zzz") == kept_with(None, upload) == Kept()
    assert events(None) == events(newest(store), upload="zzz") == []
