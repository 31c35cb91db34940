"""The checksum beside each version: written before it, checked before it is relied on.

It is XXH3 of 128 bits, which needs a seventh of the time of SHA-256. That is against damage: who
can write a version on purpose can write its checksum, whichever it is.
"""

import hashlib
import os
import re
import shutil
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from xxhash import xxh3_128

KEPT = 64
NOW, BEFORE = ".xxh128", ".sha256"
_STEPS = re.compile(rb"^# steps (\d+)$", re.MULTILINE)


def beside(version: Path) -> Path:
    """Return where the checksum of a version is kept, as ``xxh128sum -c`` reads it.

    A version that a program from before wrote goes on with its own, of SHA-256.
    """
    before = version.with_suffix(BEFORE)
    return before if before.exists() else version.with_suffix(NOW)


def write(file: Path, version: Path, steps: int) -> None:
    """Keep the checksum of a finished file that is about to become a version, and its steps.

    ``steps`` is the length of the audit log: every version has more than the one it came from.
    """
    with version.with_suffix(NOW).open("w", encoding="ascii") as kept:
        kept.write(f"{_sum(file, xxh3_128)}  {version.name}\n# steps {steps}\n")
        kept.flush()
        os.fsync(kept.fileno())


def agrees(file: Path, version: Path) -> bool:
    """Say whether a file has the checksum of a version; one from before there were any has."""
    try:
        kept = beside(version).read_bytes()
    except FileNotFoundError:
        return True
    algorithm = hashlib.sha256 if beside(version).suffix == BEFORE else xxh3_128
    return kept.partition(b" ")[0] == _sum(file, algorithm).encode()


def carry(version: Path, copy: Path) -> None:
    """Give a copy the checksum of its version, or none if that has none."""
    for suffix in (NOW, BEFORE):
        copy.with_suffix(suffix).unlink(missing_ok=True)
    if beside(version).exists():
        shutil.copyfile(beside(version), copy.with_suffix(beside(version).suffix))


def orphans(store: Path) -> list[Path]:
    """Return the checksums whose version is gone or was never published."""
    kept = [path for suffix in (NOW, BEFORE) for path in store.glob(f"warehouse-*{suffix}")]
    return [path for path in kept if not path.with_suffix(".duckdb").exists()]


def steps(version: Path) -> int | None:
    """Return how many lines the audit log of a version had when it was written, if it was kept."""
    try:
        found = _STEPS.search(beside(version).read_bytes())
    except FileNotFoundError:
        return None
    return int(found[1]) if found else None


def whole(version: Path) -> bool:
    """Say whether a version is what was written; it is read once, until one of its files changes.

    DuckDB itself checks only the blocks a query touches, and where the last write of a header was
    lost it answers with the figures of the draft's beginning, every checksum right.
    """
    return _whole(version, _stamp(version), _stamp(beside(version)))


def forget() -> None:
    """Read every version again the next time."""
    _whole.cache_clear()


@lru_cache(KEPT)
def _whole(version: Path, _written: tuple[int, int], _kept: tuple[int, int]) -> bool:
    return agrees(version, version)


def _stamp(file: Path) -> tuple[int, int]:
    try:
        found = file.stat()
    except FileNotFoundError:
        return 0, 0
    return found.st_mtime_ns, found.st_size


def _sum(file: Path, algorithm: Callable[[], Any]) -> str:
    with file.open("rb") as data:
        return hashlib.file_digest(data, algorithm).hexdigest()
