"""Read the newest published warehouse; publish the next."""

from contextlib import AbstractContextManager

from data import lake, native
from data.failures import StoreBusyError as StoreBusyError
from data.failures import StoreFailedError as StoreFailedError
from data.lake.setting import Lake
from data.native import KEPT_VERSIONS as KEPT_VERSIONS
from data.opened import Connection as Connection
from data.opened import Draft as Draft
from data.opened import Warehouse as Warehouse
from data.store import Store

LOCK_SECONDS = 120


def newest(store: Store) -> Warehouse | None:
    """Return the newest whole version of a store, None if nothing was loaded yet.

    Raises StoreError: StoreDamagedError if there are versions and none is whole, or
    StoreUnreachableError if the store is on other machines and they do not answer.
    """
    return lake.newest(store) if isinstance(store, Lake) else native.newest(store)


def drafting(
    store: Store, *, wait: float = LOCK_SECONDS, mending: bool = False
) -> AbstractContextManager[Draft]:
    """Hold the writer lock of a store and publish what the block writes into the draft.

    A block that raises publishes nothing. Raises StoreBusyError if another process keeps the
    lock longer than ``wait`` seconds, StoreFailedError if the store gives way or,
    in a folder, the newest version is damaged; who is ``mending`` says what to go on from.
    """
    if isinstance(store, Lake):
        return lake.drafting(store, wait)
    return native.drafting(store, wait=wait, mending=mending)
