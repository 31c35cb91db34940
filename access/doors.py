"""The doors of the server: every route that is open, by which methods, and for whom."""

from dataclasses import dataclass, field
from re import Pattern

from starlette.routing import compile_path

LOOK = ("GET", "HEAD")
DIAL = ("WEBSOCKET",)
READ = ("read",)


@dataclass(frozen=True)
class Door:
    """A route; whoever may do one of ``actions`` gets through, and nobody without any."""

    path: str
    methods: tuple[str, ...] = LOOK
    actions: tuple[str, ...] = READ
    pattern: Pattern[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pattern", compile_path(self.path)[0])

    @property
    def closed(self) -> bool:
        """Whether it is there for nobody."""
        return not self.actions

    @property
    def kind(self) -> str:
        """A short name of what it leads to, one of few."""
        if self.closed:
            return "closed"
        first, *more = (part for part in self.path.split("/") if part)
        return next(iter(more), first) if first == "_stcore" else first.partition(":")[0].strip("{")

    @property
    def secret(self) -> bool:
        """Whether who knows a path of it could come to what is another's."""
        return "_id" in self.path


def _closed(*paths: str) -> tuple[Door, ...]:
    return tuple(Door(path, (), ()) for path in paths)


UPLOAD = Door(
    "/_stcore/upload_file/{session_id}/{file_id}",
    ("PUT", "DELETE"),
    ("send", "targets"),
)
# What Streamlit serves besides the pages. A version that brings another route fails a test; until
# somebody has read what it does it is closed with everything else below /_stcore/.
STREAMLIT = (
    UPLOAD,
    Door("/_stcore/stream", DIAL),
    Door("/_stcore/health"),
    Door("/_stcore/host-config"),
    Door("/media/{file_id:path}"),
    Door("/_stcore/metrics", LOOK, ("metrics",)),
    *_closed(
        "/_stcore/agent/interact",
        "/_stcore/agent/openapi.json",
        "/_stcore/agent/mcp",
        # No page is made of a component, and the gate has a sign-in of its own.
        "/_stcore/bidi-components/{path:path}",
        "/component/{path:path}",
        "/auth/login",
        "/auth/logout",
        "/oauth2callback",
    ),
)
REST = (
    *_closed("/_stcore{path:path}", "/auth{path:path}"),
    Door("/assets/{path:path}"),
    Door("/static/{path:path}"),
    # Each page is the same file, whatever its name: the browser draws what the websocket says.
    Door("/{page:path}"),
)
NOWHERE = Door("", (), ())


def door_of(path: str, method: str) -> Door:
    """Return the door a request stands before; a websocket is asked for as WEBSOCKET."""
    if method in DIAL:
        dialled = (door for door in STREAMLIT if door.methods == DIAL and door.path == path)
        return next(dialled, NOWHERE)
    return next((door for door in (*STREAMLIT, *REST) if door.pattern.match(path)), NOWHERE)
