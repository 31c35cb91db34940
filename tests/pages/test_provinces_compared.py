"""Two provinces or two periods side by side: fair differences, and a state in the URL."""

import json
import re
from urllib.parse import parse_qs

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import Opens
from tests.pages.test_pages import said

ONE, OTHER = "Hà Nội", "Cao Bằng"


def side_by_side(at: AppTest) -> pd.DataFrame:
    """The table of the two sides."""
    return next(frame.value for frame in at.dataframe if "Chênh lệch" in frame.value)


def written(figure: object) -> int:
    """The number in a cell: a text where another figure of the column is a bound."""
    return int(str(figure).replace(".", ""))


def lines(at: AppTest) -> list[list[str]]:
    """The names of the lines of each chart with two of them."""
    specs = [json.loads(chart.proto.spec) for chart in at.get("plotly_chart")]
    drawn = [[t["name"] for t in s["data"] if t.get("mode") == "lines+markers"] for s in specs]
    return [names for names in drawn if len(names) == 2]


def test_two_provinces_stand_in_one_table(opens: Opens) -> None:
    at = opens("provinces", province=ONE, **{"with": OTHER})
    table = side_by_side(at)
    fair = table.dropna(subset=["Chênh lệch"])
    assert len(fair) > 5
    for _, row in fair.iterrows():
        assert row["Chênh lệch"] == written(row[ONE]) - written(row[OTHER])
    assert lines(at) == [[ONE, OTHER]]


def test_the_second_of_two_chosen_provinces_is_the_other(opens: Opens) -> None:
    assert OTHER in side_by_side(opens("provinces", province=[ONE, OTHER]))


@pytest.mark.parametrize("text", ["Xyz", "Hà Nội", "<b>", "HN"])
def test_another_province_that_does_not_exist_is_ignored(opens: Opens, text: str) -> None:
    at = opens("provinces", province=ONE, **{"with": text})
    assert not at.exception
    assert at.selectbox(key="choose_with").value is None


def test_a_choice_stands_in_the_url_and_is_taken_back(opens: Opens) -> None:
    at = opens("provinces", province=[ONE, OTHER])
    at.selectbox(key="choose_with").select("Huế").run()
    assert at.query_params["with"] in ("Huế", ["Huế"])
    at.selectbox(key="choose_with").set_value(None).run()
    assert "with" not in at.query_params
    assert at.selectbox(key="choose_with").value is None


def test_two_periods_stand_in_one_table(opens: Opens) -> None:
    at = opens("provinces", province=ONE, against="2025-10")
    then = opens("provinces", province=ONE, to="2025-10")
    shown = side_by_side(at)["Kỳ 10/2025"]
    firsts = {"Hội nghị": 0, "Lớp tập huấn": 1, "Khen thưởng": 5}
    labels = list(side_by_side(at)["Chỉ tiêu"])
    for label, card in firsts.items():
        assert str(shown[labels.index(label)]) == then.metric[card].value
    assert lines(at) == [["11/2025–10/2026", "11/2024–10/2025"]]


def test_a_merged_province_is_compared_with_the_sum_of_its_units(opens: Opens) -> None:
    at = opens("provinces", province="Thái Nguyên", against="2025-05")
    units = [opens("provinces", province=p, to="2025-05") for p in ("Bắc Kạn", "Thái Nguyên")]
    whole = sum(int(unit.metric[0].value) for unit in units)
    assert int(side_by_side(at)["Kỳ 5/2025"][0]) == whole


@pytest.mark.parametrize("period", ["2026-10", "2035-01", "x", "2025-Q3"])
def test_periods_without_figures_or_the_same_are_ignored(opens: Opens, period: str) -> None:
    at = opens("provinces", province=ONE, against=period)
    assert not at.exception
    assert at.selectbox(key="choose_against").value is None


@pytest.mark.parametrize("grain", ["quarter", "half"])
def test_every_grain_is_compared_with_as_many_months(opens: Opens, grain: str) -> None:
    at = opens("provinces", province="Thái Nguyên", grain=grain, to="2026-09", against="2025-09")
    assert not at.exception
    assert "Kỳ 7–9/2025" in side_by_side(at)


def test_a_former_province_is_compared_within_its_own_time(opens: Opens) -> None:
    at = opens("provinces", province="Bắc Kạn", to="2025-05", against="2025-09")
    assert at.selectbox(key="choose_against").value is None


def test_a_missing_report_gives_no_difference(opens: Opens) -> None:
    at = opens("provinces", "five", province="Bắc Kạn", to="2021-04", **{"with": "Cao Bằng"})
    assert side_by_side(at)["Chênh lệch"].isna().all()
    assert lines(at) == []
    assert "9 chỉ tiêu không tính chênh lệch" in said(at)


def test_regions_are_not_compared_across_the_merger_without_a_note(opens: Opens) -> None:
    note = "không so trung vị vùng qua mốc này"
    now = {"province": "Phú Thọ", "from": "2026-09", "to": "2026-10"}
    across = said(opens("provinces", **now, against="2025-06")).replace("\\", "")
    assert note in across
    assert "Trước đó Vĩnh Phúc thuộc Đồng bằng sông Hồng." in across
    assert note not in said(opens("provinces", **now))


@pytest.mark.parametrize("query", [{"with": OTHER}, {"against": "2025-05"}])
def test_the_reports_of_both_sides_are_a_way_to_them(opens: Opens, query: dict[str, str]) -> None:
    at = opens("provinces", province=ONE, **query)
    (line,) = (c.value for c in at.caption if c.value.startswith("Báo cáo đã nhận: "))
    ways = [parse_qs(way) for way in re.findall(r"\]\(explore\?([^)]*)\)", line)]
    assert [way["measure"] for way in ways] == [["reports_received"]] * 2
    if "with" in query:
        assert [way["province"] for way in ways] == [[ONE], [OTHER]]
    else:
        assert [way["to"] for way in ways] == [["2026-10"], ["2025-05"]]
