"""Small, bare, with the last point marked."""

from xml.etree import ElementTree

import pytest

from pages.charts.spark import spark, svg


def drawn(*values: float | None) -> tuple[str, str]:
    """The line and its end, as they are drawn."""
    line, end = ElementTree.fromstring(svg(values, "#123456"))
    return line.attrib["d"], end.attrib["d"]


@pytest.mark.parametrize(
    ("values", "line", "end"),
    [
        ((0, 10, 5), "M0 22.00 L1 5.64 L2 13.82", "M2 13.82 h0"),
        ((1, 1, None, 1, 1), "M0 5.64 L1 5.64 M3 5.64 L4 5.64", "M4 5.64 h0"),
        # A month between two gaps is no line, and the last that is known is marked.
        ((3, None, 5, None), "", "M2 5.64 h0"),
        ((0, 0), "M0 22.00 L1 22.00", "M1 22.00 h0"),
        ((None, None), "", ""),
        ((), "", ""),
    ],
)
def test_a_line_from_zero_with_its_last_known_point(
    values: tuple[float | None, ...], line: str, end: str
) -> None:
    assert drawn(*values) == (line, end)


def test_it_is_named_to_those_who_do_not_see_it() -> None:
    picture = ElementTree.fromstring(spark([1, 2], 'Hội nghị "A" & <b>').replace(">", "/>"))
    assert picture.attrib["alt"] == 'Hội nghị "A" & <b>'
    assert picture.attrib["src"].startswith("data:image/svg+xml;base64,")
