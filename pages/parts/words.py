"""What the pages say, from words.toml; a text missing in a language fails at start."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from data.catalog import read_toml
from data.definition import Words, words_at

FILE = Path(__file__).parent.parent / "words.toml"


@cache
def words() -> Mapping[str, Words]:
    """Return every text of the pages by ``section.name``; raise DefinitionError naming the gap."""
    return {
        f"{section}.{name}": words_at(block, FILE.name, f"{section}.{name}")
        for section, blocks in read_toml(FILE).items()
        for name, block in blocks.items()
    }


def say(lang: str, key: str, /, **values: object) -> str:
    """Return a text in the language with its {values} filled in."""
    return words()[key].in_(lang).format(**values)
