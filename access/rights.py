"""Who may do what: one table of actions by roles, asked before every change."""

import csv
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from access.accounts import BLOCKED, ROLES, Account
from access.words import say
from data.definition import DefinitionError

FILE = Path(__file__).with_name("rights.csv")
ANYBODY = ("machine", "demonstration")
"""Columns for those without an account: at the machine itself, and in a demonstration."""
REACHES = ("", "own", "all")
"""What a role may: nothing, for the provinces of the account, or whichever it is about."""
MOST_NAMED = 3

Row = Mapping[str, str]


@dataclass(frozen=True)
class Answer:
    """Yes, or why not: nobody is signed in, the role does not allow it, or not there."""

    action: str
    why: str = ""
    account: Account | None = None
    elsewhere: tuple[str, ...] = ()
    """Those of ``provinces`` that are not the account's."""
    provinces: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return not self.why

    def said(self, lang: str) -> str:
        """Return the reason as a sentence; "" if it may be done."""
        if not self.why:
            return ""
        names = self.elsewhere[:MOST_NAMED]
        more = ["…"] if len(self.elsewhere) > MOST_NAMED else []
        return say(
            lang,
            f"refused_{self.why}",
            action=say(lang, f"to_{self.action}"),
            name=self.account.name if self.account else "",
            role=_role_said(lang, self.account.role) if self.account else "",
            roles=", ".join(say(lang, f"role_{role}") for role in _who_may(self.action)),
            provinces=", ".join([*names, *more]),
        )


def may(
    who: Account | None,
    action: str,
    provinces: Collection[str] = (),
    *,
    machine: bool = False,
    demonstration: bool = False,
) -> Answer:
    """Say whether somebody, or nobody known, may do this to these provinces, by name.

    ``machine``: the reader sits at the machine. ``demonstration``: it is done to synthetic reports.
    """
    row = table()[action]
    if (machine and row["machine"]) or (demonstration and row["demonstration"]):
        return Answer(action, account=who)
    if who is None:
        return Answer(action, "sign_in")
    reach = row[who.role] if who.role in ROLES else ""
    if not reach:
        return Answer(action, "role", who, provinces=tuple(provinces))
    elsewhere = _elsewhere(who, provinces) if reach == "own" else ()
    return Answer(action, "province" if elsewhere else "", who, elsewhere, tuple(provinces))


@cache
def table() -> Mapping[str, Row]:
    """Return the table by action, read and checked from rights.csv."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = {row.pop("action"): row for row in csv.DictReader(file)}
    for action, row in rows.items():
        _checked(action, row)
    return rows


def _checked(action: str, row: Row) -> None:
    """Raise DefinitionError for a column or a word that would be taken for a no, or for a yes."""
    if tuple(row) != (*ANYBODY, *ROLES):
        raise DefinitionError(FILE.name, action, f"the columns are {', '.join(row)}")
    for column, reach in row.items():
        if reach not in (("", "yes") if column in ANYBODY else REACHES):
            raise DefinitionError(FILE.name, f"{action}.{column}", f"{reach!r} is no reach")


def _elsewhere(who: Account, provinces: Collection[str]) -> tuple[str, ...]:
    if not who.provinces:
        return ()
    return tuple(name for name in dict.fromkeys(provinces) if name not in who.provinces)


def _role_said(lang: str, role: str) -> str:
    """Return a role in words; one of another version as it is kept."""
    return say(lang, f"role_{role}") if role in (*ROLES, BLOCKED) else role


def _who_may(action: str) -> list[str]:
    return [role for role in ROLES if table()[action][role]]
