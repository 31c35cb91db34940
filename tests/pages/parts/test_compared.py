"""A change leads to the two figures it compares, a median to the provinces it is the median of."""

import re
from statistics import median
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.change import Change, Figure
from pages.parts.coverage import Coverage
from pages.parts.format import number
from pages.parts.headline import ARROWS, difference
from pages.parts.scope import Span
from pages.parts.view import View
from tests.pages.conftest import Opens
from tests.pages.explored import figure, texts

LINK = re.compile(r"\[([^\]]+)\]\(explore\?([^)]+)\)")
SEEN = cast("View", SimpleNamespace(lang="vi"))
PAGES: list[tuple[str, dict[str, Any]]] = [
    ("overview", {}),
    ("overview", {"grain": "quarter", "to": "2026-09"}),
    ("overview", {"to": "2026-02"}),
    ("overview", {"region": "Đông Nam Bộ", "to": "2025-09"}),
    ("meetings", {"from": "2026-03", "to": "2026-05"}),
    ("provinces", {"province": "Lào Cai", "to": "2026-03"}),
    ("provinces", {"province": "Lào Cai", "from": "2025-12", "to": "2026-03"}),
]


def linked(at: AppTest) -> list[tuple[str, str, dict[str, str | list[str]]]]:
    """The words of each link in the captions, what stands before them, and the query."""
    found = []
    for line in "\n".join(str(caption.value) for caption in at.caption).splitlines():
        for match in LINK.finditer(line):
            asked = {key: v if len(v) > 1 else v[0] for key, v in parse_qs(match[2]).items()}
            found.append((match[1], line[: match.start()].rpartition("· ")[2].strip(), asked))
    return found


def totals(at: AppTest) -> list[int]:
    """The totals below each period, in order."""
    rows = texts(at)
    whole = next((row for row in rows if row["Tỉnh"] == "Tổng"), rows[0])
    known = [figure(text) for name, text in whole.items() if re.search(r"\d", name)]
    return [cell[0] for cell in known if cell]


@pytest.mark.parametrize(("page", "query"), PAGES)
def test_a_change_leads_to_both_of_its_sides(
    opens: Opens, page: str, query: dict[str, Any]
) -> None:
    found = linked(opens(page, **query))
    changes = [(words, asked) for words, _, asked in found if words[0] in ARROWS.values()]
    assert len(changes) >= 3
    for words, asked in changes[:: max(1, len(changes) // 2)][:2]:
        at = opens("explore", **asked)
        assert not at.exception
        then, now = sides(at, query)
        change = Change(of(now), of(then), Span("2026-01", "2026-01"))
        assert words in {difference(SEEN, change, short=short) for short in (True, False)}, asked


def of(value: int) -> Figure:
    return Figure(value, "", Coverage(1, 1))


def sides(at: AppTest, query: dict[str, Any]) -> tuple[int, int]:
    """The sums of the earlier and of the later half of the columns."""
    found = totals(at)
    half = len(found) // 2
    assert len(found) == 2 * half == (2 if "from" not in query else len(found))
    return sum(found[:half]), sum(found[half:])


@pytest.mark.parametrize(("page", "query"), PAGES)
def test_a_median_leads_to_the_provinces_it_is_of(
    opens: Opens, page: str, query: dict[str, Any]
) -> None:
    found = [
        (words, asked)
        for words, before, asked in linked(opens(page, **query))
        if before.startswith("Trung vị")
    ]
    assert found or query.get("region"), "a region may have too few"
    for words, asked in found[:: max(1, len(found) // 2)][:2]:
        at = opens("explore", **asked)
        cells = [figure([*row.values()][1]) for row in texts(at) if row["Tỉnh"] != "Tổng"]
        assert number(median(cell[0] for cell in cells if cell), "vi") == words, asked


def test_a_rank_leads_to_those_it_is_among(opens: Opens) -> None:
    query = {"province": "Lào Cai", "to": "2026-03"}
    at = opens("provinces", **query)
    ranks = [
        (re.search(r"(\d+)/(\d+)", words), asked)
        for words, _, asked in linked(at)
        if "ạng " in words
    ]
    assert len(ranks) >= 3
    for match, asked in ranks[:2]:
        rows = [row for row in texts(opens("explore", **asked)) if row["Tỉnh"] != "Tổng"]
        known = {row["Tỉnh"]: figure([*row.values()][1]) for row in rows}
        own = known["Lào Cai"]
        values = [cell[0] for cell in known.values() if cell]
        assert match
        assert own
        assert (int(match[1]), int(match[2])) == (
            1 + sum(value > own[0] for value in values),
            len(values),
        )
