"""The tables of targets that were sent, and the way back: what the others of them set."""

from dataclasses import dataclass
from datetime import UTC, datetime

from data.catalog import catalog
from data.periods import VIETNAM, running_period
from data.store import Store
from data.warehouse import Connection, Warehouse, drafting
from etl.check.match import headers_of
from etl.load import Upload, log, staged_upload, staging
from etl.read import read
from etl.sheet import Sheet
from etl.targets.check import check
from etl.targets.put import PUT
from etl.uploads import UploadError, sent_bytes

_SENT = """
SELECT f.upload, f.sent_at, f.sender, f.file, f.row_count, count(u.step) > 0, min(a.step) AS step
FROM target_files AS f
JOIN audit AS a ON a.upload = f.upload AND a.action = 'targets' AND a.result = 'done'
LEFT JOIN audit AS u ON u.upload = f.upload AND u.action = 'undo' AND u.result = 'done'
GROUP BY ALL ORDER BY step
"""


@dataclass(frozen=True)
class SentTable:
    """A table of targets that was loaded, and whether it was undone since."""

    upload: str
    at: datetime
    sender: str
    file: str
    rows: int
    undone: bool


def sent_tables(warehouse: Warehouse | None) -> list[SentTable]:
    """Return the tables of targets in the order they were loaded."""
    if warehouse is None or not warehouse.has("target_files"):
        return []
    return [
        SentTable(upload, at.replace(tzinfo=UTC).astimezone(VIETNAM), sender, file, rows, undone)
        for upload, at, sender, file, rows, undone, _ in warehouse.rows(_SENT)
    ]


def undo_targets(
    store: Store, upload: str, *, actor: str, now: datetime | None = None
) -> SentTable:
    """Set the targets that stand without a table: all the others, sent again in their order.

    Raises UploadError if there is no such table, or if it was undone before.
    """
    with drafting(store) as draft:
        sent = sent_tables(draft.current)
        found = next((one for one in sent if one.upload == upload), None)
        if found is None or draft.current is None:
            raise UploadError("upload_unknown", upload=upload)
        if found.undone:
            raise UploadError("upload_undone", upload=upload)
        others = [one for one in sent if not one.undone and one.upload != upload]
        draft.connection.execute("DELETE FROM targets")
        for one in others:
            _set_again(draft.connection, draft.current, one)
        moment = now or datetime.now(UTC)
        log(draft.connection, "undo", Upload(upload, moment, actor, found.file, "", 0, None))
    return found


def _set_again(connection: Connection, warehouse: Warehouse, one: SentTable) -> None:
    """Set the targets of a table as they were set when it was sent."""
    _, data = sent_bytes(warehouse, one.upload)
    sheet = read(data, frozenset(headers_of(catalog().target_columns)), one.file)
    checked = check(sheet, running=running_period(one.at)) if isinstance(sheet, Sheet) else None
    if checked is None or checked.table is None:
        raise UploadError("target_unreadable", file=one.file)
    said = staged_upload(Upload(one.upload, one.at, one.sender, one.file, "", 0, None))
    with staging(connection, staged=checked.table, staged_upload=said):
        connection.execute(PUT)
