"""A copy is the same bytes, shared or written."""

import errno
import fcntl
import os
from pathlib import Path

import pytest

from data.copies import copy


@pytest.fixture
def source(tmp_path: Path) -> Path:
    file = tmp_path / "source"
    file.write_bytes(bytes(range(256)) * 1_000)
    return file


def test_a_copy_is_the_same_bytes(source: Path, tmp_path: Path) -> None:
    copy(source, tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == source.read_bytes()


def test_a_file_system_that_shares_is_not_asked_to_write(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def shared(to: int, _ask: int, original: int) -> int:
        return os.pwrite(to, os.pread(original, 5, 0), 0)

    monkeypatch.setattr(fcntl, "ioctl", shared)
    copy(source, tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == source.read_bytes()[:5]


@pytest.mark.parametrize("code", [errno.EOPNOTSUPP, errno.EXDEV, errno.EINVAL, errno.ENOTTY])
def test_one_that_does_not_is_written_to(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int
) -> None:
    def refused(*_: int) -> int:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(fcntl, "ioctl", refused)
    copy(source, tmp_path / "copy")
    assert (tmp_path / "copy").read_bytes() == source.read_bytes()
