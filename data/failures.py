"""How a store gives way: busy, full, not writable, damaged; each names its problem."""

import errno
import os
from collections.abc import Iterator

import duckdb

# What a disk that gives way looks like: at a commit or a checkpoint it is not called IO any more.
DISK = (
    OSError,
    duckdb.IOException,
    duckdb.OutOfMemoryException,
    duckdb.TransactionException,
    duckdb.FatalException,
)
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


class StoreUnreachableError(StoreFailedError):
    """The store is on other machines, and one of them does not answer as it should."""

    kind = "store_unreachable"


class WarehouseSettingError(StoreError):
    """The setting of the warehouse cannot be read, or something it needs is missing."""

    kind = "warehouse_setting"


class StoreNewerError(StoreError):
    """A later program made the tables of the store; this one would misread them."""

    kind = "store_newer"


class StoreOutdatedError(StoreError):
    """An earlier program made the store, and its reports have to be read again."""

    kind = "store_outdated"


def failure(error: Exception) -> StoreFailedError:
    """Return what an error of the disk means; DuckDB has only the system's words for it.

    They may stand in an earlier error: after a fatal one DuckDB cannot even roll back.
    """
    said = [str(one) for one in _chain(error)]
    for kind, codes in ((StoreFullError, FULL), (StoreClosedError, CLOSED)):
        words = [os.strerror(code) for code in codes]
        for text in said:
            if any(word in text for word in words):
                return kind(text)
    return StoreFailedError(said[-1])


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
