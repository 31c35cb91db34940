"""The libraries we are measured beside: where they are installed, and what they must know."""

import json
import os
from pathlib import Path

from data.catalog import catalog
from data.provinces import provinces

ROOT = Path(__file__).parent.parent


def python() -> Path | None:
    """Return the interpreter that has requirements-bench.txt, None where `make bench` made none."""
    chosen = os.environ.get("BENCH_PYTHON")
    path = Path(chosen) if chosen else ROOT / ".venv-bench" / "bin" / "python"
    return path if path.exists() else None


def rules(file: Path) -> Path:
    """Write down the columns and closed lists of the report, for checks that know no catalog."""
    known = catalog()
    names = {p.name for vintage in (63, 34) for p in provinces(vintage).values()}
    lists = {
        "columns": {column.label.vi: id for id, column in known.columns.items()},
        "province": sorted(names),
        **{id: [item.label.vi for item in known.lists[id]] for id in ("kind", "status")},
    }
    file.write_text(json.dumps(lists, ensure_ascii=False), encoding="utf-8")
    return file
