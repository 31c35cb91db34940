"""How a store gives way: busy, full, not writable, damaged; each names its problem."""

import errno
import os

FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
CLOSED = (errno.EROFS, errno.EACCES, errno.EPERM)


class StoreError(Exception):
    """A store that could not be read or written; ``kind`` names the sentence that says so."""

    kind = "store_failed"


class StoreBusyError(StoreError):
    """Another process held the writer lock for the whole time we waited."""

    kind = "store_busy"


class StoreFailedError(StoreError):
    """The disk or the store gave way while the next version was written; nothing was published."""


class StoreFullError(StoreFailedError):
    """There was no room for the next version."""

    kind = "disk_full"


class StoreClosedError(StoreFailedError):
    """The folder of the store may not be written to."""

    kind = "store_closed"


class StoreDamagedError(StoreFailedError):
    """A published version is no longer what was written."""

    kind = "store_damaged"


def failure(error: Exception) -> StoreFailedError:
    """Return what an error of the disk means; DuckDB has only the system's words for it."""
    said = str(error)
    for kind, codes in ((StoreFullError, FULL), (StoreClosedError, CLOSED)):
        if any(os.strerror(code) in said for code in codes):
            return kind(said)
    return StoreFailedError(said)
