"""A page asks few questions of a warehouse it has not seen, and none again."""

from collections.abc import Iterator

import pytest

from pages.parts import answers
from pages.parts.remembered import forget
from tests.pages.conftest import PAGES, Opens

MOST = {"overview": 5, "provinces": 5}
"""The overview asks for the targets of the year beside its figures."""
OF_A_KIND = 10
"""Those of the overview, forms, plans, provinces by months, records and their number."""
OF_A_PROVINCE = 9
"""The list's, targets, the records and their number, and the former units by months."""
COMPARED = 1
"""The months of the other province; those of the other periods are known."""


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The questions that reach the data, from an empty cache on."""
    heard: list[str] = []
    for name in ("ask", "states", "records", "count", "targets"):
        original = getattr(answers, name)

        def listen(*args: object, _name: str = name, _ask=original, **more: object) -> object:  # noqa: ANN001
            heard.append(f"{_name} {args[1:]}")
            return _ask(*args, **more)

        monkeypatch.setattr(answers, name, listen)
    forget()
    yield heard
    forget()


@pytest.mark.parametrize("kept", ["demonstration", "five"])
def test_a_cold_overview_asks_few_questions(opens: Opens, asked: list[str], kept: str) -> None:
    at = opens("overview", kept)
    assert not at.exception
    assert 0 < len(asked) <= MOST["overview"], "\n".join(asked)


@pytest.mark.parametrize("page", PAGES)
def test_no_question_is_asked_twice(opens: Opens, asked: list[str], page: str) -> None:
    at = opens(page)
    assert len(asked) == len(set(asked)) <= MOST.get(page, OF_A_KIND), "\n".join(asked)
    asked.clear()
    at.run()
    assert asked == []


@pytest.mark.parametrize("grain", ["quarter", "year"])
def test_every_grain_is_summed_from_the_same_questions(
    opens: Opens, asked: list[str], grain: str
) -> None:
    opens("overview", grain=grain)
    assert len(asked) <= MOST["overview"] + 1, "\n".join(asked)


@pytest.mark.parametrize(
    ("compared", "more"), [({}, 0), ({"with": "Cần Thơ", "against": "2025-10"}, COMPARED)]
)
def test_a_province_asks_few_questions(
    opens: Opens, asked: list[str], compared: dict[str, str], more: int
) -> None:
    at = opens("provinces", province="Thái Nguyên", **compared)
    assert len(asked) == len(set(asked)) <= OF_A_PROVINCE + more, "\n".join(asked)
    asked.clear()
    at.run()
    assert asked == []
