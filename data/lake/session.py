"""DuckDB in front of a lake: its parts loaded, its secrets known, nothing of them ever said."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any

import duckdb

from data.failures import DISK, StoreUnreachableError, WarehouseSettingError
from data.lake.setting import KEY, KEY_SECRET, PASSWORD, Lake, secret
from data.opened import Connection

PARTS = ("postgres_scanner", "httpfs", "ducklake")
SETTINGS: dict[str, Any] = {
    "python_enable_replacements": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    # A file of a lake is never written again under its name.
    "validate_external_file_cache": "NO_VALIDATION",
    # Whoever writes holds the lock; where two write all the same, the later one fails.
    "ducklake_max_retry_count": 0,
}


class Session:
    """One DuckDB for all that a process reads from and writes to a lake."""

    def __init__(self, lake: Lake) -> None:
        self.lake = lake
        self._connection = duckdb.connect(config={"allow_unsigned_extensions": False})
        for part in PARTS:
            self._connection.execute(f"LOAD {_quoted(str(extension(part)))}")
        for name, value in SETTINGS.items():
            self._connection.execute(f"SET GLOBAL {name} = {_quoted(str(value))}")
        for statement in _secrets(lake):
            self._connection.execute(statement)
        self._connection.execute("ATTACH '' AS catalog (TYPE postgres, SECRET catalog)")
        self._connection.execute("SET disabled_filesystems = 'LocalFileSystem'")

    def cursor(self) -> Connection:
        """Return a connection of its own."""
        return self._connection.cursor()

    def attach(self, cursor: Connection, name: str, options: str) -> None:
        """Attach the lake under a name."""
        schema = _quoted(self.lake.schema)
        cursor.execute(
            f"ATTACH 'ducklake:postgres:' AS {name} "
            f"(META_SECRET catalog, METADATA_SCHEMA {schema}, {options})"
        )

    def create(self, cursor: Connection, name: str) -> None:
        """Attach the lake for writing; it is made where there is none."""
        data = _quoted(f"{self.lake.data}/{self.lake.schema}/")
        self.attach(cursor, name, f"DATA_PATH {data}, DATA_INLINING_ROW_LIMIT 0")

    def asked(self, cursor: Connection, sql: str) -> tuple[Any, ...] | None:
        """Return the first row of a question to PostgreSQL itself."""
        question = f"FROM postgres_query('catalog', {_quoted(sql)})"
        return cursor.execute(question).fetchone()


_sessions: dict[Lake, Session] = {}
_opening = Lock()


def session(lake: Lake) -> Session:
    """Return the session of this process with a lake."""
    with _opening:
        if lake not in _sessions:
            _sessions[lake] = Session(lake)
        return _sessions[lake]


@contextmanager
def reaching() -> Iterator[None]:
    """Say what the other machines do when they give way as a StoreError without any secret."""
    try:
        yield
    except DISK as error:
        raise StoreUnreachableError(harmless(str(error))) from None


def harmless(text: str) -> str:
    """Return what a machine said in one line, secrets blotted out if it should repeat one."""
    for name in (PASSWORD, KEY, KEY_SECRET):
        if known := secret(name):
            text = text.replace(known, "***")
    return " ".join(text.split())[:300]


@cache
def extension(part: str) -> Path:
    """Return the file of an extension, of the very version of DuckDB that loads it."""
    found = find_spec(f"duckdb_extension_{part}")
    for folder in (found.submodule_search_locations or ()) if found else ():
        name = f"{part}.duckdb_extension"
        file = Path(folder) / "extensions" / f"v{duckdb.__version__}" / name
        if file.exists():
            return file
    raise WarehouseSettingError("pip install -r requirements-lake.txt")


def _secrets(lake: Lake) -> Iterator[str]:
    scheme, _, endpoint = lake.endpoint.rpartition("://")
    catalog = {
        "HOST": lake.host, "PORT": str(lake.port), "DATABASE": lake.database,
        "USER": lake.user, "PASSWORD": secret(PASSWORD),
    }  # fmt: skip
    files = {
        "KEY_ID": secret(KEY), "SECRET": secret(KEY_SECRET), "ENDPOINT": endpoint,
        "REGION": lake.region, "URL_STYLE": "path", "SCOPE": lake.data,
        "USE_SSL": str(scheme != "http").lower(),
    }  # fmt: skip
    for name, kind, values in (("catalog", "postgres", catalog), ("files", "s3", files)):
        written = ", ".join(f"{key} {_quoted(value)}" for key, value in values.items())
        yield f"CREATE SECRET {name} (TYPE {kind}, {written})"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
