"""Locks, rebuilding, backup and restore from the shell, and what stops a command."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from access.accounts import accounts
from data.definition import DefinitionError
from data.store import path_of
from data.warehouse import StoreBusyError, StoreFailedError
from etl import keeping, uploads
from etl.shell import stopping
from etl.shell.stopping import problem_of
from tests.access.people import person
from tests.etl.sent import report, sent, titles
from tests.etl.shell.test_files import run


def test_lock_and_unlock_with_a_reason(store: Path) -> None:
    assert run("lock", "4/2021", "--why", "chốt").stdout == "lock 2021-04: 63\n"
    assert run(
        "unlock", "4/2021", "--province", "Bắc Kạn", "--why", "sửa", "--as", "Lan"
    ).stdout == ("unlock 2021-04: 1\n")
    assert [o.status for o in sent(store, report({}))] == ["loaded"]
    assert [o.status for o in sent(store, report({"province": "04"}))] == ["refused"]


@pytest.mark.parametrize(
    "arguments",
    [["4/2021"], ["tháng tư", "--why", "x"], ["7/2025", "--province", "Bắc Kạn", "--why", "x"]],
)
def test_a_lock_without_reason_or_place_is_a_usage_error(arguments: list[str], store: Path) -> None:
    assert run("lock", *arguments).exit_code == 2
    assert not store.exists()


def test_rebuild_backup_and_restore(store: Path, tmp_path: Path) -> None:
    sent(store, report({"title": "A"}))
    assert run("rebuild").stdout == "rebuild: 1\n"
    assert run("backup", tmp_path / "safe").stdout.endswith("warehouse-000002.duckdb\n")
    sent(store, report({"title": "B"}))
    assert run("restore", tmp_path / "safe").stdout == "restore: 4\n"
    assert titles(store) == ["A"]


def test_accounts_go_into_a_backup_and_come_back_where_they_were_lost(
    store: Path, tmp_path: Path
) -> None:
    sent(store, report({"title": "A"}))
    person("An", "admin")
    assert run("backup", tmp_path / "safe").stdout.endswith("access.sqlite\n")
    assert run("restore", tmp_path / "safe").stdout == "restore: 2\naccounts: kept\n"
    shutil.rmtree(store)
    assert run("restore", tmp_path / "safe").stdout == "restore: 1\naccounts: restored\n"
    assert [account.name for account in accounts()] == ["An"]


@pytest.mark.parametrize("command", [["rebuild"], ["backup", "x"], ["restore", "x"], ["undo", "x"]])
def test_an_empty_store_is_said_in_a_sentence(command: list[str]) -> None:
    result = run(*command, "--lang", "en")
    assert (result.exit_code, result.stdout) == (1, "")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (uploads.UploadError("upload_unknown", upload="x"), "upload_unknown"),
        (keeping.KeepingError("store_empty"), "store_empty"),
        (StoreBusyError("x"), "store_busy"),
        (StoreFailedError("x"), "store_failed"),
        (PermissionError(13, "Permission denied", "x"), "file_failed"),
        (OSError("without a number"), "file_failed"),
        (KeyboardInterrupt(), "interrupted"),
    ],
)
def test_what_stops_a_command_is_one_sentence(
    error: BaseException, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_: object, **__: object) -> None:
        raise error

    assert problem_of(error).kind == kind
    assert isinstance(error, stopping.STOPS)
    monkeypatch.setattr(keeping, "rebuild", failing)
    result = run("rebuild")
    assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (1, "", 1)


def test_a_broken_definition_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise DefinitionError("report.toml", "columns.title", "the text is missing")

    monkeypatch.setattr(keeping, "rebuild", failing)
    result = run("rebuild")
    assert result.exit_code == 1
    assert result.output.strip() == "report.toml: columns.title: the text is missing"


BROKEN = """
import runpy, sys
from pathlib import Path
from data import definition
read = definition.read_toml
def broken(path):
    block = read(path)
    if path.name == "report.toml":
        del block["columns"]["title"]["label"]["en"]
    return block
definition.read_toml = broken
sys.argv = ["etl", "history"]
runpy.run_module("etl", run_name="__main__")
"""


def test_a_broken_definition_ends_the_process_without_a_traceback() -> None:
    ended = subprocess.run([sys.executable, "-c", BROKEN], capture_output=True, check=False)
    assert ended.returncode == 1
    said = ended.stderr.decode()
    assert "report.toml" in said
    assert "title" in said
    assert "Traceback" not in said
    assert len(said.splitlines()) == 1


def test_a_rebuild_from_an_older_version_asks_for_the_rest(store: Path) -> None:
    sent(store, report({"title": "A"}))
    sent(store, report({"title": "B", "period": "5/2021"}))
    path_of(store, 2).write_bytes(b"damaged")
    result = run("rebuild", "--lang", "en")
    assert (result.exit_code, result.stdout) == (0, "rebuild: 1\n")
    assert "warehouse-000001.duckdb" in result.stderr
    assert "Send the reports again" in result.stderr


def test_a_history_from_an_older_version_says_so(store: Path) -> None:
    sent(store, report({"title": "A"}, name="a.csv"))
    sent(store, report({"title": "B"}, name="b.csv"))
    path_of(store, 2).write_bytes(b"damaged")
    result = run("history", "--lang", "en")
    assert "a.csv" in result.stdout
    assert "b.csv" not in result.stdout
    assert "(version 2) is damaged" in result.stderr


def test_a_damaged_store_is_said_with_its_mend(store: Path, tmp_path: Path) -> None:
    [outcome] = sent(store, report({"title": "A"}))
    path_of(store, 1).write_bytes(b"damaged")
    for command in (["undo", outcome.upload or ""], ["history"], ["backup", str(tmp_path)]):
        result = run(*command)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "bị hỏng" in result.stderr
        assert "python -m etl rebuild" in result.stderr
