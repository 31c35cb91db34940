"""The pages of the gate over HTTP: the form, the cookies, and who is sent where."""

import re
from collections.abc import Mapping
from urllib.parse import urlencode

import pytest
from starlette.responses import PlainTextResponse

from access import sessions, store
from access.cookies import FORM, SESSION
from access.gate import Gate
from tests.access.asked import BROWSER, Answer, asked
from tests.access.people import PASSWORD, person

APP = Gate(PlainTextResponse("the dashboard"), closed=False)
SECRET = "what-the-browser-holds"  # pragma: allowlist secret


def posted(path: str, *, scheme: str = "http", cookie: str = "", **form: str) -> Answer:
    """Fill in a form as a browser would that had opened its page."""
    headers = {
        **BROWSER,
        "content-type": "application/x-www-form-urlencoded",
        "cookie": f"{FORM}={SECRET}; {cookie}",
        "sec-fetch-site": "same-origin",
    }
    body = urlencode({"form": SECRET, **form}).encode()
    return asked(APP, path, method="POST", headers=headers, body=body, scheme=scheme)


def signs_in(path: str = "/signin", password: str = PASSWORD, scheme: str = "http") -> Answer:
    return posted(path, name="An", password=password, scheme=scheme)


def cookie(answer: Answer, name: str = SESSION) -> str:
    return next((c for c in answer.cookies if c.startswith(f"{name}=")), "")


def token(answer: Answer) -> str:
    return cookie(answer).partition(";")[0].partition("=")[2]


def headers_of(**cookies: str) -> Mapping[str, str]:
    return {**BROWSER, "cookie": "; ".join(f"{n}={v}" for n, v in cookies.items())}


@pytest.mark.parametrize(
    ("path", "lang", "said"),
    [
        ("/signin", "vi", "Tên tài khoản"),
        ("/signin?lang=en", "en", "Account name"),
        ("/signout", "vi", "trên mọi máy"),
    ],
)
def test_a_page_of_the_gate_is_in_the_language_asked_for(path: str, lang: str, said: str) -> None:
    answer = asked(APP, path)
    text = answer.body.decode()
    assert answer.status == 200
    assert f'<html lang="{lang}">' in text
    assert said in text
    assert re.findall(r'(?:src|href|action)="(https?:)?//', text) == []


def test_who_has_no_account_is_told_whom_to_ask() -> None:
    assert "hãy báo người quản trị" in asked(APP, "/signin").body.decode()
    assert "hãy báo người quản trị" not in asked(APP, "/signout").body.decode()


def test_it_may_run_no_script_and_is_kept_nowhere() -> None:
    headers = asked(APP, "/signin").headers
    assert "default-src 'none'" in headers["content-security-policy"]
    assert headers["cache-control"] == "no-store"


def test_its_style_comes_with_it() -> None:
    assert asked(APP, "/signin.css").headers["content-type"].startswith("text/css")


def test_what_is_not_the_gates_goes_through() -> None:
    assert asked(APP, "/meetings", headers={"host": "localhost"}).body == b"the dashboard"


def test_signing_in_gives_a_cookie_out_of_reach_of_scripts() -> None:
    an = person("An")
    answer = signs_in("/signin?next=/upload?lang%3Den")
    assert (answer.status, answer.headers["location"]) == (303, "/upload?lang=en")
    assert sessions.signed_in(token(answer)) == an
    kept = cookie(answer)
    assert "HttpOnly" in kept
    assert "SameSite=lax" in kept
    assert "Path=/" in kept
    assert "Secure" not in kept


def test_under_https_the_cookies_go_nowhere_else() -> None:
    person("An")
    assert "Secure" in cookie(signs_in(scheme="https"))
    assert "Secure" in cookie(asked(APP, "/signin", scheme="https"), FORM)


def test_the_session_held_before_is_ended() -> None:
    before = sessions.begin(person("An"))
    after = posted("/signin", cookie=f"{SESSION}={before}", name="An", password=PASSWORD)
    assert sessions.signed_in(before) is None
    assert sessions.signed_in(token(after))


