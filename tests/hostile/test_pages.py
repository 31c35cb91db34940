"""No page hands a text from a report to the browser as Markdown, HTML or a figure's markup."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from data.warehouse import newest
from etl.uploads import history
from pages.charts.text import escape as for_plotly
from pages.parts.markdown import escape as for_markdown
from tests.hostile.conftest import Opens
from tests.hostile.seen import alive, raw_html, raw_markdown
from tests.hostile.store import PERIODS, TEXTS, refused, reports
from tests.pages.clerk import Clerk

WHOLE = {"from": PERIODS[0], "to": PERIODS[-1]}
KINDS = ("meetings", "trainings", "publications", "press", "documents", "awards")
STATES = ("open", "explained", "dismissed")
SCENES = {
    **{page: (page, WHOLE) for page in ("overview", *KINDS, "dictionary", "wall", "upload")},
    **{f"meetings {p}": ("meetings", {"from": p, "to": p}) for p in PERIODS},
    "searched": ("meetings", {**WHOLE, "q": TEXTS[0]}),
    "looked up": ("dictionary", {"q": TEXTS[0], "measure": TEXTS[1]}),
    "one province": ("provinces", {**WHOLE, "province": "Lào Cai"}),
    "two provinces": ("provinces", {**WHOLE, "province": "Lào Cai", "with": "Hà Nội"}),
    "reporting": ("reporting", {"from": "2026-08", "to": "2026-08"}),
    **{f"{s} warnings": ("quality", {**WHOLE, "state": s}) for s in STATES},
    "journal": ("history", {"journal": True}),
    **{
        f"explore {rows} {cols} {show}": (
            "explore",
            {**WHOLE, "rows": rows, "cols": cols, "show": show},
        )
        for rows, cols in (("form", "mode"), ("organiser", "role"), ("topic", "channel"))
        for show in ("chart", "table")
    },
    "views": ("explore", {**WHOLE, "explore_views": True, "explore_add": True}),
    **{
        f"explored {n}": (
            "explore",
            {"form": text, "organiser": text, "topic": text, "q": text, "at": f"form:{text}"},
        )
        for n, text in enumerate(TEXTS[::12])
    },
}  # fmt: skip


@pytest.mark.parametrize("scene", SCENES)
def test_a_page_shows_hostile_texts_as_typed(opens: Opens, scene: str) -> None:
    page, query = SCENES[scene]
    at = opens(page, **query)
    assert not at.exception
    assert alive(at) == []


@pytest.mark.parametrize("nth", range(0, len(TEXTS), 15))
def test_an_upload_shows_hostile_texts_as_typed(opens: Opens, made: Path, nth: int) -> None:
    warehouse = newest(made)
    assert warehouse is not None
    entry = history(warehouse)[nth]
    at = opens("history", upload=entry.upload, row="3")
    assert not at.exception
    assert alive(at) == []


def test_a_refused_file_on_the_desk_is_shown_as_typed(opens: Opens) -> None:
    clerk = Clerk(opens("upload"))
    for report in refused():
        clerk.puts((report.name, report.data))
        assert alive(clerk.at) == []
        clerk.at.button(key="leave").click()
        clerk.runs()


def test_a_file_is_shown_as_typed_on_its_way_to_the_receipt(opens: Opens) -> None:
    clerk = Clerk(opens("upload"))
    report = replace(next(reports()), name=TEXTS[7])
    clerk.puts((report.name, report.data + b"\n"))
    assert alive(clerk.at) == []
    clerk.sends(TEXTS[8], " ".join(TEXTS)[:500])
    assert alive(clerk.at) == []
    assert clerk.at.get("success")


@pytest.mark.parametrize("text", TEXTS)
def test_the_escapes_leave_nothing_raw(text: str) -> None:
    assert not raw_markdown(for_markdown(text))
    assert not raw_html(for_plotly(text))


@pytest.mark.parametrize(
    ("finds", "text"),
    [
        (raw_markdown, TEXTS[0]),
        (raw_markdown, f"**{TEXTS[60]}**"),
        (raw_html, f"<b>{TEXTS[0]}</b>"),
    ],
)
def test_a_raw_text_would_be_found(finds: Callable[[str], bool], text: str) -> None:
    assert finds(text)
