"""Whether somebody may pass a door: what the table of rights says of what it leads to."""

from starlette.concurrency import run_in_threadpool

from access.accounts import Account
from access.doors import READ, Door
from access.rights import Answer, may
from data.failures import DISK, StoreError
from data.store import office
from data.warehouse import newest


async def passes(door: Door, who: Account | None, *, machine: bool) -> Answer:
    """Say whether a door is open to somebody, or to nobody known, and if not, why."""
    if door.actions == READ:
        return may(who, "read", machine=machine)
    demonstration = await run_in_threadpool(into_demonstration)
    answers = [
        may(who, action, machine=machine, demonstration=demonstration) for action in door.actions
    ]
    return next((answer for answer in answers if answer), answers[0])


def into_demonstration() -> bool:
    """Say whether what is sent goes beside synthetic reports, where anybody may try it out."""
    try:
        warehouse = newest(office())
        return warehouse is not None and warehouse.demonstration
    except (StoreError, *DISK):
        return False
