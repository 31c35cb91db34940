"""Signing in with the office's account over HTTP: there, back, in, and out again."""

import logging
from urllib.parse import urlsplit

import httpx2
import pytest

from access import accounts, sessions, store
from access.accounts import Account
from access.cookies import SESSION
from access.gate import Gate
from access.office.provider import Provider
from access.office.routes import COOKIE
from access.office.settings import Office
from tests.access.asked import Answer, asked
from tests.access.office.browser import HOME, Browser, asked_for
from tests.access.office.conftest import SETTINGS, Sets
from tests.access.office.issuer import SECRET, Issuer, broken
from tests.access.people import PASSWORD, person

START = "/signin/office?lang=vi&next=/upload"


def signs_in(browser: Browser, issuer: Issuer, start: str = START, **otherwise: str) -> Answer:
    url = browser.led_to(browser.opens(start))
    return browser.opens(issuer.agrees(url, **otherwise))


def test_one_is_led_to_the_provider_with_all_that_its_answer_is_held_against(
    browser: Browser,
) -> None:
    answer = browser.opens(START)
    url = browser.led_to(answer)
    sent = asked_for(url)
    assert url.startswith("https://sso.example.vn/authorize?")
    assert sent["redirect_uri"] == f"{HOME}/signin/callback"
    assert sent["scope"] == "openid profile"
    assert {"state", "nonce", "code_challenge"} <= set(sent)
    assert all(len(sent[name]) >= 20 for name in ("state", "nonce", "code_challenge"))
    assert SECRET not in url
    (cookie,) = answer.cookies
    assert {"HttpOnly", "SameSite=lax", "Secure", "Max-Age=600"} <= set(cookie.split("; "))
    assert not {sent["state"], sent["nonce"]} & set(cookie.split("; ")[0].split("="))


def test_one_comes_back_signed_in_where_one_wanted_to_go(browser: Browser, issuer: Issuer) -> None:
    answer = signs_in(browser, issuer)
    assert browser.led_to(answer) == f"{HOME}/upload"
    account = sessions.signed_in(browser.session)
    assert account is not None
    assert (account.name, account.role, account.provinces) == (
        "Nguyễn Thị An",
        "sender",
        ("Cao Bằng",),
    )
    kept = next(cookie for cookie in answer.cookies if cookie.startswith(SESSION))
    assert {"HttpOnly", "SameSite=lax", "Secure"} <= set(kept.split("; "))
    assert COOKIE not in browser.cookies
    assert browser.opens("/meetings").body == b"the dashboard"


def test_the_session_held_before_is_ended(browser: Browser, issuer: Issuer) -> None:
    before = sessions.begin(person("Bình"))
    browser.cookies[SESSION] = before
    signs_in(browser, issuer)
    assert sessions.signed_in(before) is None
    assert browser.session != before


@pytest.mark.parametrize("onward", ["https://example.org", "//example.org", "/\\example.org"])
def test_nobody_is_led_to_another_site(browser: Browser, issuer: Issuer, onward: str) -> None:
    answer = signs_in(browser, issuer, f"/signin/office?next={onward}")
    assert browser.led_to(answer) == f"{HOME}/"


def test_an_answer_with_a_forged_state_is_worth_nothing_and_spoils_nothing(
    browser: Browser, issuer: Issuer
) -> None:
    url = browser.led_to(browser.opens(START))
    forged = browser.opens(issuer.agrees(url, state="forged"))
    assert "trình duyệt khác" in browser.reads(forged)
    assert browser.session == ""
    browser.opens(issuer.agrees(url))
    assert sessions.signed_in(browser.session)


def test_an_answer_that_another_browser_asked_for_is_worth_nothing(
    gate: Gate, browser: Browser, issuer: Issuer
) -> None:
    mine = issuer.agrees(browser.led_to(browser.opens(START)))
    other = Browser(gate)
    assert "trình duyệt khác" in other.reads(other.opens(mine))
    other.opens(START)
    assert "trình duyệt khác" in other.reads(other.opens(mine))
    assert other.session == ""


def test_an_answer_is_taken_once(browser: Browser, issuer: Issuer) -> None:
    url = browser.led_to(browser.opens(START))
    held = dict(browser.cookies)
    back = issuer.agrees(url)
    browser.opens(back)
    assert browser.session
    browser.cookies = held
    assert "đã dùng rồi" in browser.reads(browser.opens(back))
    assert browser.session == ""


