"""Runs a command of the shell in a process of its own, and breaks it on its way.

The process is forked from one that has imported the line and opened nothing, so that hundreds
can be broken; what it runs is what ``python -m etl`` runs.
"""

import json
import multiprocessing
import os
import resource
import signal
import sys
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from types import FrameType
from typing import Any

from etl.__main__ import main

CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["etl.__main__", "etl.preview", "tests.faults.victim"])
PATIENCE = 120
# What reaches the disk, and every word to DuckDB.
STEPS = {
    "posix": {
        "mkdir", "open", "sendfile", "copy_file_range", "fsync", "rename", "replace", "unlink",
    },
    "fcntl": {"flock"},
    "_io": {"open", "write", "flush"},
    "_duckdb": {"connect", "execute", "register", "unregister", "close"},
}  # fmt: skip


@dataclass(frozen=True)
class Break:
    """What happens to the process: killed before its n-th step, or no file may grow further."""

    step: int | None = None
    largest: int | None = None


@dataclass(frozen=True)
class Ended:
    """How a process ended, what it said on either stream, and the steps it took."""

    code: int
    out: str
    err: str
    steps: tuple[str, ...] = ()

    @property
    def killed(self) -> bool:
        return self.code == -signal.SIGKILL

    @property
    def acknowledged(self) -> bool:
        """Whether somebody was told that the figures are in the store."""
        return bool(self.out.strip())


class Process:
    """A command of the shell at work on a store."""

    def __init__(self, store: Path, words: list[str], breaking: Break | None = None) -> None:
        # Pipes, because no limit on the size of files keeps a process from speaking.
        pipes = [CONTEXT.Pipe(duplex=False) for _ in ("out", "err", "steps")]
        self.said = [heard for heard, _ in pipes]
        speaks = [spoken for _, spoken in pipes]
        self.process = CONTEXT.Process(
            target=_run, args=(store, words, breaking or Break(), speaks), daemon=True
        )
        self.process.start()
        for spoken in speaks:
            spoken.close()

    def kill(self) -> None:
        self.process.kill()

    def ends(self) -> Ended:
        """Wait for its end."""
        out, err, steps = (_heard(pipe) for pipe in self.said)
        self.process.join(PATIENCE)
        assert self.process.exitcode is not None, "a process hangs"
        return Ended(self.process.exitcode, out, err, tuple(json.loads(steps or "[]")))


def _heard(pipe: Connection) -> str:
    """Read to the end what a process says; the end comes with its own, at the latest."""
    with pipe, open(pipe.fileno(), "rb", closefd=False) as stream:
        return stream.read().decode()


def run(store: Path, *words: str, breaking: Break | None = None) -> Ended:
    """Run a command to its end, whichever that is."""
    return Process(store, list(words), breaking).ends()


def _run(store: Path, words: list[str], breaking: Break, speaks: list[Connection]) -> None:
    """In the process itself."""
    os.environ["DASHBOARD_STORE"] = str(store)
    for pipe, stream in zip(speaks, (1, 2), strict=False):
        os.dup2(pipe.fileno(), stream)
    if breaking.largest is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (breaking.largest, breaking.largest))
    steps: list[str] = []
    sys.setprofile(_counting(steps, breaking.step))
    try:
        main(words, prog_name="python -m etl")
    finally:
        sys.setprofile(None)
        os.write(speaks[2].fileno(), json.dumps(steps).encode())


def _counting(steps: list[str], last: int | None) -> Any:  # noqa: ANN401
    def count(frame: FrameType, event: str, called: Any) -> None:  # noqa: ANN401
        if event != "c_call" or not _counts(called):
            return
        if len(steps) == last:
            os.kill(os.getpid(), signal.SIGKILL)
        steps.append(f"{called.__name__} in {frame.f_code.co_name}")

    return count


def _counts(called: Any) -> bool:  # noqa: ANN401
    module = (
        getattr(called, "__module__", None) or type(getattr(called, "__self__", None)).__module__
    )
    return called.__name__ in STEPS.get(str(module), ())
