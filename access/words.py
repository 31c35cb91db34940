"""What the gate says, from words.toml; a text missing in a language fails at start."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from data.catalog import read_toml
from data.definition import Words, words_at

FILE = Path(__file__).with_name("words.toml")


@cache
def words() -> Mapping[str, Words]:
    """Return every text of the gate by name; raise DefinitionError naming the gap."""
    texts = read_toml(FILE)
    return {name: words_at(block, f"access/{FILE.name}", name) for name, block in texts.items()}


def say(lang: str, key: str, /, **values: object) -> str:
    """Return a text in the language with its {values} filled in."""
    return words()[key].in_(lang).format(**values)


def both(key: str, /, **values: object) -> str:
    """Return a text in both languages, a line each: who asks without a page has none."""
    return "\n".join(say(lang, key, **values) for lang in ("vi", "en"))
