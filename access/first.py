"""The command that makes the first account, as it is typed in the folder of the program."""

import os
import shlex
import sys
from pathlib import Path

from data.store import chosen

ROOT = Path(__file__).parent.parent


def command(name: str) -> str:
    """Return the exact line, for this interpreter and this store."""
    store = chosen()
    at = [f"DASHBOARD_STORE={shlex.quote(str(store.absolute()))}"] if store else []
    words = [_python(), "-m", "access", "add", name, "--role", "admin"]
    return " ".join([*at, *map(shlex.quote, words)])


def _python() -> str:
    # Not resolved: a link in .venv is what makes it the interpreter with our packages.
    python = Path(os.path.abspath(sys.executable))  # noqa: PTH100
    return str(python.relative_to(ROOT) if python.is_relative_to(ROOT) else python)
