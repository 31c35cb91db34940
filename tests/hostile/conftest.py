"""The hostile store, made once, and a reader of its pages without a browser."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.hostile.store import hostile
from tests.pages.conftest import FRAME
from tests.pages.signed import at_the_machine as at_the_machine
from tests.pages.signed import nobody_yet as nobody_yet

Opens = Callable[..., AppTest]


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the hostile store; a test gets a copy of it."""
    folder = tmp_path_factory.mktemp("hostile") / "store"
    hostile(folder)
    return folder


@pytest.fixture
def opens(made: Path, store: Path) -> Opens:
    """`opens("history", journal=True, upload=…)` runs the page; a flag opens a part of it."""

    def open_page(page: str, /, **query: str | bool) -> AppTest:
        if not store.exists():
            shutil.copytree(made, store)
        at = AppTest.from_file(FRAME, default_timeout=60)
        for key, value in query.items():
            (at.session_state if isinstance(value, bool) else at.query_params)[key] = value
        # At once, as by a direct link: the overview before it would be half of the time.
        return at.switch_page(f"{page}.py").run() if page != "overview" else at.run()

    return open_page
