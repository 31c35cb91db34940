"""A report and everything that follows from it are stored in one transaction."""

import hashlib
import signal
import subprocess
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from data import store as folder
from etl import load as loading
from etl.line import Report
from tests.etl.sent import NOW, Cells, everything, opened, report, sent, titles, written

KILLED = """
import os, signal, sys
from pathlib import Path
from etl import line, load
from etl.line import Report
module, name = sys.argv[2].split(".")
def killed(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)
setattr({"line": line, "load": load}[module], name, killed)
line.ingest([Report("b.csv", sys.stdin.buffer.read())], Path(sys.argv[1]))
"""


@pytest.mark.parametrize(
    "place",
    [
        "load.log",
        pytest.param("line.load", marks=pytest.mark.scale),
        pytest.param("line.outcome_of", marks=pytest.mark.scale),
        pytest.param("load.keep_report", marks=pytest.mark.scale),
    ],
)
def test_killed_on_the_way_nothing_is_half_there(store: Path, place: str) -> None:
    sent(store, report({"title": "A"}))
    before = everything(store)
    killed = subprocess.run(
        [sys.executable, "-c", KILLED, store, place], input=written({"title": "B"}), check=False
    )
    assert killed.returncode == -signal.SIGKILL
    assert everything(store) == before
    assert folder.versions(store) == [1]
    sent(store, report({"title": "B"}))
    assert titles(store) == ["B"]
    assert not list(store.glob("draft-*"))


@pytest.mark.both
def test_a_failing_statement_leaves_the_draft_as_it_was(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent(store, report({"title": "A"}))
    before = everything(store)
    monkeypatch.setattr(loading, "ROLL_UP", "SELECT 1 / 0; FROM nothing_of_that_name")
    with pytest.raises(Exception, match="nothing_of_that_name"):
        sent(store, report({"title": "B"}))
    assert everything(store) == before


@pytest.mark.both
def test_the_report_is_kept_as_sent(store: Path) -> None:
    data = written({"title": "Hội thảo"}) + b"\r\n\r\n"
    (outcome,) = sent(store, Report("thư mục/báo cáo.csv", data, sender="Lan"))
    kept = opened(store).rows(
        "SELECT upload, sent_at, sender, file, sha256, size, row_count, refused FROM uploads"
    )
    sha256 = hashlib.sha256(data).hexdigest()
    assert kept == [
        (outcome.upload, NOW.replace(tzinfo=None), "Lan", "thư mục/báo cáo.csv", sha256,
         len(data), 1, False)
    ]  # fmt: skip


def test_times_are_stored_in_utc() -> None:
    vietnam = timezone(timedelta(hours=7))
    assert loading.stored_time(datetime(2021, 4, 1, 3, tzinfo=vietnam)) == datetime(2021, 3, 31, 20)


ROWS: list[Cells] = [
    {"quantity": "2", "participants": "hơn 150"},
    {"title": "B", "quantity": "3", "participants": "gần 50"},
    {"title": "C", "kind": "Văn bản"},
    {"title": "D", "status": "Kế hoạch", "quantity": "7"},
    {"title": "E", "province": "Cao Bằng", "kind": "Xuất bản phẩm", "copies": "1.890"},
]
MONTHLY = """
SELECT province_code, kind, status, records, quantity, quantity_marks, participants,
    participants_marks, copies, copies_marks FROM monthly ORDER BY ALL
"""


@pytest.mark.both
def test_the_monthly_sums_are_those_of_the_records(store: Path) -> None:
    sent(store, report({"title": "alt", "quantity": "99"}), report(*ROWS))
    assert opened(store).rows(MONTHLY) == [
        ("04", "publication", "done", 1, 1, 0, None, 0, 1890, 0),
        ("06", "document", "done", 1, 1, 0, None, 0, None, 0),
        ("06", "meeting", "done", 2, 5, 0, 200, 3, None, 0),
        ("06", "meeting", "planned", 1, 7, 0, None, 0, None, 0),
    ]


@pytest.mark.both
def test_channels_are_stored_as_a_list(store: Path) -> None:
    sent(store, report({"kind": "Báo chí", "channel": "Báo in; Loa"}, {"title": "B"}))
    assert opened(store).rows('SELECT channel FROM records ORDER BY "row"') == [
        (["print", "Loa"],), (None,),
    ]  # fmt: skip


@pytest.mark.both
def test_every_step_is_one_line_of_the_audit_log(store: Path) -> None:
    sent(store, report({}, sender="Lan"), report({"title": "B"}), report({"kind": "?"}))
    log = opened(store).rows("SELECT step, actor, action, result, detail FROM audit ORDER BY step")
    assert log == [
        (1, "Lan", "load", "done", "1 slices, 1 rows"),
        (2, "", "load", "done", "1 slices, 1 rows"),
        (3, "", "load", "refused", "kind_unknown"),
    ]
