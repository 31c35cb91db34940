"""The look of every chart: colours, letters, and the frame of title and subtitle around it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import plotly.graph_objects as go

from pages.charts.palette import DARK, KIND_COLOURS, LIGHT, NEUTRAL, Palette, mix
from pages.charts.text import NBSP, balance, escape, glued, wrap

__all__ = [
    "KIND_COLOURS",
    "MISSING_MARK",
    "NEUTRAL",
    "STATE_MARKS",
    "TEXT_SIZE",
    "TICK_SIZE",
    "Captions",
    "Layout",
    "Look",
    "Palette",
    "Trace",
    "dress",
    "mix",
]

Trace = dict[str, Any]
Layout = dict[str, Any]

FAMILY = '"Source Sans", "Source Sans 3", "Noto Sans", sans-serif'
STATE_MARKS = {
    "on_time": "●",
    "late": "◐",
    "missing": "○",
    "nil": "0",
    "not_due": "·",
    "not_expected": "",
}
MISSING_MARK = "—"

TITLE_SIZE, TEXT_SIZE, TICK_SIZE = 16, 13, 12
LINE = TITLE_SIZE * 1.3
"""Plotly's line step inside a title, for the smaller lines of it too."""


_DARK_LETTERS, _LIGHT_LETTERS = "#0e1117", "#ffffff"
_SWAP = str.maketrans(",.", ".,")


@dataclass(frozen=True)
class Look:
    """Who looks: on a light or dark ground, in which language, and with how much room.

    `narrow` is a phone (390 px), `wide` a chart that has the whole width of a page; `across` are
    the pixels of a chart that has another part of it.
    """

    dark: bool = False
    lang: str = "vi"
    narrow: bool = False
    wide: bool = False
    across: int = 0

    @property
    def palette(self) -> Palette:
        """The colours for this ground."""
        return DARK if self.dark else LIGHT

    @property
    def room(self) -> int:
        """The pixels across: a phone, a page beside its menu at 1,100 px, or half a screen."""
        if self.narrow:
            return 335
        return self.across or (740 if self.wide else 500)

    @property
    def separators(self) -> str:
        """The decimal sign and the sign of thousands, as Plotly wants them."""
        return ",." if self.lang == "vi" else ".,"

    def number(self, value: float, qualifier: str = "") -> str:
        """Return the number as it is written here (1.234,5), behind its ≥, ≤ or ≈."""
        text = f"{value:,.1f}".removesuffix(".0")
        written = text.translate(_SWAP) if self.lang == "vi" else text
        return f"{qualifier.strip()}{NBSP}{written}" if qualifier else written

    def letters(self, fill: str) -> str:
        """Return the colour for text on this fill of the scale, at least 4.5:1."""
        weak = self.palette.scale[:4] if not self.dark else self.palette.scale[3:]
        return _DARK_LETTERS if fill in weak else _LIGHT_LETTERS


@dataclass(frozen=True)
class Captions:
    """The words of one chart, all plain text in the reader's language.

    `tick` names a period on the axis (2025-07 → T7), `period` in a hover (Kỳ 7/2025). `states`
    says missing, not_due, not_expected, on_time, late (with {days}) and nil. `others` is the row
    of what is not shown, with {n}: "{n} tỉnh khác". `one` is the unit behind a 1, if it is another.
    """

    title: str
    subtitle: str = ""
    unit: str = ""
    one: str = ""
    tick: Callable[[str], str] = str
    period: Callable[[str], str] = str
    states: Mapping[str, str] = field(default_factory=dict)
    partial: str = ""
    merger: str = ""
    before: str = ""
    others: str = "{n}"
    share: str = ""

    def amount(self, written: str) -> str:
        """Return a written number with its unit behind it."""
        unit = self.one if self.one and written == "1" else self.unit
        return f"{written} {unit}".rstrip()

    def state(self, state: str, days: int = 0) -> str:
        """Return the words for a state, with the days it is late."""
        return self.states.get(state, "").replace("{days}", str(days))


class Drawn(go.Figure):  # type: ignore[misc]
    """A finished figure: what the browser gets of it is put together once, however often sent."""

    def to_dict(self) -> dict[str, Any]:
        """Return data and layout as they are sent; nobody changes them."""
        if not hasattr(self, "_sent"):
            self._sent: dict[str, Any] = super().to_dict()
        return self._sent


def dress(
    traces: Sequence[Trace], look: Look, captions: Captions, *, height: float, layout: Layout
) -> go.Figure:
    """Return the figure with its title, letters and grounds around a plot `height` px high.

    `layout["margin"]["t"]` is the room above the plot below the subtitle. The figure is built in
    one step and unchecked, because `update_layout` takes 13 ms and the checks 6 of 7: a test
    builds every chart again with the checks on.
    """
    head, title = _head(look, captions)
    margin = {"l": 0, "r": 8, "t": 8, "b": 8, "pad": 0} | layout.get("margin", {})
    margin["t"] += head
    whole = {
        **_frame(look),
        **layout,
        "margin": margin,
        "height": round(height + margin["t"] + margin["b"]),
        "title": title,
    }
    return Drawn({"data": list(traces), "layout": whole}, _validate=False)


def _frame(look: Look) -> Layout:
    palette = look.palette
    return {
        "template": {},
        "font": {"family": FAMILY, "size": TEXT_SIZE, "color": palette.ink},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "separators": look.separators,
        "showlegend": False,
        "dragmode": False,
        "hoverlabel": {
            "bgcolor": palette.panel,
            "bordercolor": palette.border,
            "align": "left",
            "font": {"family": FAMILY, "size": TEXT_SIZE, "color": palette.ink},
        },
    }


def _head(look: Look, captions: Captions) -> tuple[int, Layout]:
    if not captions.title:
        return 0, {"text": ""}
    # Semibold letters are wider than the table of widths says.
    said = glued(captions.title, captions.unit)
    title = [escape(line) for line in balance(said, look.room * 0.93, TITLE_SIZE)]
    below = [escape(line) for line in wrap(captions.subtitle, look.room, TEXT_SIZE) if line]
    style = f"font-size:{TEXT_SIZE}px;font-weight:400;color:{look.palette.muted}"
    lines = [f"<b>{line}</b>" for line in title]
    lines += [f'<span style="{style}">{line}</span>' for line in below]
    place = {"x": 0, "xref": "container", "xanchor": "left"}
    place |= {"y": 1, "yref": "container", "yanchor": "top"}
    font = {"size": TITLE_SIZE, "color": look.palette.ink}
    text = {"text": "<br>".join(lines), "font": font, "pad": {"t": 18}}
    return round(len(lines) * LINE + 6), place | text
