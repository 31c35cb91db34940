"""Which province the page is about, what it was made of, and the view of it alone."""

from dataclasses import replace

from data.filters import CURRENT
from data.periods import MERGER
from data.provinces import Province, provinces
from pages.parts.scope import named
from pages.parts.view import View


def vintage(view: View) -> int:
    """Return the vintage of the provinces that the page can be about."""
    now = view.scope.focus.last >= MERGER or view.scope.boundaries == CURRENT
    return 34 if now else 63


def chosen_province(view: View) -> Province | None:
    """Return the first province that was chosen: one of today, or of its own time before."""
    names = view.scope.choice.provinces
    return of_name(view, names[0]) if names else None


def of_name(view: View, name: str) -> Province | None:
    """Return the province of that name, or its heir, that the page can be about."""
    wanted = named((name,), heirs=vintage(view) == 34)[0]
    return next((p for p in provinces(vintage(view)).values() if p.name == wanted), None)


def alone(view: View, province: Province) -> View:
    """Return the view of one province, whichever others or region were chosen beside it."""
    then = province.vintage == 34 and view.scope.focus.last < MERGER
    boundaries = CURRENT if then else view.scope.choice.boundaries
    choice = replace(
        view.scope.choice, provinces=(province.name,), region=None, boundaries=boundaries
    )
    return replace(view, scope=replace(view.scope, choice=choice))


def former(province: Province) -> list[Province]:
    """Return the units that a province was made of on 1/7/2025, none for one left as it was."""
    units = [p for p in provinces(63).values() if p.current_code == province.code]
    return units if province.vintage == 34 and len(units) > 1 else []
