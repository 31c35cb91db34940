"""What the dictionary says of measures and dimensions, made from the catalog; its search."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from data.catalog import Column, Dimension, Kind, Measure, catalog
from data.fold import fold
from data.kinds import COUNTS
from data.reporting import AGGREGATES
from pages.parts.words import say

_SUM = re.compile(r"sum\((\w+)\)")
_NAME = re.compile(r"\w+")
DONE = "done"
DECIDES = {
    "received": "reports_received",
    "on_time": "reports_on_time",
    "late": "reports_on_time",
    "missing": "reports_expected",
}
"""The measure whose definition decides which reports have a state."""
# Whatever is counted, these say which rows it is counted from.
PLACED = ("province", "period", "kind", "status")


def formula_said(measure: Measure, lang: str) -> str:
    """Return how a measure is computed, in words."""
    if measure.of:
        return say(lang, f"dictionary.formula_{'reached' if measure.is_share else 'target'}")
    if measure.kind is None:
        return say(lang, "dictionary.formula_reports")
    known = catalog()
    kind = known.kinds[measure.kind].name.in_(lang)
    done = known.label("status", DONE, lang)
    summed = _SUM.fullmatch(measure.sql)
    if summed:
        column = known.columns[summed[1]].label.in_(lang)
        return say(lang, "dictionary.formula_sum", column=column, kind=kind, done=done)
    return say(lang, "dictionary.formula_other", kind=kind, done=done)


def formula_sql(measure: Measure) -> str:
    """Return how a measure is computed, as SQL over the tables of data/schema.sql."""
    if measure.of:
        return _goal_sql(measure)
    if measure.kind is None:
        return AGGREGATES[measure.id]
    return (
        f"SELECT {measure.sql}\nFROM records\n"  # noqa: S608
        f"WHERE kind = '{measure.kind}' AND status = '{DONE}'"
    )


def _goal_sql(measure: Measure) -> str:
    target = f"SELECT sum(value)\nFROM targets\nWHERE measure = '{measure.of}' AND year = ?"
    if not measure.is_share:
        return target
    done = formula_sql(catalog().measures[measure.of])
    return f"100 * ({done}\n) // (\n{target}\n)"


def source_columns(measure: Measure) -> list[Column]:
    """Return the columns of the report that a measure is read from, in the report's order."""
    if measure.of:
        return list(catalog().target_columns.values())
    known = catalog().columns
    if measure.kind is None:
        return [known["province"], known["period"]]
    named = {*_NAME.findall(measure.sql), *PLACED, measure.counts}
    return [column for id, column in known.items() if id in named]


def goals_of(measure: Measure) -> list[Measure]:
    """Return the target of a measure, and the share of it that is reached."""
    return [goal for goal in catalog().goals.values() if goal.of == measure.id]


def other_spellings(kind: Kind, lang: str) -> list[tuple[str, str]]:
    """Return each form of a kind with the other ways to write it."""
    return [(form.label.in_(lang), "; ".join(form.aliases)) for form in kind.forms]


def help_of(measure: Measure, lang: str) -> str:
    """Return what is shown where a reader points at a figure: definition, unit and formula."""
    unit = say(lang, "dictionary.unit", unit=measure.unit.in_(lang))
    return f"{measure.definition.in_(lang)} {unit} {formula_said(measure, lang)}"


@cache
def help_by_label(lang: str) -> Mapping[str, str]:
    """Return the same by the label that heads a column of figures, or stands over one figure.

    The counts of a report have what its form says of them; the states of reports, what decides.
    """
    known = catalog()
    counts = {known.columns[id].label.in_(lang): known.columns[id].about.in_(lang) for id in COUNTS}
    states = {
        say(lang, f"reporting.{state}"): help_of(known.measures[id], lang)
        for state, id in DECIDES.items()
    }
    measures = {m.label.in_(lang): help_of(m, lang) for m in known.askable.values()}
    return {**counts, **states, **measures}


def measures_found(asked: str) -> list[Measure]:
    """Return the measures that a search without accents finds, in the order of the catalog."""
    return [m for m in catalog().measures.values() if _has(asked, _texts(m))]


def dimensions_found(asked: str) -> dict[str, Dimension]:
    """Return the dimensions that a search finds, by id."""
    return {
        id: one
        for id, one in catalog().dimensions.items()
        if _has(asked, (id, one.vi, one.en, one.about.vi, one.about.en))
    }


def _has(asked: str, texts: Iterable[str]) -> bool:
    key = fold(asked)
    return any(key in fold(text) for text in texts)


def _texts(measure: Measure) -> list[str]:
    """Return every text under which a measure is looked for, those of its kind and forms too."""
    told = (measure.label, measure.unit, measure.definition)
    texts = [measure.id, *(text for words in told for text in (words.vi, words.en))]
    for goal in goals_of(measure):
        texts += [goal.id, goal.label.vi, goal.label.en]
    kind = catalog().kinds.get(measure.kind or "")
    if kind:
        texts += [kind.name.vi, kind.name.en, kind.page.vi, kind.page.en, *kind.aliases]
        texts += [name for form in kind.forms for name in form.names()]
    return texts
