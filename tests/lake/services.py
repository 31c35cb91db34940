"""A PostgreSQL and an S3 of the tests' own on this machine, and what brings them where they lack.

`python tests/lake/services.py` brings PostgreSQL, as the build machine does before the tests.
"""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

USER, PASSWORD = "dashboard", 'open sesame\' & "friends"'  # pragma: allowlist secret
KEY, KEY_SECRET = "bucketkey", "bucketsecret"  # pragma: allowlist secret
BUCKET = "lake"
PATIENCE = 60


@dataclass(frozen=True)
class Services:
    """Where both listen, and the folder that the bucket is."""

    postgres: int
    s3: int
    bucket: Path

    def setting(self, schema: str) -> str:
        """The setting of a warehouse of its own in them."""
        return (
            f"ducklake:postgresql://{USER}@127.0.0.1:{self.postgres}/postgres?schema={schema}"
            f"&data=s3://{BUCKET}/tests&endpoint=http://127.0.0.1:{self.s3}"
        )

    def secrets(self) -> dict[str, str]:
        """What the environment of a process has to say besides."""
        return {
            "PGPASSWORD": PASSWORD,
            "AWS_ACCESS_KEY_ID": KEY,
            "AWS_SECRET_ACCESS_KEY": KEY_SECRET,
        }


def lacking() -> str | None:
    """What of it is not on this machine, None if all is."""
    if _postgres() is None:
        return "PostgreSQL is not on this machine (python tests/lake/services.py brings it)"
    if _rclone() is None:
        return "rclone is not installed (pip install -r requirements-dev.txt)"
    if os.geteuid() == 0 and not _has_user():
        return "PostgreSQL does not run as root, and there is no user postgres"
    return None


def bring() -> None:
    """Install PostgreSQL where we may."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "check": False}
        subprocess.run(["apt-get", "update", "-qq"], **quiet)
        packages = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "postgresql"]
        subprocess.run(packages, **quiet)


@contextmanager
def running() -> Iterator[Services]:
    """Start both on free ports, with nothing in them; end them and leave nothing."""
    room = Path(tempfile.mkdtemp(prefix="lake-"))
    room.chmod(0o755)
    try:
        with _postgres_in(room / "catalog") as postgres, _s3_in(room / "files") as s3:
            yield Services(postgres, s3, room / "files" / BUCKET)
    finally:
        shutil.rmtree(room, ignore_errors=True)


@contextmanager
def _postgres_in(folder: Path) -> Iterator[int]:
    programs = _postgres()
    assert programs
    folder.mkdir()
    word = folder / "word"
    word.write_text(PASSWORD, encoding="utf-8")
    owner: dict[str, Any] = {}
    if os.geteuid() == 0:
        owner = {"user": "postgres", "group": "postgres"}
        for path in (folder, word):
            shutil.chown(path, **owner)
    data = str(folder / "data")
    made: list[str | Path] = [
        programs / "initdb", "-D", data, "-U", USER, "-A", "scram-sha-256",
        f"--pwfile={word}", "-E", "UTF8", "--locale=C", "--no-sync",
    ]  # fmt: skip
    quiet: dict[str, Any] = {
        "stdout": subprocess.DEVNULL,
        "stderr": subprocess.DEVNULL,
        "cwd": folder,
    }
    subprocess.run(made, check=True, **quiet, **owner)
    port = free_port()
    # A process of tests keeps a connection or two for each lake it has made.
    options = [
        "listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off",
        "max_connections=300",
    ]  # fmt: skip
    said = [word for option in options for word in ("-c", option)]
    command = [str(programs / "postgres"), "-D", data, "-p", str(port), *said]
    with _ended(subprocess.Popen(command, **quiet, **owner)):
        ready: list[str | Path] = [
            programs / "pg_isready",
            "-q",
            "-h",
            "127.0.0.1",
            "-p",
            str(port),
        ]
        _until(lambda: subprocess.run(ready, check=False).returncode == 0)
        yield port


@contextmanager
def _s3_in(folder: Path) -> Iterator[int]:
    (folder / BUCKET).mkdir(parents=True)
    port = free_port()
    command = [
        str(_rclone()), "serve", "s3", str(folder), "--addr", f"127.0.0.1:{port}",
        "--auth-key", f"{KEY},{KEY_SECRET}", "--config", os.devnull,
    ]  # fmt: skip
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with _ended(subprocess.Popen(command, **quiet)):
        _until(lambda: _listens(port))
        yield port


@contextmanager
def _ended(process: "subprocess.Popen[bytes]") -> Iterator[None]:
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "the service did not start"
        time.sleep(0.05)


def _postgres() -> Path | None:
    """The folder of PostgreSQL's programs: where Debian keeps the newest, or on the PATH."""
    found = shutil.which("initdb")
    folders = [*Path("/usr/lib/postgresql").glob("*/bin"), *([Path(found).parent] if found else [])]
    whole = [
        f for f in folders if all((f / n).exists() for n in ("initdb", "postgres", "pg_isready"))
    ]
    return max(whole, key=str, default=None)


def _rclone() -> Path | None:
    beside = Path(sys.executable).parent / "rclone"
    found = beside if beside.exists() else shutil.which("rclone")
    return Path(found) if found else None


def _has_user() -> bool:
    try:
        pwd.getpwnam("postgres")
    except KeyError:
        return False
    return True


if __name__ == "__main__":
    if lacking():
        bring()
    if why := lacking():
        # The tests on it are left out, and say why.
        sys.stderr.write(f"{why}\n")
