"""Every text of a page as it is sent to the browser, and what of it would not stay a text."""

import json
import re
from collections.abc import Iterator
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.hostile.store import TEXTS

# Fields that the browser shows as they are, or not at all; every other one may be Markdown.
PLAIN = {
    "arrow_data", "code_text", "columns", "default", "deferred_file_id", "file_name", "form_id",
    "id", "language", "page", "page_script_hash", "placeholder", "query_string", "raw_value",
    "raw_values", "tag", "type", "url", "value", "alt", "config", "spec", "display",
}  # fmt: skip
# The choices of these are plain, those of a radio or of a row of buttons are not.
LISTS = {"Selectbox", "MultiSelect"}
# What Plotly hands back on a click and never shows.
UNSEEN = {"customdata", "ids", "meta", "uid", "name", "hovertemplate"}
ESCAPED = re.compile(r"\\.", re.DOTALL)
TAG = re.compile(r"<(?!/?(?:b|br|i|sub|sup|span)\b)[a-z/!]|<[^>]*(?:evil|href|on[a-z]+=)", re.I)
SPECIAL = re.compile(r"[<>&$`*_\[\]{}#~]|:/")
TELLING = tuple(text for text in TEXTS if len(text) > 4 and SPECIAL.search(text))
# One text is written as another looks once it is escaped: it proves nothing.
HTML = tuple(text for text in TEXTS if re.search(r"[<&$]|%\{", text) and "&lt;" not in text)

Found = tuple[str, str]


def alive(at: AppTest) -> list[Found]:
    """Return where on a page a hostile text stands that the browser would not show as typed."""
    return [
        *(found for found in _texts(at) if raw_markdown(found[1])),
        *(found for found in _figures(at) if raw_html(found[1])),
    ]


def raw_markdown(text: str) -> bool:
    """Whether a text for Markdown holds a hostile one that was not escaped."""
    left = ESCAPED.sub("", text)
    told = any(mark in left for mark in ("evil.example", "canary(", "<script", "onerror="))
    return told or any(hostile in text for hostile in TELLING)


def raw_html(text: str) -> bool:
    """Whether a text for Plotly holds a hostile one, or a tag that is not ours."""
    return any(hostile in text for hostile in HTML) or bool(TAG.search(text))


def nodes(node: Any) -> Iterator[Any]:  # noqa: ANN401
    yield node
    for child in getattr(node, "children", {}).values():
        yield from nodes(child)


def _texts(at: AppTest) -> Iterator[Found]:
    for node in nodes(at._tree):
        proto = getattr(node, "proto", None)
        if proto is not None:
            yield from _strings(proto, type(proto).__name__)


def _strings(proto: Any, path: str) -> Iterator[Found]:  # noqa: ANN401
    for field, value in proto.ListFields():
        listed = field.name == "options" and path in LISTS
        if field.name in PLAIN or listed or hasattr(value, "items"):
            continue
        here = f"{path}.{field.name}"
        if field.type == field.TYPE_STRING:
            yield from ((here, text) for text in ([value] if isinstance(value, str) else value))
        elif field.type == field.TYPE_MESSAGE:
            for one in [value] if hasattr(value, "ListFields") else value:
                yield from _strings(one, here)


def _figures(at: AppTest) -> Iterator[Found]:
    for node in nodes(at._tree):
        if getattr(node, "type", "") == "plotly_chart":
            yield from _said(json.loads(node.proto.spec), "spec")


def _said(value: Any, path: str) -> Iterator[Found]:  # noqa: ANN401
    if isinstance(value, str):
        yield path, value
        return
    parts = value.items() if isinstance(value, dict) else ()
    below = [(f"{path}.{key}", one) for key, one in parts if key not in UNSEEN]
    for place, one in [(path, one) for one in value] if isinstance(value, list) else below:
        yield from _said(one, place)
