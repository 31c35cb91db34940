"""Parts of a page that are built once for all readers who see the same."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from pages.parts.remembered import remembered
from pages.parts.view import View

MOST = 600


@remembered(most=MOST)
def _built(part: str, key: str, ids: tuple[str, ...], _build: Callable[[], Any]) -> Any:  # noqa: ANN401, ARG001
    return _build()


T = TypeVar("T")


def kept(build: Callable[..., T]) -> Callable[..., T]:
    """Keep what a function builds from a view and some ids: nobody changes it afterwards.

    It is built again when the data, the day, the choices or the look are others.
    """
    name = f"{build.__module__}.{build.__qualname__}"

    @wraps(build)
    def again(view: View, *ids: str) -> T:
        found: T = _built(name, view.key, ids, lambda: build(view, *ids))
        return found

    return again
