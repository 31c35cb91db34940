"""Which names are this machine's own."""

import pytest

from access.loopback import is_loopback


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1", "127.9.9.9", "::1"])
def test_the_machine_itself(name: str) -> None:
    assert is_loopback(name)


@pytest.mark.parametrize("name", ["", "0.0.0.0", "192.0.2.1", "localhost.example.org", "::"])
def test_anything_else(name: str) -> None:
    assert not is_loopback(name)
