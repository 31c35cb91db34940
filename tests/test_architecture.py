"""What the shape of the project promises, held where import-linter cannot see it."""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("data", "etl", "access", "pages")
LONGEST_MODULE = 250
LONGEST_FUNCTION = 40
LONGEST_SENTENCE = 90
# Names under which anything could be put, so that in the end everything is.
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "common", "manager", "base", "misc", "core"}
FOR_CHARTS = {"pandas", "plotly", "pages", *sys.stdlib_module_names}

MODULES = [
    ROOT / "dashboard.py",
    *sorted(p for name in PACKAGES for p in (ROOT / name).rglob("*.py")),
]


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "a relative import"


def run(*command: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_is_short_and_says_its_one_job(path: Path) -> None:
    sentence = (ast.get_docstring(parsed(path)) or "").partition("\n")[0]
    assert sentence, "the first line of a module says what it is for"
    assert len(sentence) <= LONGEST_SENTENCE
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_MODULE
    assert path.stem not in SAYS_NOTHING


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_no_function_is_longer_than_a_screen(path: Path) -> None:
    lengths = {f.name: (f.end_lineno or f.lineno) - f.lineno + 1 for f in functions(path)}
    assert {name: n for name, n in lengths.items() if n > LONGEST_FUNCTION} == {}


@pytest.mark.parametrize("path", sorted((ROOT / "pages" / "charts").glob("*.py")), ids=named)
def test_a_chart_needs_pandas_and_plotly_only(path: Path) -> None:
    """Import-linter can forbid what it is told of; this allows what is named."""
    assert {name for name in imported(path) if name.partition(".")[0] not in FOR_CHARTS} == set()
    ours = {name for name in imported(path) if name.partition(".")[0] == "pages"}
    assert {name for name in ours if not name.startswith("pages.charts")} == set()


def test_every_package_has_its_place_in_the_contracts() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    placed = set(settings["tool"]["importlinter"]["root_packages"])
    tools = {"tests", "docs"}
    here = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert here - tools == placed


def test_loading_imports_no_screen_at_run_time() -> None:
    """A lazy or an indirect import is one, too; only running finds them all."""
    names = [
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in MODULES
        if path.relative_to(ROOT).parts[0] in ("data", "etl")
    ]
    script = (
        f"import sys, importlib\nfor name in {names!r}: importlib.import_module(name)\n"
        "print(sorted({'streamlit', 'plotly', 'starlette'} & set(sys.modules)))"
    )
    assert run("-c", script).stdout.strip() == "[]"


def test_the_map_is_current() -> None:
    drawn = run("docs/map.py", "--check")
    assert drawn.returncode == 0, drawn.stderr
