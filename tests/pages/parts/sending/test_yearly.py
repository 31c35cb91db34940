"""Targets are loaded from the page: looked at, mended, confirmed, acknowledged, undone."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from data.targets import targets
from data.warehouse import newest
from etl.problem import Problem
from etl.problems import mend
from etl.targets.past import sent_tables
from pages.parts.words import say
from tests.pages.clerk import GOOD as REPORT
from tests.pages.clerk import Clerk
from tests.pages.conftest import Opens
from tests.pages.signed import signs_in, signs_out
from tests.pages.stores import STORES

HEAD = "Năm,Tỉnh,Chỉ tiêu,Mức giao\n"
GOOD = HEAD + "2026,Cả nước,Hội nghị,1200\n2026,Hà Nội,Hội nghị,60\n"


def puts(at: AppTest, text: str, name: str = "chi-tieu.csv") -> AppTest:
    signs_in("An")
    at.run()
    at.file_uploader(key="yearly_file").upload(name, text.encode(), "text/csv")
    at.button(key="yearly_look").click().run()
    assert not at.exception
    return at


def loads(at: AppTest, name: str) -> AppTest:
    signs_in(name)
    at.button(key="yearly_load").click().run()
    assert not at.exception
    return at


def sees(at: AppTest) -> str:
    told = [*at.markdown, *at.success, *at.error, *at.info, *at.caption, *at.warning]
    return "\n".join(element.value for element in told)


def values(store: Path) -> dict[str, int]:
    warehouse = newest(store)
    found = targets(warehouse, 2026) if warehouse else ()
    return {t.code: t.value for t in found if t.measure == "meetings"}


@pytest.mark.parametrize("kept", STORES)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_table_is_looked_at_loaded_and_undone(
    opens: Opens, store: Path, kept: str, lang: str
) -> None:
    at = opens("upload", kept, lang=lang)
    before = values(store)
    puts(at, GOOD)
    assert values(store) == before, "nothing is stored before it is confirmed"
    changes = next(table.value for table in at.dataframe if len(table.value) == 2)
    assert changes.iloc[:, -1].tolist() == [1200, 60]
    loads(at, "An *B*")
    assert values(store) == {**before, "": 1200, "01": 60}
    sent = sent_tables(newest(store))[-1]
    assert (sent.sender, sent.file, sent.rows) == ("An *B*", "chi-tieu.csv", 2)
    assert sent.upload in sees(at)
    at.checkbox(key="yearly_undo_sure").check()
    at.button(key="yearly_undo_do").click().run()
    assert not at.exception
    assert values(store) == before
    assert sent_tables(newest(store))[-1].undone


def test_every_problem_is_said_with_its_row_and_nothing_can_be_loaded(opens: Opens) -> None:
    at = puts(opens("upload", "five"), HEAD + "2026,Hà Nam,Hội nghị,1\n2026,Huế,Họp,hơn 5\n")
    said = sees(at)
    assert "Dòng 2" in said
    assert said.count("Dòng 3") == 2
    assert "yearly_load" not in [button.key for button in at.button]
    at.button(key="yearly_leave").click().run()
    assert "yearly_look" in [button.key for button in at.button]


def test_a_name_is_asked_for(opens: Opens, store: Path) -> None:
    at = puts(opens("upload"), GOOD)
    before = values(store)
    signs_out()
    at.run()
    at.button(key="yearly_load").click().run()
    assert "Cần ghi họ tên người gửi." in sees(at)
    assert values(store) == before


@pytest.mark.parametrize(
    ("who", "why"),
    [
        (("sender",), "không được nạp chỉ tiêu. Vai trò được làm: người duyệt"),
        (("approver", "Hà Nội"), "không được nạp chỉ tiêu của Cả nước"),
    ],
)
def test_who_may_not_loads_nothing(
    opens: Opens, store: Path, who: tuple[str, ...], why: str
) -> None:
    at = puts(opens("upload", "five"), GOOD)
    button = at.button(key="yearly_load")
    signs_in("An", *who)
    button.click().run()
    assert why in sees(at).replace("\\", "")
    assert values(store) == {}


def test_the_same_table_again_changes_nothing(opens: Opens, store: Path) -> None:
    at = loads(puts(opens("upload", "five"), GOOD), "An")
    version = newest(store)
    puts(at, GOOD)
    assert "mọi chỉ tiêu đã đúng như vậy" in sees(at)
    assert "yearly_load" not in [button.key for button in at.button]
    assert newest(store) == version


def test_undoing_needs_a_name_and_a_confirmation(opens: Opens, store: Path) -> None:
    at = loads(puts(opens("upload", "five"), GOOD), "An")
    at.button(key="yearly_undo_do").click().run()
    assert "Cần ghi họ tên và đánh dấu xác nhận." in sees(at)
    assert values(store) == {"": 1200, "01": 60}


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_ways_named_for_a_file_in_the_wrong_place_stand_on_the_page(lang: str) -> None:
    for kind, title in (("targets_table", "yearly.title"), ("report_table", "sending.choose")):
        told = mend(Problem(kind), lang)
        assert f"“{say(lang, title)}”" in told
        assert say(lang, "frame.upload") in told


def test_targets_chosen_as_a_report_are_one_click_from_their_place(
    opens: Opens, store: Path
) -> None:
    clerk = Clerk(opens("upload", "five")).puts(("chi-tieu.csv", GOOD.encode()))
    assert "Đây là bảng chỉ tiêu năm, không phải báo cáo tháng." in clerk.sees
    assert [label for label in clerk.buttons if label.startswith("Tải tệp kèm lỗi")] == []
    clerk.presses("Kiểm tra như bảng chỉ tiêu năm")
    assert "chi-tieu.csv: 2 chỉ tiêu sẽ thay đổi" in clerk.sees
    loads(clerk.at, "An")
    assert values(store) == {"": 1200, "01": 60}


def test_a_report_chosen_as_targets_is_one_click_from_its_place(opens: Opens) -> None:
    clerk = Clerk(puts(opens("upload", "five"), REPORT.decode(), "thang-4.csv"))
    assert "Đây là báo cáo tháng, không phải bảng chỉ tiêu năm." in clerk.sees
    clerk.presses("Kiểm tra như báo cáo tháng")
    assert "Gửi báo cáo" in clerk.buttons
    assert "yearly_load" not in [button.key for button in clerk.at.button]
