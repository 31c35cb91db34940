"""Of which region a median is, and that the regions of the two vintages are not the same."""

from collections import defaultdict

import streamlit as st

from data.provinces import Province, provinces
from pages.parts.markdown import escape
from pages.parts.provincial.against import other_periods
from pages.parts.provincial.standing import standings
from pages.parts.scope import Span
from pages.parts.view import View


def show_region(view: View, province: Province) -> None:
    """Say of which region the medians are, and what changed if periods before 7/2025 are seen."""
    if all(s.median_region is None for s in standings(view, province).values()):
        return
    units = provinces(province.vintage).values()
    members = sum(unit.region == province.region for unit in units)
    key = "provinces.region_now" if province.vintage == 34 else "provinces.region_then"
    said = [view.say(key, region=province.region, n=members)]
    if _seen(view, province).crosses_merger:
        said += [*_former(view, province), view.say("provinces.region_other")]
    st.caption(escape(" ".join(said)))


def _seen(view: View, province: Province) -> Span:
    """Return the periods from which figures stand beside each other on the page."""
    scope, then = view.scope, other_periods(view, province)
    spans = [scope.window, scope.previous, scope.year_before, *([then] if then else [])]
    return Span(min(s.first for s in spans), max(s.last for s in (scope.focus, *spans)))


def _former(view: View, province: Province) -> list[str]:
    """Return the former units that were in another region, by that region."""
    names: dict[str, list[str]] = defaultdict(list)
    for unit in provinces(63).values():
        if unit.current_code == province.code and unit.region != province.region:
            names[unit.region].append(unit.name)
    return [
        view.say("provinces.region_former", names=", ".join(some), region=region)
        for region, some in names.items()
    ]
