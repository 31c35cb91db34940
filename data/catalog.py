"""The activities, their columns, lists and measures, read and checked from TOML files."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from data.definition import DefinitionError, Words, texts_at, words_at
from data.fold import fold

HERE = Path(__file__).parent
COUNTS = ("quantity", "participants", "copies")


@dataclass(frozen=True)
class Column:
    """A column of the monthly report; ``limit`` is the longest text in characters."""

    id: str
    label: Words
    about: Words
    aliases: tuple[str, ...]
    required: bool
    limit: int | None

    def names(self) -> tuple[str, ...]:
        """Return every header under which the column is recognised."""
        return (self.label.vi, self.label.en, self.id, *self.aliases)


@dataclass(frozen=True)
class Item:
    """One value of a closed list or one form, with the other ways to write it."""

    id: str
    label: Words
    aliases: tuple[str, ...]

    def names(self) -> tuple[str, ...]:
        """Return every text under which the value is recognised."""
        return (self.label.vi, self.label.en, self.id, *self.aliases)


@dataclass(frozen=True)
class Measure:
    """A figure that can be asked for: one SQL aggregate, or a reporting measure without one."""

    id: str
    kind: str | None
    sql: str
    counts: str | None
    label: Words
    unit: Words
    definition: Words


@dataclass(frozen=True)
class Kind:
    """A kind of activity: names, the columns it has, its forms and its indicators."""

    id: str
    order: int
    name: Words
    page: Words
    aliases: tuple[str, ...]
    columns: tuple[str, ...]
    breakdown: str
    forms: tuple[Item, ...]
    indicators: tuple[Measure, ...]


@dataclass(frozen=True)
class Catalog:
    """Everything that is counted, in both languages; all maps are by id, in order."""

    columns: Mapping[str, Column]
    lists: Mapping[str, tuple[Item, ...]]
    kinds: Mapping[str, Kind]
    measures: Mapping[str, Measure]
    dimensions: Mapping[str, Words]

    def label(self, dimension: str, value: str, lang: str) -> str:
        """Return how a stored value of a list, kind or form is said; others as they are."""
        items: Iterable[Item] = self.lists.get(dimension, ())
        if dimension == "form":
            items = (form for kind in self.kinds.values() for form in kind.forms)
        for item in items:
            if value in (item.id, item.label.vi):
                return item.label.in_(lang)
        return value


def read_toml(path: Path) -> dict[str, Any]:
    """Read a definition file; raise DefinitionError naming the file if it is not TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DefinitionError(path.name, "file", str(error)) from error


def _items(blocks: dict[str, Any], file: str, key: str) -> tuple[Item, ...]:
    return tuple(
        Item(
            id,
            words_at(block, file, f"{key}.{id}"),
            texts_at(block, file, f"{key}.{id}", "aliases"),
        )
        for id, block in blocks.items()
    )


def _column(id: str, block: dict[str, Any], file: str) -> Column:
    key = f"columns.{id}"
    return Column(
        id=id,
        label=words_at(block.get("label"), file, f"{key}.label"),
        about=words_at(block.get("about"), file, f"{key}.about"),
        aliases=texts_at(block, file, key, "aliases"),
        required=bool(block.get("required", False)),
        limit=block.get("limit"),
    )


def _measure(block: dict[str, Any], file: str, key: str, kind: str | None) -> Measure:
    for name in ("id", "sql", "counts") if kind else ():
        if not isinstance(block.get(name), str):
            raise DefinitionError(file, f"{key}.{name}", "the text is missing")
    if kind and block["counts"] not in COUNTS:
        raise DefinitionError(file, f"{key}.counts", f"must be one of {', '.join(COUNTS)}")
    return Measure(
        id=block["id"],
        kind=kind,
        sql=block.get("sql", ""),
        counts=block.get("counts"),
        label=words_at(block.get("label"), file, f"{key}.label"),
        unit=words_at(block.get("unit"), file, f"{key}.unit"),
        definition=words_at(block.get("definition"), file, f"{key}.definition"),
    )


def _form(block: dict[str, Any], file: str, key: str) -> Item:
    label = words_at(block.get("label"), file, f"{key}.label")
    return Item(label.vi, label, texts_at(block, file, key, "aliases"))


def read_kind(path: Path, columns: Mapping[str, Column]) -> Kind:
    """Read one kind of activity from its file; raise DefinitionError naming file and key."""
    block, file, id = read_toml(path), path.name, path.stem
    used = texts_at(block, file, id, "columns")
    for name in used:
        if name not in columns:
            raise DefinitionError(file, "columns", f"there is no column {name!r} in report.toml")
    indicators = block.get("indicator", [])
    if not indicators:
        raise DefinitionError(file, "indicator", "a kind needs at least one indicator")
    breakdown = block.get("breakdown", "form")
    if breakdown not in used:
        raise DefinitionError(file, "breakdown", f"{breakdown!r} is not one of the kind's columns")
    return Kind(
        id=id,
        order=int(block.get("order", 0)),
        name=words_at(block.get("name"), file, "name"),
        page=words_at(block.get("page"), file, "page"),
        aliases=texts_at(block, file, id, "aliases"),
        columns=used,
        breakdown=breakdown,
        forms=tuple(_form(b, file, f"form[{i}]") for i, b in enumerate(block.get("form", []))),
        indicators=tuple(
            _measure(b, file, f"indicator[{i}]", id) for i, b in enumerate(indicators)
        ),
    )


def _refuse_twice(names: Iterable[tuple[str, str]], file: str, key: str) -> None:
    """Raise DefinitionError if one folded name belongs to two different ids."""
    seen: dict[str, str] = {}
    for id, name in names:
        other = seen.setdefault(fold(name), id)
        if other != id:
            raise DefinitionError(file, key, f"{name!r} names both {other} and {id}")


def read_catalog(folder: Path) -> Catalog:
    """Read report.toml, dimensions.toml and activities/*.toml of a folder, or raise DefinitionError."""
    report, dims = read_toml(folder / "report.toml"), read_toml(folder / "dimensions.toml")
    columns = {id: _column(id, b, "report.toml") for id, b in report["columns"].items()}
    lists = {id: _items(b, "report.toml", f"lists.{id}") for id, b in report["lists"].items()}
    files = sorted((folder / "activities").glob("*.toml"))
    kinds = sorted((read_kind(file, columns) for file in files), key=lambda kind: kind.order)
    measures = [m for kind in kinds for m in kind.indicators] + [
        _measure({"id": id, **b}, "dimensions.toml", f"reporting.{id}", None)
        for id, b in dims["reporting"].items()
    ]
    ids = [m.id for m in measures]
    for id in ids:
        if ids.count(id) > 1:
            raise DefinitionError("activities", f"indicator {id}", "this id is used twice")
    _refuse_twice(
        ((c.id, name) for c in columns.values() for name in c.names()), "report.toml", "columns"
    )
    kind_items = tuple(Item(k.id, k.name, (*k.aliases, k.page.vi)) for k in kinds)
    lists["kind"] = kind_items + lists["kind"]
    for id, items in lists.items():
        _refuse_twice(
            ((item.id, name) for item in items for name in item.names()), "report.toml", id
        )
    return Catalog(
        columns=columns,
        lists=lists,
        kinds={k.id: k for k in kinds},
        measures={m.id: m for m in measures},
        dimensions={
            id: words_at(b, "dimensions.toml", f"dimensions.{id}")
            for id, b in dims["dimensions"].items()
        },
    )


@cache
def catalog() -> Catalog:
    """Return the catalog of this installation, read once."""
    return read_catalog(HERE)
