"""Sign-ins under way: found by their browser, finished once, and not for ever."""

import pytest

from access import store
from access.office import handshake
from access.office.handshake import Handshake
from tests.access.conftest import Clock

pytestmark = pytest.mark.both
UNDER_WAY = Handshake("state", "nonce", "verifier", "/upload", "vi")


def count() -> int:
    with store.reading() as connection:
        found: int = connection.execute("SELECT count(*) FROM handshakes").fetchone()[0]
    return found


def test_it_is_found_by_the_token_of_its_browser_alone() -> None:
    token = handshake.begin(UNDER_WAY)
    assert handshake.under_way(token) == UNDER_WAY
    assert handshake.under_way("another") is None
    assert handshake.under_way("") is None
    with store.reading() as connection:
        kept = str(connection.execute("SELECT token, kept FROM handshakes").fetchall())
    assert token not in kept


def test_it_is_finished_once() -> None:
    token = handshake.begin(UNDER_WAY)
    assert handshake.finish(token)
    assert not handshake.finish(token)
    assert handshake.under_way(token) is None


def test_after_ten_minutes_it_is_over_and_swept_at_the_next(clock: Clock) -> None:
    token = handshake.begin(UNDER_WAY)
    clock.now += handshake.LONGEST - 1
    assert handshake.under_way(token)
    clock.now += 1
    assert handshake.under_way(token) is None
    handshake.begin(UNDER_WAY)
    assert count() == 1


def test_whoever_begins_thousands_does_not_fill_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(handshake, "MOST", 3)
    tokens = [handshake.begin(UNDER_WAY) for _ in range(5)]
    assert count() == 3
    assert handshake.under_way(tokens[-1])
    assert handshake.under_way(tokens[0]) is None
