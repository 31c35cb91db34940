"""A page that fails says one sentence with a number, and the log has the trace under it."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts import mishap
from pages.parts.mishap import show_mishap


def failing() -> None:
    from pages.parts.mishap import show_mishap

    show_mishap(ValueError("bí mật"))


@pytest.mark.parametrize(
    ("lang", "said"), [("vi", "Trang này gặp lỗi"), ("en", "This page failed")]
)
def test_the_number_on_the_page_is_the_one_in_the_log(
    lang: str, said: str, caplog: pytest.LogCaptureFixture
) -> None:
    at = AppTest.from_function(failing)
    at.query_params["lang"] = lang
    at.run()
    (shown,) = (str(element.value) for element in at.error)
    assert shown.startswith(said)
    assert "bí mật" not in shown
    (number,) = re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}", shown)
    failed = next(record for record in caplog.records if record.getMessage() == "page failed")
    assert failed.told["reference"] == number  # type: ignore[attr-defined]
    assert failed.exc_info
    assert "bí mật" in str(failed.exc_info[1])


def test_it_is_told_even_where_nobody_can_be_looked_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise OSError

    monkeypatch.setattr(mishap, "who", broken)
    monkeypatch.setattr(mishap, "say", lambda *_args, **_kw: "")
    assert show_mishap(ValueError("x")) is True
