"""The cells of rows that have one too many or too few, for mending them."""

from collections.abc import Collection, Mapping, Set
from itertools import islice

from etl.problem import Problem
from etl.read.encodings import decode
from etl.read.headers import NoHeader, find_head, sep_line
from etl.read.texts import clean
from etl.read.tokenise import all_records
from etl.read.workbook import is_workbook


def cells_of(data: bytes, known: Set[str], wanted: Collection[int]) -> Mapping[int, list[str]]:
    """Return the cells of the wanted rows of a CSV by their number; a workbook has no such rows."""
    if not wanted or is_workbook(data):
        return {}
    text = decode(data, trust_sample=False)
    if isinstance(text, Problem):
        return {}
    skip, named = sep_line(text.utf8)
    body = text.utf8[skip:]
    head = find_head(body, known, named)
    if isinstance(head, NoHeader):
        return {}
    numbered = enumerate(islice(all_records(body, head.delimiter), max(wanted)), start=1)
    return {number: [*map(clean, one.cells)] for number, one in numbered if number in wanted}
