"""The indicators in which a province stands out, above and below the median, in words."""

from collections.abc import Iterator, Mapping

import streamlit as st

from data.catalog import catalog
from data.provinces import Province, provinces
from pages.parts.change import FEWEST, Figure, changes
from pages.parts.format import number, percent
from pages.parts.kept import kept
from pages.parts.links import EXPLORE, link, records_of
from pages.parts.provincial.numbers import rank_said
from pages.parts.provincial.standing import Standing, ranked, standings
from pages.parts.sentences import inner
from pages.parts.view import View

MOST = 3
FOLD = 1.5
"""From this on a figure is said as so many times the median instead of so many per cent more."""


def show_strongest(view: View, province: Province) -> None:
    """Show in what a province is strongest and weakest, or why nothing is claimed."""
    lists = _lists(view, str(province.vintage), province.code)
    st.subheader(view.say("provinces.stands_out"), anchor=False)
    if not lists:
        st.caption(view.say("provinces.no_rank", n=FEWEST))
        return
    with st.container(key="stands_out"):
        for place, text in zip(st.columns(2, gap="large"), lists, strict=True):
            place.markdown(text)
    st.caption(view.say("provinces.stands_out_rule"))


@kept
def _lists(view: View, vintage: str, code: str) -> list[str]:
    """Return both lists as Markdown, none where nothing may be claimed."""
    known = _comparable(view, provinces(int(vintage))[code])
    ids = {"strongest": strongest(known), "weakest": weakest(known)} if known else {}
    return [_list(view, key, known, ids[key]) for key in ids]


def _list(view: View, key: str, known: Mapping[str, Standing], ids: list[str]) -> str:
    lines = [f"- {said(view, id, known[id])}" for id in ids]
    head = f"**{view.say(f'provinces.{key}')}**\n"
    return "\n".join([head, *(lines or [view.say(f"provinces.{key}_none")])])


def _comparable(view: View, province: Province) -> dict[str, Standing]:
    """Return the standings that may be claimed: all its reports are there, nothing is a bound."""
    figures = {id: figure for id, (figure, *_) in changes(view.warehouse, view.scope).items()}
    return {
        id: standing
        for id, standing in standings(view, province).items()
        if standing.rank is not None and standing.exact and _whole(figures[id])
    }


def _whole(figure: Figure) -> bool:
    return figure.coverage.share == 1 and not figure.qualifier


def strongest(known: Mapping[str, Standing]) -> list[str]:
    """Return the indicators furthest above the median, the best rank first."""
    above = (id for id, standing in known.items() if _side(standing) > 0)
    return sorted(above, key=lambda id: -known[id].share_below)[:MOST]


def weakest(known: Mapping[str, Standing]) -> list[str]:
    """Return the indicators furthest below the median, the last rank first."""
    below = (id for id, standing in known.items() if _side(standing) < 0)
    return sorted(below, key=lambda id: known[id].share_below)[:MOST]


def _side(standing: Standing) -> float:
    """Return by how much a figure is above the median, negative for below."""
    return (standing.own or 0) - (standing.median or 0)


def said(view: View, id: str, standing: Standing) -> str:
    """Return an indicator in words: ``Lớp tập huấn: hạng 2/31, gấp 1,8 lần trung vị (5)``."""
    measure = catalog().measures[id]
    to = records_of(view, measure, view.scope.focus)
    value = number(standing.own or 0, view.lang)
    label = link(f"{measure.label.in_(view.lang)} {value}", EXPLORE, to)
    rank = link(inner(rank_said(view, standing)), EXPLORE, ranked(view, id, standing))
    return f"{label}: {', '.join([rank, *_against(view, standing)])}"


def _against(view: View, standing: Standing) -> Iterator[str]:
    """Say how a figure is beside the median, or only the median where that is nothing."""
    own, middle = standing.own or 0, standing.median or 0
    median = number(middle, view.lang)
    if not middle or not own:
        yield view.say("provinces.median_is", median=median)
    elif own >= FOLD * middle:
        by = number(round(own / middle, 1), view.lang)
        yield view.say("provinces.times_median", by=by, median=median)
    else:
        key = "provinces.above_median" if own > middle else "provinces.below_median"
        yield view.say(key, by=percent(own / middle - 1, view.lang), median=median)
