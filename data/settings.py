"""What an office may set for itself, read and checked from settings.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from data.definition import DefinitionError

FILE = Path(__file__).parent / "settings.toml"


@dataclass(frozen=True)
class Settings:
    """Shares of the expected reports: to show a period on its own, and to compare its total."""

    usual_share: float
    enough_share: float


@cache
def settings() -> Settings:
    """Return the settings of this installation; raise DefinitionError naming file and key."""
    return read_settings(FILE)


def read_settings(path: Path) -> Settings:
    """Read a file of settings; raise DefinitionError for a key or value that is wrong."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise DefinitionError(path.name, "file", str(error)) from error
    known = tuple(Settings.__dataclass_fields__)
    for key in found:
        if key not in known:
            raise DefinitionError(path.name, key, f"is no setting; known are {', '.join(known)}")
    return Settings(**{key: _share(found.get(key), path.name, key) for key in known})


def _share(value: object, file: str, key: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= 1:
        raise DefinitionError(file, key, "write a share above 0, at most 1, such as 0.5")
    return float(value)
