"""Periods of reports: months, their windows and due days, vintages and grains."""

import csv
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import cache, lru_cache
from pathlib import Path

VIETNAM = timezone(timedelta(hours=7))
FIRST_PERIOD = "2015-01"
MERGER = "2025-07"
GRAINS = ("month", "quarter", "half", "year")
RULES = Path(__file__).parent / "reference" / "reporting_rules.csv"


@dataclass(frozen=True)
class Rule:
    """From a period on: first day of the window, due day of the next month, days of grace."""

    effective_from: str
    window_start_day: int
    due_day: int
    grace_days: int


def vintage_of(period: str) -> int:
    """Return 63 for periods until 2025-06 and 34 after (Resolution 202/2025/QH15)."""
    return 63 if period < MERGER else 34


def running_period(now: datetime) -> str:
    """Return the month that is running in Vietnam at the moment ``now``."""
    return now.astimezone(VIETNAM).strftime("%Y-%m")


def first_day(period: str) -> date:
    """Return the first calendar day of the month."""
    return date(int(period[:4]), int(period[5:7]), 1)


@lru_cache(maxsize=4096)
def shift(period: str, months: int) -> str:
    """Return the period so many months later (earlier if negative)."""
    count = int(period[:4]) * 12 + int(period[5:7]) - 1 + months
    return f"{count // 12:04d}-{count % 12 + 1:02d}"


def span(first: str, last: str) -> list[str]:
    """Return all periods from first to last, both included; empty if first is after last."""
    periods = []
    while first <= last:
        periods.append(first)
        first = shift(first, 1)
    return periods


def grain_of(period: str, grain: str) -> str:
    """Return the quarter (2021-Q2), half (2021-H1), year (2021) or month a period lies in."""
    month = int(period[5:7])
    return {
        "month": period,
        "quarter": f"{period[:4]}-Q{(month + 2) // 3}",
        "half": f"{period[:4]}-H{(month + 5) // 6}",
        "year": period[:4],
    }[grain]


@cache
def rules() -> tuple[Rule, ...]:
    """Return the reporting rules, the latest first."""
    with RULES.open(encoding="utf-8") as file:
        rows = [
            Rule(
                r["effective_from"],
                int(r["window_start_day"]),
                int(r["due_day"]),
                int(r["grace_days"]),
            )
            for r in csv.DictReader(file)
        ]
    return tuple(sorted(rows, key=lambda rule: rule.effective_from, reverse=True))


def rule_of(period: str) -> Rule:
    """Return the rule in force for a period."""
    return next((rule for rule in rules() if rule.effective_from <= period), rules()[-1])


def window(period: str) -> tuple[date, date]:
    """Return the first and last day a period's activities lie in."""
    day = rule_of(period).window_start_day
    if day == 1:
        return first_day(period), first_day(shift(period, 1)) - timedelta(days=1)
    start = first_day(shift(period, -1)).replace(day=day)
    return start, first_day(period).replace(day=day) - timedelta(days=1)


def due(period: str) -> date:
    """Return the last day on which a report still counts as on time, grace included."""
    rule = rule_of(period)
    day = first_day(shift(period, 1)).replace(day=rule.due_day)
    return day + timedelta(days=rule.grace_days)


def is_on_time(period: str, received: datetime) -> bool:
    """Say whether a report first received at that moment kept the due day, in Vietnam's time."""
    return received.astimezone(VIETNAM).date() <= due(period)
