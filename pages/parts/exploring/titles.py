"""What the chart of an inquiry shows, as a sentence; its question where no rule says more."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from data.pivot import Cell, Heading
from pages.parts.exploring.saying import cell_said, heading_said, question, value_said
from pages.parts.exploring.sheet import TOTAL, Column, Sheet
from pages.parts.sentences import amount, inner


class _Mark(NamedTuple):
    line: Heading
    column: Heading
    cell: Cell
    value: int


def heat_said(sheet: Sheet) -> str:
    """Return the greatest figure, and how many provinces lack a report."""
    marks = _marks(sheet, sheet.pivot.columns)
    marks = sorted(marks, key=lambda mark: -mark.value)
    if not _one_leads(marks) or sheet.inquiry.share or sheet.inquiry.running:
        return asked(sheet)
    most = marks[0]
    view = sheet.view
    said = view.say(
        "explore.seen_most",
        first=_name(sheet, most.line),
        amount=_amount(sheet, most),
        at=inner(value_said(view, sheet.inquiry.cols, most.column.names[0])),
    )
    cells = [
        (line, sheet.pivot.cell(line.key, c.key, _first(sheet)))
        for line in _outer(sheet)
        for c in sheet.pivot.columns
    ]
    gaps = len({line.key for line, cell in cells if cell.state == "missing"})
    if sheet.inquiry.rows != ("province",) or not gaps:
        return said
    return f"{said}; {view.say('title.heat_gaps', n=gaps)}"


def bars_said(sheet: Sheet) -> str:
    """Return which line is the greatest, and what part of the whole it is."""
    marks = sorted(_marks(sheet, (sheet.end,)), key=lambda mark: -mark.value)
    whole = sheet.pivot.cell((), sheet.end.key, _first(sheet))
    parts = not (sheet.measure.of or sheet.inquiry.share or sheet.inquiry.running)
    if not _one_leads(marks) or not whole.value or not parts:
        return asked(sheet)
    view, most = sheet.view, marks[0]
    share = cell_said(view, most.cell, 100 * most.value / whole.value, share=True)
    return view.say(
        "explore.seen_share",
        first=_name(sheet, most.line),
        amount=_amount(sheet, most),
        share=share,
    )


def _one_leads(marks: Sequence[_Mark]) -> bool:
    """Say whether the first of several is greater than the others, and is called something."""
    return len(marks) > 1 and marks[0].value > marks[1].value and marks[0].line.names[0] is not None


def trend_said(sheet: Sheet) -> str:
    """Return the last figure, and how many reports it is of where some are missing."""
    marks = _marks(sheet, (TOTAL,))
    if not marks or not sheet.pivot.lines or marks[-1].line != sheet.pivot.lines[-1]:
        return asked(sheet)
    view, last = sheet.view, marks[-1]
    of_reports = sheet.measure.kind is None
    whole = last.cell.received == last.cell.expected or sheet.inquiry.share or of_reports
    return view.say(
        "title.trend_alone" if whole else "title.trend_partial",
        what=sheet.measure.label.in_(view.lang),
        period=inner(value_said(view, sheet.inquiry.rows[0], last.line.names[0])),
        amount=_amount(sheet, last),
        coverage=f"{last.cell.received}/{last.cell.expected}",
    )


def asked(sheet: Sheet) -> str:
    """Return what the chart is of: one measure, without the periods that the subtitle says."""
    inquiry = sheet.inquiry
    one = (sheet.measure.id,)
    drawn = replace(inquiry, asked=one, sides=inquiry.rows[:1], across=inquiry.cols)
    return question(sheet.view, drawn).rpartition(",")[0]


def _marks(sheet: Sheet, columns: tuple[Heading, ...]) -> list[_Mark]:
    """Return the known figures of the outer lines, without what is left over."""
    found = []
    for line in _outer(sheet):
        for column in columns:
            cell = sheet.pivot.cell(line.key, column.key, _first(sheet))
            if cell.value is not None and not line.rest:
                found.append(_Mark(line, column, cell, cell.value))
    return found


def _amount(sheet: Sheet, mark: _Mark) -> str:
    if sheet.inquiry.share:
        column = Column("", mark.column, _first(sheet))
        return cell_said(sheet.view, mark.cell, sheet.figure(mark.line, column), share=True)
    measure = sheet.measure
    return amount(mark.value, measure, sheet.view.lang, mark.cell.qualifier)


def _outer(sheet: Sheet) -> list[Heading]:
    return [line for line in sheet.pivot.lines if len(line.key) == 1]


def _name(sheet: Sheet, line: Heading) -> str:
    return heading_said(sheet.view, line, sheet.inquiry.rows)[0]


def _first(sheet: Sheet) -> str:
    return sheet.measure.id
