"""A browser that is closed in the middle of sending leaves the old month or the new one."""

from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import expect

from data.warehouse import newest
from etl.line import Report, ingest
from etl.uploads import history
from tests.e2e.conftest import Open, Serve
from tests.e2e.reader import Reader
from tests.e2e.signed import signed_in
from tests.e2e.test_sending import chooses, sends
from tests.pages.clerk import GOOD, report

OLD, NEW = (3, ["cũ.csv"]), (9, ["mới.csv", "cũ.csv"])
PATIENCE, POLL = 10_000, 200


@pytest.fixture
def loaded(tmp_path: Path) -> Path:
    """A store with a month, and on the desk another report of it."""
    store = tmp_path / "store"
    ingest([Report("cũ.csv", GOOD, sender="An")], store)
    row = "Bắc Kạn,4/2021,Hội nghị,Giao ban báo chí,9,5/4/2021"
    (tmp_path / "mới.csv").write_bytes(report(row))
    return store


def state(store: Path) -> tuple[int, list[str]]:
    """What a reader sees, and what the history says, of one version."""
    warehouse = newest(store)
    assert warehouse
    [(quantity,)] = warehouse.rows("SELECT sum(quantity)::INTEGER FROM monthly")
    return quantity, [entry.file for entry in history(warehouse)]


def leaves_while_sending(clerk: Reader) -> None:
    clerk.page.get_by_role("button", name="Gửi báo cáo", exact=True).click()
    running = '[data-testid="stApp"][data-test-script-state="running"]'
    clerk.page.wait_for_selector(running, timeout=PATIENCE)
    clerk.page.context.close()


def settles(store: Path, watcher: Reader) -> tuple[int, list[str]]:
    """Watch for a while: at each moment it is one of the two."""
    for _ in range(PATIENCE // POLL):
        now = state(store)
        assert now in (OLD, NEW)
        if now == NEW:
            break
        watcher.page.wait_for_timeout(POLL)
    return state(store)


def test_the_month_is_the_old_or_the_new(
    server: Serve, reader: Open, loaded: Path, tmp_path: Path
) -> None:
    running = server(loaded)
    watcher, clerk = signed_in(reader(running)), signed_in(reader(running)).opens("/upload")
    chooses(clerk, tmp_path / "mới.csv")
    # Somebody else is writing: the sending waits in its middle for as long as we want.
    with FileLock(loaded / "writer.lock"):
        leaves_while_sending(clerk)
        assert state(loaded) == OLD
    now = settles(loaded, watcher)

    watcher.opens("/history")
    expect(watcher.page.get_by_test_id("stDataFrame").first).to_be_visible()
    watcher.opens("/upload")
    chooses(watcher, tmp_path / "mới.csv")
    if now == NEW:
        expect(watcher.page.get_by_text("không có gì thay đổi").first).to_be_visible()
    else:
        sends(watcher)
    assert state(loaded) == NEW
    watcher.sees_no_failure()
