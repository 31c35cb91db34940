"""Every test has a store of its own, and none can reach the office's."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.sharing import pytest_collection_modifyitems, pytest_xdist_make_scheduler

__all__ = ["pytest_collection_modifyitems", "pytest_xdist_make_scheduler", "store"]

# Outside a test (a fixture of a wider scope, an import) there is no store at all: nothing can be
# made below a file, so code that forgets to say where it writes fails instead of writing.
NOWHERE = Path(os.devnull) / "store"
os.environ["DASHBOARD_STORE"] = str(NOWHERE)

# Two cores and a browser beside: how long an example takes says nothing about the code.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of this test's own store; the code under test finds it by itself.

    It is removed at once: a thousand of them would stay on the disk for the next three runs.
    """
    folder = tmp_path / "store"
    monkeypatch.setenv("DASHBOARD_STORE", str(folder))
    yield folder
    shutil.rmtree(folder, ignore_errors=True)
