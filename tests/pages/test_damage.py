"""A damaged file of figures is never shown: an older one is, and every page says so."""

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import duckdb
import pytest

from data import copies, warehouse
from data.store import path_of, versions
from etl.line import Report, ingest
from etl.uploads import history
from tests.data.test_sums import flipped
from tests.pages.clerk import GOOD, Clerk, report
from tests.pages.conftest import Opens

SECOND = report("Bắc Kạn,4/2021,Hội nghị,Giao ban báo chí,7,5/4/2021")


class Unreadable:
    """The connection of a file that was damaged after it was opened."""

    def cursor(self) -> None:
        raise duckdb.IOException("computed checksum does not match stored checksum")

    def close(self) -> None: ...


@pytest.fixture
def twice(store: Path) -> Path:
    """Two in the first version of the month, seven in the second."""
    for name, data in (("một.csv", GOOD), ("hai.csv", SECOND)):
        assert ingest([Report(name, data)], store)[0].status == "loaded"
    return store


@pytest.mark.parametrize("page", ["overview", "meetings", "reporting", "upload", "history"])
def test_every_page_says_which_version_is_shown(opens: Opens, twice: Path, page: str) -> None:
    path_of(twice, 2).write_bytes(b"damaged")
    clerk = Clerk(opens(page, "empty"))
    assert "(bản 2) bị hỏng. Trang đang hiện bản 1" in clerk.sees
    assert "python -m etl rebuild" in clerk.sees


def test_it_is_said_in_english_too(opens: Opens, twice: Path) -> None:
    path_of(twice, 2).write_bytes(b"damaged")
    assert (
        "(version 2) is damaged. This is version 1"
        in Clerk(opens("meetings", "empty", lang="en")).sees
    )


def test_figures_are_those_of_the_version_that_is_said(opens: Opens, twice: Path) -> None:
    assert opens("meetings", "empty").metric[0].value == "7"
    path_of(twice, 2).write_bytes(b"damaged")
    assert opens("meetings", "empty").metric[0].value == "2"


def test_damage_while_the_page_is_open_is_met_with_the_older_version(
    opens: Opens, twice: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newer = warehouse.newest(twice)
    assert newer
    flipped(path_of(twice, 2), 100)
    # DuckDB has a small store in its memory and would not notice: the disk speaks through this.
    monkeypatch.setattr(newer, "_connection", Unreadable())
    at = opens("meetings", "empty")
    assert not at.exception
    assert at.metric[0].value == "2"
    assert "(bản 2) bị hỏng" in Clerk(at).sees


def test_where_every_version_is_damaged_nothing_is_shown(opens: Opens, twice: Path) -> None:
    for number in versions(twice):
        path_of(twice, number).write_bytes(b"damaged")
    clerk = Clerk(opens("overview", "empty"))
    assert "đều bị hỏng" in clerk.sees
    assert len(clerk.at.metric) == 0


def test_a_report_is_not_put_on_a_damaged_version(opens: Opens, twice: Path) -> None:
    path_of(twice, 2).write_bytes(b"damaged")
    clerk = Clerk(opens("upload", "empty"))
    clerk.puts(("ba.csv", report("Cao Bằng,4/2021,Hội nghị,Một,1,5/4/2021"))).sends("An")
    assert "Tệp số liệu mới nhất bị hỏng; chưa lưu được gì" in clerk.sees
    assert versions(twice) == [1, 2]


Refuses = Callable[[int], AbstractContextManager[None]]


@pytest.fixture
def disk_refuses(monkeypatch: pytest.MonkeyPatch) -> Refuses:
    """`with disk_refuses(ENOSPC)` no version can be copied for the next one."""

    @contextmanager
    def refuses(code: int) -> Iterator[None]:
        def refusing(*_: object) -> None:
            raise OSError(code, os.strerror(code))

        with monkeypatch.context() as patched:
            patched.setattr(copies, "copy", refusing)
            yield

    return refuses


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (errno.ENOSPC, "Ổ đĩa chứa kho số liệu đã đầy; chưa lưu được gì"),
        (errno.EROFS, "Thư mục kho số liệu không cho ghi"),
    ],
)
def test_a_disk_that_refuses_is_said_and_sending_works_when_it_is_mended(
    opens: Opens, twice: Path, disk_refuses: Refuses, code: int, said: str
) -> None:
    clerk = Clerk(opens("upload", "empty"))
    clerk.puts(("ba.csv", report("Cao Bằng,4/2021,Hội nghị,Một,1,5/4/2021")))
    with disk_refuses(code):
        clerk.sends("An")
    assert said in clerk.sees
    assert versions(twice) == [1, 2]
    clerk.sends("An")
    assert "Đã nhận ba.csv" in clerk.sees
    assert history(warehouse.newest(twice))[0].file == "ba.csv"


def test_an_undo_on_a_full_disk_is_said_and_works_with_room(
    opens: Opens, twice: Path, disk_refuses: Refuses
) -> None:
    upload = history(warehouse.newest(twice))[0].upload
    clerk = Clerk(opens("history", "empty", upload=upload)).runs()
    clerk.at.checkbox(key="undo_sure").check()
    with disk_refuses(errno.ENOSPC):
        clerk.presses("Hoàn tác")
    assert "Ổ đĩa chứa kho số liệu đã đầy; chưa lưu được gì" in clerk.sees
    assert versions(twice) == [1, 2]
    clerk.presses("Hoàn tác")
    assert "Đã hoàn tác lần gửi hai.csv" in clerk.sees


@pytest.mark.parametrize("page", ["overview", "upload", "history", "explore"])
def test_a_store_on_machines_that_do_not_answer_is_said(
    opens: Opens, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    nobody = "ducklake:postgresql://u@127.0.0.1:1/d?data=s3://b/f"
    monkeypatch.setenv("DASHBOARD_WAREHOUSE", nobody)
    clerk = Clerk(opens(page, "empty"))
    assert "Máy chủ giữ số liệu không trả lời." in clerk.sees
    assert "127.0.0.1" not in clerk.sees
