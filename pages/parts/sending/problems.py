"""The problems of a file, grouped by kind: where, what is wrong, and how to mend it."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

import streamlit as st

from etl.problem import Problem
from etl.problems import mend, message
from pages.parts.markdown import escape
from pages.parts.words import say

KINDS, SAID, ROWS = 30, 12, 12


def show_problems(lang: str, problems: Sequence[Problem], *, title: str) -> None:
    """Show all problems at once, those of one kind together."""
    if not problems:
        return
    if title:
        st.markdown(f"**{title}**")
    kinds = by_kind(problems)
    for same in list(kinds.values())[:KINDS]:
        show_kind_of_problem(lang, same)
    if len(kinds) > KINDS:
        st.caption(say(lang, "sending.more", n=sum(map(len, list(kinds.values())[KINDS:]))))


def by_kind(problems: Iterable[Problem]) -> Mapping[str, list[Problem]]:
    """Return problems by kind, in the order in which the first of each is met."""
    kinds: dict[str, list[Problem]] = {}
    for problem in problems:
        kinds.setdefault(problem.kind, []).append(problem)
    return kinds


def show_kind_of_problem(lang: str, same: Sequence[Problem], *, mended: bool = True) -> None:
    """Show the problems of one kind: each sentence once, with all the rows it is true of.

    How to mend it is left out where the page is about to ask for just that.
    """
    alike = _alike(same)
    said = list(alike.values())[:SAID]
    mends = {mend(those[0], lang) for those in said} if mended else set()
    lines = []
    for those in said:
        how = f" {escape(mend(those[0], lang))}" if len(mends) > 1 else ""
        lines.append(f"- {_places(lang, those)}{escape(message(those[0], lang))}{how}")
    rest = len(same) - sum(map(len, said))
    if rest:
        lines.append(f"- {say(lang, 'sending.more', n=rest)}")
    st.markdown("\n".join(lines))
    if len(mends) == 1:
        st.caption(escape(*mends))


def _alike(same: Sequence[Problem]) -> Mapping[object, list[Problem]]:
    """Return problems of one kind that are said alike, but for the row.

    A file may have a hundred thousand: a sentence is made only of those that are shown.
    """
    found: dict[object, list[Problem]] = {}
    for problem in same:
        key = (problem.column, problem.value, problem.offers, *problem.says.items())
        found.setdefault(key, []).append(problem)
    return found


def _places(lang: str, those: Sequence[Problem]) -> str:
    """Return where a sentence is true: ``Dòng 3–5, 9 · Số lượng: ``."""
    rows = sorted({problem.row for problem in those if problem.row is not None})
    column = those[0].column
    places = [say(lang, "sending.at_rows", rows=rows_said(lang, rows))] if rows else []
    places += [f"{escape(column)}"] if column else []
    return f"**{' · '.join(places)}**: " if places else ""


def rows_said(lang: str, rows: Sequence[int]) -> str:
    """Return row numbers, neighbours as a range, and how many more there are."""
    ranges = []
    for _, group in groupby(enumerate(rows), lambda pair: pair[1] - pair[0]):
        run = [row for _, row in group]
        ranges.append(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}")
    more = [say(lang, "sending.more_places", n=len(ranges) - ROWS)] if len(ranges) > ROWS else []
    return ", ".join([*ranges[:ROWS], *more])
