"""How each problem is said and mended, read and checked from problems.toml."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from data.catalog import read_toml
from data.definition import LANGUAGES, DefinitionError, Words
from etl.problem import Problem

FILE = Path(__file__).with_name("problems.toml")
SEVERITIES = ("error", "warning")
# Every problem has these, and fills in beside them what its table names under `says`.
PLACEHOLDERS = ("value", "column", "row", "offers")
LONGEST_VALUE = 80

_NAME = re.compile(r"\{([a-z_]+)\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_OR = {"vi": " hoặc ", "en": " or "}
_WHERE = {"vi": ("dòng {}", "cột {}"), "en": ("row {}", "column {}")}


@dataclass(frozen=True)
class Saying:
    """One kind of problem: how grave it is, what is said, and what would mend it."""

    severity: str
    message: Words
    mend: Words


def message(problem: Problem, lang: str) -> str:
    """Return what is wrong, as a sentence in the language."""
    return _fill(_saying(problem.kind).message.in_(lang), problem, lang)


def mend(problem: Problem, lang: str) -> str:
    """Return what the sender can do about it, as a sentence in the language."""
    return _fill(_saying(problem.kind).mend.in_(lang), problem, lang)


def severity(kind: str) -> str:
    """Return whether a kind of problem refuses the report (error) or not (warning)."""
    return _saying(kind).severity


def where(problem: Problem, lang: str) -> str:
    """Return the place of a problem (``dòng 12, cột Số lượng``), empty if it has none."""
    places = zip(_WHERE[_known(lang)], (problem.row, problem.column), strict=True)
    return ", ".join(words.format(_shown(place)) for words, place in places if place is not None)


def as_json(problem: Problem, lang: str = "vi") -> dict[str, str | int | None]:
    """Return a problem with its sentences, as the shell prints it."""
    return {
        "kind": problem.kind,
        "row": problem.row,
        "column": problem.column,
        "field": problem.field,
        "value": problem.value,
        "message": message(problem, lang),
        "mend": mend(problem, lang),
    }


@cache
def sayings() -> Mapping[str, Saying]:
    """Return how every kind of problem is said, read once."""
    return read_sayings(FILE)


def read_sayings(path: Path) -> Mapping[str, Saying]:
    """Read and check a file of sayings; raise DefinitionError naming file and key."""
    return {kind: _read(kind, block, path.name) for kind, block in read_toml(path).items()}


def _saying(kind: str) -> Saying:
    if kind not in sayings():
        raise DefinitionError(FILE.name, kind, "this kind of problem has no table")
    return sayings()[kind]


def _read(kind: str, block: object, file: str) -> Saying:
    if not isinstance(block, dict):
        raise DefinitionError(file, kind, "must be a table")
    if unknown := sorted(set(block) - {"severity", "says", *LANGUAGES}):
        raise DefinitionError(file, f"{kind}.{unknown[0]}", "there is no such key")
    if block.get("severity") not in SEVERITIES:
        raise DefinitionError(file, f"{kind}.severity", f"must be {' or '.join(SEVERITIES)}")
    names = {*PLACEHOLDERS, *block.get("says", [])}
    message, mend = (
        {lang: _template(block, f"{kind}.{lang}.{part}", names, file) for lang in LANGUAGES}
        for part in ("message", "mend")
    )
    return Saying(block["severity"], Words(**message), Words(**mend))


def _template(block: Mapping[str, Any], key: str, names: set[str], file: str) -> str:
    """Return the text at ``kind.lang.part``, its placeholders and brackets checked."""
    lang, part = key.split(".")[1:]
    texts = block.get(lang)
    text = texts.get(part) if isinstance(texts, dict) else None
    if not isinstance(text, str) or not text.strip():
        raise DefinitionError(file, key, "the text in this language is missing")
    if unknown := sorted(set(_NAME.findall(text)) - names):
        raise DefinitionError(file, key, f"there is no placeholder {{{unknown[0]}}}")
    if re.search(r"[\[\]{}]", _OPTIONAL.sub("", _NAME.sub("", text))):
        raise DefinitionError(file, key, "a bracket is not closed")
    return text.strip()


def _known(lang: str) -> str:
    return lang if lang in LANGUAGES else LANGUAGES[0]


def _shown(value: object) -> str:
    """Return a text as it is shown inside a sentence: short, and only what can be printed."""
    text = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in str(value))
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1]}…"


def _fill(template: str, problem: Problem, lang: str) -> str:
    """Fill a template; a part in brackets is left out if a name in it has nothing to say."""
    given = {"value": problem.value, "column": problem.column, "row": problem.row, **problem.says}
    filled = {name: _shown(value) for name, value in given.items() if value not in (None, "")}
    if problem.offers:
        *most, last = map(_shown, problem.offers)
        filled["offers"] = _OR[_known(lang)].join(filter(None, (", ".join(most), last)))

    def kept(part: re.Match[str]) -> str:
        return part[1] if all(name in filled for name in _NAME.findall(part[1])) else ""

    # A name that was not given would be a fault of the finder; the reader still gets a sentence.
    return _NAME.sub(lambda name: filled.get(name[1], "…"), _OPTIONAL.sub(kept, template))
