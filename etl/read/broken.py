"""The cells of rows that have one too many or too few, for mending them."""

from collections.abc import Collection, Mapping, Set

from etl.read.grid import grid_of
from etl.read.texts import clean
from etl.read.workbook import is_workbook


def cells_of(data: bytes, known: Set[str], wanted: Collection[int]) -> Mapping[int, list[str]]:
    """Return the cells of the wanted rows of a CSV by their number; a workbook has no such rows."""
    if not wanted or is_workbook(data):
        return {}
    grid = grid_of(data, known)
    if grid is None or grid.header_row is None:
        return {}
    rows = enumerate(grid.rows[: max(wanted)], start=1)
    return {number: [*map(clean, row.cells)] for number, row in rows if number in wanted}
