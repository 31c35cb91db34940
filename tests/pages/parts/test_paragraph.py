"""Every number of the paragraph leads to a page where the same question gives that number."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.pages.conftest import Opens
from tests.pages.test_pages import said

LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
# A link's first number, as it is written in Vietnamese.
FIGURE = re.compile(r"^\d[\d.]*")


def paragraph(opens: Opens, kept: str = "demonstration", **query: str) -> str:
    at = opens("overview", kept, **query)
    return next((str(m.value) for m in at.markdown if "](" in str(m.value)), "")


@pytest.mark.parametrize("query", [{}, {"grain": "quarter", "to": "2026-09"}])
def test_each_number_is_that_of_the_page_it_leads_to(opens: Opens, query: dict[str, str]) -> None:
    found = [
        (FIGURE.match(words), urlsplit(url))
        for words, url in LINK.findall(paragraph(opens, **query))
    ]
    figures = {(url.path, url.query): number[0] for number, url in found if number}
    assert len(figures) >= 6
    for (page, chosen), figure in figures.items():
        text = said(opens(page, **parse_qs(chosen))).replace("\\", "").replace("*", "")
        assert f": {figure} " in text


def test_what_rose_comes_before_what_fell(opens: Opens) -> None:
    text = re.sub(r"\]\([^)]*\)", "]", paragraph(opens))
    assert re.search(r"So với kỳ 9/2026, \[[^\]]+ tăng [^\]]+\].* giảm ", text)


def test_with_too_few_reports_nothing_is_compared(opens: Opens) -> None:
    text = paragraph(opens, "five")
    plain = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", text)
    assert plain.startswith("Kỳ 1/2025, 1/63 tỉnh, thành phố đã báo cáo")
    assert "So với" not in text
    assert "dẫn đầu" not in text


def test_who_is_alone_leads_nobody(opens: Opens) -> None:
    assert "dẫn đầu" not in paragraph(opens, "five", province="Cao Bằng", boundaries="current")
    assert "dẫn đầu" not in paragraph(opens, "five", to="2021-04", boundaries="current")
