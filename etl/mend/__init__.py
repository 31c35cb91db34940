"""Mend a refused report: a new report from the bytes of the old and what its sender typed.

First the lines whose quotes leave open where their cells end, then which column is which, then
the cells; each mend is a new file that goes through the whole line again.
"""

from etl.mend.cells import mended, offending, surplus_rows, with_offer, without_surplus
from etl.mend.columns import FILLED, FileColumn, Layout, layout_of, with_columns
from etl.mend.lines import Line, broken_lines, with_lines
from etl.mend.quotes import requoted_lines
from etl.mend.remade import UnmendableError

__all__ = [
    "FILLED",
    "FileColumn",
    "Layout",
    "Line",
    "UnmendableError",
    "broken_lines",
    "layout_of",
    "mended",
    "offending",
    "requoted_lines",
    "surplus_rows",
    "with_columns",
    "with_lines",
    "with_offer",
    "without_surplus",
]
