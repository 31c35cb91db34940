"""Sessions: found by their token, ended at once everywhere, and never too old."""

import hashlib

import pytest

from access import accounts, sessions, store
from tests.access.conftest import Clock
from tests.access.people import person

pytestmark = pytest.mark.both


def test_a_token_leads_to_its_account() -> None:
    an = person("An", "sender", "Cao Bằng")
    assert sessions.signed_in(sessions.begin(an)) == an


@pytest.mark.parametrize("token", ["", "x", "' OR 1=1 --"])
def test_no_other_token_does(token: str) -> None:
    sessions.begin(person())
    assert sessions.signed_in(token) is None


def test_only_the_hash_of_a_token_is_kept() -> None:
    token = sessions.begin(person())
    with store.reading() as connection:
        kept = connection.execute("SELECT token FROM sessions").fetchall()
    assert kept == [(hashlib.sha256(token.encode()).digest(),)]


def test_each_sign_in_has_a_new_token_and_ends_the_one_before() -> None:
    an = person()
    first = sessions.begin(an)
    second = sessions.begin(an, instead_of=first)
    assert first != second
    assert (sessions.signed_in(first), sessions.signed_in(second)) == (None, an)


def test_signing_out_ends_every_session_of_the_account_and_of_no_other() -> None:
    an, binh = person("An"), person("Bình")
    here, there, other = sessions.begin(an), sessions.begin(an), sessions.begin(binh)
    sessions.end(here)
    assert [sessions.signed_in(token) for token in (here, there, other)] == [None, None, binh]


def test_an_idle_session_is_over(clock: Clock) -> None:
    token = sessions.begin(person())
    clock.now += sessions.IDLE - 1
    assert sessions.signed_in(token)
    clock.now += sessions.IDLE - 1
    assert sessions.signed_in(token)
    clock.now += sessions.IDLE
    assert sessions.signed_in(token) is None


def test_a_busy_session_is_over_in_the_end(clock: Clock) -> None:
    token = sessions.begin(person())
    for _ in range(0, sessions.LONGEST - 3600, 3600):
        clock.now += 3600
        assert sessions.signed_in(token)
    clock.now += 3600
    assert sessions.signed_in(token) is None


def test_old_sessions_are_swept_at_the_next_sign_in(clock: Clock) -> None:
    an = person()
    sessions.begin(an)
    clock.now += sessions.LONGEST
    sessions.begin(an)
    with store.reading() as connection:
        assert connection.execute("SELECT count(*) FROM sessions").fetchone() == (1,)


def test_a_new_password_and_a_removed_account_end_its_sessions() -> None:
    an = person()
    token = sessions.begin(an)
    accounts.set_password(an.name, "gió đưa cành trúc la đà")
    assert sessions.signed_in(token) is None
    token = sessions.begin(an)
    accounts.remove(an.name)
    assert sessions.signed_in(token) is None


def test_a_session_is_read_where_nothing_can_be_written(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = sessions.begin(person())
    clock.now += sessions.GRAIN

    def full() -> None:
        raise OSError

    monkeypatch.setattr(store, "writing", full)
    assert sessions.signed_in(token)


def test_a_clock_put_back_lengthens_no_session(clock: Clock) -> None:
    """Or a token of a day on which the clock was a year ahead would be good for a year."""
    token = sessions.begin(person())
    clock.now -= sessions.AHEAD
    assert sessions.signed_in(token)
    clock.now -= 1
    assert sessions.signed_in(token) is None
