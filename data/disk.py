"""What a store leaves on the disk: flushed before it is relied on, swept when it is no use."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path


def flush(path: Path) -> None:
    """Make sure that a file or folder has reached the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def remove(paths: Iterable[Path]) -> None:
    """Remove files and folders as far as it goes: what stays is tried again by the next writer."""
    for path in paths:
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
            continue
        try:
            path.unlink(missing_ok=True)
        except OSError:
            continue
