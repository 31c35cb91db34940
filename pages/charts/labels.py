"""Words in the plot itself: names at the ends of lines, the merger, a note below the axis."""

from collections.abc import Sequence

from pages.charts.axes import merger_at
from pages.charts.look import TEXT_SIZE, TICK_SIZE, Captions, Layout, Look
from pages.charts.text import block, escape, width

NAME_ROOM = 84
"""The pixels a name at the end of a line may take before it is broken."""

ABOVE: Layout = {"xanchor": "center", "xshift": 0, "yanchor": "bottom", "yshift": 2}
_ROW = 17
EVENT_MARK = "◆"


def end_label(x: int, y: float, look: Look, *, value: str = "", name: str = "") -> Layout:
    """Return a label right of a point: its value in bold ink, its name in grey."""
    lines = [f"<b>{escape(value)}</b>"] if value else []
    lines += [block(name, NAME_ROOM, TICK_SIZE)] if name else []
    return {
        "x": x,
        "y": y,
        "text": "<br>".join(lines),
        "showarrow": False,
        "align": "left",
        "xanchor": "left",
        "yanchor": "middle",
        "xshift": 9,
        "yshift": 0,
        "borderpad": 0,
        "font": {
            "size": TEXT_SIZE if value else TICK_SIZE,
            "color": look.palette.ink if value else look.palette.muted,
        },
    }


def spread(labels: Sequence[Layout], *, top: float, height: float) -> None:
    """Push labels that would cover each other apart, upwards, by their `yshift`."""
    floor = float("-inf")
    for label in sorted(labels, key=lambda label: float(label["y"])):
        half = _ROW * (label["text"].count("<br>") + 1) / 2
        at = label["y"] / top * height
        middle = max(at, floor + half)
        label["yshift"] = round(middle - at)
        floor = middle + half


def right_room(labels: Sequence[Layout]) -> int:
    """Return the margin that the labels need on the right of the plot."""
    lines = [line for label in labels for line in label["text"].split("<br>")]
    bare = [line.removeprefix("<b>").removesuffix("</b>") for line in lines]
    return round(max((width(line, TEXT_SIZE) for line in bare), default=0) + 16)


def mark_merger(layout: Layout, periods: Sequence[str], look: Look, captions: Captions) -> None:
    """Draw the line of 1 July 2025 before the first period of the 34 provinces, and name it."""
    at = merger_at(periods)
    if at is None:
        return
    line = {"color": look.palette.muted, "width": 1, "dash": "dot"}
    ends = {"x0": at - 0.5, "x1": at - 0.5, "y0": 0, "y1": 1, "yref": "paper"}
    label = {
        "x": at - 0.5,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "xanchor": "left" if at < len(periods) / 2 else "right",
        "text": escape(captions.merger),
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": TICK_SIZE, "color": look.palette.muted},
    }
    layout["shapes"].append({"type": "line", "layer": "below", "line": line} | ends)
    layout["annotations"].append(label)
    layout["margin"]["t"] = 28


def mark_events(
    layout: Layout,
    periods: Sequence[str],
    events: Sequence[str],
    marked: Sequence[bool],
    look: Look,
) -> None:
    """Put a mark on top of each period with a great event; its name stands in the hover."""
    for period, event, great in zip(periods, events, marked, strict=True):
        if great:
            layout["annotations"].append(
                {
                    "x": period,
                    "y": 1,
                    "yref": "paper",
                    "yanchor": "top",
                    "text": EVENT_MARK,
                    "hovertext": escape(event),
                    "showarrow": False,
                    "borderpad": 0,
                    "font": {"size": TICK_SIZE, "color": look.palette.muted},
                }
            )


def note_below(layout: Layout, words: str, colour: str, look: Look) -> None:
    """Say under the axis what the hatched columns are."""
    said = block(words, look.room - 20, TICK_SIZE)
    layout["annotations"].append(
        {
            "x": 0,
            "xref": "paper",
            "xanchor": "left",
            "y": 0,
            "yref": "paper",
            "yanchor": "top",
            "yshift": -38,
            "align": "left",
            "showarrow": False,
            "text": f'<span style="color:{colour}">▨</span> {said}',
            "font": {"size": TICK_SIZE, "color": look.palette.muted},
        }
    )
    layout["margin"]["b"] = 46 + 16 * (1 + said.count("<br>"))
