"""The warehouse's part of the audit log, looked for by person, action, place and day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from data.periods import MERGER, vintage_of
from data.provinces import Province, provinces
from data.warehouse import Warehouse

# A store that no program of today has written to yet lacks the last columns: they are empty then.
_ALL = """
(FROM audit UNION ALL BY NAME SELECT
    NULL::VARCHAR AS place, NULL::VARCHAR AS period, NULL::VARCHAR AS province_code WHERE false)
"""
_ABOUT = """
(SELECT upload, vintage, province_code, period FROM slice_versions
UNION ALL SELECT upload, vintage, province_code, period FROM attempted_slices)
"""
_OF_UPLOADS = f"""
SELECT upload, min(period), max(period), list(DISTINCT vintage || ' ' || province_code)
FROM {_ABOUT} WHERE list_contains(?, upload) GROUP BY upload
"""  # noqa: S608
_HERE = """
(? = '' OR period = ?) AND (? OR list_contains(?, vintage || ' ' || province_code))
"""
_LOCKED = f"""
(period <> '' AND (? = '' OR period = ?) AND (? OR province_code = '' OR list_contains(?,
    CASE WHEN period < '{MERGER}' THEN '63 ' ELSE '34 ' END || province_code)))
"""
START, END = datetime(1970, 1, 1, tzinfo=UTC), datetime(9999, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Sought:
    """Which lines are looked for; nothing that is empty narrows them. Days: from, and before."""

    person: str = ""
    actions: tuple[str, ...] = ()
    province: str = ""
    period: str = ""
    since: datetime = START
    until: datetime = END


@dataclass(frozen=True)
class Line:
    """One line: who did what to what, where and when, from where, with what result.

    ``number`` counts the lines of its source. Without provinces, one with periods is about all.
    """

    at: datetime
    source: str
    number: int
    actor: str
    action: str
    about: str = ""
    provinces: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    place: str = ""
    result: str = "done"
    detail: str = ""
    upload: str = ""

    @property
    def key(self) -> tuple[datetime, str, int]:
        """What lines are ordered by, the latest first."""
        return (self.at, self.source, self.number)


SOURCE = "figures"


def counted(warehouse: Warehouse | None, sought: Sought) -> int:
    """Return how many lines there are."""
    where, values = _where(sought)
    rows = warehouse.rows(f"SELECT count(*) FROM {_ALL} AS a {where}", values) if warehouse else []  # noqa: S608
    return int(rows[0][0]) if rows else 0


def lines(
    warehouse: Warehouse | None, sought: Sought, before: tuple[datetime, int], limit: int
) -> list[Line]:
    """Return lines, the latest first, that come before a moment, or at it under a lower number."""
    if warehouse is None:
        return []
    where, values = _where(sought)
    at, number = before[0].astimezone(UTC).replace(tzinfo=None), before[1]
    rows = warehouse.rows(
        "SELECT logged_at, step, actor, action, file, place, result, detail, upload, "  # noqa: S608
        f"coalesce(period, ''), coalesce(province_code, '') FROM {_ALL} AS a {where} "
        "AND (logged_at < ? OR (logged_at = ? AND step < ?)) "
        "ORDER BY logged_at DESC, step DESC LIMIT ?",
        [*values, at, at, number, limit],
    )
    known = _of_uploads(warehouse, [row[8] for row in rows if row[8]])
    return [_line(row, known.get(row[8])) for row in rows]


def _where(sought: Sought) -> tuple[str, list[Any]]:
    """Return the condition; each part is only there where something is looked for."""
    since, until = (m.astimezone(UTC).replace(tzinfo=None) for m in (sought.since, sought.until))
    parts: list[str] = ["logged_at >= ? AND logged_at < ?"]
    values: list[Any] = [since, until]
    if sought.person:
        parts.append("actor = ?")
        values.append(sought.person)
    if sought.actions:
        parts.append("list_contains(?, action)")
        values.append(list(sought.actions))
    if sought.province or sought.period:
        # A lock of a whole period is about each of its provinces.
        parts.append(f"(upload IN (SELECT upload FROM {_ABOUT} WHERE {_HERE}) OR {_LOCKED})")  # noqa: S608
        keys = [f"{p.vintage} {p.code}" for p in _called(sought.province)]
        values += [sought.period, sought.period, not sought.province, keys] * 2
    return "WHERE " + " AND ".join(parts), values


def _called(name: str) -> list[Province]:
    """Return what has a name, before the merger and today."""
    return [p for v in (63, 34) for p in provinces(v).values() if p.name == name]


def _of_uploads(
    warehouse: Warehouse, uploads: Sequence[str]
) -> dict[str, tuple[str, str, tuple[str, ...]]]:
    """Return the first and the last period and the provinces by the upload that was about them."""
    found = warehouse.rows(_OF_UPLOADS, [list(uploads)]) if uploads else []
    return {upload: (first, last, _names(keys)) for upload, first, last, keys in found}


def _names(keys: Sequence[str]) -> tuple[str, ...]:
    split = (key.split() for key in keys)
    names = (provinces(int(vintage))[code].name for vintage, code in split)
    return tuple(sorted(dict.fromkeys(names)))


def _line(row: Sequence[Any], of_upload: tuple[str, str, tuple[str, ...]] | None) -> Line:
    at, step, actor, action, file, place, result, detail, upload, period, code = row
    first, last, names = of_upload or (period, period, _locked(period, code))
    return Line(
        at=at.replace(tzinfo=UTC),
        source=SOURCE,
        number=step,
        actor=actor or "",
        action=action or "",
        about=file or "",
        provinces=names,
        first=first,
        last=last,
        place=place or "",
        result=result or "",
        detail=detail or "",
        upload=upload or "",
    )


def _locked(period: str, code: str) -> tuple[str, ...]:
    """Return the province of a lock; none stands for all of the period."""
    return (provinces(vintage_of(period))[code].name,) if code else ()


def people(warehouse: Warehouse | None) -> set[str]:
    """Return everybody whose name stands beside a change."""
    found = warehouse.rows("SELECT DISTINCT actor FROM audit") if warehouse else []
    return {str(name) for (name,) in found if name}
