"""Wait until nobody writes into a store."""

from pathlib import Path

from filelock import FileLock, Timeout

from data import lake
from data.failures import StoreBusyError, StoreError
from data.lake.setting import Lake
from data.store import Store


def settled(store: Store, wait: float) -> bool:
    """Wait so many seconds at most for the writer at work, if any; say whether it came to an end.

    What is cut off after that publishes nothing: the version before stays.
    """
    return _settled_lake(store, wait) if isinstance(store, Lake) else _settled_file(store, wait)


def _settled_lake(store: Lake, wait: float) -> bool:
    try:
        with lake.drafting(store, wait):
            return True
    except StoreBusyError:
        return False
    except StoreError:
        # Where nothing is reached nobody writes.
        return True


def _settled_file(store: Path, wait: float) -> bool:
    if not store.is_dir():
        return True
    try:
        with FileLock(store / "writer.lock", timeout=wait):
            return True
    except Timeout:
        return False
    except OSError:
        # Where nothing can be written nobody writes.
        return True
