"""Every test has a store of its own, and none can reach the office's."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from data.store import Store
from tests.lake.fixtures import lake, new_lake, pytest_generate_tests, services
from tests.measuring import pytest_itemcollected
from tests.sharing import pytest_collection_modifyitems, pytest_xdist_make_scheduler

__all__ = [
    "lake",
    "new_lake",
    "pytest_collection_modifyitems",
    "pytest_generate_tests",
    "pytest_itemcollected",
    "pytest_xdist_make_scheduler",
    "services",
    "store",
]

# Outside a test (a fixture of a wider scope, an import) there is no store at all: nothing can be
# made below a file, so code that forgets to say where it writes fails instead of writing.
NOWHERE = Path(os.devnull) / "store"
os.environ["DASHBOARD_STORE"] = str(NOWHERE)
os.environ.pop("DASHBOARD_WAREHOUSE", None)
# Nor is there a provider of an office, whatever the machine's own file of secrets says.
os.environ["DASHBOARD_SECRETS"] = os.devnull

# Two cores and a browser beside: how long an example takes says nothing about the code.
settings.register_profile("house", deadline=None)
settings.load_profile("house")


@pytest.fixture(autouse=True)
def store(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Store]:
    """This test's own store, a folder or (marker `both`) a lake; the code finds it by itself.

    It is removed at once: a thousand of them would stay on the disk for the next three runs.
    """
    folder = tmp_path / "store"
    monkeypatch.setenv("DASHBOARD_STORE", str(folder))
    monkeypatch.delenv("DASHBOARD_WAREHOUSE", raising=False)
    yield request.getfixturevalue("lake") if getattr(request, "param", "") == "lake" else folder
    shutil.rmtree(folder, ignore_errors=True)
