"""What targets make of an indicator: its target of the year, and the share reached."""

from collections.abc import Iterable
from dataclasses import replace

from data.definition import Block, DefinitionError, Words, refuse_unknown, table_at
from data.kinds import WORDED, Measure, worded

TARGET, REACHED = "target", "reached"
WHAT = "{what}"


def goal_measures(block: Block, file: str, measures: Iterable[Measure]) -> dict[str, Measure]:
    """Return target and share of each indicator by id, in their order; raise DefinitionError.

    The words of both are written once, with ``{what}`` where the indicator is named.
    """
    blocks = table_at(block, file, "measures")
    refuse_unknown(blocks, (TARGET, REACHED), file, "measures")
    made = [_template(blocks, part, file) for part in (TARGET, REACHED)]
    goals = (_of(template, measure) for measure in measures if measure.kind for template in made)
    return {goal.id: goal for goal in goals}


def _template(blocks: Block, part: str, file: str) -> Measure:
    key = f"measures.{part}"
    words = table_at(blocks, file, part)
    refuse_unknown(words, WORDED, file, key)
    label, unit, definition = worded(words, file, key)
    if WHAT not in label.vi or WHAT not in label.en:
        raise DefinitionError(file, f"{key}.label", f"must name the indicator: {WHAT}")
    return Measure(part, None, "", None, label, unit, definition)


def _of(template: Measure, measure: Measure) -> Measure:
    def said(words: Words, name: Words) -> Words:
        one = name.one if words.en == WHAT else ""
        return Words(words.vi.replace(WHAT, name.vi), words.en.replace(WHAT, name.en), one=one)

    return replace(
        template,
        id=f"{measure.id}_{template.id}",
        kind=measure.kind,
        of=measure.id,
        label=said(template.label, measure.label),
        unit=said(template.unit, measure.unit),
        definition=said(template.definition, measure.label),
    )
