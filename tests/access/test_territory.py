"""Texts that name provinces, to the names under which rights are given."""

import pytest

from access.accounts import AccountError
from access.territory import official


def test_any_known_spelling_becomes_the_official_name() -> None:
    assert official(["Bắc Cạn", "cao bang", "Cao Bằng"]) == ["Bắc Kạn", "Cao Bằng"]


@pytest.mark.parametrize("text", ["all", " Tất cả "])
def test_one_word_stands_for_every_province(text: str) -> None:
    assert official(["Cao Bằng", text]) == []


@pytest.mark.parametrize("text", ["Xyz", "06", ""])
def test_what_names_none_is_refused(text: str) -> None:
    with pytest.raises(AccountError):
        official([text])
