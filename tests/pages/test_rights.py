"""Every change on the pages asks who is there at that moment, and says why it is refused."""

import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from access.words import say
from data.store import versions
from data.warehouse import newest
from etl.uploads import history
from pages.parts import rights
from tests.access.people import person
from tests.pages.clerk import GOOD, TEXTS, Clerk
from tests.pages.conftest import Opens
from tests.pages.signed import signs_in, signs_out

LOADED = "cao-bang-2024-10.csv"


@pytest.fixture
def far(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages are opened on another machine, where reading is open to nobody unknown."""
    monkeypatch.setattr(rights, "visitor", lambda: rights.Visitor("", machine=False))


def told(at: AppTest) -> str:
    texts = (str(e.value) for kind in (*TEXTS, "code") for e in at.get(kind))
    return "\n".join(texts).replace("\\", "")


def links(at: AppTest) -> list[str]:
    bodies = "".join(element.proto.body for element in at.get("html"))
    return re.findall(r'href="(sign[a-z]+)"', bodies)


def latest(store: Path) -> str:
    return next(entry.upload for entry in history(newest(store)) if entry.file == LOADED)


def audited(store: Path) -> tuple[str, str]:
    warehouse = newest(store)
    assert warehouse
    sql = "SELECT actor, action FROM audit ORDER BY step DESC LIMIT 1"
    actor, action = warehouse.rows(sql)[0]
    return actor, action


def test_a_new_office_is_told_how_to_make_the_first_account(opens: Opens) -> None:
    said = told(opens("upload", "empty"))
    assert "Chưa có tài khoản nào" in said
    assert '-m access add "HỌ VÀ TÊN" --role admin' in said.replace("'", '"')


def test_the_way_in_stands_beside_that_command(opens: Opens) -> None:
    """Who made the account goes on from the page that is open."""
    assert links(opens("upload", "empty")) == ["signin"]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_an_empty_page_has_the_commands_as_they_are_typed(
    opens: Opens, store: Path, lang: str
) -> None:
    lines = [str(one.value) for one in opens("overview", "empty", lang=lang).get("code")]
    assert len(lines) == 5
    assert [line for line in lines if f"DASHBOARD_STORE={store} " not in line] == []
    assert "--role admin" in lines[0]
    assert "--role sender --province 'Cao Bằng'" in lines[1]


@pytest.mark.parametrize(
    ("provinces", "there"),
    [((), None), (("Cao Bằng",), "Cao Bằng"), (("Cao Bằng", "Lào Cai"), None), (("Hà Nam",), None)],
)
def test_the_form_is_for_the_province_of_the_account(
    opens: Opens, provinces: tuple[str, ...], there: str | None
) -> None:
    signs_in("Bình", "sender", *provinces)
    assert opens("upload", "empty").selectbox(key="blank_province").value == there


def test_a_sender_is_told_on_the_receipt_who_may_undo(opens: Opens) -> None:
    person("Chi", "approver", "Bắc Kạn")
    clerk = Clerk(opens("upload", "empty"))
    signs_in("Bình", "sender", "Bắc Kạn")
    clerk.puts(("a.csv", GOOD))
    signs_in("Bình", "sender", "Bắc Kạn")
    clerk.at.button(key="send_button").click()
    clerk.runs()
    assert "Được hoàn tác lần gửi: Chi (người duyệt)." in clerk.sees


def test_an_approver_is_told_on_the_receipt_how_to_undo(opens: Opens) -> None:
    clerk = Clerk(opens("upload", "empty")).puts(("a.csv", GOOD)).sends()
    assert "mở lần gửi này trong lịch sử và bấm Hoàn tác" in clerk.sees


def test_where_there_are_accounts_one_is_told_to_sign_in(
    opens: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rights, "anybody_can", lambda: True)
    at = opens("upload", "empty")
    assert "Cần đăng nhập để gửi báo cáo." in told(at)
    assert set(links(at)) == {"signin"}


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("way", ["signin", "signout"])
def test_the_links_say_what_their_pages_say(way: str, lang: str) -> None:
    link = (Path(rights.__file__).parent / "ways" / f"{way}.{lang}.html").read_text("utf-8")
    assert f">{say(lang, way)}</a>" in link


def test_nobody_sends_into_an_offices_store(opens: Opens, store: Path) -> None:
    clerk = Clerk(opens("upload", "empty"))
    signs_out()
    clerk.puts(("a.csv", GOOD))
    assert "Gửi báo cáo" not in clerk.buttons
    assert not store.exists()


def test_a_session_that_ended_while_the_page_was_open_sends_nothing(
    opens: Opens, store: Path
) -> None:
    clerk = Clerk(opens("upload", "empty")).puts(("a.csv", GOOD))
    button = clerk.at.button(key="send_button")
    signs_out()
    button.click()
    clerk.runs()
    # The refusal is in the audit log, beside which there is no warehouse.
    assert newest(store) is None


def test_a_sender_sends_for_the_provinces_of_the_account_only(opens: Opens, store: Path) -> None:
    clerk = Clerk(opens("upload", "empty"))
    signs_in("Bình", "sender", "Cao Bằng")
    clerk.puts(("a.csv", GOOD))
    assert "Bình không được gửi báo cáo của Bắc Kạn." in clerk.sees
    assert "Gửi báo cáo" not in clerk.buttons
    signs_in("Bình", "sender", "Bắc Kạn")
    clerk.runs()
    clerk.at.button(key="send_button").click()
    clerk.runs()
    assert audited(store) == ("Bình", "load")


def test_anybody_sends_into_a_demonstration_under_a_name(opens: Opens, store: Path) -> None:
    clerk = Clerk(opens("upload"))
    signs_out()
    clerk.puts(("a.csv", GOOD))
    clerk.at.button(key="send_button").click()
    clerk.runs()
    assert "Cần ghi họ tên người gửi." in clerk.sees
    clerk.at.text_input(key="sender").set_value("Khách")
    clerk.at.button(key="send_button").click()
    clerk.runs()
    assert audited(store) == ("Khách", "load")


def test_the_name_of_an_account_cannot_be_typed_over(opens: Opens, store: Path) -> None:
    """The field is disabled; what a browser sends in it all the same is not taken."""
    clerk = Clerk(opens("upload", "empty")).puts(("a.csv", GOOD))
    field = clerk.at.text_input(key="sender_signed_in")
    assert (field.value, field.disabled) == ("An", True)
    field.proto.disabled = False
    field.set_value("Giám đốc")
    clerk.at.button(key="send_button").click()
    clerk.runs()
    assert audited(store) == ("An", "load")


@pytest.mark.parametrize(
    ("role", "provinces", "why"),
    [
        ("sender", (), "An là người gửi, không được hoàn tác lần gửi."),
        ("approver", ("Bắc Kạn",), "An không được hoàn tác lần gửi của Cao Bằng."),
        ("approver", ("Cao Bằng",), ""),
    ],
)
def test_who_may_undo(
    opens: Opens, store: Path, role: str, provinces: tuple[str, ...], why: str
) -> None:
    signs_in("An", role, *provinces)
    at = opens("history", "five")
    at.query_params["upload"] = latest(store)
    at.run()
    assert why in told(at)
    assert bool([box for box in at.checkbox if box.key == "undo_sure"]) == (not why)


@pytest.mark.parametrize("button", ["lock_go", "unlock_go"])
@pytest.mark.parametrize(
    ("who", "why"),
    [
        (None, "đăng nhập"),
        (("sender",), "không được"),
        (("approver", "Cao Bằng"), "không được"),
        (("approver",), ""),
    ],
)
def test_who_may_lock_and_unlock_a_period_for_all(
    opens: Opens, store: Path, who: tuple[str, ...] | None, why: str, button: str
) -> None:
    if who:
        signs_in("An", *who)
    at = opens("reporting", "five")
    before = versions(store)
    at.text_input(key="lock_why").set_value("đã chốt")
    if not who:
        at.text_input(key="lock_actor").set_value("An")
    at.button(key=button).click().run()
    assert not at.exception
    assert (versions(store) == before) == bool(why)
    assert why in told(at)


@pytest.mark.parametrize("role", ["viewer", "sender"])
def test_who_may_explain(opens: Opens, store: Path, role: str) -> None:
    signs_in("An", role)
    at = opens("quality", "five")
    before = versions(store)
    at.checkbox(key="tick_all").check().run()
    at.text_input(key="explain_reason").set_value("họp bù")
    at.button(key="explain_go").click().run()
    assert (versions(store) == before) == (role == "viewer")
    assert ("An là người xem, không được giải trình" in told(at)) == (role == "viewer")


def test_who_may_not_read_sees_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that stayed open elsewhere after its session ended; the gate would not open it."""
    monkeypatch.setattr(rights, "visitor", lambda: rights.Visitor("", machine=False))
    monkeypatch.setattr(rights, "anybody_can", lambda: True)
    at = AppTest.from_file(str(Path(rights.__file__).parents[1] / "frame.py"), default_timeout=60)
    at.run()
    assert "Cần đăng nhập để xem số liệu." in told(at)
    assert not at.header


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("meetings", {"from": "2024-10", "to": "2024-10"}),
        ("explore", {"at": "all"}),
        ("provinces", {"province": "Cao Bằng"}),
    ],
)
@pytest.mark.parametrize("role", ["viewer", "analyst"])
def test_who_may_take_records_along(
    opens: Opens, far: None, page: str, query: dict[str, str], role: str
) -> None:
    """The table of figures leaves with everybody, the records with whoever may take them."""
    del far
    signs_in("An", role)
    at = opens(page, "five", **query)
    assert not at.exception
    files = {str(button.proto.id) for button in at.get("download_button")}
    assert bool([file for file in files if "hoat-dong" in file]) == (role == "analyst")
    refused = "An là người xem, không được tải các dòng báo cáo. Vai trò được làm: người phân tích"
    assert (refused in told(at)) == (role == "viewer")


@pytest.mark.parametrize("role", ["viewer", "analyst"])
def test_who_may_take_a_file_as_it_was_sent(
    opens: Opens, far: None, store: Path, role: str
) -> None:
    del far
    signs_in("An", role)
    at = opens("history", "five")
    at.query_params["upload"] = latest(store)
    at.run()
    assert bool(at.get("download_button")) == (role == "analyst")
    assert ("không được tải các dòng báo cáo" in told(at)) == (role == "viewer")
