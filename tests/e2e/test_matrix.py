"""Who may do what, over raw requests and forged messages to a running server, cell by cell."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass

import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from access import accounts, events, may, sessions
from access.accounts import Account
from access.rights import table
from data import disk, sums
from data.store import path_of, versions
from data.warehouse import newest
from etl.line import Report, ingest
from etl.uploads import history
from tests.access.people import PASSWORD
from tests.e2e.forged import CHANGES, REPORT, Change
from tests.e2e.server import Server, serving
from tests.e2e.wire import PRESS, Wire, asks, puts, streams
from tests.pages.stores import NOW, SAMPLES

PEOPLE = {
    "viewer": ("viewer", ()),
    "analyst": ("analyst", ()),
    "sender here": ("sender", ("Bắc Kạn",)),
    "sender elsewhere": ("sender", ("Lạng Sơn",)),
    "sender": ("sender", ()),
    "approver here": ("approver", ("Bắc Kạn",)),
    "approver elsewhere": ("approver", ("Lạng Sơn",)),
    "approver": ("approver", ()),
    "admin": ("admin", ()),
}
NOBODY = "nobody"
SENT = [Report(file.name, file.read_bytes()) for file in sorted(SAMPLES.glob("*.csv"))]
# Changes for which no page is there yet, and what is only looked at.
READERS = [*(("closed", name) for name in (NOBODY, *PEOPLE)), ("machine", NOBODY)]
READERS += [("demonstration", NOBODY), ("machine", "viewer"), ("machine", "admin")]
ALL_WHO_DIAL = [reader for reader in READERS if reader != ("closed", NOBODY)]
LOOKED = {
    "/": "read",
    "/meetings": "read",
    "/assets/words.js": "read",
    "/favicon.png": "read",
    "/_stcore/health": "read",
    "/_stcore/host-config": "read",
    "/_stcore/metrics": "metrics",
    "/metrics": "metrics",
}
CLOSED = (
    "/_stcore/agent/openapi.json",
    "/_stcore/agent/interact",
    "/_stcore/agent/mcp",
    "/_stcore/bidi-components/a/b.js",
    "/component/a/index.html",
    "/oauth2callback",
    "/auth/login",
)
# What a page tells or gives without a change, and what is done to accounts and not to figures.
TOLD, OF_PEOPLE = {"download_records", "audit"}, {"accounts"}
TARGET = "Người bị đổi"
ALTERED = (
    {"accounts_name": TARGET},
    {"accounts_name": TARGET, "accounts_role": "quản trị", "accounts_save": PRESS},
)
LINES = "csv_document-hoat-dong"
"""The button below the lines of the reports on the page of documents."""


@dataclass(frozen=True)
class Office:
    """A running server with everybody's session; nobody's is empty."""

    server: Server
    tokens: dict[str, str]
    machine: bool
    synthetic: bool

    def who(self, name: str) -> Account | None:
        return None if name == NOBODY else Account(name, *PEOPLE[name])

    def may(self, name: str, action: str, about: list[str]) -> bool:
        answer = may(
            self.who(name), action, about, machine=self.machine, demonstration=self.synthetic
        )
        return bool(answer)


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Office]]:
    """``closed``: to all but who signed in. ``machine``: read by who sits there. And a trial."""
    with ExitStack() as stack, pytest.MonkeyPatch.context() as patch:
        made = {}
        for name, sign_in in (("closed", "always"), ("machine", ""), ("demonstration", "")):
            store = tmp_path_factory.mktemp(name) / "store"
            patch.setenv("DASHBOARD_STORE", str(store))
            synthetic = name == "demonstration"
            ingest(SENT, store, now=NOW, demonstration=synthetic)
            tokens = {
                person: sessions.begin(accounts.add(person, PASSWORD, *given))
                for person, given in PEOPLE.items()
            }
            log = store.parent / "server.log"
            server = stack.enter_context(serving(store, log, DASHBOARD_SIGN_IN=sign_in))
            made[name] = Office(server, {**tokens, NOBODY: ""}, not sign_in, synthetic)
        yield made


def query_of(office: Office, action: str) -> str:
    """Return what opens the page at what the change is about."""
    if action != "undo":
        return ""
    entries = history(newest(office.server.store))
    return next(f"upload={e.upload}" for e in entries if e.slices[0]["province"] == "Bắc Kạn")


def forges(office: Office, name: str, change: Change, query: str) -> None:
    """Do as the page of an admin would, step by step, whatever one's own page shows."""
    learned = dict[str, str]()
    if name != "admin":
        with Wire(office.server, office.tokens["admin"], change.page, query) as page:
            _steps(office, "admin", page, change, len(change.steps) - 1, learned)
            learned = page.ids
    with Wire(office.server, office.tokens[name], change.page, query) as page:
        _steps(office, name, page, change, len(change.steps), learned)


