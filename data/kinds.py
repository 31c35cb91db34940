"""A kind of activity: its columns, forms and indicators, read and checked from its file."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from data.definition import (
    Block,
    DefinitionError,
    Words,
    identifier,
    number_at,
    read_toml,
    refuse_twice,
    refuse_unknown,
    tables_at,
    text_at,
    texts_at,
    words_at,
)

COUNTS = ("quantity", "participants", "copies")
KEYS = ("order", "name", "page", "aliases", "columns", "breakdown", "indicator", "form")
WORDED = ("label", "unit", "definition")


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
    """A figure that can be asked for: one SQL aggregate, or a reporting measure without one.

    A target, or the share of one that is reached, names the indicator that it is ``of``.
    """

    id: str
    kind: str | None
    sql: str
    counts: str | None
    label: Words
    unit: Words
    definition: Words
    of: str = ""

    @property
    def is_share(self) -> bool:
        """Whether it is a share of a target, in per cent."""
        return bool(self.of) and self.unit.vi == "%"


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


def worded(block: Block, file: str, key: str) -> tuple[Words, Words, Words]:
    """Read label, unit and definition of a measure."""
    label, definition = (
        words_at(block.get(n), file, f"{key}.{n}") for n in ("label", "definition")
    )
    return label, _unit(block.get("unit"), file, f"{key}.unit"), definition


def _unit(block: object, file: str, key: str) -> Words:
    unit = words_at(block, file, key, beside=("one",))
    one = block.get("one", "") if isinstance(block, dict) else ""
    if not isinstance(one, str):
        raise DefinitionError(file, f"{key}.one", "must be the English unit behind a 1")
    return replace(unit, one=one.strip())


def _indicator(block: Block, file: str, key: str, columns: Collection[str]) -> Measure:
    refuse_unknown(block, ("id", "sql", "counts", *WORDED), file, key)
    counts = text_at(block, file, key, "counts")
    known = [name for name in COUNTS if name in columns]
    if counts not in known:
        raise DefinitionError(file, f"{key}.counts", f"must be one of {', '.join(known)}")
    return Measure(
        identifier(text_at(block, file, key, "id"), file, f"{key}.id"),
        Path(file).stem,
        text_at(block, file, key, "sql"),
        counts,
        *worded(block, file, key),
    )


def _form(block: Block, file: str, key: str) -> Item:
    refuse_unknown(block, ("label", "aliases"), file, key)
    label = words_at(block.get("label"), file, f"{key}.label")
    return Item(label.vi, label, texts_at(block, file, key, "aliases"))


def _forms(block: Block, file: str) -> tuple[Item, ...]:
    blocks = tables_at(block, file, "form")
    forms = tuple(_form(form, file, f"form[{i}]") for i, form in enumerate(blocks))
    refuse_twice(
        ((f"form[{i}]", name) for i, form in enumerate(forms) for name in form.names()),
        file,
        "form",
    )
    return forms


def read_kind(path: Path, columns: Collection[str]) -> Kind:
    """Read one kind of activity from its file; raise DefinitionError naming file and key.

    ``columns`` are the ids of the columns a report may have.
    """
    block, file = read_toml(path), path.name
    id = identifier(path.stem, file, "file")
    refuse_unknown(block, KEYS, file)
    used = texts_at(block, file, "", "columns")
    for name in used:
        if name not in columns:
            raise DefinitionError(file, "columns", f"there is no column {name!r} in report.toml")
    breakdown = text_at(block, file, "", "breakdown")
    if breakdown not in used:
        raise DefinitionError(file, "breakdown", f"{breakdown!r} is not one of the kind's columns")
    indicators = tables_at(block, file, "indicator")
    if not indicators:
        raise DefinitionError(file, "indicator", "a kind needs at least one indicator")
    return Kind(
        id=id,
        order=number_at(block, file, "order"),
        name=words_at(block.get("name"), file, "name"),
        page=words_at(block.get("page"), file, "page"),
        aliases=texts_at(block, file, "", "aliases"),
        columns=used,
        breakdown=breakdown,
        forms=_forms(block, file),
        indicators=tuple(
            _indicator(one, file, f"indicator[{i}]", used) for i, one in enumerate(indicators)
        ),
    )
