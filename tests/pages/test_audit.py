"""The page of the audit log: for whoever may read it, found by choices, a page at a time."""

import io
from datetime import date
from typing import Any

import openpyxl
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from access import events, store
from data.audit import Sought
from pages.parts import logbook, rights
from pages.parts.taking import TakingRefusedError, guarded
from tests.pages.conftest import Opens
from tests.pages.parts.test_menu import listed
from tests.pages.signed import signs_in, signs_out
from tests.pages.test_rights import told

HERE = "192.0.2.7"


def table(at: AppTest) -> pd.DataFrame:
    assert not at.exception
    shown: pd.DataFrame = at.dataframe[0].value
    return shown


def signed_in_before(opens: Opens, **query: str) -> AppTest:
    """The page as an admin sees it, after five reports were sent and Hoa signed in."""
    signs_in()
    at = opens("audit", "five", **query)
    events.add(events.Event("sign_in", "Hoa", place=HERE))
    return at.run()


def lines() -> list[tuple[Any, ...]]:
    with store.reading() as connection:
        sql = "SELECT action, actor, about, place, result, detail FROM events ORDER BY number"
        return connection.execute(sql).fetchall()


@pytest.mark.parametrize("role", ["viewer", "analyst", "sender", "approver"])
def test_who_may_not_read_it_is_told_so(opens: Opens, role: str) -> None:
    signs_in("An", role)
    at = opens("audit", "five")
    assert "không được xem nhật ký. Vai trò được làm: quản trị." in told(at)
    assert not at.dataframe
    at.run()
    assert lines() == [("audit", "An", "", HERE, "refused", "role")]


@pytest.mark.parametrize("kept", ["empty", "five", "demonstration"])
def test_nobody_known_reads_it_not_even_at_the_machine(opens: Opens, kept: str) -> None:
    at = opens("audit", kept)
    assert "python -m access log" in told(at)
    assert not at.dataframe
    assert not at.exception


@pytest.mark.parametrize("role", ["", "viewer", "approver", "admin"])
def test_it_is_in_the_menu_for_whoever_may(role: str) -> None:
    if role:
        signs_in("An", role)
    shown = [page.title for page in listed("vi") if page.visibility == "visible"]
    assert ("Nhật ký" in shown) == (role == "admin")


def test_both_parts_of_the_log_are_in_one_table(opens: Opens) -> None:
    shown = table(signed_in_before(opens))
    assert sorted(shown["Việc"]) == ["gửi báo cáo"] * 5 + ["đăng nhập"]
    assert list(shown.columns)[:3] == ["Lúc", "Ai", "Việc"]
    assert "Bắc Kạn" in set(shown["Tỉnh, thành phố"])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"who": "Hoa"}, 1),
        ({"action": "load"}, 5),
        ({"unit": "Cao Bằng"}, 2),
        ({"unit": "Cao Bằng", "month": "2024-10"}, 1),
        ({"since": "2026-11-22", "until": "2026-11-22", "action": "load"}, 5),
        ({"who": "Nobody", "action": "x", "unit": "x", "month": "x", "since": "x"}, 6),
    ],
)
def test_what_the_url_says_is_found(opens: Opens, query: dict[str, str], found: int) -> None:
    assert len(table(signed_in_before(opens, **query))) == found


def test_a_choice_is_put_into_the_url(opens: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logbook, "PAGE", 2)
    signs_in()
    at = opens("audit", "five")
    at.button(key="log_older").click().run()
    assert at.query_params["before"]
    at.selectbox(key="log_action").set_value("load").run()
    assert "load" in at.query_params["action"]
    assert "before" not in at.query_params
    at.date_input(key="log_since").set_value(date(2026, 11, 23)).run()
    assert "2026-11-23" in at.query_params["since"]
    assert "Không có dòng nhật ký nào" in told(at)


def test_pages_are_turned(opens: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logbook, "PAGE", 2)
    signs_in()
    at = opens("audit", "five")
    files = [*table(at)["Tài khoản, tệp hoặc địa chỉ"]]
    for _ in range(2):
        at.button(key="log_older").click().run()
        files += [*table(at)["Tài khoản, tệp hoặc địa chỉ"]]
    assert (len(files), len(set(files))) == (5, 5)
    assert "log_older" not in [button.key for button in at.button]
    at.button(key="log_latest").click().run()
    assert [*table(at)["Tài khoản, tệp hoặc địa chỉ"]] == files[:2]


@pytest.mark.usefixtures("opens")
def test_it_leaves_as_csv_and_workbook_and_harmless() -> None:
    events.add(events.Event("download_records", "Hoa", "=1+1.csv", place=HERE))
    data, count = logbook._exported("vi", Sought(), "csv")
    csv = pd.read_csv(io.BytesIO(data))
    assert (count, csv["Tài khoản, tệp hoặc địa chỉ"][0]) == (1, "'=1+1.csv")
    book = openpyxl.load_workbook(io.BytesIO(logbook._exported("en", Sought(), "xlsx")[0]))
    assert book["Log"]["D2"].value == "'=1+1.csv"


def test_who_takes_it_along_is_asked_again_and_in_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rights, "visitor", lambda: rights.Visitor("", machine=True, address=HERE))
    signs_in("An", "admin")
    button = guarded(lambda: (b"log", 3), logbook.Taken("nhat-ky.csv"), "audit")
    assert button() == b"log"
    assert lines() == [("audit", "An", "nhat-ky.csv", HERE, "done", "3 rows")]
    signs_out()
    with pytest.raises(TakingRefusedError):
        button()
