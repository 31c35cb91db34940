"""SIGTERM: pages are closed, a load ends or leaves the old month, and the exit is 0 in time."""

import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from filelock import FileLock
from websockets.exceptions import ConnectionClosed

from access import accounts, sessions
from data.store import versions
from etl.line import Report, ingest
from tests.access.people import PASSWORD
from tests.e2e.forged import CHANGES, REPORT
from tests.e2e.server import Server, serving
from tests.e2e.wire import Wire, puts
from tests.pages.clerk import GOOD

SOON = 30.0
Sends = Callable[[], None]


@pytest.fixture
def token() -> str:
    return sessions.begin(accounts.add("An", PASSWORD, "admin"))


@pytest.fixture
def running(store: Path, tmp_path: Path) -> Iterator[Server]:
    ingest([Report("cũ.csv", GOOD, sender="An")], store)
    with serving(store, tmp_path / "log", DASHBOARD_STOP_SECONDS="5") as server:
        yield server


def ends(server: Server) -> int:
    server.process.terminate()
    return server.process.wait(timeout=SOON)


def sending(page: Wire) -> threading.Thread:
    """Begin to send a report from a page; it waits for as long as another writes."""
    first, last = CHANGES["send"].steps
    puts(page.server, page.token, page.session, "a.csv", REPORT)
    page.runs({}, **first)

    def send() -> None:
        with suppress(ConnectionClosed):
            page.runs({}, **last)

    thread = threading.Thread(target=send)
    thread.start()
    return thread


def drafts(store: Path) -> list[str]:
    return [path.name for path in store.iterdir() if path.name.startswith("draft")]


def test_open_pages_are_closed_and_the_exit_is_0(running: Server, token: str) -> None:
    with Wire(running, token, "overview") as page:
        assert ends(running) == 0
        with pytest.raises(ConnectionClosed):
            page.runs()
    assert "server stopped" in running.said()
    assert "Traceback" not in running.said()


def test_a_load_at_work_ends_or_leaves_the_old_month(running: Server, token: str) -> None:
    before = versions(running.store)
    with Wire(running, token, "upload") as page:
        with FileLock(running.store / "writer.lock"):
            thread = sending(page)
            running.process.terminate()
        assert running.process.wait(timeout=SOON) == 0
        thread.join(timeout=SOON)
    after = versions(running.store)
    assert after[: len(before)] == before
    assert len(after) - len(before) in (0, 1)
    assert drafts(running.store) == []


def test_a_writer_without_end_is_waited_for_so_long_and_no_longer(
    running: Server, token: str
) -> None:
    before = versions(running.store)
    with FileLock(running.store / "writer.lock"), Wire(running, token, "upload") as page:
        thread = sending(page)
        assert ends(running) == 0
        thread.join(timeout=SOON)
    assert "while a report was being loaded" in running.said()
    assert versions(running.store) == before
    # The lock died with the process: the next one goes on.
    ingest([Report("sau.csv", REPORT, sender="An")], running.store)
    assert len(versions(running.store)) == len(before) + 1
