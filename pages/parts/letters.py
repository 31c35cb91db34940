"""Who has not reported or was late, as text that can be pasted into a message or a letter."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from data.periods import due, window
from data.provinces import full_names
from pages.parts.answers import today
from pages.parts.format import day, month
from pages.parts.view import View
from pages.parts.words import say


def message(view: View, table: pd.DataFrame, period: str, lang: str) -> str:
    """Return a short message: what is missing of a period, and who was late."""
    waiting, late = _waiting(table), _late(table)
    said = _facts(table, period)
    lines = [_first(lang, period, said, waiting=bool(waiting))]
    if waiting:
        names = ", ".join(row["name"] for row in waiting)
        lines.append(say(lang, "letter.names", n=len(waiting), names=names))
    if late:
        each = [_late_said(row, str(row["name"]), lang) for row in late]
        lines.append(say(lang, "letter.late", names=", ".join(each)))
    if waiting:
        lines.append(say(lang, "letter.please", period=month(period)))
    return "\n".join([*_mark(view, lang), *lines])


def letter(view: View, table: pd.DataFrame, period: str, lang: str) -> str:
    """Return the body of an official letter: rule, count, numbered names, and what is asked."""
    waiting, late = _waiting(table), _late(table)
    first, last = window(period)
    said = {**_facts(table, period), "first": day(first), "last": day(last)}
    parts = [
        *_mark(view, lang),
        say(lang, "letter.subject", period=month(period)),
        say(lang, "letter.to"),
        say(lang, "letter.rule", **said) + " " + say(lang, "letter.count", **said),
    ]
    if waiting:
        names = [_full(row, lang) for row in waiting]
        parts.append(_numbered(say(lang, "letter.waiting", n=len(waiting)), names))
    if late:
        names = [_late_said(row, _full(row, lang), lang) for row in late]
        parts.append(_numbered(say(lang, "letter.were_late", n=len(late)), names))
    parts.append(say(lang, "letter.ask" if waiting else "letter.thanks", period=month(period)))
    return "\n\n".join(parts)


def _mark(view: View, lang: str) -> list[str]:
    """Return the line that keeps a text about synthetic figures from being sent."""
    return [f"[{say(lang, 'frame.demo').upper()}]"] if view.mark else []


def _facts(table: pd.DataFrame, period: str) -> dict[str, object]:
    received = table["upload"].notna()
    return {
        "period": month(period),
        "due": day(due(period)),
        "today": day(today()),
        "received": int(received.sum()),
        "expected": len(table),
        "on_time": int((received & table["days_late"].isna()).sum()),
    }


def _first(lang: str, period: str, said: dict[str, object], *, waiting: bool) -> str:
    if not waiting:
        return say(lang, "letter.all_in", **said)
    return say(lang, "letter.before" if due(period) >= today() else "letter.after", **said)


def _waiting(table: pd.DataFrame) -> list[dict[Any, Any]]:
    rows: list[dict[Any, Any]] = table[table["upload"].isna()].to_dict("records")
    return rows


def _late(table: pd.DataFrame) -> list[dict[Any, Any]]:
    rows = table[table["days_late"].notna()].sort_values("days_late", ascending=False)
    found: list[dict[Any, Any]] = rows.to_dict("records")
    return found


def _late_said(row: dict[Any, Any], name: str, lang: str) -> str:
    return say(lang, "letter.days", name=name, days=f"{row['days_late']:.0f}")


def _full(row: dict[Any, Any], lang: str) -> str:
    """Return a province with its type as a Vietnamese letter has it; former ones by name."""
    name = str(row["name"])
    full = (
        full_names().get(str(row["code"]), name) if (row["vintage"], lang) == (34, "vi") else name
    )
    return full[:1].upper() + full[1:]


def _numbered(head: str, names: Sequence[str]) -> str:
    return "\n".join([head, *(f"{at}. {name}" for at, name in enumerate(names, start=1))])
