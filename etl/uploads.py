"""The history of uploads: what was sent, what became of it, its bytes, and the way back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa

from data import pieces
from data.periods import VIETNAM
from data.store import Store
from data.warehouse import Connection, Warehouse, drafting, newest
from etl.load import ROLL_UP, Upload, log, staging

UPLOADS = """
SELECT u.upload, u.sent_at, u.sender, u.file, u.sha256, u.row_count, u.refused,
    list({'province': p.name, 'period': v.period} ORDER BY v.period, p.name)
        FILTER (WHERE v.upload IS NOT NULL) AS slices,
    bool_or(s.upload IS NOT NULL) AS is_current,
    bool_and(v.undone) AS is_undone
FROM uploads AS u LEFT JOIN slice_versions AS v ON v.upload = u.upload
LEFT JOIN slices AS s ON s.upload = v.upload AND s.vintage = v.vintage
    AND s.province_code = v.province_code AND s.period = v.period
LEFT JOIN provinces AS p ON p.vintage = v.vintage AND p.province_code = v.province_code
LEFT JOIN audit AS a ON a.upload = u.upload AND a.action = 'load'
GROUP BY ALL ORDER BY max(a.step) DESC, u.sent_at DESC
"""
ATTEMPTED = """
SELECT a.upload, list({'province': p.name, 'period': a.period} ORDER BY a.period, p.name)
FROM attempted_slices AS a JOIN provinces AS p USING (vintage, province_code) GROUP BY a.upload
"""
VERSIONS = """
SELECT v.vintage, v.province_code, v.period, v.replaced, v.ended_by, v.undone, p.name, l.why
FROM slice_versions AS v JOIN provinces AS p USING (vintage, province_code)
LEFT JOIN locks AS l ON l.period = v.period AND l.province_code = v.province_code
WHERE v.upload = ?
"""
FILES = "SELECT file, size FROM uploads WHERE upload = ? AND NOT refused"
TABLES = "target_files"
TARGETS = "SELECT file, size, bytes FROM target_files WHERE upload = ?"
LAST = "9999-12"
Slices = Sequence[dict[str, str]]
UNDO = (Path(__file__).parent / "undo.sql").read_text(encoding="utf-8")


class UploadError(Exception):
    """An upload cannot be undone or given back; ``kind`` and ``says`` name why."""

    def __init__(self, kind: str, **says: str) -> None:
        super().__init__(kind)
        self.kind, self.says = kind, says


@dataclass(frozen=True)
class Entry:
    """One line of the history. ``state``: current, replaced, undone or refused.

    ``slices`` of a refused attempt are those that could be understood, none if none could.
    """

    upload: str
    at: datetime
    sender: str
    file: str
    sha256: str
    rows: int
    state: str
    slices: tuple[dict[str, str], ...]

    def concerns(
        self, provinces: Collection[str] | None, first: str = "", last: str = LAST
    ) -> bool:
        """Say whether it is about a province of these, in a period from first to last.

        What is about no known slice may be about any: its sender must find it.
        """
        return not self.slices or any(
            (provinces is None or s["province"] in provinces) and first <= s["period"] <= last
            for s in self.slices
        )

    def as_json(self) -> dict[str, Any]:
        """Return the object that ``history --json`` prints; the time is Vietnam's."""
        return {
            **self.__dict__,
            "at": self.at.isoformat(timespec="seconds"),
            "slices": [*self.slices],
        }


def _state(refused: bool, is_current: bool, is_undone: bool) -> str:
    if refused:
        return "refused"
    return "current" if is_current else "undone" if is_undone else "replaced"


def _entry(row: tuple[Any, ...], attempted: Mapping[str, Slices]) -> Entry:
    id, at, sender, file, sha256, rows, refused, slices, current, undone = row
    moment = at.replace(tzinfo=UTC).astimezone(VIETNAM)
    state = _state(refused, current, undone)
    about = tuple(slices or attempted.get(id, ()))
    return Entry(id, moment, sender, file, sha256, rows, state, about)


def history(
    warehouse: Warehouse | None,
    *,
    provinces: Collection[str] | None = None,
    period: str | None = None,
) -> list[Entry]:
    """Return uploads and refused attempts, the newest first, or those of some slices only.

    An attempt of which no slice was understood may be of any, and is always there.

    ``provinces`` are names; one province may have had another before the merger.
    """
    if warehouse is None:
        return []
    attempted = dict(warehouse.rows(ATTEMPTED)) if warehouse.has("attempted_slices") else {}
    entries = [_entry(row, attempted) for row in warehouse.rows(UPLOADS)]
    first, last = period or "", period or LAST
    return [entry for entry in entries if entry.concerns(provinces, first, last)]


def _as_kept(warehouse: Warehouse, upload: str) -> tuple[str, int, bytes] | None:
    for file, size in warehouse.rows(FILES, [upload]):
        return file, size, pieces.kept(warehouse, upload)
    for file, size, packed in warehouse.rows(TARGETS, [upload]) if warehouse.has(TABLES) else ():
        return file, size, packed
    return None


def sent_bytes(warehouse: Warehouse | None, upload: str) -> tuple[str, bytes]:
    """Return the file name and bytes of a report, or of targets, as sent; raise UploadError."""
    found = _as_kept(warehouse, upload) if warehouse else None
    if not found:
        raise UploadError("upload_unknown", upload=upload)
    file, size, packed = found
    if size == 0:
        return file, b""
    return file, pa.decompress(packed, decompressed_size=size, codec="zstd", asbytes=True)


def _undoable(connection: Connection, upload: str) -> list[tuple[Any, ...]]:
    """Return the slice versions of an upload that is current in all its slices, or raise."""
    versions = connection.execute(VERSIONS, [upload]).fetchall()
    if not versions:
        raise UploadError("upload_unknown", upload=upload)
    for *_, period, _replaced, ended_by, undone, province, why in versions:
        if undone:
            raise UploadError("upload_undone", upload=upload)
        if ended_by:
            raise UploadError("upload_replaced", upload=upload, other=ended_by)
        if why is not None:
            said = f"{period[5:]}/{period[:4]}"
            raise UploadError("locked_period", period=said, province=province, why=why)
    return versions


def put_back(connection: Connection, upload: str) -> None:
    """Take an upload's rows out and put those back that it replaced; raise UploadError."""
    versions = _undoable(connection, upload)
    names = ["vintage", "province_code", "period", "replaced"]
    keys = [pa.array(column) for column in zip(*(v[:4] for v in versions), strict=True)]
    keys[-1] = keys[-1].cast(pa.string())
    slices = pa.table(keys, names=names)
    with staging(connection, staged_slices=slices, staged_upload=pa.table({"upload": [upload]})):
        connection.execute(UNDO)
        connection.execute(ROLL_UP)


def undo(store: Store, upload: str, *, actor: str, now: datetime | None = None) -> Entry:
    """Put back what an upload replaced, in one transaction; return its line of the history.

    Raises UploadError if the upload is unknown, undone, replaced by a later one or locked.
    """
    with drafting(store) as draft:
        if draft.current is None:
            raise UploadError("upload_unknown", upload=upload)
        with draft.current.cursor() as cursor:
            _undoable(cursor, upload)
        connection = draft.connection
        put_back(connection, upload)
        moment = now or datetime.now(UTC)
        log(connection, "undo", Upload(upload, moment, actor, "", "", 0, None))
    return next(entry for entry in history(newest(store)) if entry.upload == upload)
