"""What the pages say, from words.toml; a text missing in a language fails at start."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from string import Formatter

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


class _Counting(Formatter):
    """Chooses between two words by a number that is written: ``{n} {n:province|provinces}``."""

    def format_field(self, value: object, format_spec: str) -> str:
        """Return the first word behind a 1, else the second; other formats as they are."""
        if "|" not in format_spec:
            return str(super().format_field(value, format_spec))
        one, many = format_spec.split("|")
        return one if str(value) == "1" else many


def say(lang: str, key: str, /, **values: object) -> str:
    """Return a text in the language with its {values} filled in."""
    text = words()[key].in_(lang)
    # What chooses is written in Python, and a page has more than a hundred texts.
    return _Counting().vformat(text, (), values) if "|" in text else text.format(**values)
