"""What was worked out before: kept for all readers by what it was asked, up to a number."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import wraps
from inspect import signature
from threading import Lock, RLock
from typing import Any, ParamSpec, TypeVar
from weakref import WeakSet

P = ParamSpec("P")
T = TypeVar("T")
_NOTHING = object()
_memories: WeakSet["Memory"] = WeakSet()


class Memory:
    """Results by key, the longest unused dropped first; what two ask at once is made once."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._found: OrderedDict[Hashable, Any] = OrderedDict()
        self._making: dict[Hashable, RLock] = {}
        self._lock = Lock()
        _memories.add(self)

    def get(self, key: Hashable, make: Callable[[], Any]) -> Any:  # noqa: ANN401
        """Return what is kept under a key, made now if nothing is; a failure is not kept."""
        found = self._look(key)
        if found is not _NOTHING:
            return found
        with self._lock:
            turn = self._making.setdefault(key, RLock())
        with turn:
            found = self._look(key)
            return self._made(key, make) if found is _NOTHING else found

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._found.clear()

    def _look(self, key: Hashable) -> Any:  # noqa: ANN401
        with self._lock:
            found = self._found.get(key, _NOTHING)
            if found is not _NOTHING:
                self._found.move_to_end(key)
            return found

    def _made(self, key: Hashable, make: Callable[[], Any]) -> Any:  # noqa: ANN401
        try:
            made = make()
            with self._lock:
                self._found[key] = made
                if len(self._found) > self._most:
                    self._found.popitem(last=False)
            return made
        finally:
            with self._lock:
                self._making.pop(key, None)


def remembered(*, most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Keep what a function returns by its arguments: shared, not copied, so nobody changes it.

    An argument whose name begins with ``_`` is no part of the key: another says which it is. The
    others are told apart by how they are written (``repr``). Streamlit's own cache does the same
    and takes ten times as long to find an answer: it hashes every argument bit by bit.
    """

    def decorate(work: Callable[P, T]) -> Callable[P, T]:
        memory = Memory(most)
        named = [not name.startswith("_") for name in signature(work).parameters]

        @wraps(work)
        def again(*given: P.args, **more: P.kwargs) -> T:
            key = tuple(repr(value) for value, counts in zip(given, named, strict=True) if counts)
            found: T = memory.get(key, lambda: work(*given, **more))
            return found

        return again

    return decorate


def forget() -> None:
    """Forget everything that was worked out, as after a start."""
    for memory in list(_memories):
        memory.clear()
