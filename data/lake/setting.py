"""The setting that moves the warehouse to DuckLake, and the secrets that stand beside it."""

import os
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, urlsplit

from data.failures import WarehouseSettingError

NAME = "DASHBOARD_WAREHOUSE"
START = "ducklake:"
KNOWN = ("data", "endpoint", "region", "schema")
# The names that the tools of PostgreSQL and S3 know; NAME_FILE names a file that holds it.
PASSWORD, KEY, KEY_SECRET = (
    "PGPASSWORD",
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
)  # pragma: allowlist secret
_WORD = re.compile(r"[a-z_][a-z0-9_]*")


@dataclass(frozen=True)
class Lake:
    """A warehouse on other machines: its catalog in PostgreSQL, its files in a bucket.

    It holds no secret: it may be printed, logged and be part of a key.
    """

    host: str
    port: int
    database: str
    user: str
    schema: str
    data: str
    endpoint: str
    region: str

    def __str__(self) -> str:
        """Return the setting it was read from."""
        where = f"{self.host}:{self.port}/{self.database}?schema={self.schema}&data={self.data}"
        return f"{START}postgresql://{self.user}@{where}&endpoint={self.endpoint}"


def lake_of(text: str) -> Lake:
    """Read ``ducklake:postgresql://user@host:port/database?data=s3://bucket/folder&…``.

    Raises WarehouseSettingError, which never repeats what was written: it may hold a password.
    """
    url, more = _parts(text)
    if url.password is not None:
        raise WarehouseSettingError(f"the password belongs into {PASSWORD} or {PASSWORD}_FILE")
    if unknown := sorted(more.keys() - set(KNOWN)):
        raise WarehouseSettingError(f"known are {', '.join(KNOWN)}, not the {len(unknown)} others")
    schema, data = more.get("schema", "dashboard"), more.get("data", "").rstrip("/")
    if not _WORD.fullmatch(schema):
        raise WarehouseSettingError("schema: a to z, 0 to 9 and _")
    if not data.startswith("s3://"):
        raise WarehouseSettingError("data: s3://bucket/folder")
    return Lake(
        host=url.hostname or "",
        port=url.port or 5432,
        database=url.path.strip("/"),
        user=url.username or "",
        schema=schema,
        data=data,
        endpoint=more.get("endpoint", "https://s3.amazonaws.com").rstrip("/"),
        region=more.get("region", "us-east-1"),
    )


def _parts(text: str) -> tuple[SplitResult, dict[str, str]]:
    text = text.strip()
    shape = f"{START}postgresql://user@host:port/database?data=s3://bucket/folder"
    if not text.startswith(START):
        raise WarehouseSettingError(shape)
    try:
        url = urlsplit(text.removeprefix(START))
        complete = url.scheme == "postgresql" and url.hostname and url.username
        if not complete or not url.path.strip("/") or url.port == 0:
            raise WarehouseSettingError(shape)
        return url, dict(parse_qsl(url.query, strict_parsing=True))
    except ValueError:
        raise WarehouseSettingError(shape) from None


def secret(name: str) -> str:
    """Return a secret from the environment, or from the file that the environment names."""
    if file := os.environ.get(f"{name}_FILE", ""):
        try:
            return Path(file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            raise WarehouseSettingError(f"{name}_FILE names a file that cannot be read") from None
    return os.environ.get(name, "")
