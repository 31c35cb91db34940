"""A choice goes into the address, but not with another page that was opened meanwhile."""

from types import SimpleNamespace

import pytest

from pages.parts import pick


class Address(dict[str, list[str]]):
    """The query part of an address, as Streamlit gives it."""

    def get_all(self, key: str) -> list[str]:
        return self[key]

    def from_dict(self, values: dict[str, str]) -> None:
        self.clear()
        self.update({key: [value] for key, value in values.items()})


@pytest.fixture
def address(monkeypatch: pytest.MonkeyPatch) -> Address:
    """That of a page on which nothing is chosen yet."""
    there = Address()
    page = SimpleNamespace(
        session_state={}, query_params=there, context=SimpleNamespace(url="http://office/explore")
    )
    monkeypatch.setattr(pick, "st", page)
    pick.note_page()
    return there


def test_what_is_chosen_is_in_the_address(address: Address) -> None:
    pick.put("region", "Tây Nguyên")
    assert address == {"region": ["Tây Nguyên"]}


def test_what_comes_with_another_page_was_chosen_on_the_one_before(address: Address) -> None:
    pick.st.context.url = "http://office/?from=2025-01"
    pick.put("region", "Tây Nguyên")
    assert address == {}
