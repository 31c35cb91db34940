"""Every file of ``reports/`` loaded as it is from the shell: ``python -m etl load --json``."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.etl.corpus import (
    ALL,
    BECOMES,
    FILES,
    REPORTS,
    each,
    figures,
    findings,
    named,
    november,
    outcome,
    prepare,
    report,
    rows,
    stored,
)
from tests.etl.shell.test_files import run

ROOT = Path(__file__).parents[3]
EXIT = {"loaded": 0, "unchanged": 0, "refused": 1}


@pytest.fixture
def _in_november(monkeypatch: pytest.MonkeyPatch) -> None:
    november(monkeypatch)


def on_disk(file: Path, folder: Path) -> Path:
    path = folder / file.name
    path.write_bytes(report(file).data)
    return path


def told(said: dict[str, Any]) -> list[str]:
    """What the object of a file says was found, as it stands in names."""
    every = (*said["problems"], *said["warnings"])
    return sorted(named(one["kind"], one["row"], one["field"]) for one in every)


@pytest.mark.usefixtures("_in_november")
@each(ALL)
def test_it_is_loaded_or_refused_as_its_name_says(file: Path, store: Path, tmp_path: Path) -> None:
    prepare(file, store)
    before, becomes = figures(store), BECOMES[outcome(file)]
    result = run("load", "--json", "--as", "An", on_disk(file, tmp_path))
    (said,) = json.loads(result.stdout)
    assert (said["status"], result.exit_code) == (becomes, EXIT[becomes])
    assert told(said) == findings(file)
    if becomes == "loaded":
        assert stored(store, said["upload"]) == rows(file)
        assert said["rows"] == len(rows(file))
    else:
        assert figures(store) == before


# In a process of its own the running month is the clock's; these are of 2021.
PROCESSES = [
    REPORTS / "accepted/alike/windows-1258.csv",
    REPORTS / "accepted/every-kind.xlsx",
    REPORTS / "refused/province_unknown--row-3.csv",
    REPORTS / "refused/workbook_macros--only.xlsx",
]


def test_a_process_says_the_same(store: Path, tmp_path: Path) -> None:
    assert set(PROCESSES) <= set(FILES)
    paths = [str(on_disk(file, tmp_path)) for file in PROCESSES]
    command = [sys.executable, "-m", "etl", "load", "--json", *paths]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)  # noqa: S603
    assert (result.returncode, result.stderr) == (1, b"")
    for file, said in zip(PROCESSES, json.loads(result.stdout), strict=True):
        assert (said["status"], told(said)) == (BECOMES[outcome(file)], findings(file))
    kept = [stored(store, said["upload"]) for said in json.loads(result.stdout)]
    assert kept[1:] == [rows(PROCESSES[1]), [], []]
