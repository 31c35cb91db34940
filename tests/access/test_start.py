"""What keeps the dashboard from being served: nobody who could sign in, or a broken setting."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
UTF8 = [sys.executable, "-X", "utf8"]


def ran(*command: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*UTF8, *command],
        cwd=ROOT,
        env=os.environ | settings,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def started(address: str, **settings: str) -> "subprocess.CompletedProcess[str]":
    served = ("--server.address", address, "--server.port", "0")
    return ran("-m", "streamlit", "run", "dashboard.py", *served, **settings)


@pytest.mark.parametrize("address", ["0.0.0.0", ""])
def test_it_refuses_to_start_and_says_why(address: str) -> None:
    refused = started(address)
    assert refused.returncode == 1
    assert "Chưa có tài khoản nào" in refused.stderr
    assert "python -m access add NAME" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_broken_setting_of_the_office_refuses_with_its_key(tmp_path: Path) -> None:
    file = tmp_path / "secrets.toml"
    secret = 'client_secret = "not-told"'  # pragma: allowlist secret
    file.write_text(f'[oidc]\nissuer = "http://sso.example.vn"\n{secret}\n')
    file.chmod(0o600)
    refused = started("127.0.0.1", DASHBOARD_SECRETS=str(file))
    assert refused.returncode == 1
    assert "oidc.issuer: must begin with https://" in refused.stderr
    assert "Traceback" not in refused.stderr
    assert "not-told" not in refused.stderr + refused.stdout


def test_nothing_of_openid_is_imported_where_no_office_is_set() -> None:
    """It takes a second at each start, and would be one more thing that can be attacked."""
    asked = "import sys, dashboard; print({'authlib', 'httpx2', 'joserfc'} & set(sys.modules))"
    assert ran("-c", asked).stdout.strip() == "set()"


def test_a_warehouse_that_cannot_be_read_from_its_setting_refuses() -> None:
    refused = started("127.0.0.1", DASHBOARD_WAREHOUSE="postgres:x")
    assert refused.returncode == 1
    assert "Không đọc được thiết lập DASHBOARD_WAREHOUSE" in refused.stderr
    assert "Traceback" not in refused.stderr
