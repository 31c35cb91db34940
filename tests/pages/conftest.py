"""A reader of the pages without a browser, in front of a store that is made once."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.etl.corpus import november
from tests.pages.clerk import Clerk
from tests.pages.sender import desk
from tests.pages.signed import at_the_machine as at_the_machine
from tests.pages.signed import nobody_yet as nobody_yet
from tests.pages.signed import signs_in
from tests.pages.stores import STORES

FRAME = str(Path(__file__).parents[2] / "pages" / "frame.py")
PAGES = (
    "overview",
    "meetings",
    "trainings",
    "publications",
    "press",
    "documents",
    "awards",
    "provinces",
    "explore",
    "reporting",
    "quality",
)
Opens = Callable[..., AppTest]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folder of each store, made through the production line."""
    folders = {}
    for name, make in STORES.items():
        folders[name] = tmp_path_factory.mktemp(name) / "store"
        make(folders[name])
    return folders


@pytest.fixture
def opens(made: dict[str, Path], store: Path) -> Opens:
    """`opens("meetings", "five", lang="en")` runs the page and gives back what it shows."""

    def open_page(page: str, kept: str = "demonstration", **query: str | list[str]) -> AppTest:
        if made[kept].exists() and not store.exists():
            shutil.copytree(made[kept], store)
        at = AppTest.from_file(FRAME, default_timeout=60)
        for key, value in query.items():
            at.query_params[key] = value
        # At once, as by a direct link: the overview before it would be half of the time.
        return at.switch_page(f"{page}.py").run() if page != "overview" else at.run()

    return open_page


@pytest.fixture
def in_november(monkeypatch: pytest.MonkeyPatch) -> None:
    """The month that runs is that of the corpus of reports."""
    november(monkeypatch)


@pytest.fixture(scope="module")
def tab() -> Clerk:
    """A browser tab at the upload page, which stays open from one file to the next."""
    at = AppTest.from_file(FRAME, default_timeout=60)
    at.run()
    at.switch_page("upload.py")
    return Clerk(at)


@pytest.fixture
def at_desk(tab: Clerk) -> Clerk:
    """The upload page with nothing on the desk."""
    signs_in(tab.name)
    if "desk" not in tab.at.session_state:
        return tab.runs()
    left = bool(desk(tab).pending)
    desk(tab).clear()
    return tab.runs() if left else tab
