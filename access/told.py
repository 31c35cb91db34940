"""A line of the audit log in words, as the page and the shell tell it."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime

from access.loopback import is_loopback
from access.words import say, words
from data.audit import Line
from data.periods import VIETNAM
from data.place import SHELL

FIELDS = ("at", "who", "what", "about", "provinces", "periods", "place", "result", "detail")
MOST_NAMED = 3
SIZE = re.compile(r"(\d+) slices, (\d+) rows")
"""What the line writes of a load, in the words of programs."""
TIMES = re.compile(r"(\w+), (\d+) times")
"""What the gate writes of requests that it turns away again and again."""


def told(lang: str, line: Line) -> dict[str, str]:
    """Return what a line says, by the names of FIELDS."""
    return {
        "at": moment(line.at),
        "who": line.actor or say(lang, "nobody"),
        "what": action(lang, line.action),
        "about": line.about,
        "provinces": _provinces(lang, line.provinces, line.first),
        "periods": _periods(line.first, line.last),
        "place": place(lang, line.place),
        "result": _named(lang, f"became_{line.result}", line.result),
        "detail": _detail(lang, line.detail),
    }


def headers(lang: str) -> Mapping[str, str]:
    """Return what the fields are called."""
    return {field: say(lang, f"log_{field}") for field in FIELDS}


def action(lang: str, name: str) -> str:
    """Return what an action is called; one of a later program, as it is written."""
    return _named(lang, f"did_{name}", name)


def moment(at: datetime) -> str:
    """Return a moment in the time of the office, to the second, as the pages write days."""
    here = at.astimezone(VIETNAM)
    return f"{here:%H:%M:%S}, {here.day}/{here.month}/{here.year}"


def place(lang: str, text: str) -> str:
    """Return from where something came."""
    if text == SHELL:
        return say(lang, "place_shell")
    return say(lang, "place_machine") if is_loopback(text) else text


def _named(lang: str, key: str, otherwise: str) -> str:
    return say(lang, key) if key in words() else otherwise


def _detail(lang: str, text: str) -> str:
    """Return what a line adds: a size, a role or a reason in words, anything else as it is."""
    if found := SIZE.fullmatch(text):
        return say(lang, "log_size", slices=found[1], rows=found[2])
    if found := TIMES.fullmatch(text):
        why = _named(lang, f"why_{found[1]}", found[1])
        return say(lang, "log_times", why=why, n=found[2])
    return _named(lang, f"why_{text}", _named(lang, f"role_{text}", text))


def _provinces(lang: str, names: Sequence[str], period: str) -> str:
    if not names:
        return say(lang, "log_all") if period else ""
    more = f" +{len(names) - MOST_NAMED}" if len(names) > MOST_NAMED else ""
    return ", ".join(names[:MOST_NAMED]) + more


def _periods(first: str, last: str) -> str:
    ends = [f"{int(period[5:])}/{period[:4]}" for period in dict.fromkeys((first, last)) if period]
    return "–".join(ends)
