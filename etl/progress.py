"""How far the line is with a file: its step, and the rows of it where they are counted."""

from typing import Protocol


class Progress(Protocol):
    """Is told each step as it begins; ``of`` rows are in the file, ``rows`` are done of them."""

    def __call__(self, step: str, rows: int = 0, of: int = 0, /) -> None: ...


def silent(_step: str, _rows: int = 0, _of: int = 0) -> None:
    """Tell nobody how far the line is."""
