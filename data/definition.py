"""Words in both languages, and the sentence a broken definition fails with."""

from dataclasses import dataclass
from typing import Any

LANGUAGES = ("vi", "en")


class DefinitionError(Exception):
    """A definition file is wrong; the sentence names the file and the key."""

    def __init__(self, file: str, key: str, sentence: str) -> None:
        self.file, self.key, self.sentence = file, key, sentence
        super().__init__(f"{file}: {key}: {sentence}")


@dataclass(frozen=True)
class Words:
    """One text in Vietnamese and English, side by side."""

    vi: str
    en: str

    def in_(self, lang: str) -> str:
        """Return the text in the language, Vietnamese for any other."""
        return self.en if lang == "en" else self.vi


def words_at(block: Any, file: str, key: str) -> Words:
    """Read ``{vi = …, en = …}``; raise DefinitionError naming the language that is missing."""
    if not isinstance(block, dict):
        raise DefinitionError(file, key, "must be a table with the texts vi and en")
    for lang in LANGUAGES:
        text = block.get(lang)
        if not isinstance(text, str) or not text.strip():
            raise DefinitionError(file, f"{key}.{lang}", "the text in this language is missing")
    return Words(block["vi"].strip(), block["en"].strip())


def texts_at(block: dict[str, Any], file: str, key: str, name: str) -> tuple[str, ...]:
    """Read an optional list of texts under ``name``; raise DefinitionError if it is not one."""
    texts = block.get(name, [])
    if not isinstance(texts, list) or not all(isinstance(t, str) for t in texts):
        raise DefinitionError(file, f"{key}.{name}", "must be a list of texts")
    return tuple(texts)
