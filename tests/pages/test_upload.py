"""Sending from the page: what was understood, mending, confirming, the receipt, and where to."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook

import data.store
from data.warehouse import newest
from etl.line import Report, ingest
from etl.uploads import history
from pages.parts.sending import desk as desk_
from tests.pages.clerk import GOOD, SAMPLE, Clerk, report
from tests.pages.conftest import Opens
from tests.pages.stores import STORES


def states(store: Path) -> list[str]:
    return [entry.state for entry in history(newest(store))]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("kept", STORES)
def test_a_report_is_sent_from_every_store(opens: Opens, store: Path, kept: str, lang: str) -> None:
    clerk = Clerk(opens("upload", kept, lang=lang), lang)
    before = len(states(store))
    clerk.puts(("thang-4.csv", GOOD))
    assert "Bắc Kạn 4/2021" in clerk.sees
    assert len(states(store)) == before
    clerk.sends("Nguyễn *An*")
    newest_ = history(newest(store))[0]
    assert (newest_.sender, newest_.file, newest_.state) == (
        "Nguyễn *An*",
        "thang-4.csv",
        "current",
    )
    assert newest_.upload in clerk.sees
    place = {"vi": "kho minh họa", "en": "the demonstration"}[lang]
    assert (f"{'vào' if lang == 'vi' else 'into'} {place}." in clerk.sees) == (
        kept == "demonstration"
    )


def test_what_was_understood_is_shown_before_anything_is_stored(opens: Opens, store: Path) -> None:
    clerk = Clerk(opens("upload", "empty")).puts((SAMPLE.name, SAMPLE.read_bytes()))
    assert "CSV, bảng mã UTF-8, các ô cách nhau bằng dấu chấm phẩy" in clerk.sees
    assert "Số bản phát hành: 1.890 → 1890 (1 dòng)" in clerk.sees
    assert "Hội nghị **6**" in clerk.sees
    assert "Lượt người dự hội nghị **≥ 150**" in clerk.sees
    assert not store.exists()


def test_a_reason_is_asked_for_and_kept(opens: Opens, store: Path) -> None:
    clerk = Clerk(opens("upload", "empty")).puts((SAMPLE.name, SAMPLE.read_bytes()))
    clerk.sends("An")
    assert "Cần ghi lý do" in clerk.sees
    assert not store.exists()
    clerk.sends("An", reason="Hội nghị kéo sang tháng sau")
    [(notes,)] = newest(store).rows("SELECT notes FROM uploads")
    assert "Hội nghị kéo sang tháng sau" in notes


def test_the_same_file_again_changes_nothing_and_says_who_sent_it(
    opens: Opens, store: Path
) -> None:
    clerk = Clerk(opens("upload", "empty")).puts(("a.csv", GOOD)).sends("Trần Bình")
    clerk.puts(("b.csv", GOOD))
    assert "người gửi Trần Bình và vẫn đang dùng: không có gì thay đổi" in clerk.sees
    assert "Gửi báo cáo" not in clerk.buttons
    assert states(store) == ["current"]


def test_a_correction_shows_what_it_changes_and_replaces_the_slice(
    opens: Opens, store: Path
) -> None:
    clerk = Clerk(opens("upload", "empty")).puts(("a.csv", GOOD)).sends("Trần Bình")
    corrected = report(
        "Bắc Kạn,4/2021,Hội nghị,Giao ban báo chí,3,5/4/2021",
        "Bắc Kạn,4/2021,Văn bản,Kế hoạch,1,",
    )
    clerk.puts(("a.csv", corrected))
    assert "thêm 1 dòng, bỏ 1 dòng, đổi 1 ô" in clerk.sees
    assert "người gửi Trần Bình" in clerk.sees
    clerk.sends("An")
    assert states(store) == ["current", "replaced"]


def test_one_click_mends_all_rows_and_drops_the_total(opens: Opens, store: Path) -> None:
    rows = [f'Bắc Kạn,4/2021,Hội nghị,Hội nghị {n},"1,890",5/4/2021' for n in (1, 2)]
    bad = report(*rows, "Tổng cộng,,,,3780,")
    clerk = Clerk(opens("upload", "empty")).puts(("sai.csv", bad))
    assert "phải sửa 3 chỗ" in clerk.sees
    assert "Dòng 2–3 · Số lượng" in clerk.sees
    assert "Gửi báo cáo" not in clerk.buttons
    clerk.presses("1,890 → 1890 (2 dòng)")
    assert "phải sửa 1 chỗ" in clerk.sees
    clerk.presses("Bỏ dòng tổng (4)")
    assert "sai-da-sua.csv: gửi được" in clerk.sees
    clerk.sends("An")
    [(total,)] = newest(store).rows("SELECT sum(quantity) FROM records")
    assert total == 3780


def test_an_empty_required_cell_is_filled_from_the_row_above(opens: Opens) -> None:
    bad = report(
        "Bắc Kạn,4/2021,Hội nghị,Một,1,5/4/2021",
        ",,Hội nghị,Hai,1,6/4/2021",
        "Bắc Kạn,4/2021,Hội nghị,Ba,1,7/4/2021",
    )
    clerk = Clerk(opens("upload", "empty")).puts(("trong.csv", bad))
    clerk.presses("Điền theo dòng trên (dòng 3)")
    assert "gửi được" in clerk.sees


def test_rows_mended_in_the_table_are_checked_again(
    opens: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    def edit(shown: object, **_how: object) -> object:
        return shown.assign(**{"Số lượng": "4"})  # type: ignore[attr-defined]

    monkeypatch.setattr("streamlit.data_editor", edit)
    bad = report("Bắc Kạn,4/2021,Hội nghị,Một,vài,5/4/2021")
    clerk = Clerk(opens("upload", "empty")).puts(("sai.csv", bad)).presses("Kiểm tra lại")
    assert "sai-da-sua.csv: gửi được" in clerk.sees
    assert "Hội nghị **4**" in clerk.sees


def test_what_is_no_report_is_refused_with_a_way_out(opens: Opens) -> None:
    clerk = Clerk(opens("upload", "empty")).puts(("ảnh*.png", b"\x89PNG\r\n"))
    assert "ảnh*.png: phải sửa 1 chỗ" in clerk.sees
    clerk.presses("Bỏ tệp này")
    assert "2. Chọn tệp đã điền" in clerk.sees


def test_a_file_too_large_or_too_long_is_refused(
    opens: Opens, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk_, "MOST_ROWS", 1)
    clerk = Clerk(opens("upload", "empty")).puts(("dài.csv", GOOD))
    assert "Tệp có quá nhiều dòng: 2, tối đa 1." in clerk.sees
    assert "Gửi báo cáo" not in clerk.buttons
    clerk.presses("Bỏ tệp này")
    monkeypatch.setattr(desk_, "MOST_BYTES", 10)
    clerk.puts(("nặng.csv", GOOD))
    assert "Tệp quá lớn" in clerk.sees


def test_a_workbook_is_sent(opens: Opens, store: Path) -> None:
    book, content = Workbook(), BytesIO()
    for row in GOOD.decode().splitlines():
        book.active.append(row.split(","))
    book.save(content)
    clerk = Clerk(opens("upload", "empty")).puts(("thang-4.xlsx", content.getvalue()))
    assert "XLSX · 2 dòng · Bắc Kạn 4/2021" in clerk.sees
    clerk.sends("An")
    assert states(store) == ["current"]


def test_no_file_is_said(opens: Opens) -> None:
    clerk = Clerk(opens("upload", "empty")).presses("Kiểm tra tệp")
    assert "Chưa chọn tệp nào." in clerk.sees


def test_of_several_files_the_good_ones_go_and_the_others_stay(opens: Opens, store: Path) -> None:
    bad = report("Cao Bằng,4/2021,Hội nghị,Một,vài,5/4/2021")
    other = report("Cao Bằng,5/2021,Hội nghị,Một,1,5/5/2021")
    clerk = Clerk(opens("upload", "empty"))
    clerk.puts(("a.csv", GOOD), ("b.csv", bad), ("c.csv", other), ("d.csv", other + b" "))
    assert "b.csv: phải sửa 1 chỗ" in clerk.sees
    assert "tệp sau sẽ thay tệp trước" in clerk.sees
    clerk.sends("An")
    assert "Đã nhận a.csv" in clerk.sees
    assert "b.csv: phải sửa 1 chỗ" in clerk.sees
    assert {entry.file for entry in history(newest(store))} == {"a.csv", "c.csv", "d.csv"}


def test_what_changed_meanwhile_is_said_and_nothing_is_lost(opens: Opens, store: Path) -> None:
    clerk = Clerk(opens("upload", "empty")).puts(("a.csv", GOOD))
    theirs = report("Bắc Kạn,4/2021,Hội nghị,Của người khác,9,5/4/2021")
    ingest([Report("khac.csv", theirs, sender="Trần Bình")], store)
    clerk.sends("An")
    assert "đã có bản mới của Trần Bình lúc " in clerk.sees
    assert "bỏ 1 dòng" in clerk.sees
    clerk.sends("An")
    assert "Đã nhận a.csv" in clerk.sees
    assert states(store) == ["current", "refused", "replaced"]


def test_a_real_report_never_goes_into_the_demonstration(
    opens: Opens, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, shown = tmp_path / "office", tmp_path / "store"
    monkeypatch.setattr(data.store, "OFFICE", office)
    monkeypatch.setattr(data.store, "DEMONSTRATION", shown)
    monkeypatch.delenv("DASHBOARD_STORE")
    clerk = Clerk(opens("upload"))
    assert "vào kho số liệu thật của cơ quan, hiện còn trống" in clerk.sees
    before = data.store.versions(shown)
    clerk.puts(("a.csv", GOOD)).sends("An")
    assert "vào kho số liệu của cơ quan" in clerk.sees
    assert data.store.versions(office) == [1]
    assert data.store.versions(shown) == before
    assert data.store.shown() == office


def test_markup_in_a_file_is_shown_as_text(opens: Opens) -> None:
    bad = report("<b>*x*</b>,4/2021,Hội nghị,[a](b),1,5/4/2021")
    clerk = Clerk(opens("upload", "empty")).puts(("<i>_a_.csv", bad))
    raw = "\n".join(str(e.value) for kind in ("subheader", "markdown") for e in clerk.at.get(kind))
    assert r"\<i\>\_a\_" in raw
    assert r"\<b\>\*x\*" in raw


def test_an_empty_page_leads_to_the_first_report(opens: Opens) -> None:
    at = opens("meetings", "empty")
    at.button(key="send_first").click().run()
    assert at.header[0].value == "Gửi báo cáo tháng"
