"""Signing in by password: slowed for an account and for an address, and alike for the unknown."""

import pytest

from access import attempts, store
from access.sessions import signed_in
from access.signing import Attempt, sign_in
from tests.access.conftest import Clock
from tests.access.people import PASSWORD, person

pytestmark = pytest.mark.both
HERE, THERE = "192.0.2.1", "192.0.2.2"


def wrong(name: str, address: str = HERE, *, times: int = 1) -> list[Attempt]:
    return [sign_in(name, "không phải mật khẩu", address) for _ in range(times)]


def test_the_right_password_begins_a_session() -> None:
    an = person("An")
    assert signed_in(sign_in("an", PASSWORD, HERE).token) == an


@pytest.mark.parametrize("name", ["An", "nobody"])
def test_a_wrong_password_and_an_unknown_name_are_answered_alike(clock: Clock, name: str) -> None:
    person("An")
    free = attempts.FREE["account"]
    assert wrong(name, times=free) == [Attempt()] * free
    waits = []
    for _ in range(4):
        (attempt,) = wrong(name)
        waits.append(attempt.wait)
        clock.now += attempt.wait
        assert wrong(name) == [Attempt()]
    assert waits == [1, 2, 4, 8]


def test_waiting_is_for_the_right_password_too_and_from_anywhere(clock: Clock) -> None:
    person("An")
    wrong("An", times=attempts.FREE["account"])
    assert sign_in("An", PASSWORD, THERE) == Attempt(wait=1)
    clock.now += 1
    assert sign_in("An", PASSWORD, THERE).token


def test_nobody_is_locked_out_for_longer_than_the_limit(clock: Clock) -> None:
    for _ in range(30):
        clock.now += wrong("An")[0].wait
    assert wrong("An")[0].wait <= attempts.SLOWEST


@pytest.mark.usefixtures("clock")
def test_one_address_that_tries_many_names_waits() -> None:
    person("An")
    for number in range(attempts.FREE["address"]):
        assert wrong(f"name {number}") == [Attempt()]
    assert wrong("An")[0].wait == 1
    assert wrong("An", THERE) == [Attempt()]


@pytest.mark.usefixtures("clock")
def test_a_house_of_ipv6_addresses_is_one_address() -> None:
    for number in range(attempts.FREE["address"]):
        wrong(f"name {number}", f"2001:db8::{number:x}")
    assert wrong("An", "2001:db8::ffff:1")[0].wait == 1
    assert wrong("An", "2001:db8:0:1::1") == [Attempt()]


@pytest.mark.usefixtures("clock")
def test_the_right_password_forgets_the_wrong_ones_of_its_account_only() -> None:
    person("An")
    for _ in range(4):
        wrong("An", times=4)
        assert sign_in("An", PASSWORD, HERE).token
    wrong("An", times=attempts.FREE["address"] - 16)
    assert wrong("somebody")[0].wait == 1


def test_wrong_passwords_are_forgotten_after_a_day(clock: Clock) -> None:
    wrong("An", times=attempts.FREE["account"])
    clock.now += attempts.MEMORY
    assert wrong("An") == [Attempt()]
    with store.reading() as connection:
        assert connection.execute("SELECT count(*) FROM failures").fetchone() == (2,)


def test_an_attempt_is_counted_before_it_is_looked_at() -> None:
    """A thousand at once would otherwise all be free."""
    for _ in range(attempts.FREE["account"]):
        assert attempts.begin("An", HERE) == 0
    assert attempts.begin("An", HERE) == 1


def test_a_clock_put_back_lets_nobody_wait_for_it(clock: Clock) -> None:
    person("An")
    wrong("An", times=attempts.FREE["account"] + 1)
    clock.now -= 30 * 24 * 3600
    assert 0 < wrong("An")[0].wait <= attempts.SLOWEST


def test_a_password_in_the_field_of_the_name_cannot_be_read_from_what_is_counted() -> None:
    sign_in(PASSWORD, "", HERE)
    with store.reading() as connection:
        subjects = [s for (s,) in connection.execute("SELECT subject FROM failures").fetchall()]
    assert [len(s.removeprefix("account ")) for s in subjects if s.startswith("account ")] == [4]
    assert not any(PASSWORD.casefold() in s for s in subjects)
