"""Say why a warning is right or none, or open it again; what was said before is kept."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime

import pyarrow as pa

from data.store import Store
from data.warehouse import Connection, drafting
from data.warned import STATES, WARNED
from etl.load import Upload, log, staging, stored_time

# What the audit log calls it when a warning comes into a state.
ACTIONS = {"open": "reopen", "explained": "explain", "dismissed": "dismiss"}
_CHOSEN = f'FROM ({WARNED}) AS w SEMI JOIN chosen USING (upload, "row", warning)'  # noqa: S608
_FOUND = f"SELECT upload, count(*) {_CHOSEN} GROUP BY upload ORDER BY upload"  # noqa: S608
_WRITE = (
    "INSERT INTO explained SELECT vintage, province_code, period, warning, title, value, "  # noqa: S608
    f'upload, "row", ?, ?, ?, ? {_CHOSEN}'
)


@dataclass(frozen=True)
class Warned:
    """One warning of a current report: the upload, the row of its file, the kind."""

    upload: str
    row: int
    warning: str


class UnsaidError(ValueError):
    """A warning is explained or dismissed with a reason, and by somebody."""


def explain(
    store: Store,
    warnings: Collection[Warned],
    *,
    state: str,
    reason: str,
    actor: str,
    now: datetime | None = None,
) -> int:
    """Bring warnings into a state (open, explained, dismissed); return how many there were.

    Those whose report was replaced meanwhile are left out; if none is left, nothing is written.
    Raises UnsaidError without a reason or a name.
    """
    reason, actor = reason.strip(), actor.strip()
    if state not in STATES or not reason or not actor:
        raise UnsaidError(state)
    moment = now or datetime.now(UTC)
    with drafting(store) as draft:
        if draft.current is None or not _known(draft.current.cursor(), warnings):
            return 0
        connection = draft.connection
        found = _known(connection, warnings)
        with staging(connection, chosen=_table(warnings)):
            connection.execute(_WRITE, [state, reason, actor, stored_time(moment)])
            for upload, count in found:
                said = Upload(upload, moment, actor, "", "", 0, None)
                log(connection, ACTIONS[state], said, detail=f"({count}): {reason}")
    return sum(count for _, count in found)


def _table(warnings: Collection[Warned]) -> pa.Table:
    return pa.table(
        {
            "upload": [w.upload for w in warnings],
            "row": pa.array([w.row for w in warnings], pa.int32()),
            "warning": [w.warning for w in warnings],
        }
    )


def _known(connection: Connection, warnings: Collection[Warned]) -> list[tuple[str, int]]:
    """Return upload and number of those warnings that still belong to a current report."""
    if not warnings:
        return []
    with staging(connection, chosen=_table(warnings)):
        return connection.execute(_FOUND).fetchall()
