"""The page of a kind leads to the same figures by region and by what its reports state."""

from urllib.parse import parse_qs

import pytest

from tests.pages.conftest import Opens


def ways(opens: Opens, page: str, **query: str) -> dict[str, dict[str, list[str]]]:
    """The query of each way, by its label."""
    links = opens(page, **query).get("page_link")
    asked = {link.proto.label: parse_qs(link.proto.query_string) for link in links}
    return {label: query for label, query in asked.items() if "rows" in query}


@pytest.mark.parametrize(
    ("page", "labels"),
    [
        ("meetings", ["Vùng", "Hình thức", "Phương thức", "Vai trò", "Đơn vị chủ trì", "Chủ đề"]),
        ("publications", ["Vùng", "Hình thức", "Vai trò", "Đơn vị chủ trì", "Chủ đề"]),
    ],
)
def test_a_kind_is_divided_by_what_it_states(opens: Opens, page: str, labels: list[str]) -> None:
    assert list(ways(opens, page)) == labels


def test_the_choices_of_the_page_go_along(opens: Opens) -> None:
    way = ways(opens, "publications", measure="copies", grain="year", to="2025-12")["Vùng"]
    assert way == {
        "to": ["2025-12"],
        "grain": ["year"],
        "measure": ["copies"],
        "rows": ["region"],
        "cols": ["year"],
    }


@pytest.mark.parametrize("way", ["Vùng", "Phương thức"])
def test_a_way_is_a_question_with_an_answer(opens: Opens, way: str) -> None:
    query = ways(opens, "meetings")[way]
    at = opens("explore", **query)
    assert not at.exception
    assert way.lower() in at.header[0].value
    assert len(at.dataframe) > 0