def _steps(
    office: Office, name: str, page: Wire, change: Change, count: int, learned: dict[str, str]
) -> None:
    if change.file:
        puts(office.server, office.tokens[name], page.session, *change.file)
    for step in change.steps[:count]:
        page.runs(learned, **step)


def changed(office: Office, name: str, action: str) -> bool:
    """Say whether something was stored; it is taken away again."""
    store, change = office.server.store, CHANGES[action]
    before = versions(store)
    forges(office, name, change, query_of(office, action))
    new = [path_of(store, number) for number in versions(store) if number not in before]
    disk.remove([*new, *map(sums.beside, new)])
    return bool(new)


def asked(office: Office, name: str, path: str, method: str = "GET") -> int:
    status, _ = asks(office.server, path, method, office.tokens[name])
    return status


@pytest.mark.parametrize(("where", "name"), READERS)
@pytest.mark.parametrize(("path", "action"), LOOKED.items())
def test_a_route_is_answered_to_who_may_see_it(
    offices: dict[str, Office], where: str, name: str, path: str, action: str
) -> None:
    office = offices[where]
    refused = 401 if name == NOBODY and (where == "closed" or path == "/metrics") else 403
    assert asked(office, name, path) == (200 if office.may(name, action, []) else refused)


@pytest.mark.parametrize(("where", "name"), READERS)
@pytest.mark.parametrize("path", CLOSED)
def test_a_closed_route_is_there_for_nobody(
    offices: dict[str, Office], where: str, name: str, path: str
) -> None:
    refused = 401 if name == NOBODY and where == "closed" else 404
    methods = ("GET", "POST", "PUT", "DELETE", "OPTIONS")
    assert {asked(offices[where], name, path, method) for method in methods} == {refused}


@pytest.mark.parametrize(("where", "name"), READERS)
def test_a_file_is_taken_from_who_may_send(
    offices: dict[str, Office], where: str, name: str
) -> None:
    office = offices[where]
    token = office.tokens[name]
    sends = office.may(name, "send", [])
    refused = 401 if name == NOBODY and where == "closed" else 403
    # Only a page that is open takes one; who cannot open any tries that of the admin.
    opener = "admin" if refused == 401 else name
    with Wire(office.server, office.tokens[opener], "upload") as page:
        assert puts(office.server, token, page.session, "a", REPORT) == (204 if sends else refused)
        path = f"/_stcore/upload_file/{page.session}/a"
        assert asked(office, name, path, "DELETE") == (204 if sends else refused)
    assert puts(office.server, token, "no-session", "a", REPORT) == (400 if sends else refused)


def test_a_file_is_left_alone_by_who_has_not_opened_its_page(offices: dict[str, Office]) -> None:
    office = offices["closed"]
    with Wire(office.server, office.tokens["sender"], "upload") as page:
        puts(office.server, office.tokens["sender"], page.session, "a", REPORT)
        assert puts(office.server, office.tokens["admin"], page.session, "a", b"x") == 400
        assert asked(office, "admin", f"/_stcore/upload_file/{page.session}/a", "DELETE") == 400


@pytest.mark.parametrize("says", [True, False])
def test_a_file_that_is_too_large_is_stopped(offices: dict[str, Office], says: bool) -> None:
    office = offices["closed"]
    token = office.tokens["admin"]
    with Wire(office.server, token, "upload") as page:
        status = streams(office.server, token, page.session, megabytes=11, says=says)
    assert status == 413


@pytest.mark.parametrize("name", [NOBODY, *PEOPLE])
def test_a_file_that_was_made_is_fetched_by_who_may_read(
    offices: dict[str, Office], name: str
) -> None:
    office = offices["closed"]
    with Wire(office.server, office.tokens["admin"], "upload") as page:
        path = page.makes("blank_csv")
        assert asked(office, name, path) == (401 if name == NOBODY else 200)


