"""The activities, their columns, lists and measures, read and checked from TOML files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from data.aggregates import refuse_unbound
from data.definition import (
    Block,
    DefinitionError,
    Words,
    identifier,
    number_at,
    read_toml,
    refuse_twice,
    refuse_unknown,
    table_at,
    texts_at,
    words_at,
)
from data.kinds import WORDED, Item, Kind, Measure, read_kind, worded
from data.yearly import goal_measures

__all__ = [
    "Catalog",
    "Column",
    "Dimension",
    "Item",
    "Kind",
    "Measure",
    "catalog",
    "read_catalog",
    "read_toml",
]

HERE = Path(__file__).parent
REPORT, DIMENSIONS, TARGETS = "report.toml", "dimensions.toml", "targets.toml"


@dataclass(frozen=True)
class Column:
    """A column of a table that is sent; ``limit`` is the longest text in characters."""

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
class Dimension(Words):
    """What figures can be grouped and filtered by: its name, and a sentence that defines it."""

    about: Words


@dataclass(frozen=True)
class Catalog:
    """Everything that is counted, in both languages; all maps are by id, in order.

    ``columns`` are those of the monthly report, ``target_columns`` those of a table of targets;
    ``goals`` are the measures that targets make.
    """

    columns: Mapping[str, Column]
    lists: Mapping[str, tuple[Item, ...]]
    kinds: Mapping[str, Kind]
    measures: Mapping[str, Measure]
    dimensions: Mapping[str, Dimension]
    target_columns: Mapping[str, Column]
    goals: Mapping[str, Measure]

    @cached_property
    def askable(self) -> Mapping[str, Measure]:
        """All that can be asked for: each measure, and behind it its target and share."""
        found: dict[str, Measure] = {}
        for measure in self.measures.values():
            goals = (goal for goal in self.goals.values() if goal.of == measure.id)
            found |= {one.id: one for one in (measure, *goals)}
        return found

    def label(self, dimension: str, value: str, lang: str) -> str:
        """Return how a stored value of a list, kind or form is said; others as they are."""
        items: Iterable[Item] = self.lists.get(dimension, ())
        if dimension == "form":
            items = (form for kind in self.kinds.values() for form in kind.forms)
        for item in items:
            if value in (item.id, item.label.vi):
                return item.label.in_(lang)
        return value


def _column(id: str, block: Block, file: str) -> Column:
    key = f"columns.{identifier(id, file, 'columns')}"
    refuse_unknown(block, ("label", "about", "aliases", "required", "limit"), file, key)
    required = block.get("required", False)
    if not isinstance(required, bool):
        raise DefinitionError(file, f"{key}.required", "must be true or false")
    return Column(
        id=id,
        label=words_at(block.get("label"), file, f"{key}.label"),
        about=words_at(block.get("about"), file, f"{key}.about"),
        aliases=texts_at(block, file, key, "aliases"),
        required=required,
        limit=number_at(block, file, f"{key}.limit") if "limit" in block else None,
    )


def _columns(block: Block, file: str) -> dict[str, Column]:
    columns = {id: _column(id, b, file) for id, b in table_at(block, file, "columns").items()}
    names = ((column.id, name) for column in columns.values() for name in column.names())
    refuse_twice(names, file, "columns")
    return columns


def _item(id: str, block: object, key: str) -> Item:
    label = words_at(block, REPORT, key, beside=("aliases",))
    aliases = texts_at(block, REPORT, key, "aliases") if isinstance(block, dict) else ()
    return Item(identifier(id, REPORT, key), label, aliases)


def _lists(report: Block, columns: Mapping[str, Column]) -> dict[str, tuple[Item, ...]]:
    """Read the closed lists; each belongs to the column of its name."""
    blocks = table_at(report, REPORT, "lists")
    refuse_unknown(blocks, tuple(columns), REPORT, "lists")
    return {
        id: tuple(_item(name, item, f"lists.{id}.{name}") for name, item in block.items())
        for id, block in blocks.items()
    }


def _kinds(folder: Path, columns: Mapping[str, Column]) -> list[Kind]:
    kinds = [read_kind(path, columns) for path in sorted(folder.glob("*.toml"))]
    if not kinds:
        raise DefinitionError(folder.name, "file", "there is no kind of activity")
    refuse_unbound(kinds)
    return sorted(kinds, key=lambda kind: kind.order)


def _with_kinds(
    lists: dict[str, tuple[Item, ...]], kinds: Iterable[Kind]
) -> dict[str, tuple[Item, ...]]:
    """Return the closed lists; the kinds of the folder come first among the kinds."""
    own = tuple(Item(kind.id, kind.name, (*kind.aliases, kind.page.vi)) for kind in kinds)
    lists = {**lists, "kind": own + lists.get("kind", ())}
    for id, items in lists.items():
        numbered = enumerate(items)
        names = ((f"{item.id} ({i + 1})", n) for i, item in numbered for n in item.names())
        refuse_twice(names, REPORT, f"lists.{id}")
    return lists


def _reporting(id: str, block: Block) -> Measure:
    key = f"reporting.{identifier(id, DIMENSIONS, 'reporting')}"
    refuse_unknown(block, WORDED, DIMENSIONS, key)
    return Measure(id, None, "", None, *worded(block, DIMENSIONS, key))


def _dimension(id: str, block: Block) -> Dimension:
    key = f"dimensions.{identifier(id, DIMENSIONS, 'dimensions')}"
    name = words_at(block, DIMENSIONS, key, beside=("about",))
    return Dimension(name.vi, name.en, words_at(block.get("about"), DIMENSIONS, f"{key}.about"))


def _measures(kinds: Iterable[Kind], reporting: Iterable[Measure]) -> dict[str, Measure]:
    measures: dict[str, Measure] = {}
    for measure in (*(m for kind in kinds for m in kind.indicators), *reporting):
        file = f"{measure.kind}.toml" if measure.kind else DIMENSIONS
        if measure.id in measures:
            raise DefinitionError(file, f"indicator {measure.id}", "this id is used twice")
        measures[measure.id] = measure
    return measures


def read_catalog(folder: Path) -> Catalog:
    """Read a folder: report, targets, dimensions, activities/*.toml; raise DefinitionError."""
    report, dims = read_toml(folder / REPORT), read_toml(folder / DIMENSIONS)
    targets = read_toml(folder / TARGETS)
    refuse_unknown(report, ("columns", "lists"), REPORT)
    refuse_unknown(targets, ("columns", "measures"), TARGETS)
    refuse_unknown(dims, ("dimensions", "reporting"), DIMENSIONS)
    columns = _columns(report, REPORT)
    kinds = _kinds(folder / "activities", columns)
    dimensions = {
        id: _dimension(id, b) for id, b in table_at(dims, DIMENSIONS, "dimensions").items()
    }
    reporting = table_at(dims, DIMENSIONS, "reporting").items()
    measures = _measures(kinds, (_reporting(id, block) for id, block in reporting))
    goals = goal_measures(targets, TARGETS, measures.values())
    for id in (*measures, *goals):
        if id in dimensions:
            raise DefinitionError(DIMENSIONS, f"dimensions.{id}", "a measure has this id")
    return Catalog(
        columns=columns,
        lists=_with_kinds(_lists(report, columns), kinds),
        kinds={kind.id: kind for kind in kinds},
        measures=measures,
        dimensions=dimensions,
        target_columns=_columns(targets, TARGETS),
        goals=goals,
    )


@cache
def catalog() -> Catalog:
    """Return the catalog of this installation, read once."""
    return read_catalog(HERE)
