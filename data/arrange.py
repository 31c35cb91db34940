"""A pivot arranged: sorted, cut to its first lines, added up over time, or turned."""

from collections.abc import Sequence
from dataclasses import replace

from data.pivot import Cell, Figures, Heading, Key, Pivot, is_additive, nested

REST = "\x00rest"
"""The key of the line in which what is not among the first stands together."""


def added(cells: Sequence[Cell]) -> Cell:
    """Return the sum of cells that add up; none where nothing is known."""
    known = [cell.value for cell in cells if cell.value is not None]
    unstated = any(cell.state == "unstated" for cell in cells)
    whole = sum(known)
    qualifiers = {cell.qualifier for cell in cells} - {""}
    return Cell(
        whole if whole or (known and not unstated) else None,
        qualifiers.pop() if len(qualifiers) == 1 else "about" if qualifiers else "",
        sum(cell.received for cell in cells),
        sum(cell.expected for cell in cells),
    )


def ordered(table: Pivot, measure: str, *, column: Key = (), descending: bool = True) -> Pivot:
    """Return the pivot with its lines in the order of a measure; what is unknown comes last."""

    def place(heading: Heading) -> tuple[bool, int]:
        value = table.cell(heading.key, column, measure).value
        return value is None, 0 if value is None else -value if descending else value

    return replace(table, lines=nested(sorted(table.lines, key=place)))


def first_lines(table: Pivot, count: int) -> Pivot:
    """Return the pivot with its first lines and one line for all others.

    The others are added up only where no activity can stand in two of them.
    """
    outer = [heading for heading in table.lines if len(heading.key) == 1]
    if len(outer) <= count + 1:
        return table
    kept = {heading.key[0] for heading in outer[:count]}
    hidden = [heading.key for heading in outer[count:]]
    columns = [heading.key for heading in table.columns] + [()]
    cells = dict(table.cells)
    for column in columns:
        cells[((REST,), column)] = {
            m: added([table.cell(key, column, m) for key in hidden])
            if is_additive(m, table.shape.rows[0])
            else Cell()
            for m in table.shape.measures
        }
    lines = [heading for heading in table.lines if heading.key[0] in kept]
    return replace(table, lines=(*lines, Heading((REST,), (None,), rest=len(hidden))), cells=cells)


def cumulated(table: Pivot, *, yearly: bool, since: str = "") -> Pivot:
    """Return the pivot with its columns of time added up from the first, or from each January.

    Columns before ``since`` (a value of the time dimension) are counted and left out. The total
    over all columns is left out too: the last column is it.
    """
    lines = [heading.key for heading in table.lines] + [()]
    cells: dict[tuple[Key, Key], Figures] = {}
    for line in lines:
        for at, column in enumerate(table.columns):
            so_far = [c.key for c in table.columns[: at + 1] if not yearly or _same_year(c, column)]
            cells[(line, column.key)] = {
                m: added([table.cell(line, key, m) for key in so_far]) for m in table.shape.measures
            }
    columns = tuple(c for c in table.columns if (c.key[0] or "") >= since)
    return replace(table, columns=columns, cells=cells)


def _same_year(one: Heading, other: Heading) -> bool:
    return (one.key[0] or "")[:4] == (other.key[0] or "")[:4]


def turned(table: Pivot) -> Pivot:
    """Return the pivot of one row dimension with its lines as columns: both sides are alike."""
    shape = replace(table.shape, rows=table.shape.cols, cols=table.shape.rows)
    cells = {(column, line): figures for (line, column), figures in table.cells.items()}
    return Pivot(shape, table.columns, table.lines, cells)
