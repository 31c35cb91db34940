"""Whatever docs/security.md calls proven has its test, and each number stands there once."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGES = ("security.md", "operations.md")
TEST = re.compile(r"`([\w/]*test_\w+\.py)`")
ROW = re.compile(r"^\| (\d+\.\d+\.\d+)", re.MULTILINE)


def text(page: str) -> str:
    return (ROOT / "docs" / page).read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_every_test_that_is_named_is_there(page: str) -> None:
    named = set(TEST.findall(text(page)))
    assert named
    assert [name for name in sorted(named) if not (ROOT / name).is_file()] == []


def test_no_requirement_is_answered_twice() -> None:
    rows = ROW.findall(text("security.md"))
    assert len(rows) > 50
    assert sorted(rows) == sorted(set(rows))


def test_what_is_held_has_a_test_or_a_reason() -> None:
    lines = [line for line in text("security.md").splitlines() if ROW.match(line)]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert {len(row) for row in rows} == {4}
    unproven = [row[0] for row in rows if row[3].startswith("held") and not TEST.search(row[2])]
    # That there are no secret questions is seen by looking at the form.
    assert unproven == ["6.4.2 no secret questions"]
