"""The very command ``python -m etl``, killed at a moment or broken at a call of the system."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.faults.victim import PATIENCE, Ended

ROOT = Path(__file__).parents[2]
STRACE = shutil.which("strace")
# What DuckDB and Python write with, and where a version comes to be.
CALLS = ("pwrite64", "fsync", "rename", "unlink", "sendfile")


def strace(call: str, fault: str) -> list[str]:
    """Return what a command is to be preceded by, to have a fault at its calls of the system."""
    assert STRACE
    # Not with --seccomp-bpf: it is faster, and of the signals only the first is sent.
    quiet = [STRACE, "-f", "-qq", "-o", os.devnull]
    return [*quiet, "-e", f"trace={call}", "-e", f"inject={call}:{fault}"]


def shell(
    store: Path, words: Sequence[str], *, before: Sequence[str] = (), seconds: float = PATIENCE
) -> Ended:
    """Run the command, and kill it after some seconds if it has not ended."""
    process = subprocess.Popen(
        [*before, sys.executable, "-m", "etl", *words],
        cwd=ROOT, env=os.environ | {"DASHBOARD_STORE": str(store), "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
    )  # fmt: skip
    try:
        out, err = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
        out, err = process.communicate()
    return Ended(process.returncode, out, err)
