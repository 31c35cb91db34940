"""Runs the nginx site of docs/deploy before a dashboard, and brings nginx where it may."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.e2e.server import PATIENCE, ROOT, free_port

DEPLOY = ROOT / "docs" / "deploy"
NAME = "reports.example.vn"
CERTIFICATE = ("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2")
MISSING = "nginx and openssl are missing: `make browser` brings them where it may"
AROUND = """
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log warn;
events {{ worker_connections 256; }}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    log_format served '$request reader $upstream_addr';
    access_log {folder}/access.log served;
    client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi; uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/site.conf;
}}
"""


@dataclass(frozen=True)
class Front:
    """Where nginx answers, with TLS and without."""

    https: int
    http: int
    folder: Path

    @property
    def url(self) -> str:
        return f"https://localhost:{self.https}"


def find() -> str | None:
    """nginx, if it and what makes a certificate are there."""
    there = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    return there if shutil.which("openssl") else None


def bring() -> None:
    """Install it where we may; without it the tests that need it are skipped."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "nginx", "openssl"]
        for command in (["apt-get", "update", "-qq"], install):
            subprocess.run(command, stdout=subprocess.DEVNULL, check=False)


@contextmanager
def in_front_of(folder: Path, *ports: int) -> Iterator[Front]:
    """Serve the site before a dashboard at a port, or replicas at two, until the block ends."""
    nginx = find()
    assert nginx
    front = Front(free_port(), free_port(), folder)
    _write(front, ports)
    command = [nginx, "-c", str(folder / "nginx.conf"), "-p", str(folder)]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    process = subprocess.Popen([*command, "-g", "daemon off;"])
    try:
        _wait(front.https)
        yield front
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


def _write(front: Front, ports: tuple[int, ...]) -> None:
    """Put the files where nginx finds them, changed only in what a machine has of its own."""
    folder = front.folder
    key, certificate = folder / "privkey.pem", folder / "fullchain.pem"
    made = [*CERTIFICATE, "-keyout", key, "-out", certificate, "-subj", "/CN=localhost"]
    subprocess.run(
        [*made, "-addext", "subjectAltName=DNS:localhost"], check=True, stderr=subprocess.DEVNULL
    )
    proxy = (DEPLOY / "dashboard-proxy.conf").read_text(encoding="utf-8")
    site = (DEPLOY / "dashboard.nginx.conf").read_text(encoding="utf-8")
    before = f"127.0.0.1:{ports[0]}"
    if ports[1:]:
        before = "dashboard_replicas"
        replicas = (DEPLOY / "dashboard-replicas.conf").read_text(encoding="utf-8")
        at = {f"127.0.0.1:{8501 + n}": f"127.0.0.1:{port}" for n, port in enumerate(ports)}
        site = _with(replicas, at) + site
    (folder / "proxy.conf").write_text(_with(proxy, {"127.0.0.1:8501": before}))
    of_this_machine = {
        f"https://{NAME}$request_uri": f"{front.url}$request_uri",
        NAME: "localhost",
        "listen 80;": f"listen 127.0.0.1:{front.http};",
        "listen 443 ": f"listen 127.0.0.1:{front.https} ",
        "/etc/ssl/dashboard/": f"{folder}/",
        "/etc/nginx/snippets/dashboard-proxy.conf": f"{folder}/proxy.conf",
    }
    (folder / "site.conf").write_text(_with(site, of_this_machine))
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder))


def _with(text: str, changes: dict[str, str]) -> str:
    for old, new in changes.items():
        assert old in text, f"the files in docs/deploy have no {old}"
        text = text.replace(old, new)
    return text


def _wait(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("nginx did not start")


if __name__ == "__main__" and not find():
    bring()