def test_a_wrong_password_and_an_unknown_name_give_the_same_page() -> None:
    person("An")
    wrong = signs_in(password="không phải mật khẩu")
    unknown = posted("/signin", name="Nobody", password=PASSWORD)
    assert (wrong.status, wrong.body) == (unknown.status, unknown.body)
    assert wrong.status == 401
    assert "không đúng" in wrong.body.decode()
    assert cookie(wrong) == ""


def test_after_many_wrong_ones_it_says_how_long_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    now = store.now()
    monkeypatch.setattr(store, "now", lambda: now)
    person("An")
    for _ in range(5):
        signs_in(password="không phải mật khẩu")  # pragma: allowlist secret
    answer = signs_in()
    assert answer.status == 429
    assert answer.headers["retry-after"] == "1"
    assert cookie(answer) == ""


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"cookie": f"{FORM}=another"},
        {"cookie": f"{FORM}={SECRET}", "sec-fetch-site": "cross-site"},
        {"cookie": f"{FORM}={SECRET}", "sec-fetch-site": "same-site"},
    ],
)
@pytest.mark.parametrize("path", ["/signin", "/signout"])
def test_a_form_from_another_site_is_refused(path: str, headers: dict[str, str]) -> None:
    held = sessions.begin(person("An"))
    headers = {**headers, "cookie": f"{headers.get('cookie', '')}; {SESSION}={held}"}
    body = urlencode({"form": SECRET, "name": "An", "password": PASSWORD}).encode()
    answer = asked(APP, path, method="POST", headers=headers, body=body)
    assert answer.status == 403
    assert cookie(answer) == ""
    assert sessions.signed_in(held)


def test_a_form_larger_than_ours_is_not_read() -> None:
    person("An")
    assert posted("/signin", name="An", password=PASSWORD, more="x" * 20_000).status == 403


@pytest.mark.parametrize(
    "onward",
    ["https://example.org", "//example.org", "/\\example.org", "/a\r\nX: y", "javascript:x"],
)
def test_nobody_is_sent_to_another_site(onward: str) -> None:
    person("An")
    assert signs_in("/signin?" + urlencode({"next": onward})).headers["location"] == "/"


def test_what_the_address_says_is_text_on_the_page() -> None:
    answer = asked(APP, "/signin?" + urlencode({"next": '/"><script>'}))
    assert b"<script" not in answer.body


def test_signing_out_ends_the_session_everywhere() -> None:
    an = person("An")
    here, there = sessions.begin(an), sessions.begin(an)
    answer = posted("/signout", cookie=f"{SESSION}={here}")
    assert (answer.status, answer.headers["location"]) == (303, "/")
    assert 'dashboard_session=""' in cookie(answer)
    assert (sessions.signed_in(here), sessions.signed_in(there)) == (None, None)


def test_only_asking_for_the_page_signs_nobody_out() -> None:
    held = sessions.begin(person("An"))
    asked(APP, "/signout", headers=headers_of(**{SESSION: held}))
    assert sessions.signed_in(held)


def test_a_file_that_gives_way_is_said_and_lets_nobody_in(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone() -> None:
        raise OSError

    monkeypatch.setattr("access.store.writing", gone)
    answer = signs_in()
    assert answer.status == 503
    assert "tệp tài khoản" in answer.body.decode()


@pytest.mark.parametrize(
    ("referer", "onward"),
    [
        ("http://localhost/upload?lang=en", "/upload?lang=en"),
        ("http://localhost/signin?next=/x", "/"),
        ("http://example.org/upload", "/"),
        ("", "/"),
    ],
)
def test_the_form_leads_back_to_where_its_link_was_followed(referer: str, onward: str) -> None:
    text = asked(APP, "/signin", headers={"host": "localhost", "referer": referer}).body.decode()
    assert f'action="?{urlencode({"lang": "vi", "next": onward}).replace("&", "&amp;")}"' in text


def test_the_log_has_the_address_of_who_signs_in_and_out() -> None:
    person("An")
    posted("/signout", cookie=f"{SESSION}={token(signs_in())}")
    with store.reading() as connection:
        lines = connection.execute("SELECT action, actor, place FROM events").fetchall()
    assert lines[1:] == [("sign_in", "An", "127.0.0.1"), ("sign_out", "An", "127.0.0.1")]
