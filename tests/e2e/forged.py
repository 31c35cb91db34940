"""What a change is on the wire: the page, its widgets in their order, and whom it is about."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from tests.e2e.wire import PRESS, Value, chosen

REPORT = (
    "Tỉnh/Thành phố,Kỳ báo cáo,Loại hoạt động,Nội dung,Số lượng,Thời gian\n"
    "Bắc Kạn,4/2021,Hội nghị,Giao ban báo chí,2,5/4/2021\n"
).encode()
TARGETS = "Năm,Tỉnh,Chỉ tiêu,Mức giao\n2026,Cao Bằng,Hội nghị,60\n".encode()
LOOK = "FormSubmitter:intake-Kiểm tra tệp"
NAME = "Khách"
EVERYWHERE = ("Bắc Kạn", "Cao Bằng", "Hà Nội")
Step = Mapping[str, Value]


@dataclass(frozen=True)
class Change:
    """The steps of a change; a file is put before the first of them."""

    page: str
    steps: tuple[Step, ...]
    about: Collection[str]
    file: tuple[str, bytes] | None = None


CHANGES = {
    "send": Change(
        "upload",
        (
            {"sent_files": chosen("a.csv", len(REPORT)), LOOK: PRESS},
            {"sender": NAME, "reason": "thử", "send_button": PRESS},
        ),
        ["Bắc Kạn"],
        ("a.csv", REPORT),
    ),
    "targets": Change(
        "upload",
        (
            {"yearly_file": chosen("b.csv", len(TARGETS)), "yearly_look": PRESS},
            {"yearly_sender": NAME, "yearly_load": PRESS},
        ),
        ["Cao Bằng"],
        ("b.csv", TARGETS),
    ),
    "explain": Change(
        "quality",
        (
            {"tick_all": True},
            {"explain_reason": "họp bù", "explain_actor": NAME, "explain_go": PRESS},
        ),
        EVERYWHERE,
    ),
    "keep_view": Change(
        "explore",
        (
            {"explore_views": True},
            {
                "explore_views": True,
                "explore_view_name": "Theo tỉnh",
                "explore_view_actor": NAME,
                "view_keep": PRESS,
            },
        ),
        [],
    ),
    "undo": Change(
        "history", ({"undo_name": NAME, "undo_sure": True, "undo_do": PRESS},), ["Bắc Kạn"]
    ),
    "lock": Change(
        "reporting", ({"lock_why": "đã chốt", "lock_actor": NAME, "lock_go": PRESS},), EVERYWHERE
    ),
    "unlock": Change(
        "reporting", ({"lock_why": "mở lại", "lock_actor": NAME, "unlock_go": PRESS},), EVERYWHERE
    ),
}
