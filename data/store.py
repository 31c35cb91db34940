"""The store of the warehouse: which one is in use; of a folder, its versions."""

import os
import re
from pathlib import Path

from data.lake.setting import NAME, Lake, lake_of

Store = Path | Lake
ROOT = Path(__file__).parent.parent
OFFICE = ROOT / "store" / "office"
DEMONSTRATION = ROOT / "store" / "demonstration"
_VERSION = re.compile(r"warehouse-(\d{6,})\.duckdb")


def chosen() -> Path | None:
    """Return the folder that DASHBOARD_STORE names, or None."""
    folder = os.environ.get("DASHBOARD_STORE", "").strip()
    return Path(folder).expanduser() if folder else None


def folder() -> Path:
    """Return the folder of the office: its reports unless they are in a lake, its accounts."""
    return chosen() or OFFICE


def lake() -> Lake | None:
    """Return the lake that DASHBOARD_WAREHOUSE names, None for files in a folder."""
    setting = os.environ.get(NAME, "").strip()
    return lake_of(setting) if setting else None


def office() -> Store:
    """Return the store that real reports are loaded into."""
    return lake() or folder()


def demonstration() -> Path:
    """Return the folder that synthetic reports are made into."""
    return chosen() or DEMONSTRATION


def shown() -> Store:
    """Return the store the dashboard reads: the office's once it holds a report."""
    return lake() or shown_folder()


def shown_folder() -> Path:
    """Return the folder the dashboard reads where its store is a folder."""
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
