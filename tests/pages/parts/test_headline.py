"""The lines of a card lead to the provinces that they are taken of."""

import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from urllib.parse import parse_qs, urlsplit

import pytest

from pages.parts.format import number, percent, signed
from tests.pages.conftest import Opens
from tests.pages.explored import Seen, explore

LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
TOTAL = ("Tổng",)


def leading(opens: Opens, page: str, words: str, **query: str) -> Iterator[tuple[str, str]]:
    """The links of the cards of a page whose words hold some, with their queries."""
    for caption in opens(page, **query).caption:
        for said, url in LINK.findall(str(caption.value)):
            if words in said and urlsplit(url).path == "explore":
                yield said.replace("\xa0", " "), urlsplit(url).query


def column(seen: Seen, name: str) -> dict[str, int]:
    """The figures of the provinces in a column, by the first word of their line."""
    return {
        line[0]: figure[0]
        for (line, at), figure in seen.figures.items()
        if at == name and line != TOTAL and figure is not None
    }


@pytest.fixture
def office(made: dict[str, Path]) -> Path:
    return made["demonstration"]


def test_a_median_is_that_of_the_provinces_it_leads_to(
    opens: Opens, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for said, query in list(leading(opens, "overview", "Trung vị"))[:2]:
        seen = explore(monkeypatch, office, parse_qs(query))
        [name] = {at for _, at in seen.figures}
        middle = median(column(seen, name).values())
        assert said == f"Trung vị các tỉnh {number(middle, 'vi')}"


def test_the_median_is_of_all_where_some_are_chosen(opens: Opens) -> None:
    province = {"province": "Cao Bằng", "to": "2026-09"}
    [(_, query), *_] = leading(opens, "provinces", "Trung vị cả nước", **province)
    assert "province" not in parse_qs(query)
    assert "region" not in parse_qs(query)


def test_the_median_of_a_region_leads_to_that_region(
    opens: Opens, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    province = {"province": "Cao Bằng", "to": "2026-09"}
    [(said, query), *_] = leading(opens, "provinces", "Trung vị vùng", **province)
    seen = explore(monkeypatch, office, parse_qs(query))
    [name] = {at for _, at in seen.figures}
    assert said == f"Trung vị vùng {number(median(column(seen, name).values()), 'vi')}"


def test_a_change_leads_to_both_sides_of_the_provinces_compared(
    opens: Opens, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = {"to": "2026-09", "province": "Cao Bằng"}
    found = list(leading(opens, "overview", "so với", **chosen))
    assert found
    for said, query in found:
        seen = explore(monkeypatch, office, parse_qs(query))
        then, now = list(dict.fromkeys(at for _, at in seen.figures))[:2]
        before, after = column(seen, then)["Cao Bằng"], column(seen, now)["Cao Bằng"]
        by = percent(after / before - 1, "vi") if before else signed(after - before, "vi")
        assert by.replace("\xa0", " ").lstrip("−-") in said


def test_a_change_across_the_merger_is_on_todays_boundaries(opens: Opens) -> None:
    crossing = list(leading(opens, "overview", "so với 6/2025", to="2025-07"))
    assert crossing
    assert {parse_qs(query)["boundaries"][0] for _, query in crossing} == {"current"}
