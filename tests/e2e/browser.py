"""Finds a Chromium that starts on this machine, and brings one where there is none."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# Vietnamese letters need a font that has them: a bare machine has none.
PACKAGES = ("chromium", "fonts-noto-core")
# No sandbox because a build machine runs as root; the rest keeps the browser off the network.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-dev-shm-usage",
]


def find() -> Path | None:
    """The first browser that says its version: CHROMIUM, the machine's, Playwright's own."""
    return next((Path(path) for path in _candidates() if _starts(path)), None)


def bring() -> Path | None:
    """Install one: Debian's when we may, else the one Playwright downloads."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _run("apt-get", "update", "-qq")
        _run("apt-get", "install", "-y", "-qq", "--no-install-recommends", *PACKAGES)
    if find() is None:
        _run(sys.executable, "-m", "playwright", "install", "chromium")
    return find()


def _candidates() -> Iterator[str]:
    named = os.environ.get("CHROMIUM")
    yield from filter(None, (shutil.which(name) for name in (named, *NAMES) if name))
    with sync_playwright() as playwright:
        yield playwright.chromium.executable_path


def _starts(path: str) -> bool:
    """Ubuntu's chromium-browser is a file that only says to install something else."""
    if not Path(path).exists():
        return False
    asked = subprocess.run([path, "--version"], capture_output=True, check=False)
    return asked.returncode == 0


def _run(*command: str) -> None:
    subprocess.run(command, stdout=subprocess.DEVNULL, check=False)


if __name__ == "__main__" and not (find() or bring()):
    sys.exit(
        "No Chromium could be found or installed: put one on the PATH, or name it in CHROMIUM."
    )
