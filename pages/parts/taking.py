"""Records leave a page for whoever may take them at that moment; each time is written down."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from access import events
from pages.parts import rights
from pages.parts.logged import asked

RECORDS = "download_records"


class Taken(NamedTuple):
    """Which records are taken: into which file, of which places and periods, found by what."""

    file: str
    provinces: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    found_by: str = ""
    synthetic: bool = False


class TakingRefusedError(Exception):
    """Who clicked may not take records, though the button was drawn when they might."""


def guarded(
    make: Callable[[], tuple[bytes, int]], taken: Taken, action: str = RECORDS
) -> Callable[[], bytes]:
    """Return what makes a file of records on a click: asked, made, written down, handed over.

    ``make`` gives the bytes and the number of rows. A click comes outside of the page's run,
    perhaps hours after the button was drawn, so whose page it is has to be known from then.
    """
    here = rights.visitor()

    def made() -> bytes:
        about = events.Event(
            action, about=taken.file, provinces=taken.provinces, first=taken.first, last=taken.last
        )
        answer = asked(about, of=here)
        if not answer:
            raise TakingRefusedError(answer.said("en"))
        data, rows = make()
        if not taken.synthetic:
            name = answer.account.name if answer.account else ""
            told = f"{rows} rows {taken.found_by}".strip()
            events.add(replace(about, actor=name, place=here.address, detail=told))
        return data

    return made
