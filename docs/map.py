"""Writes docs/architecture.md: every module with the first line of its docstring."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "docs" / "architecture.md"
FOLDERS = ("access", "data", "etl", "pages")
MARK = "<!-- from here written by `make map` -->"


def modules() -> Iterator[Path]:
    """The launcher and every module behind it, folder by folder."""
    yield ROOT / "dashboard.py"
    for folder in FOLDERS:
        found = (ROOT / folder).rglob("*.py")
        # A folder's own sentence first, then its files, then the folders in it.
        yield from sorted(found, key=lambda path: (path.parent, path.name != "__init__.py", path))


def sentence(path: Path) -> str:
    """The first docstring line of a module: its one job."""
    text = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    return text.splitlines()[0] if text else "**no docstring**"


def listing() -> str:
    lines: list[str] = []
    for path in modules():
        name = path.relative_to(ROOT).as_posix()
        if path.name == "__init__.py":
            folder = path.parent.relative_to(ROOT).as_posix()
            lines += ["", f"## {folder}/", "", sentence(path), ""]
        else:
            lines.append(f"- `{name}`: {sentence(path)}")
    return "\n".join(lines) + "\n"


def drawn() -> str:
    """The whole document: what is written by hand above the mark, the listing below."""
    written, _, _ = TARGET.read_text(encoding="utf-8").partition(MARK)
    return f"{written}{MARK}\n\n{listing()}"


def main() -> None:
    current = TARGET.read_text(encoding="utf-8") == drawn()
    if "--check" not in sys.argv:
        TARGET.write_text(drawn(), encoding="utf-8")
    elif not current:
        raise SystemExit("docs/architecture.md is not current: run `make map`.")


if __name__ == "__main__":
    main()
