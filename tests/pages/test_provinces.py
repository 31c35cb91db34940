"""The page of one province: its numbers are its own, its past is told, its figures lead on."""

import json
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Opens
from tests.pages.test_pages import said

UNITS = ["Bắc Kạn", "Thái Nguyên (trước 7/2025)", "Thái Nguyên"]


def figures(at: AppTest) -> list[str]:
    return [metric.value for metric in at.metric]


def specs(at: AppTest) -> list[dict[str, Any]]:
    return [json.loads(chart.proto.spec) for chart in at.get("plotly_chart")]


def stacked(at: AppTest) -> list[dict[str, Any]]:
    return [spec for spec in specs(at) if spec["layout"].get("barmode") == "stack"]


def test_of_several_chosen_provinces_the_first_stands_alone(opens: Opens) -> None:
    one = opens("provinces", province="Hà Nội")
    both = opens("provinces", province=["Hà Nội", "Cao Bằng"])
    assert both.header[0].value.startswith("Hà Nội")
    assert figures(both) == figures(one)


def test_a_chosen_region_leaves_the_country_its_median(opens: Opens) -> None:
    whole = said(opens("provinces", province="Hà Nội"))
    within = said(opens("provinces", province="Hà Nội", region="Đồng bằng sông Hồng"))
    median = next(part for part in whole.split(" · ") if part.startswith("Trung vị cả nước"))
    assert median in within


def test_a_merged_province_is_stacked_by_its_former_units(opens: Opens) -> None:
    (spec,) = stacked(opens("provinces", province="Thái Nguyên"))
    assert {trace["name"] for trace in spec["data"] if trace["type"] == "bar"} == set(UNITS)
    assert "Sáp nhập 1/7/2025" in str(spec["layout"]["annotations"])


def test_the_bands_are_the_sum_of_the_trend(opens: Opens) -> None:
    (spec,) = stacked(opens("provinces", province="Thái Nguyên"))
    at = opens("meetings", province="Thái Nguyên")
    trend = specs(at)[0]["data"][0]
    bars = [trace["y"] for trace in spec["data"] if trace["type"] == "bar"]
    sums = [sum(value or 0 for value in column) for column in zip(*bars, strict=True)]
    assert sums == [value or 0 for value in trend["y"]]


def test_a_province_that_was_left_as_it_was_has_its_usual_trend(opens: Opens) -> None:
    assert stacked(opens("provinces", province="Hà Nội")) == []


def test_the_numbers_lead_to_their_records(opens: Opens) -> None:
    at = opens("provinces", province="Thái Nguyên")
    assert all("](explore?province=Th" in metric.label for metric in at.metric)


def test_before_the_merger_a_province_of_today_is_the_sum_of_its_units(opens: Opens) -> None:
    asked = {"province": "Thái Nguyên", "to": "2025-05"}
    old = opens("provinces", **asked)
    other = opens("provinces", province="Bắc Kạn", to="2025-05")
    both = opens("provinces", **asked, boundaries="current")
    sums = [int(a) + int(b) for a, b in zip(figures(old), figures(other), strict=True)]
    assert [int(value) for value in figures(both)] == sums
    assert "Hạng" in said(both)


def test_a_band_leads_to_the_records_of_its_unit(opens: Opens) -> None:
    (spec,) = stacked(opens("provinces", province="Thái Nguyên"))
    bar = next(trace for trace in spec["data"] if trace["name"] == "Bắc Kạn")
    at = opens(
        "explore",
        **{"from": "2025-05", "to": "2025-05"},
        province="Bắc Kạn",
        measure="meetings",
        at="all",
    )
    assert f": {bar['y'][bar['x'].index('2025-05')]} hội nghị" in said(at)


def test_the_activities_of_every_kind_stand_below(opens: Opens) -> None:
    at = opens("provinces", province="Hà Nội")
    kinds = next(t.value for t in at.dataframe if "Tệp báo cáo" in t.value)["Loại hoạt động"]
    assert {"Hội nghị", "Tập huấn", "Khen thưởng"} <= set(kinds)


def test_fewer_than_five_provinces_rank_nobody(opens: Opens) -> None:
    text = said(opens("provinces", "five", province="Bắc Kạn", to="2021-04"))
    assert "Chưa xếp hạng" in text
    assert "Hạng" not in text


def test_the_calendar_of_a_former_province_is_its_own(opens: Opens) -> None:
    at = opens("provinces", province="Bắc Kạn", to="2025-05")
    titles = [spec["layout"]["title"].get("text", "") for spec in specs(at)]
    assert any("Bắc Kạn: " in title and "báo cáo đúng hạn" in title for title in titles)
    assert not any("Thái Nguyên: " in title for title in titles)


def test_no_median_of_a_region_needs_no_words_about_it(opens: Opens) -> None:
    assert "Trung vị vùng" not in said(opens("provinces", "five", province="Bắc Kạn", to="2021-04"))
