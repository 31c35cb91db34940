"""The gate: the first that every request meets, with pages of its own."""

from typing import Any

from starlette.routing import Router
from starlette.types import ASGIApp, Receive, Scope, Send

from access.routes import ROUTES


class Gate:
    """ASGI middleware that serves the pages of the gate and lets the rest through."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._own = Router(routes=ROUTES)
        self._paths = {route.path for route in ROUTES}
        self._state: dict[str, Any] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] in self._paths:
            await self._own({**scope, "gate": self._state}, receive, send)
        else:
            await self.app(scope, receive, send)