def test_a_code_that_the_provider_has_taken_before_is_said_to_be_old(
    browser: Browser, issuer: Issuer
) -> None:
    answer = signs_in(browser, issuer, code="of-somebody-else")
    assert "đã dùng rồi" in browser.reads(answer)


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"error": "access_denied"}, "chưa đồng ý"),
        ({"error": "consent_required"}, "chưa đồng ý"),
        ({"error": "access_denied", "state": ""}, "chưa đồng ý"),
        ({"error": "temporarily_unavailable"}, "chưa trả lời"),
        ({"error": "<script>alert(1)</script>"}, "chưa đồng ý"),
        ({"iss": "https://another.example.org"}, "Không xác nhận được"),
    ],
)
def test_a_no_of_the_provider_is_one_sentence_with_a_reference(
    browser: Browser,
    issuer: Issuer,
    answer: dict[str, str],
    said: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    response = signs_in(browser, issuer, **answer)
    text = browser.reads(response)
    assert said in text
    assert "<script" not in text
    reference = asked_for(browser.led_to(response))["reference"]
    assert reference in text
    assert reference in {r.__dict__.get("told", {}).get("reference") for r in caplog.records}


def test_it_is_said_in_the_language_one_came_with(browser: Browser, issuer: Issuer) -> None:
    answer = signs_in(browser, issuer, "/signin/office?lang=en&next=/x", error="access_denied")
    assert "did not agree" in browser.reads(answer)
    assert asked_for(browser.led_to(answer))["next"] == "/x"


def test_a_provider_that_does_not_answer_is_said(browser: Browser, issuer: Issuer) -> None:
    issuer.answers["/realms/office/.well-known/openid-configuration"] = broken()
    assert "chưa trả lời" in browser.reads(browser.opens(START))


def test_what_goes_wrong_leaves_no_secret_in_the_log(
    browser: Browser, issuer: Issuer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    issuer.answers["/token"] = broken(200)
    answer = signs_in(browser, issuer)
    assert "Không xác nhận được" in browser.reads(answer)
    assert "Traceback" not in caplog.text
    told = caplog.text + str([record.__dict__ for record in caplog.records])
    assert not [kept for kept in (SECRET, "code-0", "eyJ") if kept in told]


@pytest.mark.parametrize(
    ("groups", "said"), [(["khac"], "vai trò nào"), (["gui"], "tỉnh, thành phố")]
)
def test_who_has_no_place_here_is_told_so(
    browser: Browser, issuer: Issuer, groups: list[str], said: str
) -> None:
    issuer.claims["groups"] = groups
    assert said in browser.reads(signs_in(browser, issuer))
    assert browser.session == ""
    assert accounts.accounts() == []


def test_who_lost_the_last_role_loses_the_sessions_too(browser: Browser, issuer: Issuer) -> None:
    signs_in(browser, issuer)
    before = browser.session
    issuer.claims["groups"] = []
    signs_in(browser, issuer)
    assert sessions.signed_in(before) is None
    assert accounts.accounts() == []


def test_a_role_is_what_the_provider_says_at_the_last_sign_in(
    gate: Gate, browser: Browser, issuer: Issuer
) -> None:
    signs_in(browser, issuer)
    issuer.claims |= {"groups": ["xem"], "name": "Nguyễn Thị Ân"}
    other = Browser(gate)
    signs_in(other, issuer)
    here, there = sessions.signed_in(browser.session), sessions.signed_in(other.session)
    assert here == there
    assert here is not None
    assert (here.name, here.role) == ("Nguyễn Thị Ân", "viewer")


def test_the_name_of_a_local_account_stays_its_own(browser: Browser, issuer: Issuer) -> None:
    local = person("Nguyễn Thị An", "admin")
    held = sessions.begin(local)
    signs_in(browser, issuer)
    account = sessions.signed_in(browser.session)
    assert account is not None
    assert account.name.startswith("Nguyễn Thị An (")
    assert account.role == "sender"
    assert sessions.signed_in(held) == local
    assert accounts.matching("Nguyễn Thị An", PASSWORD) == local


def test_nobody_signs_in_to_it_with_a_password(browser: Browser, issuer: Issuer) -> None:
    signs_in(browser, issuer)
    (account,) = accounts.accounts()
    for name in (account.name, account.office):
        for password in ("", PASSWORD):
            answer = browser.fills_in("/signin", name=name, password=password)
            assert answer.status in (401, 429)


def test_a_blocked_account_is_out_at_once_and_stays_out(browser: Browser, issuer: Issuer) -> None:
    signs_in(browser, issuer)
    accounts.remove("nguyễn thị an")
    assert sessions.signed_in(browser.session) is None
    assert "bị chặn" in browser.reads(signs_in(browser, issuer))
    issuer.claims["groups"] = []
    signs_in(browser, issuer)
    issuer.claims["groups"] = ["xem"]
    assert "bị chặn" in browser.reads(signs_in(browser, issuer))
    accounts.unblock("Nguyễn Thị An")
    signs_in(browser, issuer)
    assert sessions.signed_in(browser.session)


def test_signing_out_ends_every_session_and_leads_to_the_provider(
    gate: Gate, browser: Browser, issuer: Issuer
) -> None:
    other = Browser(gate)
    signs_in(browser, issuer)
    signs_in(other, issuer)
    held = browser.session
    answer = browser.fills_in("/signout")
    assert (sessions.signed_in(held), sessions.signed_in(other.session)) == (None, None)
    assert SESSION not in browser.cookies
    assert answer.status == 200
    seconds, _, url = answer.headers["refresh"].partition("; url=")
    sent = asked_for(url)
    assert seconds == "0"
    assert url.startswith("https://sso.example.vn/end?")
    assert sent["post_logout_redirect_uri"] == f"{HOME}/signin"
    assert sent["client_id"] == "dashboard"
    assert sent["id_token_hint"].startswith("eyJ")
    assert "Đã đăng xuất" in answer.body.decode()


def test_without_a_sign_out_of_its_own_one_stays_here(browser: Browser, issuer: Issuer) -> None:
    issuer.metadata["end_session_endpoint"] = None
    signs_in(browser, issuer)
    assert browser.led_to(browser.fills_in("/signout")) == f"{HOME}/"


def test_one_is_signed_out_here_where_the_provider_is_down(
    gate: Gate, browser: Browser, issuer: Issuer, office: Office
) -> None:
    signs_in(browser, issuer)
    held = browser.session

    def refused(_request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("refused")

    gate._state["office"] = Provider(office, {"transport": httpx2.MockTransport(refused)})
    assert browser.led_to(browser.fills_in("/signout")) == f"{HOME}/"
    assert sessions.signed_in(held) is None


def test_who_signed_in_with_a_password_is_not_led_there(browser: Browser) -> None:
    person("Bình")
    browser.fills_in("/signin", name="Bình", password=PASSWORD)
    assert browser.led_to(browser.fills_in("/signout")) == f"{HOME}/"


def test_a_file_that_gives_way_is_said_and_lets_nobody_in(
    browser: Browser, issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = browser.led_to(browser.opens(START))

    def full(_account: Account, *_more: str, hint: str) -> str:
        assert hint
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sessions, "begin", full)
    assert "tệp tài khoản" in browser.reads(browser.opens(issuer.agrees(url)))
    assert browser.session == ""


@pytest.mark.usefixtures("fresh")
@pytest.mark.parametrize("path", ["/signin/office", "/signin/callback?code=x&state=y"])
def test_where_no_office_is_set_there_is_no_such_page(path: str) -> None:
    assert asked(Gate(broken(), closed=True), path).status == 404


def test_a_local_form_that_is_switched_off_takes_no_password(sets: Sets, browser: Browser) -> None:
    held = sessions.begin(person("An"))
    browser.cookies[SESSION] = held
    assert browser.opens("/meetings").status == 200
    sets(SETTINGS.replace("[oidc.roles]", "local_accounts = false\n[oidc.roles]"))
    text = browser.opens("/signin").body.decode()
    assert "tài khoản cơ quan" in text
    assert "<input" not in text
    assert browser.fills_in("/signin", name="An", password=PASSWORD).status == 403
    assert sessions.signed_in(held) is None


def test_both_ways_stand_on_the_page_and_the_offices_first(browser: Browser) -> None:
    text = browser.opens("/signin?lang=en&next=/upload").body.decode()
    assert 'href="signin/office?lang=en&amp;next=%2Fupload"' in text
    assert text.index("office account") < text.index("Account name")


def test_no_other_sentence_can_be_put_on_the_page(browser: Browser) -> None:
    for asked_of_it in ("said=hello&reference=2345-ABCD", "said=down&reference=<b>"):
        assert 'class="said"' not in browser.opens(f"/signin?{asked_of_it}").body.decode()


def test_the_page_asks_no_other_host(browser: Browser) -> None:
    text = browser.opens("/signin").body.decode()
    assert not [part for part in text.split('"') if urlsplit(part).netloc]


def test_a_sign_in_and_a_refused_one_are_in_the_audit_log(browser: Browser, issuer: Issuer) -> None:
    signs_in(browser, issuer, error="access_denied")
    signs_in(browser, issuer)
    with store.reading() as connection:
        found = connection.execute("SELECT actor, result, detail FROM events ORDER BY number")
        assert found.fetchall() == [
            ("", "refused", "office: denied"),
            ("Nguyễn Thị An", "done", ""),
        ]
