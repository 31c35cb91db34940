"""What docs/operations.md promises: a backup that comes back, units that systemd takes."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from access import accounts, store
from data.people import put_back
from data.store import office
from etl.keeping import restore
from tests.access.people import person
from tests.etl.sent import opened, report, sent, titles

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "docs" / "deploy"
UNITS = (
    "dashboard.service",
    "dashboard@.service",
    "dashboard-backup.service",
    "dashboard-backup.timer",
)


def backs_up(to: Path, **settings: str) -> "subprocess.CompletedProcess[str]":
    env = os.environ | {"PYTHON": sys.executable, "PYTHONUTF8": "1"} | settings
    command = ["sh", str(DEPLOY / "backup.sh"), str(to)]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)


def test_a_backup_has_the_reports_and_the_accounts(tmp_path: Path) -> None:
    an = person("An")
    sent(office(), report({"title": "A"}))
    made = backs_up(tmp_path / "safe")
    assert made.returncode == 0, made.stderr
    folder = Path(made.stdout.splitlines()[-1])
    assert folder.parent == tmp_path / "safe"
    sent(office(), report({"title": "later"}))
    store.path().unlink()
    restore(office(), folder)
    assert put_back(office(), folder)
    assert (titles(office()), accounts.accounts()) == (["A"], [an])


def test_the_oldest_go_and_the_newest_stay(tmp_path: Path) -> None:
    person("An")
    sent(office(), report({"title": "A"}))
    for day in ("2026-01-01", "2026-01-02", "2026-01-03"):
        (tmp_path / f"{day}T013000Z").mkdir()
    (tmp_path / "2026-01-03T013000Z.begun").mkdir()
    (tmp_path / "of somebody else").mkdir()
    assert backs_up(tmp_path, KEPT="2").returncode == 0
    left = sorted(path.name for path in tmp_path.iterdir() if path.name.startswith("20"))
    assert len(left) == 2
    assert left[0] == "2026-01-03T013000Z"
    assert not left[1].endswith(".begun")
    assert (tmp_path / "of somebody else").exists()


def test_a_backup_that_fails_says_so_and_drops_nothing(tmp_path: Path) -> None:
    sent(office(), report({"title": "A"}))
    (tmp_path / "2026-01-01T013000Z").mkdir()
    assert opened(office())
    nowhere = str(tmp_path / "no store")
    assert backs_up(tmp_path, KEPT="1", DASHBOARD_STORE=nowhere).returncode != 0
    assert (tmp_path / "2026-01-01T013000Z").exists()


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
@pytest.mark.parametrize("unit", UNITS)
def test_systemd_understands_the_units(unit: str, tmp_path: Path) -> None:
    # Its own program is not installed on the machine that checks.
    for name in UNITS:
        text = (DEPLOY / name).read_text(encoding="utf-8")
        text = text.replace("/opt/dashboard/.venv/bin/python", sys.executable)
        (tmp_path / name).write_text(text, encoding="utf-8")
    command = ["systemd-analyze", "verify", str(tmp_path / unit)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert [line for line in said.stderr.splitlines() if "dashboard" in line] == []


def test_the_limit_of_an_upload_is_one_and_the_same() -> None:
    config = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
    site = (DEPLOY / "dashboard.nginx.conf").read_text(encoding="utf-8")
    assert "maxUploadSize = 10 " in config
    assert "client_max_body_size 10304k;" in site
