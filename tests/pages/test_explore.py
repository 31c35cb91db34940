"""The explore page: every number is the boring one, and any link opens a sane page."""

import json
import random
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from data.__main__ import main
from tests.data import boring
from tests.data.conftest import Asked, joined, loaded
from tests.data.test_questions import VALUES
from tests.pages.explored import Figures, Query, Seen, explore, taken

MANY = 48
WINDOWS = {
    "both": ("2025-04", "2025-09"),
    "before": ("2025-04", "2025-06"),
    "after": ("2025-07", "2025-09"),
}
QUARTERS = {"both": "2025-Q2..2025-Q3", "before": "2025-Q2", "after": "2025-Q3"}
# Places that both vintages have; a quarter is how the shell is told the window.
FILTERS = {d: v for d, v in VALUES.items() if d != "quarter"} | {
    "region": ["Đông Nam Bộ", "Đồng bằng sông Hồng"]
}
SAID = {id: label for label, id in boring.IDS.items()}
PLACES = ("province", "region")


class Drawn(NamedTuple):
    """A random question."""

    measures: tuple[str, ...]
    rows: tuple[str, ...]
    cols: str
    where: dict[str, tuple[str, ...]]
    chosen: str
    window: str

    @property
    def boundaries(self) -> str:
        """Places over the merger, or followed over the year before, are in today's boundaries."""
        compared = {*self.rows, self.cols} & {*PLACES} and self.window == "both"
        local = {*self.where} & {*PLACES} and self.window != "before"
        return "current" if compared or local else self.chosen

    @property
    def by(self) -> tuple[str, ...]:
        return (*self.rows, *([self.cols] if self.cols else []))

    @property
    def query(self) -> Query:
        first, last = WINDOWS[self.window]
        sides = (
            {"rows": list(self.rows), "cols": [self.cols]} if self.cols else {"rows": [*self.rows]}
        )
        own = {dimension: list(values) for dimension, values in self.where.items()}
        drawn = {"boundaries": "current"} if self.chosen == "current" else {}
        return {"from": first, "to": last, "measure": list(self.measures), **sides, **own, **drawn}


def drawn(count: int) -> list[Drawn]:
    """Return random questions, the same ones every time."""
    draw = random.Random(20261125)
    found = []
    for _ in range(count):
        dimensions = draw.sample(boring.DIMENSIONS, draw.randint(1, 3))
        cut = max(1, min(2, len(dimensions) - draw.randint(0, 1)))
        filtered = draw.sample(sorted(FILTERS), draw.randint(0, 2))
        where = {d: tuple(draw.sample(FILTERS[d], draw.randint(1, 2))) for d in filtered}
        if "region" in where:
            where["region"] = where["region"][:1]
        measures = tuple(draw.sample(tuple(boring.MEASURES), draw.randint(1, 2)))
        rows, cols = tuple(dimensions[:cut]), "".join(dimensions[cut:][:1])
        chosen = draw.choice(("reported", "current"))
        found.append(Drawn(measures, rows, cols, where, chosen, draw.choice([*WINDOWS])))
    return found


@pytest.fixture(scope="module")
def merger(tmp_path_factory: pytest.TempPathFactory) -> Asked:
    """Three months before the merger of 7/2025 and three after."""
    return loaded(joined("2025-09", 6), tmp_path_factory.mktemp("merger"))


def opened(monkeypatch: pytest.MonkeyPatch, asked: Asked, question: Drawn) -> Seen:
    store = asked.warehouse.path.parent
    return explore(monkeypatch, store, question.query, sides=len(question.rows))


def said(dimension: str, key: str | None) -> str:
    """Return how the page says a value, by nothing but the tables that the boring side has."""
    if key is None:
        return "Không nêu"
    if dimension == "province":
        vintage, _, code = key.rpartition(":")
        if vintage == "63":
            return next(row["name_old"] for row in boring.OLD if row["code_old"] == code)
        return next(row["name"] for row in boring.NEW if row["code"] == code)
    if dimension == "region":
        return key.rpartition(":")[2]
    if dimension == "period":
        return f"{int(key[5:])}/{key[:4]}"
    part = {"quarter": "Quý", "half": "Nửa"}.get(dimension)
    months = {"quarter": 3, "half": 6, "year": 12}
    return (
        f"{part} {key[6:]}/{key[:4]}"
        if part
        else SAID.get(key, key)
        if dimension not in months
        else key
    )


