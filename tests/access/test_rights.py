"""The table of actions by roles and provinces: each cell of it, asked."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from access import may, rights
from access.accounts import ROLES, Account
from access.rights import table
from access.words import say
from data.definition import DefinitionError

# Written down a second time, by hand, from what an office was promised: who may do at least this,
# each role all that the one before it may.
FROM = {
    "read": "viewer",
    "download_records": "analyst",
    "keep_view": "analyst",
    "send": "sender",
    "explain": "sender",
    "undo": "approver",
    "lock": "approver",
    "unlock": "approver",
    "targets": "approver",
    "accounts": "admin",
    "audit": "admin",
    "metrics": "admin",
}
OF_A_PROVINCE = {"send", "explain", "undo", "lock", "unlock", "targets"}
OPEN_AT_THE_MACHINE = {"read", "download_records"}
NEVER_OPEN = {"accounts", "audit", "metrics", *OPEN_AT_THE_MACHINE}


def cells() -> Iterator[tuple[str, str, str]]:
    """Every action, role and place: the account's own province, another one, or none named."""
    for action in FROM:
        for role in ROLES:
            for where in ("Cao Bằng", "Bắc Kạn", ""):
                yield action, role, where


def test_the_table_knows_the_same_actions() -> None:
    assert set(table()) == set(FROM)


@pytest.mark.parametrize(("action", "role", "where"), list(cells()))
def test_a_role_may_what_it_was_promised_and_no_more(action: str, role: str, where: str) -> None:
    an = Account("An", role, ("Cao Bằng",))
    high_enough = ROLES.index(role) >= ROLES.index(FROM[action])
    there = action not in OF_A_PROVINCE or where != "Bắc Kạn"
    answer = may(an, action, [where] if where else [])
    assert bool(answer) == (high_enough and there)
    assert answer.why == ("" if answer else "province" if high_enough else "role")


@pytest.mark.parametrize("action", FROM)
@pytest.mark.parametrize("machine", [True, False])
@pytest.mark.parametrize("demonstration", [True, False])
def test_nobody_known_may_read_at_the_machine_and_try_out(
    action: str, machine: bool, demonstration: bool
) -> None:
    answer = may(None, action, ["Cao Bằng"], machine=machine, demonstration=demonstration)
    open_here = machine and action in OPEN_AT_THE_MACHINE
    assert bool(answer) == (open_here or (demonstration and action not in NEVER_OPEN))
    assert answer.why == ("" if answer else "sign_in")


def test_one_province_of_another_is_enough_to_refuse_all() -> None:
    answer = may(Account("An", "sender", ("Cao Bằng",)), "send", ["Cao Bằng", "Bắc Kạn"])
    assert answer.elsewhere == ("Bắc Kạn",)


def test_without_named_provinces_a_role_is_for_all() -> None:
    assert may(Account("An", "sender"), "send", ["Cao Bằng", "Bắc Kạn"])


def test_a_role_nobody_knows_may_nothing() -> None:
    """A store of a later version may have more of them."""
    assert not any(may(Account("An", "machine"), action) for action in FROM)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("action", FROM)
def test_every_refusal_is_a_sentence(action: str, lang: str) -> None:
    nobody = may(None, action)
    assert say(lang, f"to_{action}") in nobody.said(lang)
    assert may(Account("An", "admin"), action).said(lang) == ""
    stranger = may(Account("An", "viewer"), action)
    assert stranger or say(lang, f"role_{FROM[action]}") in stranger.said(lang)


def test_a_refusal_names_a_few_provinces() -> None:
    many = [f"P{number}" for number in range(9)]
    said = may(Account("An", "sender", ("Cao Bằng",)), "send", many).said("vi")
    assert said == "An không được gửi báo cáo của P0, P1, P2, …."


@pytest.mark.parametrize(
    "broken", ["read,,,all\n", "read,maybe,,all,all,all,all,all\n", "read,,,alle,,,,\n"]
)
def test_a_table_that_says_something_else_ends_the_start(
    broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    header = rights.FILE.read_text(encoding="utf-8").partition("\n")[0]
    file = tmp_path / "rights.csv"
    file.write_text(f"{header}\n{broken}", encoding="utf-8")
    monkeypatch.setattr(rights, "FILE", file)
    with pytest.raises(DefinitionError, match=r"rights\.csv"):
        table.__wrapped__()


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_role_that_is_none_may_nothing_and_is_named(lang: str) -> None:
    """A file of accounts can come from a version that had other roles."""
    answer = may(Account("An", "owner", ()), "read")
    assert not answer
    assert "owner" in answer.said(lang)
