"""Which periods, places and boundaries a page is about, worked out from what was chosen."""

from collections.abc import Mapping
from dataclasses import dataclass

from data.filters import CURRENT, REPORTED, Filters
from data.periods import MERGER, grain_of, shift, span
from data.provinces import provinces
from pages.parts.choice import Choice, regions

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
PLAYED = 12
"""How many months can be played one after the other."""
WINDOW = {"month": 24, "quarter": 48, "half": 96, "year": 240}
"""How many months run over time when the reader chose no beginning."""


@dataclass(frozen=True)
class Span:
    """A range of periods, both ends included."""

    first: str
    last: str

    @property
    def months(self) -> int:
        """How many periods it has."""
        return len(self.periods)

    @property
    def periods(self) -> list[str]:
        """All of its periods in order."""
        return span(self.first, self.last)

    @property
    def crosses_merger(self) -> bool:
        """Whether it has periods of 63 and of 34 provinces."""
        return self.first < MERGER <= self.last

    def earlier(self, months: int) -> "Span":
        """Return the range of the same length so many months before."""
        return Span(shift(self.first, -months), shift(self.last, -months))


@dataclass(frozen=True)
class Scope:
    """What the page looks at: ``focus`` for its numbers, ``window`` for what runs over time."""

    lang: str
    choice: Choice
    known: Span
    focus: Span
    window: Span

    @property
    def previous(self) -> Span:
        """The range the focus is compared with: as long, right before or one grain before."""
        if self.choice.first:
            return self.focus.earlier(self.focus.months)
        return self.focus.earlier(MONTHS[self.choice.grain])

    @property
    def year_before(self) -> Span:
        """The same periods of the year before."""
        return self.focus.earlier(12)

    @property
    def year(self) -> Span | None:
        """From January to the end of the focus, None where the focus begins no later."""
        year = Span(f"{self.focus.last[:4]}-01", self.focus.last)
        return year if self.focus.first > year.first else None

    @property
    def recent(self) -> Span | None:
        """The last months of the same vintage that are played, None where no month is looked at."""
        if self.focus.months > 1 or self.choice.grain != "month":
            return None
        last = self.focus.last
        first = max(Span(last, last).earlier(PLAYED - 1).first, self.known.first)
        return Span(max(first, MERGER) if last >= MERGER else first, last)

    @property
    def is_part(self) -> bool:
        """Whether the focus is only the first months of a quarter, half or year."""
        return not self.choice.first and self.focus.months < MONTHS[self.choice.grain]

    @property
    def reach(self) -> Span:
        """Every period that the numbers, their changes and what runs over time are made of."""
        spans = [self.window, self.year_before, self.previous]
        spans += [self.year.earlier(12)] if self.year else []
        return Span(min(span.first for span in spans), self.focus.last)

    @property
    def boundaries(self) -> str:
        """The boundaries of a place over time: today's as soon as 7/2025 lies in between."""
        crosses = self.reach.crosses_merger
        region = self.choice.region
        if region and region not in regions(63):
            return CURRENT
        if _ended(self.choice):
            return REPORTED
        return CURRENT if self.choice.is_local and crosses else self.choice.boundaries

    def by_place(self, periods: Span) -> str:
        """Return the boundaries in which provinces are compared with each other over a range."""
        return CURRENT if periods.crosses_merger and not _ended(self.choice) else self.boundaries

    def filters(
        self,
        periods: Span,
        *,
        boundaries: str | None = None,
        where: Mapping[str, tuple[str, ...]] | None = None,
        everyone: bool = False,
        search: str = "",
    ) -> Filters:
        """Return the filters of a question over a range of periods.

        With ``everyone`` the chosen provinces stand among the others of their region.
        """
        drawn = boundaries or self.boundaries
        since_merger = periods.first >= MERGER
        places: dict[str, tuple[str, ...]] = {}
        if self.choice.region:
            places["region"] = (self.choice.region,)
        if self.choice.provinces and not everyone:
            heirs = drawn == CURRENT or since_merger
            places["province"] = named(self.choice.provinces, heirs=heirs)
        return Filters(
            where={**places, **(where or {})},
            first=periods.first,
            last=periods.last,
            boundaries=drawn,
            search=search,
        )


def named(names: tuple[str, ...], *, heirs: bool) -> tuple[str, ...]:
    """Return the names of provinces, those of former ones as their heirs are called."""
    if not heirs:
        return names
    now = {p.name for p in provinces(34).values()}
    successor = {p.name: p.current_name for p in provinces(63).values()}
    return tuple(dict.fromkeys(n if n in now else successor[n] for n in names))


def scope_of(lang: str, choice: Choice, known: Span, usual: str) -> Scope:
    """Return the scope; ``usual`` is the period that is shown when none was chosen."""
    last = choice.last or max(usual, choice.first or usual)
    if _ended(choice):
        last = min(last, shift(MERGER, -1))
    begin = min(choice.first or _begin(last, choice.grain), last)
    start = _begin(shift(last, 1 - WINDOW[choice.grain]), choice.grain)
    window = min(choice.first or max(known.first, start), begin)
    return Scope(
        lang=lang,
        choice=choice,
        known=known,
        focus=Span(begin, last),
        window=Span(window, last),
    )


def _ended(choice: Choice) -> bool:
    """Whether the chosen region was given up on 1/7/2025: it has reports until then only."""
    return choice.region is not None and choice.region not in regions(34)


def _begin(last: str, grain: str) -> str:
    """Return the first month of the quarter, half or year a period lies in."""
    months = span(shift(last, -11), last)
    return next(m for m in months if grain_of(m, grain) == grain_of(last, grain))
