"""What a sum over months lacks: those before the first report of all, and reports since."""

from pages.parts.change import Figure
from pages.parts.format import month
from pages.parts.view import View


def since_said(view: View, first: str) -> str:
    """Return since when there are reports, where that is later than a sum begins."""
    known = view.scope.known.first
    return view.say("target.since", period=month(known)) if known > first else ""


def lacking(view: View, figure: Figure, first: str) -> str:
    """Return what a sum from a month on lacks; nothing where all but a few reports are in it."""
    coverage = "" if figure.coverage.enough else view.say("change.with", n=figure.coverage)
    return since_said(view, first) + coverage
