"""Waiting for a writer: at once where there is none, and no longer than is said."""

from pathlib import Path

import pytest
from filelock import FileLock

from data.settled import settled


def test_a_store_is_settled_when_nobody_writes(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert settled(store, 0)
    assert not store.exists()
    store.mkdir()
    assert settled(store, 0)
    with FileLock(store / "writer.lock"):
        assert not settled(store, 0)

    def broken(*_args: object, **_more: object) -> None:
        raise PermissionError

    monkeypatch.setattr("data.settled.FileLock", broken)
    assert settled(store, 0)
