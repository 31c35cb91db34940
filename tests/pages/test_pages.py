"""Every page opens in both languages, with nothing, with five reports and with all of them."""

import json
import re

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import PAGES, Opens
from tests.pages.signed import signs_in
from tests.pages.stores import STORES

NBSP = "\N{NO-BREAK SPACE}"


def said(at: AppTest) -> str:
    """Everything that stands on the page as text."""
    kinds = ("header", "subheader", "caption", "markdown", "code")
    texts = [str(element.value) for kind in kinds for element in at.get(kind)]
    return "\n".join(texts + [f"{m.label} {m.value}" for m in at.metric])


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("kept", STORES)
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens(opens: Opens, page: str, kept: str, lang: str) -> None:
    at = opens(page, kept, lang=lang)
    assert not at.exception
    assert at.header


def test_the_page_that_opens_is_the_one_asked_for(opens: Opens) -> None:
    signs_in()
    every = (*PAGES, "upload", "history", "dictionary", "wall", "audit", "accounts")
    assert len({said(opens(page)) for page in every}) == len(every)


@pytest.mark.parametrize("page", PAGES)
def test_an_empty_store_says_what_to_do(opens: Opens, page: str) -> None:
    assert "python -m etl load" in said(opens(page, "empty"))


@pytest.mark.parametrize("page", PAGES)
def test_synthetic_figures_are_marked_in_every_chart(opens: Opens, page: str) -> None:
    at = opens(page)
    assert "số liệu minh họa" in said(at)
    specs = [json.loads(chart.proto.spec) for chart in at.get("plotly_chart")]
    titles = [text for spec in specs if (text := spec["layout"]["title"].get("text"))]
    assert titles or page == "provinces"
    assert all("số liệu minh họa" in title.replace(NBSP, " ") for title in titles)
    assert "Gửi báo cáo thật" in [link.proto.label for link in at.get("page_link")]


def test_real_figures_are_not_marked(opens: Opens) -> None:
    assert "minh họa" not in said(opens("meetings", "five"))


def test_months_apart_from_each_other_have_no_line(opens: Opens) -> None:
    charts = opens("overview", "five").get("plotly_chart")
    # A chart is read with its title and subtitle, a line in a card by its name.
    assert charts
    assert all(". " in chart.proto.alt for chart in charts)


def test_the_stamp_says_period_and_coverage(opens: Opens) -> None:
    at = opens("meetings", "five")
    plain = re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", said(at))
    assert "Số liệu đến kỳ 1/2025 · 1/63 tỉnh, thành phố đã báo cáo" in plain


def test_a_period_in_the_url_is_shown(opens: Opens) -> None:
    at = opens("meetings", "five", to="2021-04")
    assert at.metric[0].value == "6"
    assert at.metric[1].value == "≥\N{NO-BREAK SPACE}150"


def test_what_nobody_stated_is_not_a_zero(opens: Opens) -> None:
    at = opens("trainings", "five", to="2021-04")
    assert [m.value for m in at.metric] == ["2", "chưa nêu"]


def test_values_that_do_not_exist_are_ignored(opens: Opens) -> None:
    query = {"to": "2099-01", "region": "Atlantis", "province": "Xyz", "grain": "day"}
    at = opens("meetings", "five", **query)
    assert not at.exception
    assert "kỳ 1/2025" in said(at)


@pytest.mark.parametrize("grain", ["month", "quarter", "half", "year"])
@pytest.mark.parametrize("boundaries", ["reported", "current"])
def test_every_grain_and_boundary_opens(opens: Opens, grain: str, boundaries: str) -> None:
    at = opens("press", grain=grain, boundaries=boundaries, province=["Lào Cai", "Yên Bái"])
    assert not at.exception


def test_a_former_province_leads_to_its_heir(opens: Opens) -> None:
    at = opens("provinces", province="Bắc Kạn")
    assert at.header[0].value.startswith("Thái Nguyên")
    assert "thuộc tỉnh Thái Nguyên" in said(at)


def test_a_former_province_is_itself_before_the_merger(opens: Opens) -> None:
    at = opens("provinces", "five", province="Bắc Kạn", to="2024-05")
    assert at.header[0].value.startswith("Bắc Kạn")


def test_a_chosen_filter_stands_in_the_url(opens: Opens) -> None:
    at = opens("meetings")
    at.selectbox(key="filter_grain").select("quarter").run()
    assert at.query_params["grain"] in ("quarter", ["quarter"])
    at.selectbox(key="filter_grain").select("month").run()
    assert "grain" not in at.query_params
    assert not at.exception


def test_the_search_ignores_accents(opens: Opens) -> None:
    at = opens("meetings", "five", to="2021-04", q="hoi nghi")
    assert not at.exception
    assert len(at.dataframe[0].value) > 0


def test_markup_in_a_report_is_shown_as_text(opens: Opens) -> None:
    at = opens("meetings", "five", q="<b>*x*")
    assert "Không có dòng nào khớp." in said(at)


def test_who_is_missing_follows_the_chosen_places(opens: Opens) -> None:
    text = said(opens("overview", "five", to="2021-04", province="Bắc Kạn"))
    assert "Bắc Kạn đã báo cáo kỳ 4/2021" in text


def test_of_one_province_its_report_is_named_as_missing(opens: Opens) -> None:
    text = said(opens("overview", "five", to="2021-04", province="Cao Bằng"))
    assert "Cao Bằng chưa báo cáo kỳ 4/2021" in text
    assert "Hạn 5/5/2021" in text


def test_a_run_of_a_page_ends_before_the_next_begins() -> None:
    """Two at once share the address, and one may read what the other was asked for."""
    assert config.get_option("runner.fastReruns") is False
