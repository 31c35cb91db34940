"""A page as the server gives it to its readers, and what a click costs there."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

ROOT = Path(__file__).parent.parent
START_SECONDS = 60.0


class Reader:
    """A session in front of a server."""

    def __init__(self, server: "Server", socket: ClientConnection, page: str) -> None:
        self._server = server
        self._socket = socket
        self._page = page

    def busy(self) -> float:
        """Return the seconds of processor time that the server has used so far."""
        return self._server.busy()

    def rerun(self, query: str = "") -> int:
        """Let the page run again, as after a click; return the bytes that came of it."""
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_name = self._page
        self._socket.send(message.SerializeToString())
        came = 0
        while True:
            raw = self._socket.recv(timeout=START_SECONDS, decode=False)
            came += len(raw)
            said = ForwardMsg.FromString(raw)
            if said.WhichOneof("type") == "script_finished":
                return came
            if said.delta.new_element.WhichOneof("type") == "exception":
                raise RuntimeError(said.delta.new_element.exception.message)


@dataclass(frozen=True)
class Server:
    """A process that serves a script."""

    process: int
    host: str

    @contextmanager
    def reader(self, page: str = "") -> Iterator[Reader]:
        """Open a session of one more reader, who looks at one page."""
        with connect(
            f"ws://{self.host}/_stcore/stream",
            origin=Origin(f"http://{self.host}"),
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
            legacy=True,
        ) as socket:
            yield Reader(self, socket, page)

    def busy(self) -> float:
        """Return the seconds of processor time that the process has used so far."""
        # What clock_getcpuclockid(3) gives for a process.
        return time.clock_gettime((~self.process << 3) | 2)

    def megabytes(self) -> float:
        """Return the memory that the process holds."""
        pages = int(Path(f"/proc/{self.process}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


@contextmanager
def serving(script: str, **environment: str) -> Iterator[Server]:
    """Serve a script as `make run` does."""
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", script, "--server.port", str(port)]
    with started(command, port, "/_stcore/health", **environment) as server:
        yield server


@contextmanager
def started(command: Sequence[str], port: int, health: str, **more: str) -> Iterator[Server]:
    """Start a server and wait until it answers; ``more`` is added to its environment."""
    around = os.environ | {"PYTHONPATH": str(ROOT)} | more
    process = subprocess.Popen(
        command, cwd=ROOT, env=around, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    host = f"127.0.0.1:{port}"
    try:
        _wait(f"http://{host}{health}", process)
        yield Server(process.pid, host)
    finally:
        process.terminate()
        process.wait()


@contextmanager
def served(script: str, **environment: str) -> Iterator[Reader]:
    """Serve a script, and give the session of its one reader."""
    with serving(script, **environment) as server, server.reader() as reader:
        yield reader


def free_port() -> int:
    """Return a port of this machine that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            with urlopen(address, timeout=1):  # noqa: S310
                return
        except (URLError, OSError):
            if time.monotonic() > end or process.poll() is not None:
                raise
            time.sleep(0.1)
