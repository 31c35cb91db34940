"""A clerk in front of the upload page without a browser: chooses files, mends, sends."""

from dataclasses import dataclass
from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.pages.signed import signs_in

SAMPLE = Path(__file__).parents[2] / "data" / "samples" / "bac-kan-2021-04.csv"
HEADER = "Tỉnh/Thành phố,Kỳ báo cáo,Loại hoạt động,Nội dung,Số lượng,Thời gian"
TEXTS = ("header", "subheader", "markdown", "caption", "success", "info", "warning", "error")
LOOK = {"vi": "Kiểm tra tệp", "en": "Check the file"}


def report(*rows: str) -> bytes:
    """A small CSV of these rows under the usual header."""
    return "\n".join([HEADER, *rows, ""]).encode()


GOOD = report(
    "Bắc Kạn,4/2021,Hội nghị,Giao ban báo chí,2,5/4/2021",
    "Bắc Kạn,4/2021,Tập huấn,Lớp bồi dưỡng,1,12/4/2021",
)


@dataclass
class Clerk:
    """One who is signed in and sends reports; ``at`` is the page."""

    at: AppTest
    lang: str = "vi"
    name: str = "An"

    def __post_init__(self) -> None:
        signs_in(self.name)
        # Opened by nobody, the page asked for no file.
        if self.at.get("header") and not self.at.get("file_uploader"):
            self.runs()

    def puts(self, *files: tuple[str, bytes]) -> "Clerk":
        """Choose files and look at them."""
        chosen = [(name, data, "text/csv") for name, data in files]
        self.at.file_uploader(key="sent_files").set_value(chosen)
        return self.presses(LOOK[self.lang])

    def sends(self, name: str = "An", reason: str = "") -> "Clerk":
        """Send under this name, with a reason where one is asked for."""
        signs_in(name)
        if reason:
            self.at.text_input(key="reason").set_value(reason)
        self.at.button(key="send_button").click()
        return self.runs()

    def presses(self, label: str) -> "Clerk":
        """Press the button that says this or begins so."""
        next(button for button in self.at.button if button.label.startswith(label)).click()
        return self.runs()

    def runs(self) -> "Clerk":
        self.at.run()
        assert not self.at.exception
        return self

    @property
    def sees(self) -> str:
        """Everything that stands on the page as text, as it was typed."""
        texts = (str(element.value) for kind in TEXTS for element in self.at.get(kind))
        return (
            "\n".join(texts)
            .replace("\\", "")
            .replace("\u2060", "")
            .replace("\N{NO-BREAK SPACE}", " ")
        )

    @property
    def buttons(self) -> list[str]:
        return [button.label.replace("\\", "") for button in self.at.button]
