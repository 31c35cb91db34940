"""A provider of an office in a process of its own, and the secrets that lead to it."""

import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import orjson

from tests.e2e.server import PATIENCE, end, free_port

SECRET = "kept-by-the-office-alone"  # pragma: allowlist secret
PEOPLE = (
    {"sub": "an", "name": "Nguyễn Thị An", "groups": ["gui", "cao-bang"]},
    {"sub": "binh", "name": "Trần Văn Bình", "groups": ["khac"]},
    {"sub": "chi", "name": "Lê Thị Chi", "groups": ["quan-tri"]},
)


@dataclass(frozen=True)
class Office:
    """A running provider, and the file of secrets that names it."""

    url: str
    secrets: Path
    base_url: str


@contextmanager
def office(folder: Path, port: int) -> Iterator[Office]:
    """Run a provider that knows PEOPLE, for a dashboard at the port, until the block ends."""
    url, base_url = f"http://127.0.0.1:{free_port()}", f"http://127.0.0.1:{port}"
    secrets = folder / "secrets.toml"
    secrets.write_text(_settings(url, base_url), encoding="utf-8")
    secrets.chmod(0o600)
    with (folder / "provider.log").open("wb") as log:
        process = subprocess.Popen(_command(url), stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        try:
            _wait(url)
            yield Office(url, secrets, base_url)
        finally:
            end(process)


def _command(url: str) -> list[str]:
    launch = [sys.executable, "-m", "oidc_provider_mock", "--port", url.rpartition(":")[2]]
    people = (("--user-claims", orjson.dumps(one).decode()) for one in PEOPLE)
    return [*launch, "--require-nonce", "true", *(part for pair in people for part in pair)]


def _settings(url: str, base_url: str) -> str:
    return f"""
[oidc]
issuer = "{url}"
client_id = "dashboard"
client_secret = "{SECRET}"
base_url = "{base_url}"
role_claim = "groups"
province_claim = "groups"
[oidc.roles]
"gui" = "sender"
"quan-tri" = "admin"
[oidc.provinces]
"cao-bang" = "Cao Bằng"
"""


def _wait(url: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{url}/jwks", timeout=2).close()
            return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError("The provider did not start.")
