"""The register of accounts: who was last signed in when, and how often they are now."""

import pytest

from access import accounts, events, sessions, store
from access.register import register
from tests.access.conftest import Clock
from tests.access.people import person


@pytest.mark.both
def test_each_account_has_its_last_sign_in_and_its_open_sessions(clock: Clock) -> None:
    an = person("An")
    person("Bình")
    sessions.begin(an)
    clock.now += sessions.IDLE + 1
    sessions.begin(an)
    entry, other = register()
    assert (entry.account, entry.sessions) == (an, 1)
    assert entry.last
    assert int(entry.last.timestamp()) == store.now()
    assert (other.last, other.sessions) == (None, 0)


@pytest.mark.both
def test_who_was_refused_was_not_signed_in() -> None:
    person("An")
    events.add(events.Event("sign_in", "An", result="refused"))
    assert register()[0].last is None


@pytest.mark.both
def test_an_earlier_account_of_the_name_was_somebody_elses(clock: Clock) -> None:
    sessions.begin(person("An"))
    accounts.remove("An")
    clock.now += 24 * 3600
    person("An")
    assert register()[0].last is None
