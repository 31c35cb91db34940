"""Commands as they are typed in the folder of the program, the first account's among them."""

import os
import shlex
import sys
from pathlib import Path

from data.store import chosen

ROOT = Path(__file__).parent.parent


def command(name: str) -> str:
    """Return the exact line that makes the first account."""
    return line("access", "add", name, "--role", "admin")


def line(module: str, *words: str) -> str:
    """Return the exact line that runs a module, for this interpreter and this store."""
    store = chosen()
    at = [f"DASHBOARD_STORE={shlex.quote(str(store.absolute()))}"] if store else []
    return " ".join([*at, *map(shlex.quote, [_python(), "-m", module, *words])])


def _python() -> str:
    # Not resolved: a link in .venv is what makes it the interpreter with our packages.
    python = Path(os.path.abspath(sys.executable))  # noqa: PTH100
    return str(python.relative_to(ROOT) if python.is_relative_to(ROOT) else python)
