"""The colours: one for each kind, and those of a light and a dark ground."""

from collections.abc import Mapping
from typing import NamedTuple

KIND_COLOURS = {
    "meeting": "#2277f1",
    "training": "#d87a18",
    "publication": "#007069",
    "press": "#a187ad",
    "document": "#7d9879",
    "award": "#a14c1d",
}
NEUTRAL = "#64809f"
"""For what belongs to no kind, such as the number of reports: 3:1 on both grounds."""


class Palette(NamedTuple):
    """The colours of one theme; `scale` runs from zero, nearest to the ground, to the most."""

    ground: str
    ink: str
    muted: str
    grid: str
    border: str
    panel: str
    scale: tuple[str, ...]
    states: Mapping[str, str]


# The scales are one hue (OKLCH 255) in equal steps of lightness; on the dark ground they run
# from dark to light, so that "more" stands out from the page in both.
LIGHT = Palette(
    ground="#ffffff",
    ink="#31333f",
    muted="#62656f",
    grid="#eceef2",
    border="#9a9fab",
    panel="#ffffff",
    scale=("#e7effb", "#bcd0eb", "#93b2d9", "#6c93c5", "#4875ae", "#275894", "#033c77"),
    states={"on_time": "#1f5fa8", "late": "#7a4f00"},
)
DARK = Palette(
    ground="#0e1117",
    ink="#fafafa",
    muted="#a3a8b4",
    grid="#242833",
    border="#6d7280",
    panel="#1b1f29",
    scale=("#1e2c3f", "#2d4767", "#40638f", "#5981b4", "#79a0d2", "#9fc0ea", "#c9e0fe"),
    states={"on_time": "#8fbdf2", "late": "#f0b35a"},
)


def mix(colour: str, ground: str, part: float) -> str:
    """Return the solid colour that `part` of `colour` makes on the ground."""
    pairs = ((int(colour[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(a * part + b * (1 - part)):02x}" for a, b in pairs)
