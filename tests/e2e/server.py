"""Starts the dashboard as `make run` does, on a port and a store of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 60.0


@dataclass(frozen=True)
class Server:
    """A running dashboard: where it answers, what it reads, what it wrote to its log."""

    url: str
    store: Path
    log: Path
    process: "subprocess.Popen[bytes]" = field(compare=False, repr=False)

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")


@contextmanager
def serving(
    store: Path, log: Path, *, app: str = "dashboard.py", port: int = 0, **settings: str
) -> Iterator[Server]:
    """Serve the dashboard, or another script of ours, until the block ends."""
    port = port or free_port()
    path = settings.get("STREAMLIT_SERVER_BASE_URL_PATH", "")
    with log.open("wb") as output:
        process = subprocess.Popen(
            _command(app, port),
            cwd=ROOT,
            env=os.environ | {"DASHBOARD_STORE": str(store), "PYTHONUTF8": "1"} | settings,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        server = Server(f"http://127.0.0.1:{port}/{path}".rstrip("/"), store, log, process)
        try:
            _wait_until_healthy(server)
            yield server
        finally:
            end(process)


def _command(app: str, port: int) -> list[str]:
    launch = [sys.executable, "-m", "streamlit", "run", app]
    return [*launch, "--server.port", str(port)]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_healthy(server: Server) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.process.poll() is None:
        if _healthy(server.url):
            return
        time.sleep(0.1)
    raise AssertionError(f"The server did not start:\n{server.said()}")


def _healthy(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2) as answer:
            return bool(answer.status == 200)
    except urllib.error.HTTPError as error:
        error.close()
        # It lets nobody in, or is asked by another name: it answers.
        return error.code in (401, 421)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False


def end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
