"""Which passwords are taken, and that a right one is known in either form of its letters."""

import unicodedata

import pytest

from access import passwords
from access.passwords import hashed, right, weakness
from tests.access.people import PASSWORD


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("mười một ký", "password_short"),
        ("a" * 129, "password_long"),
        ("abababababab", "password_easy"),
        ("nguyễn thị an", "password_easy"),
        ("nguyenthian2025", "password_easy"),
        ("Password1234!", "password_easy"),
        ("mật khẩu 123456", "password_easy"),
        ("tuyên giáo 2025", "password_easy"),
        ("caobang@2026", "password_easy"),
        ("qwertyuiop12", "password_easy"),
        ("!@#!@#!@#!@#!@#", "password_easy"),
        ("ба" * 8, "password_easy"),
        ("семь синих коней", ""),
        ("hai con ngựa đỏ trong mưa", ""),
        (PASSWORD, ""),
    ],
)
def test_a_weak_password_is_named(password: str, why: str) -> None:
    assert weakness(password, "Nguyễn Thị An") == why


def test_only_argon2id_is_kept_and_each_with_its_own_salt() -> None:
    first, second = hashed(PASSWORD), hashed(PASSWORD)
    assert first.startswith("$argon2id$")
    assert first != second


def test_guessing_costs_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    """What OWASP asks for at least: 19 MiB and two passes."""
    monkeypatch.undo()
    _, _, _, cost, *_ = hashed(PASSWORD).split("$")
    memory, passes, _ = (int(part.partition("=")[2]) for part in cost.split(","))
    assert memory >= 19 * 1024
    assert passes >= 2


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_either_form_of_the_letters_is_the_same_password(form: str) -> None:
    kept = hashed(unicodedata.normalize("NFC", PASSWORD))
    assert right(unicodedata.normalize(form, PASSWORD), kept)  # type: ignore[arg-type]


def test_a_wrong_password_is_wrong() -> None:
    assert not right(PASSWORD + ".", hashed(PASSWORD))


def test_without_an_account_a_hash_is_checked_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Or the time of the answer would tell who has an account."""
    checked: list[str] = []
    verify = passwords._HASH.verify

    def counted(password: str, kept: str) -> bool:
        checked.append(kept)
        return verify(password, kept)

    monkeypatch.setattr(passwords._HASH, "verify", counted)
    assert not right(PASSWORD, None)
    assert not right("x" * 10_000, hashed(PASSWORD))
    assert [kept.split("$")[1:4] for kept in checked] == [hashed("").split("$")[1:4]] * 2
