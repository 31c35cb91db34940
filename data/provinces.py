"""Provinces of both vintages: names, spellings, regions, successors and tiles."""

import csv
import difflib
from collections.abc import Mapping
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd

from data.fold import fold, fold_place

REFERENCE = Path(__file__).parent / "reference"


@dataclass(frozen=True)
class Province:
    """A unit of a vintage, keyed (vintage, code), and its place among today's 34.

    ``unit`` is one key for a territory that the merger left as it was, so that its figures
    before and after 7/2025 stand in one row; a merged province has a unit of its own before.
    """

    vintage: int
    code: str
    name: str
    region: str
    current_code: str
    current_name: str
    current_region: str
    unit: str


@dataclass(frozen=True)
class NotFound:
    """Why a text names no province of a vintage: the problem's kind and names to offer."""

    kind: str
    offers: tuple[str, ...]


@dataclass(frozen=True)
class Tile:
    """A tile of the province map; an island tile carries its province's code and no figure."""

    code: str
    name: str
    row: int
    col: int
    island: bool


def rows_of(table: str) -> list[dict[str, str]]:
    """Return the rows of a reference table as texts."""
    return rows_in(REFERENCE / table)


def rows_in(path: Path) -> list[dict[str, str]]:
    """Return the rows of a CSV of our own as texts."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@cache
def provinces(vintage: int) -> Mapping[str, Province]:
    """Return the provinces of a vintage (63 or 34) by code, in the order of the codes."""
    old = rows_of("provinces.csv")
    heirs = [row["code_new"] for row in old]
    if vintage == 34:
        return {
            r["code"]: Province(
                34, r["code"], r["name"], r["region"], r["code"], r["name"], r["region"],
                f"34:{r['code']}",
            )
            for r in rows_of("provinces34.csv")
        }  # fmt: skip
    return {
        r["code_old"]: Province(
            63, r["code_old"], r["name_old"], r["region_old"],
            r["code_new"], r["name_new"], r["region_new"],
            f"34:{r['code_new']}" if heirs.count(r["code_new"]) == 1 else f"63:{r['code_old']}",
        )
        for r in old
    }  # fmt: skip


@cache
def full_names() -> Mapping[str, str]:
    """Return today's provinces with their type, as in a sentence: ``tỉnh Lào Cai``."""
    return {r["code"]: f"{r['type_2026_09']} {r['name']}" for r in rows_of("provinces34.csv")}


@cache
def _spellings(vintage: int) -> Mapping[str, str]:
    """Return code by fold key for every spelling that is right in the vintage."""
    units = provinces(vintage)
    old = provinces(63)
    by_name = {fold(p.name): p.code for p in units.values()}
    by_name["hue"] = "46"
    found = dict(by_name)
    for row in rows_of("province_aliases.csv"):
        province = old[row["code_old"]]
        lives_on = "hue" if province.code == "46" else fold(province.name)
        code = province.code if vintage == 63 else by_name.get(lives_on)
        if code:
            found.setdefault(fold_place(row["alias"]), code)
            found.setdefault(fold(row["alias"]), code)
    return found


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.replace("-", " ").split())


def _short(key: str, vintage: int) -> tuple[str, ...]:
    """Return the provinces with these initials; today's heirs of former ones if none is left."""
    own = [p.name for p in provinces(vintage).values() if fold(_initials(p.name)) == key]
    former = (p.current_name for p in provinces(63).values() if fold(_initials(p.name)) == key)
    return tuple(dict.fromkeys(own or former))


def _nearest(key: str, vintage: int) -> tuple[str, ...]:
    known = _spellings(vintage)
    close = difflib.get_close_matches(key, known, n=6, cutoff=0.6)
    names = dict.fromkeys(provinces(vintage)[known[k]].name for k in close)
    return tuple(names)[:3]


def _by_key(text: str, vintage: int) -> Province | None:
    known, units = _spellings(vintage), provinces(vintage)
    code = text.strip().zfill(2)
    if code.isascii() and code.isdigit() and code in units:
        return units[code]
    for key in (fold_place(text), fold(text)):
        if key in known:
            return units[known[key]]
    return None


def find_province(text: str, vintage: int) -> Province | NotFound:
    """Return the province of the vintage that the text names by code, name or spelling.

    A name that was dissolved on 1/7/2025 gives NotFound ``province_dissolved`` with its
    successor; two letters alone are never taken for a name (``province_short``).
    """
    province = _by_key(text, vintage)
    if province:
        return province
    key = fold_place(text)
    if len(key) == 2 and key.isalpha():
        return NotFound("province_short", _short(key, vintage))
    if vintage == 34:
        former = _by_key(text, 63)
        if former:
            return NotFound("province_dissolved", (former.current_name,))
    return NotFound("province_unknown", _nearest(key, vintage))


@cache
def tiles(vintage: int) -> tuple[Tile, ...]:
    """Return the tile map of a vintage: each province, then the island tiles of Vietnam."""
    own = [
        Tile(r["code"], r["name"], int(r["row"]), int(r["col"]), island=False)
        for r in rows_of(f"tilegrid{vintage}.csv")
    ]
    islands = [
        Tile(r["parent_code"], r["name"], int(r["row"]), int(r["col"]), island=True)
        for r in rows_of("tilegrid_islands.csv")
        if r["scheme"] == str(vintage)
    ]
    return tuple(own + islands)


def write_provinces(connection: duckdb.DuckDBPyConnection) -> None:
    """Bring the provinces in a draft of the warehouse to what the reference tables say."""
    wanted = [astuple(p) for v in (63, 34) for p in provinces(v).values()]
    if set(connection.execute("FROM provinces").fetchall()) == set(wanted):
        return
    connection.register("reference_provinces", pd.DataFrame(wanted))
    connection.execute("DELETE FROM provinces")
    connection.execute("INSERT INTO provinces FROM reference_provinces")
    connection.unregister("reference_provinces")
