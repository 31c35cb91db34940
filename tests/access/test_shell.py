"""``python -m access``: accounts from the shell, their passwords asked for."""

import pytest
from click.testing import CliRunner, Result

from access import store
from access.__main__ import main
from access.accounts import accounts, matching
from access.office.admission import admit
from access.office.claims import Person
from tests.access.people import PASSWORD, person


def run(*arguments: str, typed: str = f"{PASSWORD}\n{PASSWORD}\n") -> Result:
    return CliRunner().invoke(main, arguments, input=typed)


@pytest.mark.both
def test_a_sender_is_added_for_named_provinces() -> None:
    done = run("add", "An", "--role", "sender", "--province", "Bắc Cạn", "--province", "cao bang")
    assert done.exit_code == 0, done.output
    (made,) = accounts()
    assert (made.name, made.role, made.provinces) == ("An", "sender", ("Bắc Kạn", "Cao Bằng"))
    assert matching("An", PASSWORD)
    assert PASSWORD not in done.output


@pytest.mark.both
def test_who_typed_it_is_in_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "quantri")
    run("add", "An", "--role", "admin")
    with store.reading() as connection:
        assert connection.execute("SELECT actor, about FROM events").fetchall() == [
            ("quantri", "An")
        ]


@pytest.mark.both
def test_no_option_takes_a_password() -> None:
    assert run("add", "An", "--role", "admin", "--password", PASSWORD).exit_code == 2
    assert accounts() == []


@pytest.mark.parametrize("text", ["all", "tất cả"])
@pytest.mark.both
def test_a_sender_for_every_province_is_said_so(text: str) -> None:
    assert run("add", "An", "--role", "sender", "--province", text).exit_code == 0
    assert accounts()[0].provinces == ()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add", "An", "--role", "sender"], "cần được giao tỉnh"),
        (["add", "An", "--role", "sender", "--province", "Xyz"], "tên là Xyz"),
        # 06 is Bắc Kạn before the merger and nobody after it.
        (["add", "An", "--role", "sender", "--province", "06"], "tên là 06"),
        (["change", "An", "--role", "sender"], "cần được giao tỉnh"),
        (["change", "An", "--role", "viewer"], "Không có tài khoản An"),
        (["remove", "An"], "Không có tài khoản An"),
        (["password", "An", "--lang", "en"], "There is no account An"),
    ],
)
@pytest.mark.both
def test_what_is_wrong_is_said_in_one_sentence(arguments: list[str], said: str) -> None:
    done = run(*arguments)
    assert done.exit_code == 1
    assert said in done.output
    assert accounts() == []


@pytest.mark.both
def test_a_weak_password_is_refused() -> None:
    done = run("add", "An", "--role", "viewer", typed="ngắn\nngắn\n")
    assert (done.exit_code, accounts()) == (1, [])
    assert "ít nhất 12 ký tự" in done.output


@pytest.mark.both
def test_accounts_are_listed() -> None:
    assert "Chưa có tài khoản" in run("list").output
    person("Bình", "sender", "Cao Bằng")
    person("An", "viewer")
    assert run("list", "--lang", "en").output.splitlines() == [
        "An\tviewer\tevery province",
        "Bình\tsender\tCao Bằng",
    ]


@pytest.mark.both
def test_a_role_is_changed() -> None:
    person("An", "viewer")
    done = run("change", "An", "--role", "sender", "--province", "cao bang")
    assert (done.exit_code, done.output) == (0, "Tài khoản An nay là người gửi, Cao Bằng.\n")
    assert accounts()[0].provinces == ("Cao Bằng",)


@pytest.mark.both
def test_the_last_admin_stays_and_the_mend_is_said() -> None:
    person("An", "admin")
    for typed in (["remove", "An"], ["change", "An", "--role", "viewer"]):
        done = run(*typed)
        assert done.exit_code == 1
        assert "hãy cấp vai trò quản trị cho một tài khoản khác" in done.output


@pytest.mark.both
def test_a_password_is_changed_and_an_account_removed() -> None:
    person("An")
    other = "gió đưa cành trúc la đà"
    assert "Đã đổi mật khẩu" in run("password", "An", typed=f"{other}\n{other}\n").output
    assert matching("An", other)
    assert "Đã xóa tài khoản An" in run("remove", "An").output
    assert accounts() == []


def test_a_file_that_is_none_of_ours_ends_in_a_sentence() -> None:
    store.path().parent.mkdir(parents=True)
    store.path().write_bytes(b"no database" * 100)
    done = run("list")
    assert done.exit_code == 1
    assert "Không mở hoặc không ghi được" in done.output
    assert "Traceback" not in done.output


@pytest.mark.both
def test_an_account_of_the_office_is_listed_blocked_and_let_in_again() -> None:
    admit(Person("https://sso.example.vn", "an-1", "An", "sender", ("Cao Bằng",)))
    told = "An\tsender\tCao Bằng\toffice account"
    assert run("list", "--lang", "en").output.splitlines() == [told]
    assert "đổi ở cổng của cơ quan" in run("password", "An").output
    assert "Đã chặn tài khoản cơ quan An" in run("remove", "An").output
    assert "An\tblocked\t" in run("list", "--lang", "en").output
    assert "được đăng nhập lại" in run("unblock", "An").output
    assert accounts() == []
    assert run("unblock", "An").exit_code == 1
