"""The history on the page: every upload and attempt, the file back, two compared, undo."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.warehouse import newest
from etl.line import Report, ingest
from etl.uploads import history
from tests.pages.clerk import GOOD, Clerk, report
from tests.pages.conftest import Opens
from tests.pages.signed import signs_in
from tests.pages.stores import STORES

CORRECTED = report("Bắc Kạn,4/2021,Hội nghị,Giao ban báo chí,3,5/4/2021")
BAD = report("Bắc Kạn,4/2021,Hội nghị,Giao ban báo chí,vài,5/4/2021")


@pytest.fixture
def kept(store: Path) -> Path:
    """A store with a report, its correction, and an attempt that was refused."""
    sent = [("a.csv", GOOD, "An"), ("sua.csv", CORRECTED, "Trần *Bình*"), ("sai.csv", BAD, "An")]
    for hour, (name, data, sender) in enumerate(sent, start=1):
        at = datetime(2026, 11, 20, hour, tzinfo=UTC)
        ingest([Report(name, data, sent_at=at, sender=sender)], store)
    return store


def opened(opens: Opens, **query: str) -> Clerk:
    at = opens("history", "empty")
    for key, value in query.items():
        at.query_params[key] = value
    return Clerk(at).runs()


def id_of(store: Path, file: str) -> str:
    return next(entry.upload for entry in history(newest(store)) if entry.file == file)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", STORES)
def test_the_page_opens_with_every_store(opens: Opens, name: str, lang: str) -> None:
    at = opens("history", name, lang=lang)
    assert not at.exception
    assert at.header
    assert bool(at.dataframe) == (name != "empty")


@pytest.mark.usefixtures("kept")
def test_every_upload_and_attempt_is_listed(opens: Opens) -> None:
    table = opened(opens).at.dataframe[0].value
    assert table["Tệp báo cáo"].tolist() == ["sai.csv", "sua.csv", "a.csv"]
    assert table["Tình trạng"].tolist() == ["bị từ chối", "đang dùng", "đã được thay"]
    assert table["Người gửi"].tolist() == ["An", "Trần *Bình*", "An"]
    assert table["SHA-256"].str.len().eq(8).all()


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(
    ("query", "files"),
    [
        ({"province": "Bắc Kạn"}, ["sai.csv", "sua.csv", "a.csv"]),
        ({"province": "Cao Bằng"}, []),
        ({"to": "2021-04"}, ["sai.csv", "sua.csv", "a.csv"]),
    ],
)
def test_the_shared_filters_narrow_the_list(
    opens: Opens, query: dict[str, str], files: list[str]
) -> None:
    table = opened(opens, **query).at.dataframe[0].value
    assert table["Tệp báo cáo"].tolist() == files


@pytest.mark.parametrize("province", ["Bắc Kạn", "Cao Bằng"])
@pytest.mark.usefixtures("kept")
def test_an_attempt_nobody_understood_is_listed_under_every_province(
    opens: Opens, store: Path, province: str
) -> None:
    ingest([Report("anh.png", b"\x89PNG\r\n", sender="An")], store)
    table = opened(opens, province=province).at.dataframe[0].value
    assert table["Tệp báo cáo"].tolist()[0] == "anh.png"
    assert table["Báo cáo"].tolist()[0] == "không rõ tỉnh, tháng"
    clerk = opened(opens, province=province, upload=id_of(store, "anh.png"))
    assert clerk.sees.count("không rõ tỉnh, tháng") == 1


def test_an_upload_shows_its_sender_its_time_and_a_row_as_sent(opens: Opens, kept: Path) -> None:
    clerk = opened(opens, upload=id_of(kept, "sua.csv"), row="2")
    assert "**đang dùng** · 09:00, 20/11/2026 · Trần *Bình* · 1 dòng · Bắc Kạn 4/2021" in clerk.sees
    row = clerk.at.dataframe[1].value
    assert row["Nội dung ô"].tolist()[:4] == ["Bắc Kạn", "4/2021", "Hội nghị", "Giao ban báo chí"]
    missing = opened(opens, upload=id_of(kept, "sua.csv"), row="99")
    assert "không có dòng 99" in missing.sees


def test_a_refused_attempt_says_why(opens: Opens, kept: Path) -> None:
    clerk = opened(opens, upload=id_of(kept, "sai.csv"))
    assert "**bị từ chối**" in clerk.sees
    assert "không phải là một số nguyên" in clerk.sees
    assert "không được lưu lại" in clerk.sees
    assert "0 dòng · Bắc Kạn 4/2021" in clerk.sees
    assert "So sánh với bản khác" not in [box.label for box in clerk.at.selectbox]
    assert not [b for b in clerk.at.get("download_button") if b.label == "Tải tệp như đã gửi"]


def test_two_versions_are_compared(opens: Opens, kept: Path) -> None:
    clerk = opened(opens, upload=id_of(kept, "sua.csv"))
    other = id_of(kept, "a.csv")
    clerk.at.selectbox(key=f"compare_{id_of(kept, 'sua.csv')}").set_value(other)
    clerk.runs()
    assert "**Bắc Kạn 4/2021**: 0 dòng như nhau; bỏ 1 dòng, đổi 1 ô." in clerk.sees


def test_undo_asks_for_a_name_and_is_itself_in_the_history(opens: Opens, kept: Path) -> None:
    clerk = opened(opens, upload=id_of(kept, "sua.csv"))
    clerk.presses("Hoàn tác")
    assert "Cần ghi họ tên và đánh dấu xác nhận." in clerk.sees
    signs_in("Lê Chi", "approver")
    clerk.at.checkbox(key="undo_sure").check()
    clerk.presses("Hoàn tác")
    assert "Đã hoàn tác lần gửi sua.csv" in clerk.sees
    assert "người làm: Lê Chi" in clerk.sees
    states = {entry.file: entry.state for entry in history(newest(kept))}
    assert states == {"sai.csv": "refused", "sua.csv": "undone", "a.csv": "current"}


def test_the_only_upload_is_undone_and_stays_listed(opens: Opens, store: Path) -> None:
    ingest([Report("a.csv", GOOD, sender="An")], store)
    clerk = opened(opens, upload=id_of(store, "a.csv"))
    clerk.at.checkbox(key="undo_sure").check()
    clerk.presses("Hoàn tác")
    assert clerk.at.dataframe[0].value["Tình trạng"].tolist() == ["đã hoàn tác"]


@pytest.mark.usefixtures("kept")
def test_an_upload_that_is_not_there_is_said(opens: Opens) -> None:
    assert "Không có lần gửi nào mang mã này." in opened(opens, upload="zzz").sees
