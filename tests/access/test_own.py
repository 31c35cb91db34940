"""The page of one's own account: seen by its owner alone, and a password changed with the old."""

from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from starlette.responses import PlainTextResponse

from access import accounts, events, sessions, store
from access.cookies import FORM, SESSION
from access.gate import Gate
from access.mounting import Mounted
from tests.access.asked import BROWSER, Answer, asked
from tests.access.people import PASSWORD, person

APP = Gate(PlainTextResponse("the dashboard"), closed=False)
SECRET = "what-the-browser-holds"  # pragma: allowlist secret
NEW = "bốn mùa hoa gạo nở muộn"


def looks(token: str, path: str = "/account") -> Answer:
    return asked(APP, path, headers={**BROWSER, "cookie": f"{SESSION}={token}"})


def changes(token: str, path: str = "/account", **form: str) -> Answer:
    """Send the form as a browser would that had opened its page."""
    body = {"form": SECRET, "old": PASSWORD, "new": NEW, "again": NEW, **form}
    headers = {
        "content-type": "application/x-www-form-urlencoded",
        "cookie": f"{FORM}={SECRET}; {SESSION}={token}",
        "sec-fetch-site": "same-origin",
    }
    sent = urlencode(body).encode()
    return asked(APP, path, method="POST", headers={**BROWSER, **headers}, body=sent)


def said(answer: Answer) -> str:
    return answer.body.decode()


def token_of(answer: Answer) -> str:
    held = next((c for c in answer.cookies if c.startswith(f"{SESSION}=")), "")
    return held.partition(";")[0].partition("=")[2]


def results() -> list[str]:
    with store.reading() as connection:
        found = connection.execute(
            "SELECT result FROM events WHERE action = 'account_password' ORDER BY number"
        )
        return [result for (result,) in found]


@pytest.mark.parametrize("token", ["", "nobody's"])
def test_who_is_not_signed_in_is_led_there_and_back(token: str) -> None:
    answer = looks(token, "/account?lang=en")
    led = urlsplit(answer.headers["location"])
    assert (answer.status, led.path) == (303, "/signin")
    assert parse_qs(led.query) == {"next": ["/account"], "lang": ["en"]}


def test_under_a_path_one_is_led_within_it() -> None:
    mounted = Mounted(APP, path="/so-lieu")
    answer = asked(mounted, "/so-lieu/account")
    assert answer.headers["location"] == "/so-lieu/signin?next=%2Fso-lieu%2Faccount"


@pytest.mark.parametrize(
    ("provinces", "shown"), [((), "mọi tỉnh, thành phố"), (("Cao Bằng", "Huế"), "Cao Bằng, Huế")]
)
def test_it_says_who_one_is_here(provinces: tuple[str, ...], shown: str) -> None:
    text = said(looks(sessions.begin(person("An", "sender", *provinces))))
    assert all(part in text for part in ("An", "người gửi", shown))


def test_a_name_is_text_on_it() -> None:
    text = said(looks(sessions.begin(person('"><script>x</script>'))))
    assert "<script" not in text


def test_a_new_password_ends_every_session_but_begins_one_here() -> None:
    an = person("An")
    here, there = sessions.begin(an), sessions.begin(an)
    answer = changes(here)
    assert (answer.status, "Đã đổi mật khẩu" in said(answer)) == (200, True)
    assert [sessions.signed_in(held) for held in (here, there)] == [None, None]
    assert sessions.signed_in(token_of(answer)) == an
    assert accounts.matching("An", NEW) == an
    assert accounts.matching("An", PASSWORD) is None
    assert results() == ["done"]


@pytest.mark.parametrize(
    ("form", "status", "why"),
    [
        ({"old": "không phải mật khẩu"}, 403, "Mật khẩu đang dùng không đúng"),
        ({"again": PASSWORD}, 422, "không giống nhau"),
        ({"new": "An", "again": "An"}, 422, "ít nhất 12 ký tự"),
        ({"new": "matkhau123456", "again": "matkhau123456"}, 422, "dễ đoán"),
        ({"new": PASSWORD, "again": PASSWORD}, 422, "phải khác"),
        ({"form": "another"}, 403, "đã để lâu"),
    ],
)
def test_what_is_not_right_is_said_and_changes_nothing(
    form: dict[str, str], status: int, why: str
) -> None:
    held = sessions.begin(person("An"))
    answer = changes(held, **form)
    assert (answer.status, why in said(answer), token_of(answer)) == (status, True, "")
    assert accounts.matching("An", PASSWORD)
    assert sessions.signed_in(held)


def test_a_form_of_another_site_is_refused() -> None:
    held = sessions.begin(person("An"))
    body = urlencode({"form": SECRET, "old": PASSWORD, "new": NEW, "again": NEW}).encode()
    headers = {"cookie": f"{FORM}={SECRET}; {SESSION}={held}", "sec-fetch-site": "cross-site"}
    assert asked(APP, "/account", method="POST", headers=headers, body=body).status == 403
    assert accounts.matching("An", PASSWORD)


def test_whose_session_has_ended_changes_nothing() -> None:
    held = sessions.begin(person("An"))
    sessions.end(held)
    assert changes(held).status == 303
    assert accounts.matching("An", PASSWORD)


def test_who_guesses_at_an_open_page_has_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    now = store.now()
    monkeypatch.setattr(store, "now", lambda: now)
    held = sessions.begin(person("An"))
    for _ in range(5):
        assert changes(held, old="không phải mật khẩu").status == 403
    answer = changes(held)
    assert (answer.status, answer.headers["retry-after"]) == (429, "1")
    assert accounts.matching("An", PASSWORD)
    assert results() == ["refused"] * 5 + ["slowed"]


def test_a_file_that_gives_way_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_args: object, **_more: object) -> None:
        raise OSError

    held = sessions.begin(person("An"))
    monkeypatch.setattr("access.attempts.begin", gone)
    answer = changes(held)
    assert (answer.status, "mật khẩu chưa đổi" in said(answer)) == (503, True)
    monkeypatch.setattr("access.own.signed_in", gone)
    assert looks(held).status == 503
    assert events.NOBODY not in said(answer)
