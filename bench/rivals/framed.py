"""Check a report with frictionless; nothing is loaded."""

import json
import sys
from pathlib import Path

from frictionless import Resource, Schema

from bench.rivals.rules import COUNTS, NUMBER, PERIOD


def main(file: str, lists: str) -> None:
    """Validate a file against the schema of its columns; raise if it has an error."""
    with open(lists, encoding="utf-8") as kept:  # noqa: PTH123
        known = json.load(kept)
    rules = {
        **{id: {"required": True, "enum": known[id]} for id in ("province", "kind")},
        "period": {"required": True, "pattern": PERIOD},
        "status": {"enum": known["status"]},
        "title": {"maxLength": 1_000},
        **{id: {"pattern": NUMBER} for id in COUNTS},
    }
    fields = [
        {"name": name, "type": "string", "constraints": rules.get(id, {"maxLength": 2_000})}
        for name, id in known["columns"].items()
    ]
    schema = Schema.from_descriptor({"fields": fields})
    path = Path(file)
    report = Resource(path=path.name, basepath=str(path.parent), schema=schema).validate()
    if not report.valid:
        raise SystemExit(str(report.flatten(["rowNumber", "fieldName", "type"])[:5]))


if __name__ == "__main__":
    main(*sys.argv[1:])
