"""What a question is asked of: filters by dimension, each turned into SQL with bound values."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from data.catalog import catalog
from data.fold import fold, pattern
from data.kinds import COUNTS
from data.periods import grain_of
from data.provinces import Province, find_province, provinces

REPORTED, CURRENT = "reported", "current"
GRAIN_SQL = {
    "period": "f.period",
    "quarter": "left(f.period, 4) || '-Q' || ((right(f.period, 2)::INTEGER + 2) // 3)",
    "half": "left(f.period, 4) || '-H' || ((right(f.period, 2)::INTEGER + 5) // 6)",
    "year": "left(f.period, 4)",
}
WRITTEN = {
    "period": re.compile("[0-9]{4}-(0[1-9]|1[0-2])"),
    "quarter": re.compile("[0-9]{4}-Q[1-4]"),
    "half": re.compile("[0-9]{4}-H[12]"),
    "year": re.compile("[0-9]{4}"),
}
SLICE_DIMENSIONS = ("province", "region", *GRAIN_SQL)
LISTED = ("kind", "status", "role", "mode")
TYPED = ("role", "mode", "form", "organiser")
NOT_STATED = "-"
"""As a value of a property of activities: those where the cell was empty."""


class QuestionError(Exception):
    """A question names something that does not exist; the sentence says what and what exists."""


@dataclass(frozen=True)
class Filters:
    """Values by dimension (any of them matches), a range of periods, and the boundaries.

    ``where`` maps a dimension's id to its values; ``search`` is matched in titles, organisers,
    topics and document numbers without case and accents. ``stated`` are pairs of a kind and a
    count (of data.kinds.COUNTS): only records of such a kind in which the count is stated.
    """

    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    first: str | None = None
    last: str | None = None
    boundaries: str = REPORTED
    search: str = ""
    stated: tuple[tuple[str, str], ...] = ()


Clause = tuple[str, list[str]]
ByValues = Callable[[Iterable[str], str], Clause]


def _any_of(sql: str, values: Iterable[str]) -> Clause:
    bound = list(values)
    return f"{sql} IN ({', '.join('?' * len(bound))})", bound


def listed_id(dimension: str, text: str) -> str:
    """Return the stored id of a list value named by label, id or alias; others as typed."""
    key = fold(text)
    for item in catalog().lists[dimension]:
        if key in map(fold, item.names()):
            return item.id
    if dimension in ("kind", "status"):
        known = ", ".join(item.id for item in catalog().lists[dimension])
        raise QuestionError(f"{dimension}={text!r}: không có giá trị này / unknown. {known}")
    return text


def _province(values: Iterable[str], boundaries: str) -> Clause:
    keys = []
    for text in values:
        found = [find_province(text, v) for v in ((34,) if boundaries == CURRENT else (63, 34))]
        units = [p for p in found if isinstance(p, Province)]
        if not units:
            offers = ", ".join(dict.fromkeys(o for f in found for o in f.offers))  # type: ignore[union-attr]
            raise QuestionError(
                f"province={text!r}: không có tỉnh này / unknown province. {offers}".strip()
            )
        keys += [p.current_code if boundaries == CURRENT else p.unit for p in units]
    return _any_of("p.current_code" if boundaries == CURRENT else "p.unit", keys)


def _region(values: Iterable[str], boundaries: str) -> Clause:
    known = {fold(p.region): p.region for v in (63, 34) for p in provinces(v).values()}
    names = []
    for text in values:
        if fold(text) not in known:
            offers = ", ".join(sorted(known.values()))
            raise QuestionError(f"region={text!r}: không có vùng này / unknown region. {offers}")
        names.append(known[fold(text)])
    return _any_of("p.current_region" if boundaries == CURRENT else "p.region", names)


def _grain(dimension: str) -> Callable[[Iterable[str], str], Clause]:
    def clause(values: Iterable[str], _boundaries: str) -> Clause:
        bound: list[str] = []
        parts = []
        for text in values:
            first, dots, last = text.partition("..")
            if not all(map(WRITTEN[dimension].fullmatch, (first, last) if dots else (first,))):
                written = grain_of("2021-04", "month" if dimension == "period" else dimension)
                raise QuestionError(f"{dimension}={text!r}: viết như / write it as {written}")
            parts.append(f"{GRAIN_SQL[dimension]} BETWEEN ? AND ?")
            bound += [first, last if dots else first]
        return f"({' OR '.join(parts)})", bound

    return clause


def _read(text: str) -> str:
    return unicodedata.normalize("NFC", text).lower()


def folded(sql: str, kept: str = "") -> str:
    """Return the SQL of a text's fold key (see data.fold), with the signs ``kept`` left in it."""
    plain = f"translate(strip_accents(lower(nfc_normalize({sql}))), 'đðɖ', 'ddd')"
    return f"regexp_replace({plain}, '[^a-z0-9{kept}]', '', 'g')"


