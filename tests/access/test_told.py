"""Every action that is written into the audit log has its words, in both languages."""

import pytest

from access.audit import ACTIONS
from access.rights import table
from access.told import action, told
from data.audit import END, Line

NEVER_LOGGED = {"metrics"}  # at a door of the server, where it is a request


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_action_has_words(lang: str) -> None:
    names = {*ACTIONS, *(one for some in ACTIONS.values() for one in some), *table()} - NEVER_LOGGED
    assert not [name for name in names if action(lang, name) == name]


def test_every_right_that_can_be_refused_can_be_looked_for() -> None:
    assert {*table()} - NEVER_LOGGED - {"accounts"} <= {
        o for some in ACTIONS.values() for o in some
    }


def test_what_a_later_program_wrote_is_told_as_it_is() -> None:
    line = Line(END, "gate", 1, "An", "dance", place="192.0.2.7", result="halted")
    said = told("vi", line)
    assert (said["what"], said["result"], said["place"]) == ("dance", "halted", "192.0.2.7")


def test_many_provinces_are_some_names_and_a_number() -> None:
    some = Line(END, "gate", 1, "An", "lock", provinces=tuple("ABCDE"), first="2026-01")
    assert told("vi", some)["provinces"] == "A, B, C +2"
    assert told("vi", Line(END, "gate", 1, "An", "lock", first="2026-01"))["provinces"] == (
        "mọi tỉnh, thành phố"
    )


def test_a_size_a_role_and_a_reason_are_words() -> None:
    details = {
        "2 slices, 18 rows": "2 tỉnh và kỳ, 18 dòng",
        "admin": "quản trị",
        "role": "vai trò không được làm",
        "sign_in, 100 times": "chưa đăng nhập (lần thứ 100 trong ngày)",
        "khác": "khác",
    }
    for written, said in details.items():
        assert told("vi", Line(END, "gate", 1, "An", "load", detail=written))["detail"] == said
