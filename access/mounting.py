"""The path under which the dashboard is served: off before the gate, on again behind it."""

from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

KEY = "dashboard.under"


def under(setting: str | None) -> str:
    """Return the path as it stands before every other, "" where there is none."""
    path = (setting or "").strip("/")
    return f"/{path}" if path else ""


def under_of(scope: Scope) -> str:
    """Return the path under which a request was made."""
    path: str = scope.get(KEY, "")
    return path


class Mounted:
    """ASGI middleware that takes the path off, so that nothing behind it need know of it."""

    def __init__(self, app: ASGIApp, *, path: str) -> None:
        self.app = app
        self._path = path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self._path or scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif scope["path"].startswith(f"{self._path}/"):
            inner = {**scope, KEY: self._path, "path": scope["path"].removeprefix(self._path)}
            await self.app(inner, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 4404})
        else:
            await self._elsewhere(scope)(scope, receive, send)

    def _elsewhere(self, scope: Scope) -> Response:
        """Lead to the first page who left out the stroke at the end; nothing else is ours."""
        if scope["path"] == self._path and scope["method"] in ("GET", "HEAD"):
            query = scope["query_string"].decode("latin-1")
            return RedirectResponse(f"{self._path}/" + (f"?{query}" if query else ""), 308)
        return PlainTextResponse("Not found.\n", 404)


class Restored:
    """ASGI middleware that puts the path on again: Streamlit has it in each of its routes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if path := under_of(scope):
            scope = {**scope, "path": path + scope["path"]}
        await self.app(scope, receive, send)
