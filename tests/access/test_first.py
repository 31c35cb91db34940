"""The command that makes the first account makes it, as it stands."""

import subprocess

import pytest

from access import first
from access.accounts import accounts
from tests.access.people import PASSWORD


def test_it_names_this_store(monkeypatch: pytest.MonkeyPatch) -> None:
    assert first.command("An").startswith("DASHBOARD_STORE=/")
    monkeypatch.delenv("DASHBOARD_STORE")
    assert "DASHBOARD_STORE" not in first.command("An")


def test_it_works_as_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    line = first.command("Nguyễn Thị An")
    monkeypatch.setenv("DASHBOARD_STORE", "/dev/null/elsewhere")
    done = subprocess.run(
        f"{line} --lang en",
        shell=True,
        cwd=first.ROOT,
        input=f"{PASSWORD}\n{PASSWORD}\n",
        capture_output=True,
        encoding="utf-8",
        start_new_session=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    monkeypatch.setenv("DASHBOARD_STORE", line.partition("=")[2].partition(" ")[0])
    assert [account.role for account in accounts()] == ["admin"]
