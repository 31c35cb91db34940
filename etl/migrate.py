"""Bring a store that an earlier program made to the tables of today's, with a copy kept."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from data import sums, tables
from data.failures import StoreError, StoreNewerError, StoreOutdatedError
from data.native import FileDraft
from data.store import Store
from data.warehouse import drafting, newest
from etl.load import Upload, log
from etl.problem import Problem, of_store

KEPT = "before"


def refusal(store: Store) -> Problem | None:
    """Migrate a store before it is served; return why it must not be served, None if it may be.

    A disk that cannot be written is no reason: the figures can still be read.
    """
    try:
        migrate(store)
    except (StoreNewerError, StoreOutdatedError) as error:
        return of_store(error)
    except StoreError:
        return None
    return None


def migrate(store: Store) -> Path | None:
    """Publish the newest version with the tables of today; return the copy of it as it was.

    Returns None where nothing is to be done, and of a lake, whose snapshots stay. `python -m etl
    restore` takes the folder of the copy. Raises StoreNewerError if a later program made the
    store, StoreOutdatedError if its reports have to be read again (`python -m etl rebuild`), and
    what `drafting` raises.
    """
    if not _behind(store):
        return None
    kept = None
    with drafting(store) as draft:
        if not _behind(store):
            return None
        if isinstance(draft, FileDraft) and draft.origin:
            kept = _keep(draft.origin, draft.store / KEPT)
        log(draft.connection, "migrate", Upload("", datetime.now(UTC), "", "", "", 0, None))
    return kept


def _behind(store: Store) -> list[str]:
    warehouse = newest(store)
    if warehouse is None:
        return []
    with warehouse.reading() as cursor:
        return tables.differing(cursor)


def _keep(version: Path, to: Path) -> Path:
    to.mkdir(exist_ok=True)
    copy = to / version.name
    shutil.copyfile(version, copy)
    sums.carry(version, copy)
    return copy
