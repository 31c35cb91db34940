"""Reads of definition files, words in both languages, and the sentence a broken one ends in."""

import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from data.fold import fold

LANGUAGES = ("vi", "en")
Block = Mapping[str, object]
_IDENTIFIER = re.compile(r"[a-z][a-z0-9_]*")


class DefinitionError(SystemExit):
    """A definition file is wrong; the sentence names the file and the key.

    Nothing can be counted or shown without the definitions. Where nobody catches it, the program
    ends with this one sentence and exit code 1, whichever module read them first.
    """

    def __init__(self, file: str, key: str, sentence: str) -> None:
        self.file, self.key, self.sentence = file, key, sentence
        super().__init__(f"{file}: {key}: {sentence}")


@dataclass(frozen=True)
class Words:
    """One text in Vietnamese and English, side by side; ``one`` is the English behind a 1."""

    vi: str
    en: str
    one: str = field(default="", kw_only=True)

    def in_(self, lang: str) -> str:
        """Return the text in the language, Vietnamese for any other."""
        return self.en if lang == "en" else self.vi

    def counted(self, lang: str, written: str) -> str:
        """Return a unit as it stands behind a written number; Vietnamese has one form."""
        return self.one if self.one and lang == "en" and written == "1" else self.in_(lang)


def read_toml(path: Path) -> dict[str, dict[str, object]]:
    """Read a definition file; raise DefinitionError naming the file if it is not TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise DefinitionError(path.name, "file", "the file is missing") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise DefinitionError(path.name, "file", f"this is not TOML: {error}") from error


def refuse_unknown(block: Block, known: Collection[str], file: str, key: str = "") -> None:
    """Raise DefinitionError for a key that nobody reads, such as a misspelt one."""
    for name in block:
        if name not in known:
            at = f"{key}.{name}" if key else name
            raise DefinitionError(file, at, f"there is no such key; known: {', '.join(known)}")


def refuse_twice(names: Iterable[tuple[str, str]], file: str, key: str) -> None:
    """Raise DefinitionError if one folded name belongs to two different ids."""
    seen: dict[str, str] = {}
    for id, name in names:
        other = seen.setdefault(fold(name), id)
        if other != id:
            raise DefinitionError(file, key, f"{name!r} names both {other} and {id}")


def identifier(id: str, file: str, key: str) -> str:
    """Return an id that can name a column in SQL and a value in a URL, or raise DefinitionError."""
    if not _IDENTIFIER.fullmatch(id):
        raise DefinitionError(file, key, f"{id!r} is no id; write it like press_items")
    return id


def words_at(block: object, file: str, key: str, *, beside: Collection[str] = ()) -> Words:
    """Read ``{vi = …, en = …}``; raise DefinitionError naming the language that is missing.

    ``beside`` are other keys the same block may hold.
    """
    if not isinstance(block, dict):
        raise DefinitionError(file, key, "must be a table with the texts vi and en")
    refuse_unknown(block, (*LANGUAGES, *beside), file, key)
    for lang in LANGUAGES:
        text = block.get(lang)
        if not isinstance(text, str) or not text.strip():
            raise DefinitionError(file, f"{key}.{lang}", "the text in this language is missing")
    return Words(block["vi"].strip(), block["en"].strip())


def text_at(block: Block, file: str, key: str, name: str) -> str:
    """Read the text under ``name``; raise DefinitionError if there is none."""
    text = block.get(name)
    if not isinstance(text, str) or not text.strip():
        raise DefinitionError(file, f"{key}.{name}" if key else name, "the text is missing")
    return text.strip()


def texts_at(block: Block, file: str, key: str, name: str) -> tuple[str, ...]:
    """Read an optional list of texts under ``name``, none of them twice."""
    texts, at = block.get(name, []), f"{key}.{name}" if key else name
    if not isinstance(texts, list) or not all(isinstance(t, str) and t.strip() for t in texts):
        raise DefinitionError(file, at, "must be a list of texts")
    refuse_twice(((f"[{i}]", text) for i, text in enumerate(texts)), file, at)
    return tuple(texts)


def number_at(block: Block, file: str, key: str) -> int:
    """Read a whole number of one or more under the last name of ``key``."""
    number = block.get(key.rpartition(".")[2])
    if not isinstance(number, int) or isinstance(number, bool) or number < 1:
        raise DefinitionError(file, key, "must be a whole number of 1 or more")
    return number


def table_at(block: Block, file: str, key: str) -> dict[str, dict[str, object]]:
    """Read the table of tables under the last name of ``key``."""
    table = block.get(key.rpartition(".")[2])
    if not isinstance(table, dict) or not table:
        raise DefinitionError(file, key, "the table is missing")
    for name, one in table.items():
        if not isinstance(one, dict):
            raise DefinitionError(file, f"{key}.{name}", "must be a table")
    return table


def tables_at(block: Block, file: str, name: str) -> list[dict[str, object]]:
    """Read the blocks ``[[name]]``, none if there are none."""
    tables = block.get(name, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise DefinitionError(file, name, f"must be blocks that begin with [[{name}]]")
    return tables
