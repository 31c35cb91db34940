"""No text of a report reaches the browser around the escapes: what the code itself must not say."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.test_architecture import MODULES, named, parsed

SHOWING = [path for path in MODULES if path.name == "dashboard.py" or "pages" in path.parts]
# They take HTML, fetch what an address names, or decide by its type how a value is shown.
NEVER = {
    "unsafe_allow_html", "components", "iframe", "write", "write_stream", "latex", "image", "logo",
    "link_button", "LinkColumn", "ImageColumn", "audio", "video", "map", "pydeck_chart",
    "graphviz_chart", "vega_lite_chart", "bokeh_chart", "pdf", "chat_message",
}  # fmt: skip
# What these are given is read as Markdown, as are a label and a help anywhere.
MARKDOWN = {
    "markdown", "caption", "title", "header", "subheader", "text", "error", "warning", "info",
    "success", "toast", "badge", "metric", "button", "form_submit_button", "checkbox", "toggle",
    "radio", "selectbox", "multiselect", "expander", "popover", "tabs", "page_link", "text_input",
    "text_area", "download_button", "segmented_control", "table", "progress", "number_input",
}  # fmt: skip
SAID = {"label", "help", "body"}
# Under these names a report's own texts are carried; they are shown once they went through one of
# the functions below.
TYPED = {
    "file", "sender", "actor", "reason", "why", "title", "note", "organiser", "topic", "source",
    "document_no", "told", "column", "value", "header", "detail", "search", "name",
}  # fmt: skip
ESCAPING = {"escape", "number", "len", "month", "day", "moment_said", "refusals"}


def words(path: Path) -> Iterator[str]:
    """Yield every attribute and keyword a module names."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name | ast.Attribute):
            if _begins(node) == "st":
                yield node.attr
        elif isinstance(node, ast.keyword) and node.arg:
            yield node.arg


def _begins(node: ast.expr) -> str:
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def raw(tree: ast.Module) -> Iterator[str]:
    """Yield what a call that reads Markdown is given of a report without an escape."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) in MARKDOWN and _of_streamlit(node):
            said = [word.value for word in node.keywords if word.arg in SAID]
            for part in (*node.args[:1], *said):
                yield from (f"line {node.lineno}: {found}" for found in _typed(part))


def _of_streamlit(call: ast.Call) -> bool:
    return isinstance(call.func, ast.Attribute) and _begins(call.func) != "go"


def _called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _typed(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call) and _called(node) in ESCAPING:
        return
    read = node.attr if isinstance(node, ast.Attribute) else getattr(node, "slice", None)
    if getattr(read, "value", read) in TYPED:
        yield ast.unparse(node)
    for child in ast.iter_child_nodes(node):
        yield from _typed(child)


@pytest.mark.parametrize("path", SHOWING, ids=named)
def test_nothing_takes_html_or_fetches(path: Path) -> None:
    assert NEVER.intersection(words(path)) == set()


@pytest.mark.parametrize("path", SHOWING, ids=named)
def test_html_is_a_file_of_ours(path: Path) -> None:
    """A style sheet beside the code, named where it is used or in a constant, or a line of numbers.

    It is never a text; of a line, ``pages.charts.spark`` escapes the name.
    """
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Call) and _called(node) == "html" and _of_streamlit(node):
            (given,) = node.args
            constant = isinstance(given, ast.Name) and given.id.isupper()
            line = isinstance(given, ast.Call) and ast.unparse(given.func) == "spark"
            assert constant or line or ast.unparse(given).startswith("Path(__file__)")


@pytest.mark.parametrize("path", SHOWING, ids=named)
def test_what_reads_markdown_is_given_no_raw_text(path: Path) -> None:
    assert list(raw(parsed(path))) == []


@pytest.mark.parametrize(
    "code", ["st.markdown(f'{entry.file}')", "st.button('x', help=row['actor'])", "a.info(x.why)"]
)
def test_a_raw_text_would_be_found(code: str) -> None:
    assert list(raw(ast.parse(code)))
