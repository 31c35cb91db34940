"""Keep a view of the explore page under a name for all, or take it away; each is logged."""

from datetime import UTC, datetime

from data.store import Store
from data.views import NamedView, named_views
from data.warehouse import drafting
from etl.load import Upload, log, stored_time

LONGEST_NAME, LONGEST_QUERY, MOST = 80, 4_000, 200
_WRITE = "INSERT INTO named_views VALUES (?, ?, ?, ?)"


class UnnamedError(ValueError):
    """A view is kept with a name and by somebody, and neither it nor their number is endless."""


def keep_view(store: Store, view: NamedView, *, now: datetime | None = None) -> bool:
    """Keep a view in place of one of the same name; return whether there was one.

    Raises UnnamedError without a name, choices or who keeps it, and where there are too many.
    """
    name, query, actor = (" ".join(text.split()) for text in view)
    if not (name and query and actor) or len(name) > LONGEST_NAME or len(query) > LONGEST_QUERY:
        raise UnnamedError(name)
    return _write(store, NamedView(name, query, actor), now or datetime.now(UTC))


def drop_view(store: Store, name: str, *, actor: str, now: datetime | None = None) -> bool:
    """Take a view away; return whether there was one."""
    if not actor.strip():
        raise UnnamedError(name)
    return _write(store, NamedView(name, "", actor.strip()), now or datetime.now(UTC))


def _write(store: Store, view: NamedView, now: datetime) -> bool:
    with drafting(store) as draft:
        known = {kept.name for kept in named_views(draft.current)} if draft.current else set()
        there = view.name in known
        if not view.query and not there:
            return False
        if view.query and not there and len(known) >= MOST:
            raise UnnamedError(view.name)
        row = [view.name, view.query or None, view.actor, stored_time(now)]
        draft.connection.execute(_WRITE, row)
        said = Upload("", now, view.actor, "", "", 0, None)
        log(
            draft.connection,
            "keep_view" if view.query else "drop_view",
            said,
            detail=view.name,
        )
    return there
