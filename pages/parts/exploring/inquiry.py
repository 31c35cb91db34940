"""What a reader asks on the explore page, read from the URL: only what was chosen is in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qs, urlencode

from data.catalog import catalog
from data.filters import GRAIN_SQL, Filters, QuestionError, clauses
from data.kinds import Measure
from pages.parts.choice import Address
from pages.parts.links import WHOLE

TIMES = tuple(GRAIN_SQL)
FILTERED = ("kind", "form", "status", "mode", "channel", "role", "organiser", "topic", *TIMES)
WAYS = ("number", "share_row", "share_col", "cumulative", "ytd")
SHOWN = ("both", "chart", "table")
USUAL_ROWS, USUAL_COLS = ("province",), "period"
MOST_MEASURES, MOST_ROWS, MOST_VALUES, MOST_LETTERS = 4, 2, 20, 200
MOST_TOP = 100

Place = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Sort:
    """The order of the lines: by a measure, in all or in one column; without one as they are."""

    measure: str = ""
    descending: bool = True
    column: str = ""

    def __str__(self) -> str:
        sign = "-" if self.descending else ""
        at = f"@{self.column}" if self.column else ""
        return f"{sign}{self.measure}{at}" if self.measure else ""


@dataclass(frozen=True)
class Inquiry:
    """A question of the explore page; an empty field was not chosen."""

    asked: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    across: str = ""
    chosen: tuple[tuple[str, tuple[str, ...]], ...] = ()
    search: str = ""
    way: str = "number"
    top: int = 0
    sort: Sort = field(default_factory=Sort)
    show: str = "both"
    at: tuple[str, ...] = ()
    beyond: tuple[str, ...] = field(default=(), compare=False)
    """Measures that were asked for and are more than can be seen together."""

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures asked for, or the first of the catalog."""
        known = catalog().askable
        return tuple(known[id] for id in self.asked or (next(iter(known)),))

    @property
    def rows(self) -> tuple[str, ...]:
        """The dimensions down, or the usual one."""
        return self.sides or USUAL_ROWS

    @property
    def cols(self) -> str:
        """The dimension across; the usual one where neither side was chosen."""
        return self.across or ("" if self.sides else USUAL_COLS)

    @property
    def dimensions(self) -> tuple[str, ...]:
        """All dimensions, those down before the one across."""
        return (*self.rows, *([self.cols] if self.cols else []))

    @property
    def where(self) -> dict[str, tuple[str, ...]]:
        """The values chosen by dimension; places are shared filters and not among them."""
        return dict(self.chosen)

    @property
    def time(self) -> str:
        """The dimension of time along which figures can be added up, empty if there is none."""
        if self.cols in TIMES:
            return self.cols
        return self.rows[0] if len(self.rows) == 1 and self.rows[0] in TIMES else ""

    @property
    def running(self) -> bool:
        """Whether figures are added up over time."""
        return self.way in ("cumulative", "ytd") and bool(self.time) and not self.yearly

    @property
    def yearly(self) -> bool:
        """Whether targets are asked for: they are of a whole year, and shares are no parts."""
        return any(measure.of for measure in self.measures)

    @property
    def share(self) -> str:
        """Of which total shares are shown: row or column; empty where figures are."""
        ways = {"share_row": "row" if self.cols else "", "share_col": "column"}
        return "" if self.yearly else ways.get(self.way, "")

    @property
    def place(self) -> Place:
        """The values that the clicked cell stands for, by dimension."""
        pairs = (text.partition(":") for text in self.at if text != WHOLE)
        return tuple((dimension, value) for dimension, _, value in pairs)

    @property
    def query(self) -> dict[str, list[str]]:
        """The URL of the inquiry: only what was chosen."""
        values: dict[str, Iterable[str]] = {
            "measure": self.asked,
            "rows": self.sides,
            "cols": [self.across],
            **self.where,
            "q": [self.search],
            "as": [self.way if self.way != WAYS[0] else ""],
            "top": [str(self.top or "")],
            "sort": [str(self.sort)],
            "show": [self.show if self.show != SHOWN[0] else ""],
            "at": self.at,
        }
        found = {key: [value for value in listed if value] for key, listed in values.items()}
        return {key: listed for key, listed in found.items() if listed}

    @property
    def text(self) -> str:
        """The same as one text, by which what is built from it is kept."""
        return urlencode(self.query, doseq=True)

    @property
    def bare(self) -> str:
        """The text without what changes no figure: a click, and which of chart and table shows."""
        return replace(self, at=(), show=SHOWN[0]).text


def sides(rows: Sequence[str], cols: str) -> dict[str, list[str]]:
    """Return how the URL names the two sides of a table; the usual ones are not named."""
    usual = (tuple(rows), cols) == (USUAL_ROWS, USUAL_COLS)
    return {"rows": [] if usual else list(rows), "cols": [cols] if cols and not usual else []}


class _Text:
    """A query as one text, read like an address."""

    def __init__(self, text: str) -> None:
        self.values = parse_qs(text)

    def get_all(self, key: str) -> list[str]:
        """Return every value of a key."""
        return self.values.get(key, [])


def inquiry_of(text: str) -> Inquiry:
    """Return the inquiry of a text as ``Inquiry.text`` gives it."""
    return read_inquiry(_Text(text))


def read_inquiry(address: Address) -> Inquiry:
    """Return what the URL asks; a value that does not exist is as if it was not there."""
    known = catalog()
    measures = _among(address, "measure", known.askable)
    rows = _among(address, "rows", known.dimensions)[:MOST_ROWS]
    cols = [d for d in _among(address, "cols", known.dimensions) if d not in (rows or USUAL_ROWS)]
    chosen = tuple((d, values) for d in FILTERED if (values := _values(address, d)))
    return Inquiry(
        asked=measures[:MOST_MEASURES],
        sides=rows,
        across=cols[-1] if cols else "",
        chosen=chosen,
        search=_last(address, "q")[:MOST_LETTERS],
        way=_one(address, "as", WAYS),
        top=_count(_last(address, "top")),
        sort=_sort(_last(address, "sort")),
        show=_one(address, "show", SHOWN),
        at=tuple(text for text in address.get_all("at")[:4] if _is_place(text)),
        beyond=measures[MOST_MEASURES:],
    )


def _among(address: Address, key: str, known: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in address.get_all(key) if value in known))


def _last(address: Address, key: str) -> str:
    values = [value.strip() for value in address.get_all(key)]
    return values[-1] if values else ""


def _one(address: Address, key: str, known: Sequence[str]) -> str:
    value = _last(address, key)
    return value if value in known else known[0]


def _count(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else 0
    return number if number <= MOST_TOP else 0


def _sort(text: str) -> Sort:
    measure, _, column = text.removeprefix("-").partition("@")
    if measure not in catalog().askable:
        return Sort()
    return Sort(measure, text.startswith("-"), column[:MOST_LETTERS])


def _values(address: Address, dimension: str) -> tuple[str, ...]:
    values = dict.fromkeys(value.strip() for value in address.get_all(dimension))
    return tuple(value for value in values if is_value(dimension, value))[:MOST_VALUES]


def is_value(dimension: str, value: str) -> bool:
    """Say whether a dimension can be asked for a value."""
    if not value or len(value) > MOST_LETTERS:
        return False
    try:
        clauses(Filters({dimension: (value,)}))
    except QuestionError:
        return False
    return True


def _is_place(text: str) -> bool:
    dimension, _, value = text.partition(":")
    return text == WHOLE or (dimension in catalog().dimensions and is_value(dimension, value))