def column(question: Drawn, measure: str, key: tuple[str | None, ...]) -> str:
    label = LABELS[measure]
    if not question.cols:
        return label
    name = said(question.cols, key[0]) if key else "Tổng"
    return name if len(question.measures) == 1 else f"{name} · {label}"


LABELS = {
    "meetings": "Hội nghị", "attendances": "Lượt người dự hội nghị", "classes": "Lớp tập huấn",
    "trainees": "Lượt học viên", "titles": "Đầu ấn phẩm", "copies": "Số bản phát hành",
    "items": "Tin, bài, chuyên mục", "documents": "Văn bản", "awards": "Khen thưởng",
}  # fmt: skip


def known(asked: Asked, question: Drawn) -> Figures:
    """Return what must stand on the page: every cell, subtotal and total of the boring side."""
    first, last = WINDOWS[question.window]
    rows = [row for row in asked.rows if first <= str(row["period"]) <= last]
    width = len(question.rows)
    found: Figures = {}
    for depth in range(width + 1):
        for cols in {(question.cols,), ()} if question.cols else {()}:
            answers = boring.answer(
                rows,
                question.measures,
                (*question.rows[:depth], *cols),
                where=question.where,
                boundaries=question.boundaries,
            )
            for key, cells in answers.items():
                names = [said(d, k) for d, k in zip(question.rows, key[:depth], strict=False)]
                line = tuple([*names, *["Tổng"] * (depth < width), *[""] * width][:width])
                for measure, cell in zip(question.measures, cells, strict=True):
                    found[line, column(question, measure, key[depth:])] = cell
    return found


def plain(figures: Figures) -> Figures:
    """Return the figures without zeros and gaps, and without the months of a part of a year."""
    named = {
        (tuple(_bare(name) for name in line), _bare(column)): cell
        for (line, column), cell in figures.items()
    }
    return {place: cell for place, cell in named.items() if cell and cell[0]}


def _bare(name: str) -> str:
    return name.split(" (")[0] + (name.partition(" tháng)")[2] if " tháng)" in name else "")


def asked_in_the_shell(question: Drawn) -> Figures:
    """Return the innermost cells as ``python -m data ask`` prints them."""
    words = ["ask", *question.measures, "--by", ",".join(question.by), "--format", "json"]
    words += ["--boundaries", question.boundaries]
    words += ["--where", f"quarter={QUARTERS[question.window]}"]
    for dimension, values in question.where.items():
        words += [word for value in values for word in ("--where", f"{dimension}={value}")]
    answered = CliRunner().invoke(main, words)
    assert answered.exit_code == 0, answered.output
    found: Figures = {}
    width = len(question.rows)
    for row in json.loads(answered.stdout):
        names = [said(d, row[d]) if d not in PLACES else row[d] for d in question.by]
        for measure in question.measures:
            at = names[width] if question.cols else LABELS[measure]
            if question.cols and len(question.measures) > 1:
                at = f"{at} · {LABELS[measure]}"
            found[tuple(names[:width]), at] = (row[measure], "")
    return found


@pytest.mark.parametrize("question", drawn(MANY), ids=str)
def test_page_files_and_shell_say_what_the_reports_say(
    merger: Asked, monkeypatch: pytest.MonkeyPatch, question: Drawn
) -> None:
    seen = opened(monkeypatch, merger, question)
    shown = plain(seen.figures)
    expected = plain(known(merger, question))
    if len(seen.lines) == 1 and expected:
        # One line has no total below it: it would say the same again.
        (line, _) = next(iter(shown))
        expected = {(line, name): cell for (_, name), cell in expected.items()}
    assert {place: shown.get(place) for place in expected} == expected
    alone = {place for place in shown if place not in expected}
    assert not alone, "a number that no report holds"
    for kind in ("csv", "xlsx", "parquet"):
        assert taken(seen, kind, sides=len(question.rows)) == seen.figures
    shell = plain(asked_in_the_shell(question))
    assert {place: cell[0] for place in shell if (cell := shown[place])} == {
        place: cell[0] for place, cell in shell.items() if cell
    }
