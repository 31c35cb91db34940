"""The answer under construction: rows from several sources, joined by their keys."""

from collections.abc import Iterable, Mapping

import pandas as pd

TERRITORIES = ("province", "region")
QUALIFIERS: dict[object, str] = {0: "", 1: "at_least", 2: "at_most"}

Cells = tuple[object, ...]
# Of each measure: the kind whose rows carry it, and which aggregates are its figure and marks.
Places = Mapping[str, tuple[str, int, int]]


class Answer:
    """The rows of an answer by key, in the order they came."""

    def __init__(self, by: tuple[str, ...], measures: tuple[str, ...]) -> None:
        self.by = by
        # Without dimensions there is one row, whatever is found.
        self.names: dict[Cells, Cells] = {} if by else {(): ()}
        self.figures: dict[str, dict[Cells, Cells]] = {id: {} for id in measures}

    def add(self, rows: Iterable[Cells], places: Places) -> None:
        """Take in rows of keys, names, a kind and aggregates; each has the measures of its kind."""
        width = len(self.by)
        first = 2 * width + 1
        of_kind: dict[object, list[tuple[str, int, int]]] = {}
        for id, (kind, figure, mark) in places.items():
            of_kind.setdefault(kind, []).append((id, first + figure, first + mark))
        for row in rows:
            key = row[:width]
            self.names.setdefault(key, row[width : 2 * width])
            for id, figure, mark in of_kind.get(row[2 * width], ()):
                self.figures[id][key] = (row[figure], row[mark] or 0)

    def table(self) -> pd.DataFrame:
        """Return the answer with the columns that ``data.questions.ask`` promises."""
        columns: dict[str, list[object]] = {}
        for at, dimension in enumerate(self.by):
            named = dimension in TERRITORIES
            columns[dimension] = [(n if named else k)[at] for k, n in self.names.items()]
        for at, dimension in enumerate(self.by):
            columns[f"k_{dimension}"] = [key[at] for key in self.names]
        for id, found in self.figures.items():
            cells = [found.get(key, (0, 0)) for key in self.names]
            columns[id] = [figure or 0 for figure, _ in cells]
            columns[f"{id}_qualifier"] = [QUALIFIERS.get(mark, "about") for _, mark in cells]
            columns[f"{id}_stated"] = [figure is not None for figure, _ in cells]
        return pd.DataFrame(columns)
