"""To other machines the dashboard is not served while there are no accounts."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("address", ["0.0.0.0", ""])
def test_it_refuses_to_start_and_says_why(address: str) -> None:
    command = [sys.executable, "-X", "utf8", "-m", "streamlit", "run", "dashboard.py"]
    started = subprocess.run(
        [*command, "--server.address", address, "--server.port", "0"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert started.returncode == 1
    assert "Chưa có tài khoản nào" in started.stderr
    assert "python -m access add NAME" in started.stderr
    assert "Traceback" not in started.stderr