# The topics of a record, each once, as they were typed between the semicolons.
TOPICS = (
    "list_distinct(list_filter(list_transform(string_split(f.topic, ';'), "
    "lambda t: trim(t)), lambda t: t <> ''))"
)


def _attribute(dimension: str) -> Callable[[Iterable[str], str], Clause]:
    def clause(values: Iterable[str], _boundaries: str) -> Clause:
        if dimension in LISTED:
            return _any_of(f"f.{dimension}", (listed_id(dimension, text) for text in values))
        if dimension == "organiser":
            return _any_of(folded("f.organiser"), map(fold, values))
        # Forms are stored as typed: compare them as people read them.
        return _any_of(f"lower(f.{dimension})", map(_read, values))

    return clause


def _list_of(sql: str, read: Callable[[str], str]) -> Callable[[Iterable[str], str], Clause]:
    def clause(values: Iterable[str], _boundaries: str) -> Clause:
        bound = list(map(read, values))
        return f"list_has_any({sql}, [{', '.join('?' * len(bound))}])", bound

    return clause


def _or_none(clause: ByValues, none: str) -> ByValues:
    """Return the clause that also knows NOT_STATED: the records whose cell was empty."""

    def either(values: Iterable[str], boundaries: str) -> Clause:
        wanted = list(values)
        stated = [value for value in wanted if value != NOT_STATED]
        if len(stated) == len(wanted):
            return clause(stated, boundaries)
        sql, bound = clause(stated, boundaries) if stated else ("FALSE", [])
        return f"({sql} OR {none})", bound

    return either


CLAUSES: Mapping[str, ByValues] = {
    "province": _province,
    "region": _region,
    **{grain: _grain(grain) for grain in GRAIN_SQL},
    **{name: _attribute(name) for name in ("kind", "status")},
    **{name: _or_none(_attribute(name), f"f.{name} IS NULL") for name in TYPED},
    "channel": _or_none(
        _list_of("f.channel", lambda text: listed_id("channel", text)),
        "coalesce(len(list_filter(f.channel, lambda c: c IS NOT NULL)), 0) = 0",
    ),
    "topic": _or_none(
        _list_of(f"list_transform({TOPICS}, lambda t: {folded('t')})", fold),
        f"coalesce(len({TOPICS}), 0) = 0",
    ),
}


SEARCHED = ("title", "organiser", "topic", "document_no")
LONGEST = 32
"""Letters of a search that one regular expression holds; DuckDB refuses one of some hundreds."""


def _search(text: str) -> Clause:
    """Return the condition that one of the texts of a record holds what is searched for."""
    key = fold(text)
    found = " OR ".join(f"regexp_matches(f.{column}, ?)" for column in SEARCHED if key)
    bound = [pattern(key[:LONGEST])] * len(SEARCHED)
    if len(key) <= LONGEST:
        return (f"({found})", bound) if key else ("TRUE", [])
    # Between the texts a sign stays that no key has.
    whole = folded(f"concat_ws('|', {', '.join(f'f.{c}' for c in SEARCHED)})", kept="|")
    return f"CASE WHEN {found} THEN contains({whole}, ?) ELSE FALSE END", [*bound, key]


def _span(filters: Filters) -> Iterator[Clause]:
    for limit, sign in ((filters.first, ">="), (filters.last, "<=")):
        if limit:
            yield f"f.period {sign} ?", [limit]


def _chosen(filters: Filters) -> Iterator[Clause]:
    for dimension, values in filters.where.items():
        if dimension not in CLAUSES:
            known = ", ".join(CLAUSES)
            raise QuestionError(f"{dimension}: không lọc được / not a dimension. {known}")
        if values:
            yield CLAUSES[dimension](values, filters.boundaries)


def _stated(pairs: Iterable[tuple[str, str]]) -> Iterator[Clause]:
    """Give the condition that a record states one of the counts of its kind."""
    bound = [kind for kind, count in pairs if count in COUNTS]
    sql = [f"f.kind = ? AND f.{count} IS NOT NULL" for _, count in pairs if count in COUNTS]
    if sql:
        yield f"({' OR '.join(sql)})", bound


def clauses(filters: Filters) -> Clause:
    """Return the WHERE condition of the filters and its values.

    The tables must be named ``f`` (facts) and ``p`` (provinces). Raises QuestionError.
    """
    parts = [*_chosen(filters), *_span(filters), *_stated(filters.stated)]
    if filters.search:
        parts.append(_search(filters.search))
    bound = [value for _, values in parts for value in values]
    return " AND ".join(["TRUE", *(sql for sql, _ in parts)]), bound
