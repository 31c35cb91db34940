"""The shared filters have the same names on the server and in the browser."""

import re
from pathlib import Path

from pages.parts.choice import KEYS

LINKS = Path(__file__).parents[3] / "pages" / "assets" / "links.js"


def test_the_menu_takes_along_every_shared_filter_and_the_language() -> None:
    (listed,) = re.findall(r"const SHARED = \[(.*)\];", LINKS.read_text("utf-8"))
    assert re.findall(r'"(\w+)"', listed) == [*KEYS, "lang"]
