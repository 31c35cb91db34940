"""Served under a path of its host, the gate keeps to it: links, cookies, and what is refused."""

import asyncio
from urllib.parse import urlencode

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from access import sessions
from access.cookies import FORM, SESSION
from access.gate import Gate
from access.mounting import Mounted, Restored, under
from tests.access.asked import Answer, asked
from tests.access.people import PASSWORD, person

UNDER = "/bao-cao"


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse(scope["path"])(scope, receive, send)


APP = Mounted(Gate(Restored(echo), closed=True), path=UNDER)


def held() -> dict[str, str]:
    return {"cookie": f"{SESSION}={sessions.begin(person())}"}


def posted(path: str, **form: str) -> Answer:
    body = urlencode({"form": "secret", **form}).encode()
    return asked(APP, path, method="POST", headers={"cookie": f"{FORM}=secret"}, body=body)


@pytest.mark.parametrize("setting", ["bao-cao", "/bao-cao", "/bao-cao/", "bao-cao/"])
def test_however_it_is_written_it_is_one_path(setting: str) -> None:
    assert under(setting) == UNDER


@pytest.mark.parametrize("setting", [None, "", "/"])
def test_without_one_nothing_is_taken_off(setting: str | None) -> None:
    assert under(setting) == ""
    app = Mounted(Restored(echo), path=under(setting))
    assert asked(app, "/meetings").body == b"/meetings"


def test_what_is_behind_the_gate_has_its_whole_path() -> None:
    assert asked(APP, f"{UNDER}/meetings", headers=held()).body == b"/bao-cao/meetings"


@pytest.mark.parametrize("path", ["/", "/meetings", "/bao-caox", "/signin", "/healthz"])
def test_nothing_else_of_the_host_is_ours(path: str) -> None:
    assert asked(APP, path, headers=held()).status == 404


def test_nor_is_another_websocket() -> None:
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def send(message: Message) -> None:
        sent.append(message)

    scope: Scope = {"type": "websocket", "path": "/_stcore/stream", "headers": []}
    asyncio.run(APP(scope, receive, send))
    assert [message["type"] for message in sent] == ["websocket.close"]


def test_without_the_last_stroke_it_leads_to_the_first_page() -> None:
    answer = asked(APP, f"{UNDER}?lang=en")
    assert (answer.status, answer.headers["location"]) == (308, "/bao-cao/?lang=en")


def test_a_reader_is_led_to_the_form_and_back() -> None:
    person("An")
    form = asked(APP, f"{UNDER}/meetings?lang=vi").headers["location"]
    assert form == "/bao-cao/signin?next=%2Fbao-cao%2Fmeetings%3Flang%3Dvi"
    answer = posted(form, name="An", password=PASSWORD)
    assert (answer.status, answer.headers["location"]) == (303, "/bao-cao/meetings?lang=vi")


@pytest.mark.parametrize(
    "onward",
    ["/", "/mail", "/bao-caox/", "//x.org", "/bao-cao", "/bao-cao/../mail", "/bao-cao/%2e%2E/mail"],
)
def test_nobody_is_sent_to_another_program_of_the_host(onward: str) -> None:
    person("An")
    query = urlencode({"next": onward})
    answer = posted(f"{UNDER}/signin?{query}", name="An", password=PASSWORD)
    assert answer.headers["location"] == "/bao-cao/"


def test_the_cookies_go_to_no_other_program_of_the_host() -> None:
    person("An")
    answer = posted(f"{UNDER}/signin", name="An", password=PASSWORD)
    out = posted(f"{UNDER}/signout")
    form = asked(APP, f"{UNDER}/signin")
    for cookie in (*answer.cookies, *out.cookies, *form.cookies):
        assert "Path=/bao-cao;" in f"{cookie};"


def test_the_form_leads_back_to_where_its_link_was_followed() -> None:
    headers = {"host": "localhost", "referer": "http://localhost/bao-cao/upload"}
    text = asked(APP, f"{UNDER}/signin", headers=headers).body.decode()
    assert urlencode({"next": "/bao-cao/upload"}) in text
    headers["referer"] = "http://localhost/bao-cao/signout"
    text = asked(APP, f"{UNDER}/signin", headers=headers).body.decode()
    assert 'href="/bao-cao/"' in text
