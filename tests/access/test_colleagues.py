"""Whom to ask for what one may not do: by name, the nearest first, and only if signed in."""

from access import may
from access.accounts import Account
from access.colleagues import named, to_ask, who_may
from tests.access.people import person

SENDER = Account("Bình", "sender", ("Cao Bằng",))


def test_the_nearest_come_first() -> None:
    person("Dung", "admin")
    person("Chi", "approver")
    person("An", "approver", "Cao Bằng")
    person("Em", "approver", "Lào Cai")
    person("Bình", "sender", "Cao Bằng")
    assert [account.name for account in who_may("undo", ["Cao Bằng"])] == ["An", "Chi", "Dung"]


def test_a_sender_is_told_who_may_undo() -> None:
    person("Chi", "approver", "Cao Bằng")
    told = to_ask("vi", may(SENDER, "undo", ["Cao Bằng"]))
    assert told == "Được hoàn tác lần gửi: Chi (người duyệt)."


def test_who_is_an_approver_elsewhere_is_told_who_may_here() -> None:
    person("Chi", "approver", "Cao Bằng")
    person("Dung", "approver", "Lào Cai")
    answer = may(Account("Dung", "approver", ("Lào Cai",)), "undo", ["Cao Bằng"])
    assert to_ask("en", answer) == "Who may undo an upload: Chi (approver)."


def test_where_nobody_may_the_administrator_is_named() -> None:
    assert "hãy báo người quản trị" in to_ask("vi", may(SENDER, "undo", ["Cao Bằng"]))


def test_who_is_not_signed_in_is_told_no_names() -> None:
    person("Chi", "approver")
    assert to_ask("vi", may(None, "undo", ["Cao Bằng"])) == ""


def test_of_many_a_few_are_named() -> None:
    for name in "ABCD":
        person(name, "approver")
    told = named("vi", "undo")
    assert told.endswith("C (người duyệt), ….")
