"""A store with some months in it, what is about to happen to it, and what must hold after."""

import re
import shutil
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from data import store as folder
from data import sums
from data.warehouse import KEPT_VERSIONS, Warehouse, newest
from etl.line import Report, ingest
from tests.etl.sent import written

MONTHS = range(1, 8)
ROWS = 40
BELONGS = re.compile(r"warehouse-\d{6}\.(duckdb|xxh128)|writer\.lock")
# What is seen and kept, without the random ids and the times of sending.
FIGURES = (
    "SELECT province_code, period, kind, title, quantity, participants FROM records ORDER BY ALL",
    "FROM monthly ORDER BY ALL",
    "SELECT province_code, period, row_count FROM slices ORDER BY ALL",
    "SELECT period, count(*), count(ended_by) FROM slice_versions GROUP BY ALL ORDER BY ALL",
    "SELECT count(*), sum(quantity) FROM former_records",
    "SELECT file, sha256, refused FROM uploads ORDER BY ALL",
    "SELECT step, action, result FROM audit ORDER BY step",
)
# What is said twice must be the same: rows by slice, and quantities by month.
AGREE = """
SELECT count(*) FROM (SELECT upload, period, count(*) AS n FROM records GROUP BY ALL) AS r
FULL JOIN slices AS s USING (upload, period) WHERE r.n IS DISTINCT FROM s.row_count
UNION ALL
SELECT count(*) FROM (SELECT period, sum(quantity) AS q FROM records GROUP BY ALL) AS r
FULL JOIN (SELECT period, sum(quantity) AS q FROM monthly GROUP BY ALL) AS m USING (period)
WHERE r.q IS DISTINCT FROM m.q
"""
Figures = tuple[Any, ...]


def month(number: int, title: str = "Giao ban", province: str = "Bắc Kạn") -> bytes:
    """A report of a month; each title has quantities of its own."""
    size = sum(title.encode())
    return written(
        *(
            {
                "province": province,
                "period": f"{(number - 1) % 12 + 1}/{2021 + (number - 1) // 12}",
                "title": f"{title} {row}",
                "quantity": str(size + row),
            }
            for row in range(ROWS)
        )
    )


def figures(warehouse: Warehouse | None) -> Figures:
    """Everything a reader could see of a version; its parts must agree with each other."""
    assert warehouse
    assert warehouse.rows(AGREE) == [(0,), (0,)]
    return tuple(tuple(warehouse.rows(sql)) for sql in FIGURES)


def tidy(store: Path) -> bool:
    """Say whether nothing is left but versions, each with its checksum, and the lock."""
    published = [folder.path_of(store, version) for version in folder.versions(store)]
    return (
        all(BELONGS.fullmatch(path.name) for path in store.iterdir())
        and len(published) <= KEPT_VERSIONS
        and set(map(sums.beside, published)) == set(store.glob("*.xxh128"))
    )


@dataclass(frozen=True)
class Scene:
    """A store that is copied for each fault, and a folder for the copies."""

    base: Path
    room: Path

    @cached_property
    def old(self) -> Figures:
        return figures(newest(self.base))

    @cached_property
    def newest_upload(self) -> str:
        warehouse = newest(self.base)
        assert warehouse
        return str(warehouse.rows("SELECT upload FROM slices ORDER BY period DESC")[0][0])

    @cached_property
    def report(self) -> Path:
        """A report that replaces the first month."""
        file = self.room / "gửi lại.csv"
        file.write_bytes(month(1, "Sửa"))
        return file

    def words(self, command: str) -> list[str]:
        return ["load", str(self.report)] if command == "load" else ["undo", self.newest_upload]

    def copy(self, name: str) -> Path:
        """A copy of the store that is the fault's own; ``forget`` it when it was looked at."""
        store = self.room / name
        shutil.copytree(self.base, store)
        return store

    def forget(self, store: Path) -> None:
        shutil.rmtree(store)


def made(room: Path) -> Scene:
    """A store of several months, the first of them sent twice; as many versions as are kept."""
    base = room / "base"
    for number in MONTHS:
        sends(base, month(number), f"{number}.csv")
    sends(base, month(1, "Bản hai"), "1b.csv")
    sends(base, month(MONTHS.stop - 1, "Bản hai"), "7b.csv")
    assert tidy(base)
    return Scene(base, room)


def sends(store: Path, data: bytes, name: str = "sau.csv") -> None:
    """Send a report from this process: it must be loaded."""
    [outcome] = ingest([Report(name, data)], store)
    assert outcome.status == "loaded", outcome
