"""Stopping without a server: nothing is changed where none runs, and the wait is as it is set."""

import signal

import pytest

from access import stopping


def test_without_a_server_signals_stay_as_they_are() -> None:
    before = signal.getsignal(signal.SIGTERM)
    stopping.end_normally()
    assert signal.getsignal(signal.SIGTERM) is before


@pytest.mark.parametrize(
    ("said", "seconds"), [("", 20), ("x", 20), ("7.5", 7.5), ("-1", 0), ("0", 0)]
)
def test_how_long_is_waited_can_be_set(
    said: str, seconds: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(stopping.SETTING, said)
    assert stopping._patience() == seconds
