"""Invent the rows of one synthetic report: what an office of that size might have done."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from itertools import combinations
from math import exp
from random import Random

from data.catalog import catalog
from data.periods import shift, window
from data.provinces import Province
from etl.demo.plausible import Activity, activities, expected, words

Row = dict[str, str]
_BLANK = dict.fromkeys(catalog().columns, "")


@cache
def channels(offered: tuple[str, ...]) -> tuple[str, ...]:
    """Return every way to name one to three of the channels; nothing where there is none."""
    chosen = (combinations(offered, n) for n in range(1, 4))
    return tuple("; ".join(some) for sizes in chosen for some in sizes) or ("",)


def _rounded(rng: Random, value: float) -> int:
    """Round up or down by chance, so that small rates add up to what they say."""
    return int(value + rng.random())


@dataclass
class Office:
    """One province in one period, inventing its rows; ``until`` is the last day it knows.

    A row holds every column of the contract, in its order.
    """

    seed: int
    province: Province
    period: str
    until: date
    rng: Random = field(init=False)
    written: int = 0

    def __post_init__(self) -> None:
        self.rng = Random(f"{self.seed} {self.province.unit} {self.period}")
        city = self.province.code in words()["cities"][str(self.province.vintage)]
        uy, cap = ("Thành ủy", "thành phố") if city else ("Tỉnh ủy", "tỉnh")
        bureau = [o for o in words()["office"] if o["since"] <= self.period][-1]
        self._names = {"ban": bureau["name"].format(uy=uy), "uy": uy, "cap": cap}
        self._sign = bureau["sign"]
        self._month = f"{int(self.period[5:])}/{self.period[:4]}"
        self._first = window(self.period)[0]
        self._days = [a for a in words()["anniversary"] if int(self.period[5:]) in a["months"]]
        self._taken: set[str] = set()

    def report(self) -> Iterator[Row]:
        """Yield the rows of an ordinary report."""
        mood = exp(self.rng.gauss(0, 0.08))
        for activity in activities():
            mean = expected(self.seed, self.province, self.period, activity) * mood
            total = _rounded(self.rng, mean * exp(self.rng.gauss(0, 0.1)))
            rows = min(activity.rows, total)
            for i in range(rows):
                yield self.row(activity, total // rows + (i < total % rows))

    def nil(self) -> Row:
        """Return the one row of a report that nothing happened."""
        return self._frame() | {"kind": "Không phát sinh"}

    def row(self, activity: Activity, quantity: int) -> Row:
        """Return one row that no other of this report is alike to."""
        title, topic = self.rng.choice(activity.titles), self.rng.choice(words()["topics"])
        dated = "{thang}" not in title
        status = self._status(dated=dated)
        organiser = words()["organiser"][self.rng.choice(activity.organisers)]
        return self._frame() | {
            "kind": catalog().kinds[activity.kind].name.vi,
            "title": self._title(title, topic),
            "form": activity.form,
            "date": self._date(status, exact=dated),
            "quantity": "" if quantity == 1 and self.rng.random() < 0.1 else str(quantity),
            "participants": self._people(activity.participants, quantity),
            "copies": self._copies(activity.copies, quantity),
            "organiser": organiser["name"].format_map(self._names),
            "role": self.rng.choice(activity.roles),
            "mode": self._mode() if activity.modes else "",
            "channel": self.rng.choice(channels(activity.channels)),
            "topic": self._topics(topic) if "{chu_de}" in title else "",
            "document_no": self._number(organiser["number"], activity.abbr),
            "status": status,
            "note": self.rng.choice(words()["notes"]) if self.rng.random() < 0.06 else "",
        }

    def _frame(self) -> Row:
        self.written += 1
        return _BLANK | {
            "province": self.province.name,
            "period": self._month,
            "source": words()["mark"],
        }

    def _title(self, pattern: str, topic: str) -> str:
        day = self.rng.choice(self._days)
        title = pattern.format(
            thang=f"tháng {self._month}",
            chu_de=topic,
            doi_tuong=self.rng.choice(words()["audiences"]),
            ky_niem=f"{int(self.period[:4]) - day['since']} năm {day['name']}",
        )
        again, plain = 1, title
        while title in self._taken:
            again += 1
            title = f"{plain} (đợt {again})"
        self._taken.add(title)
        return title

    def _status(self, *, dated: bool) -> str:
        chance = self.rng.random()
        if dated or chance > 0.035:
            return "Đã thực hiện" if chance < 0.9 else ""
        return "Kế hoạch" if chance < 0.022 else "Đang thực hiện"

    def _date(self, status: str, *, exact: bool) -> str:
        if status == "Kế hoạch":
            ahead = shift(self.period, 1)
            return f"{int(ahead[5:])}/{ahead[:4]}"
        chance = self.rng.random()
        if not exact and chance < 0.3:
            return f"tháng {self._month}" if chance < 0.25 else ""
        day = self._first + timedelta(self.rng.randrange((self.until - self._first).days))
        if chance < 0.88 or day.month != (day + timedelta(1)).month:
            return f"{day.day}/{day.month}/{day.year}"
        return f"{day.day}-{day.day + 1}/{day.month}/{day.year}"

    def _people(self, each: int, quantity: int) -> str:
        chance = self.rng.random()
        if not each or chance < 0.12:
            return ""
        people = max(5, round(each * quantity * exp(self.rng.gauss(0, 0.22))))
        if chance < 0.15:
            return f"hơn {max(10, people // 10 * 10)}"
        return str(people)

    def _copies(self, each: int, quantity: int) -> str:
        if not each or self.rng.random() < 0.05:
            return ""
        copies = max(1, round(each * quantity * exp(self.rng.gauss(0, 0.25)) / 10)) * 10
        return f"{copies:,}".replace(",", ".")

    def _mode(self) -> str:
        return self.rng.choice(
            ("", "Trực tiếp", "Trực tiếp", "Trực tiếp kết hợp trực tuyến", "Trực tuyến")
        )

    def _topics(self, topic: str) -> str:
        other = self.rng.choice(words()["topics"])
        named = [topic, other] if other != topic and self.rng.random() < 0.2 else [topic]
        return "; ".join(one[0].upper() + one[1:] for one in named)

    def _number(self, pattern: str, abbr: str) -> str:
        if not abbr:
            return ""
        serial = (int(self.period[5:]) - 1) * 40 + self.written + 1
        return str(pattern.format(n=serial, abbr=abbr, sign=self._sign))