@pytest.mark.parametrize("path", ["/_stcore/stream", "/", "/_stcore/metrics"])
def test_nobody_dials_a_closed_server(offices: dict[str, Office], path: str) -> None:
    url = offices["closed"].server.url.replace("http", "ws") + path
    with pytest.raises(InvalidStatus) as error, connect(url):
        pass
    assert error.value.response.status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "localhost@evil.example", ""])
def test_no_route_is_answered_under_a_foreign_name(offices: dict[str, Office], host: str) -> None:
    for path in (*LOOKED, "/signin", "/healthz"):
        assert asks(offices["machine"].server, path, headers={"Host": host})[0] == 421


def test_a_page_whose_session_has_ended_stores_nothing(offices: dict[str, Office]) -> None:
    office = offices["closed"]
    before = versions(office.server.store)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_STORE", str(office.server.store))
        token = sessions.begin(accounts.add("Người đã đi", PASSWORD, "admin"))
        with Wire(office.server, token, "reporting") as page:
            sessions.end(token)
            page.runs({}, **CHANGES["lock"].steps[0])
    assert versions(office.server.store) == before


@pytest.mark.parametrize(("name", "same"), [("admin", True), ("viewer", False)])
def test_a_page_that_lost_its_websocket_is_taken_up_by_its_reader_alone(
    offices: dict[str, Office], name: str, same: bool
) -> None:
    office = offices["closed"]
    with Wire(office.server, office.tokens["admin"], "upload") as page:
        session = page.session
    with Wire(office.server, office.tokens[name], "upload", session=session) as page:
        assert (page.session == session) == same


def test_every_action_of_the_table_is_tried() -> None:
    assert {*CHANGES, *LOOKED.values(), *TOLD, *OF_PEOPLE} == set(table())


@pytest.mark.parametrize(("where", "name"), ALL_WHO_DIAL)
def test_an_account_is_changed_by_who_may(
    offices: dict[str, Office], where: str, name: str
) -> None:
    office = offices[where]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_STORE", str(office.server.store))
        accounts.add(TARGET, PASSWORD, "viewer")
        forges(office, name, Change("accounts", ALTERED, []), "")
        given = accounts.remove(TARGET).role
    assert given == ("admin" if office.may(name, "accounts", []) else "viewer")


@pytest.mark.parametrize(("where", "name"), ALL_WHO_DIAL)
def test_the_log_is_told_to_who_may_see_it(
    offices: dict[str, Office], where: str, name: str
) -> None:
    office = offices[where]
    with pytest.MonkeyPatch.context() as patch:
        # The page begins with the newest, and the other tests have filled the log meanwhile.
        patch.setenv("DASHBOARD_STORE", str(office.server.store))
        events.add(events.Event("account_add", "admin", "the one just made"))
    with Wire(office.server, office.tokens[name], "audit") as page:
        assert (b"the one just made" in page.heard) == office.may(name, "audit", [])


@pytest.mark.parametrize(("where", "name"), ALL_WHO_DIAL)
def test_the_lines_of_reports_are_given_to_who_may_take_them(
    offices: dict[str, Office], where: str, name: str
) -> None:
    office = offices[where]
    with Wire(office.server, office.tokens[name], "documents") as page:
        given = LINES in page.files and asked(office, name, page.makes(LINES)) == 200
        assert given == office.may(name, "download_records", [])


@pytest.mark.parametrize("action", CHANGES)
@pytest.mark.parametrize("name", PEOPLE)
def test_a_forged_message_stores_what_its_sender_may_and_nothing_else(
    offices: dict[str, Office], name: str, action: str
) -> None:
    office = offices["closed"]
    allowed = office.may(name, action, [*CHANGES[action].about])
    assert changed(office, name, action) == allowed


@pytest.mark.parametrize("action", CHANGES)
@pytest.mark.parametrize("where", ["machine", "demonstration"])
def test_nobody_known_stores_something_in_a_demonstration_only(
    offices: dict[str, Office], where: str, action: str
) -> None:
    office = offices[where]
    assert changed(office, NOBODY, action) == office.may(NOBODY, action, [])
