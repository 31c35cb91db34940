"""Whether the dashboard can do its work: the store readable, its version, room on the disk."""

import shutil

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from data.failures import DISK, StoreError
from data.store import folder, shown
from data.warehouse import newest

Health = dict[str, str | int | None]


async def healthz(_request: Request) -> Response:
    """Answer for a watchdog: 200 while figures can be read, else 503. It tells nothing of them."""
    health = await run_in_threadpool(found)
    status = 503 if health["store"] == "unreadable" else 200
    return JSONResponse(health, status_code=status, headers={"Cache-Control": "no-store"})


def found() -> Health:
    """Return what is found: ``store`` is readable, empty, older (the newest is damaged) or not."""
    try:
        warehouse = newest(shown())
        if warehouse is None:
            return _said("empty", None)
        warehouse.rows("SELECT count(*) FROM slices")
    except (StoreError, *DISK):
        return _said("unreadable", None)
    return _said("older" if warehouse.instead_of else "readable", warehouse.version)


def _said(store: str, version: int | None) -> Health:
    return {"store": store, "version": version, "free_bytes": _free()}


def _free() -> int | None:
    place = folder()
    try:
        return shutil.disk_usage(next(f for f in (place, *place.parents) if f.exists())).free
    except (OSError, StopIteration):
        return None
