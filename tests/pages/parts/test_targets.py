"""A card says how much of the year's target is reached, only where there is a whole target."""

import re
import shutil
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from data.filters import CURRENT, Filters
from data.questions import Question, ask
from data.targets import COUNTRY, targets
from data.warehouse import newest
from etl.examine import Report
from etl.targets import set_targets
from tests.pages.conftest import Opens

NOW = datetime(2026, 11, 22, 3, tzinfo=UTC)
HEAD = "Năm,Tỉnh,Chỉ tiêu,Mức giao\n"


def cards(at: AppTest) -> list[str]:
    """The lines about targets, in the order of the cards."""
    words = ("Chỉ tiêu cả năm", "Year's target")
    lines = (line for caption in at.caption for line in caption.value.split("  \n"))
    plain = (re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", line) for line in lines)
    return [line.replace("\N{NO-BREAK SPACE}", " ") for line in plain if line.startswith(words)]


def done(store: Path, measure: str, first: str, last: str, *names: str) -> int:
    warehouse = newest(store)
    assert warehouse
    where = {"province": names} if names else {}
    filters = Filters(where=where, first=first, last=last, boundaries=CURRENT)
    return int(ask(warehouse, Question((measure,), (), filters), now=NOW)[measure][0])


def set_for(store: Path, measure: str, year: int, *codes: str) -> list[int]:
    warehouse = newest(store)
    assert warehouse
    found = targets(warehouse, year)
    return [t.value for t in found if t.measure == measure and t.code in codes]


@pytest.fixture
def own(made: dict[str, Path], store: Path) -> Path:
    """The demonstration, to set other targets in."""
    shutil.copytree(made["demonstration"], store)
    return store


def given(store: Path, *rows: str, demonstration: bool = True) -> None:
    report = Report("a.csv", (HEAD + "\n".join(rows)).encode())
    (outcome,) = set_targets([report], store, now=NOW, demonstration=demonstration)
    assert outcome.status == "loaded"


def test_the_country_has_its_target_a_whole_sum_or_a_part_of_one(opens: Opens, store: Path) -> None:
    meetings, classes, titles, documents = cards(opens("overview"))
    (whole,) = set_for(store, "classes", 2026, COUNTRY)
    share = round(100 * done(store, "classes", "2026-01", "2026-10") / whole)
    assert classes == f"Chỉ tiêu cả năm {whole:,}: đạt {share} %".replace(",", ".")
    assert titles.startswith("Chỉ tiêu cả năm 2.000: đạt ")
    assert "(cộng 34 nơi): đạt " in meetings
    assert documents == "Chỉ tiêu cả năm: mới có ở 6/34 nơi"


def test_a_province_has_its_own(opens: Opens, store: Path) -> None:
    said = cards(opens("overview", province="Hà Nội", lang="en"))
    (own,) = set_for(store, "meetings", 2026, "01")
    share = round(100 * done(store, "meetings", "2026-01", "2026-10", "Hà Nội") / own)
    assert said[0] == f"Year's target {own}: {share}% reached"
    assert len(said) == 3  # meetings, classes and, as its region, documents; never the country's


def test_todays_province_in_the_year_of_the_merger_is_the_sum_of_its_former_ones(
    opens: Opens, store: Path
) -> None:
    said = cards(opens("overview", province="Thái Nguyên", to="2025-12"))
    both = set_for(store, "meetings", 2025, "19", "06")
    reached = done(store, "meetings", "2025-01", "2025-12", "Thái Nguyên")
    assert len(both) == 2
    share = round(100 * reached / sum(both))
    assert (
        said[0] == f"Chỉ tiêu cả năm {sum(both)} (cộng 2 nơi): đạt {share} %, số liệu từ kỳ 3/2025"
    )


def test_without_targets_nothing_is_said(opens: Opens) -> None:
    assert cards(opens("overview", "five")) == []


def test_missing_reports_are_said_beside_it(opens: Opens, own: Path) -> None:
    given(own, "2026,Bắc Ninh,Hội nghị,100")
    at = opens("overview", province="Bắc Ninh", to="2026-02")
    assert cards(at)[0].endswith("báo cáo")
    assert "1/2 báo cáo" in cards(at)[0]


def test_a_lower_bound_of_the_sum_is_one_of_the_share(opens: Opens, own: Path) -> None:
    given(own, "2026,Cả nước,Lượt người dự hội nghị,1000000")
    said = cards(opens("meetings"))
    assert said[1].startswith("Chỉ tiêu cả năm 1.000.000: đạt ≥ ")


def test_no_number_is_no_share(opens: Opens, made: dict[str, Path], store: Path) -> None:
    shutil.copytree(made["five"], store)
    given(store, "2021,Cả nước,Lượt học viên,100", demonstration=False)
    said = cards(opens("trainings", to="2021-04"))
    assert said == ["Chỉ tiêu cả năm 100: chưa có số để so"]


@pytest.mark.parametrize("query", [{}, {"province": "Lào Cai"}, {"region": "Đông Nam Bộ"}])
def test_a_target_leads_to_its_lines_and_what_is_reached_to_the_records(
    opens: Opens, query: dict[str, str]
) -> None:
    text = "\n".join(caption.value for caption in opens("overview", **query).caption)
    found = re.findall(r"Chỉ tiêu cả năm \[([\d.]+)\]\(history\?([^)]+)\)", text)
    assert len(found) >= (0 if "region" in query else 2)
    for figure, url in found[:3]:
        at = opens("history", **{key: values for key, values in parse_qs(url).items()})
        assert not at.exception
        assert at.subheader[0].value.endswith(f": {figure}")
        rows = at.dataframe[0].value
        assert rows["Mức giao"].sum() == int(figure.replace(".", ""))
        assert rows["Dòng"].min() > 1
        assert set(rows["Tệp báo cáo"]) - {None, ""}
