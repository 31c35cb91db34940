"""What looks at a password: away from the loop, few side by side, known by its address."""

from collections.abc import Callable
from typing import TypeVar

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from starlette.requests import Request

T = TypeVar("T")
AT_ONCE = 2
"""Passwords that are looked at side by side: each takes 64 MB and a core for a moment."""


async def looked_at(request: Request, look: Callable[[], T]) -> T:
    """Return what looking at a password came to."""
    return await run_sync(look, limiter=_limiter(request))


def address_of(request: Request) -> str:
    """Return where a request comes from, "" where the server does not know it."""
    return request.client.host if request.client else ""


def _limiter(request: Request) -> CapacityLimiter:
    """Return the one of this app; it belongs to the event loop and cannot be made before."""
    state = request.scope["gate"]
    limiter: CapacityLimiter = state.setdefault("passwords", CapacityLimiter(AT_ONCE))
    return limiter
