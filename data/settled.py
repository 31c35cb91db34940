"""Wait until nobody writes into a store."""

from pathlib import Path

from filelock import FileLock, Timeout


def settled(store: Path, wait: float) -> bool:
    """Wait so many seconds at most for the writer at work, if any; say whether it came to an end.

    What is cut off after that publishes nothing: the version before stays.
    """
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
