"""The page of the accounts: an admin's, who changes others there but not the account in use."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from access import Answer, accounts, sessions, store
from access.office.admission import admit
from access.office.claims import Person
from pages.parts.accounts import chosen
from tests.access.people import person
from tests.pages.conftest import Opens
from tests.pages.parts.test_menu import listed
from tests.pages.signed import signs_in, signs_out
from tests.pages.test_rights import told

HERE = "192.0.2.7"


def shown(opens: Opens, name: str = "", **query: str) -> AppTest:
    """The page as the admin An sees it, with an account chosen."""
    person("An", "admin")
    signs_in()
    at = opens("accounts", "five", **query)
    assert not at.exception
    if name:
        at.selectbox(key="accounts_name").select(name).run()
    return at


def lines() -> list[tuple[Any, ...]]:
    with store.reading() as connection:
        sql = "SELECT action, actor, about, place, result FROM events ORDER BY number"
        return connection.execute(sql).fetchall()


def test_every_account_is_there_with_its_role_provinces_and_sessions(opens: Opens) -> None:
    hoa = person("Hoa", "sender", "Cao Bằng")
    sessions.begin(hoa)
    rows = shown(opens).dataframe[0].value
    assert [list(row[:3]) for row in rows.to_numpy()] == [
        ["An", "quản trị", "mọi tỉnh, thành phố"],
        ["Hoa", "người gửi", "Cao Bằng"],
    ]
    assert list(rows["Phiên đang mở"]) == [0, 1]
    assert rows["Đăng nhập gần nhất"][0] == "chưa đăng nhập"
    assert rows["Đăng nhập gần nhất"][1] != "chưa đăng nhập"


@pytest.mark.parametrize("role", ["viewer", "analyst", "sender", "approver"])
def test_who_may_not_change_them_does_not_see_them(opens: Opens, role: str) -> None:
    signs_in("Bình", role)
    at = opens("accounts", "five")
    assert "không được quản lý tài khoản. Vai trò được làm: quản trị." in told(at)
    assert not at.dataframe
    assert not at.selectbox
    assert lines() == [("accounts", "Bình", "", HERE, "refused")]


@pytest.mark.parametrize("kept", ["empty", "five", "demonstration"])
def test_nobody_known_sees_them_not_even_at_the_machine(opens: Opens, kept: str) -> None:
    at = opens("accounts", kept)
    assert not at.dataframe
    assert not at.exception


def test_only_an_admin_has_it_in_the_menu() -> None:
    def visible() -> bool:
        page = next(page for page in listed("vi") if page.url_path == "accounts")
        return bool(page.visibility == "visible")

    signs_in("Bình", "approver")
    assert not visible()
    signs_in()
    assert visible()


def test_a_role_and_provinces_are_changed(opens: Opens) -> None:
    person("Hoa", "viewer")
    at = shown(opens, "Hoa")
    at.selectbox(key="accounts_role").select("sender")
    at.radio(key="accounts_reach").set_value("some")
    at.multiselect(key="accounts_places").select("Cao Bằng").select("Bắc Kạn")
    at.button(key="accounts_save").click().run()
    hoa = accounts.named("Hoa")
    assert hoa == accounts.Account("Hoa", "sender", ("Cao Bằng", "Bắc Kạn"))
    assert "Đã lưu vai trò và tỉnh của Hoa" in told(at)
    assert lines()[-1] == ("account_change", "An", "Hoa", HERE, "done")


def test_the_form_begins_with_what_the_account_is(opens: Opens) -> None:
    person("Hoa", "sender", "Cao Bằng")
    person("Bình", "analyst")
    at = shown(opens, "Hoa")
    assert at.selectbox(key="accounts_role").value == "sender"
    assert at.multiselect(key="accounts_places").value == ["Cao Bằng"]
    at.selectbox(key="accounts_name").select("Bình").run()
    assert at.radio(key="accounts_reach").value == "everywhere"
    assert at.multiselect(key="accounts_places").value == []


def test_no_province_chosen_is_not_every_province(opens: Opens) -> None:
    hoa = person("Hoa", "sender", "Cao Bằng")
    at = shown(opens, "Hoa")
    at.multiselect(key="accounts_places").unselect("Cao Bằng")
    at.button(key="accounts_save").click().run()
    assert "hãy chọn ít nhất một" in told(at)
    assert accounts.named("Hoa") == hoa


def test_an_account_is_signed_out_everywhere(opens: Opens) -> None:
    held = sessions.begin(person("Hoa"))
    at = shown(opens, "Hoa")
    at.button(key="accounts_sign_out").click().run()
    assert sessions.signed_in(held) is None
    assert "Đã đăng xuất Hoa khỏi mọi máy." in told(at)


def test_an_account_is_taken_away_once_that_is_confirmed(opens: Opens) -> None:
    person("Hoa")
    at = shown(opens, "Hoa")
    at.button(key="accounts_remove").click().run()
    assert "Cần đánh dấu xác nhận" in told(at)
    assert accounts.named("Hoa")
    at.checkbox(key="accounts_sure").check()
    at.button(key="accounts_remove").click().run()
    assert accounts.named("Hoa") is None
    assert "Đã xóa tài khoản Hoa" in told(at)


def test_taking_one_away_is_confirmed_for_that_one(
    opens: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_args: object, **_more: object) -> None:
        raise OSError

    person("Hoa")
    person("Lan")
    at = shown(opens, "Hoa")
    with monkeypatch.context() as patch:
        patch.setattr(accounts, "remove", fails)
        at.checkbox(key="accounts_sure").check()
        at.button(key="accounts_remove").click().run()
    at.selectbox(key="accounts_name").select("Lan").run()
    assert at.checkbox(key="accounts_sure").value is False
    at.button(key="accounts_remove").click().run()
    assert accounts.named("Lan")


def test_two_admins_do_not_take_each_other_away(
    opens: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    person("Hoa", "admin")
    at = shown(opens, "Hoa")

    def as_before(*_args: object) -> Answer:
        # Between the question and the change, Hoa was quicker.
        accounts.remove("An")
        return Answer("accounts", account=accounts.Account("An", "admin"))

    monkeypatch.setattr(chosen, "asked", as_before)
    at.checkbox(key="accounts_sure").check()
    at.button(key="accounts_remove").click().run()
    assert "Hoa là tài khoản quản trị cuối cùng" in told(at)
    assert accounts.named("Hoa")


def test_the_account_in_use_is_left_to_another_admin(opens: Opens) -> None:
    at = shown(opens, "An")
    assert "do một người quản trị khác đổi" in told(at)
    assert not at.button


def test_an_account_of_the_office_is_blocked_and_opened_again(opens: Opens) -> None:
    admit(Person("https://sso.example.vn", "b", "Bình", "viewer", ()))
    at = shown(opens, "Bình")
    assert "do cổng đăng nhập của cơ quan quy định" in told(at)
    at.checkbox(key="accounts_sure").check()
    at.button(key="accounts_remove").click().run()
    assert [a.role for a in accounts.accounts()] == ["admin", "blocked"]
    # For every province is said of an account without any: of this one it would be wrong.
    assert list(at.dataframe[0].value["Tỉnh, thành phố"]) == ["mọi tỉnh, thành phố", "—"]
    at.button(key="accounts_unblock").click().run()
    assert [a.name for a in accounts.accounts()] == ["An"]


def test_who_lost_the_right_meanwhile_changes_nothing(opens: Opens) -> None:
    hoa = person("Hoa", "viewer")
    at = shown(opens, "Hoa")
    at.selectbox(key="accounts_role").select("admin")
    signs_out()
    at.button(key="accounts_save").click().run()
    assert accounts.named("Hoa") == hoa


def test_a_file_that_gives_way_is_said(opens: Opens, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_args: object, **_more: object) -> None:
        raise OSError

    sessions.begin(person("Hoa"))
    at = shown(opens, "Hoa")
    monkeypatch.setattr(accounts, "sign_out", gone)
    at.button(key="accounts_sign_out").click().run()
    assert "Chưa đổi được gì" in told(at)


def test_who_is_gone_meanwhile_is_said(opens: Opens) -> None:
    sessions.begin(person("Hoa"))
    at = shown(opens, "Hoa")
    accounts.remove("Hoa")
    at.button(key="accounts_sign_out").click().run()
    assert not at.exception
    assert accounts.named("Hoa") is None


def test_a_name_is_text_on_it(opens: Opens) -> None:
    name = "[x](https://evil.example) <b>"
    person(name, "viewer")
    at = shown(opens, name)
    at.selectbox(key="accounts_role").select("analyst")
    at.button(key="accounts_save").click().run()
    assert not at.exception
    assert "](https" not in " ".join(str(e.value) for e in at.success)


def test_the_lines_for_a_shell_are_there(opens: Opens) -> None:
    text = told(shown(opens, lang="en"))
    assert "-m access add" in text
    assert "-m access password" in text
