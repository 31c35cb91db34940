"""From where what is being done comes: an address, or the shell; each change is logged so."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

SHELL = "shell"
"""What no page asks for is done on the machine itself, by a command."""
_HERE = ContextVar("place", default=SHELL)


def here() -> str:
    """Return from where it comes."""
    return _HERE.get()


@contextmanager
def coming_from(address: str) -> Iterator[None]:
    """Let what the block does come from an address; others at work meanwhile are not touched."""
    before = _HERE.set(address)
    try:
        yield
    finally:
        _HERE.reset(before)
