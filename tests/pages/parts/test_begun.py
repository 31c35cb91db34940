"""A sum since January says so where its first months lie before the first report of all."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Opens


def lines(at: AppTest, *words: str) -> list[str]:
    """Return the lines of the cards that begin with some words, as they are read."""
    said = (line for caption in at.caption for line in caption.value.split("  \n"))
    return [
        line.replace("\N{NO-BREAK SPACE}", " ")
        for line in said
        if line.strip("[").startswith(words)
    ]


@pytest.mark.parametrize(
    ("lang", "words", "since"),
    [
        ("vi", "Từ đầu năm", ", số liệu từ kỳ 3/2025"),
        ("en", "Since January", ", data since 3/2025"),
    ],
)
@pytest.mark.parametrize("page", ["overview", "meetings"])
def test_the_first_year_of_a_store_says_since_when(
    opens: Opens, page: str, lang: str, words: str, since: str
) -> None:
    found = lines(opens(page, to="2025-06", lang=lang), words)
    assert found
    assert all(since in line for line in found)


def test_a_whole_year_does_not(opens: Opens) -> None:
    found = lines(opens("overview", to="2026-06"), "Từ đầu năm")
    assert found
    assert not any("số liệu từ" in line for line in found)


def test_a_figure_of_the_year_before_that_is_cut_says_so_and_gives_no_difference(
    opens: Opens,
) -> None:
    captions = [caption.value for caption in opens("overview", grain="year").caption]
    found = [line for text in captions for line in text.split("  \n") if "2025: " in line]
    assert found
    assert all(line.endswith("báo cáo), số liệu từ kỳ 3/2025") for line in found)
