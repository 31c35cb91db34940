"""The folder that holds the warehouse: which one is in use, and its versions."""

import os
import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
OFFICE = ROOT / "store" / "office"
DEMONSTRATION = ROOT / "store" / "demonstration"
_VERSION = re.compile(r"warehouse-(\d{6,})\.duckdb")


def chosen() -> Path | None:
    """Return the folder that DASHBOARD_STORE names, or None."""
    folder = os.environ.get("DASHBOARD_STORE", "").strip()
    return Path(folder).expanduser() if folder else None


def office() -> Path:
    """Return the folder that real reports are loaded into."""
    return chosen() or OFFICE


def demonstration() -> Path:
    """Return the folder that synthetic reports are made into."""
    return chosen() or DEMONSTRATION


def shown() -> Path:
    """Return the folder the dashboard reads: the office's once it holds a report."""
    return chosen() or (OFFICE if versions(OFFICE) else DEMONSTRATION)


def path_of(store: Path, version: int) -> Path:
    """Return the file of a published version."""
    return store / f"warehouse-{version:06d}.duckdb"


def versions(store: Path) -> list[int]:
    """Return the numbers of the published versions in a folder, the oldest first."""
    if not store.is_dir():
        return []
    matches = (_VERSION.fullmatch(path.name) for path in store.iterdir())
    return sorted(int(match[1]) for match in matches if match)
