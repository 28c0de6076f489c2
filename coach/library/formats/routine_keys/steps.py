"""The ``[[step]]`` tables of a routine: the keys of each, and the order in which they are done.

Left out: what a round asks of its steps (``rounds``).
"""

from collections.abc import Mapping
from typing import Any

from coach.domain.exercises.routine import DEFAULT_PRIORITY, EDGE_PRIORITY, Part
from coach.library.formats.dose_keys import DOSE_FIELDS, MAX_WITHOUT_REPS, check_dose
from coach.library.formats.routine_keys.extension import StepName
from coach.library.formats.routine_keys.rounds import RoundName, StepTable, check_rounds, in_round, rank_of
from coach.library.formats.routine_keys.sides import BESIDE_SIDE, SIDE_VALUES, OneSide, check_sides, with_sides
from coach.library.toml.checker import Field, Problems, Table
from coach.library.toml.fields import OneOf, Schema, Slug, Text, Whole, table_schema
from coach.library.toml.lists import tables_in

MAX_STEPS = 100
MAX_WORDS = 200
"""The most characters of ``say_first``, ``say_last`` and a note: they are spoken, and share a screen with the clock."""

STEP_FIELDS: Mapping[str, Field] = {
    "exercise": Slug(),
    **DOSE_FIELDS,
    "side": OneOf(SIDE_VALUES),
    "left": OneSide(),
    "right": OneSide(),
    "round": RoundName(),
    "part": OneOf(Part),
    "note": Text(MAX_WORDS, needed=True),
    "easier": Slug(),
    "harder": Slug(),
    "priority": Whole(1, 9),
    "after": StepName(),
}
"""The keys of a ``[[step]]``."""
CHANGE_FIELDS: Mapping[str, Field] = {
    key: field for key, field in STEP_FIELDS.items() if key not in ("exercise", "after")
}
"""The keys of a ``[change.plank]``."""

STEP_REQUIRED = ("exercise",)

_NOT_BOTH: Schema = {"not": {"anyOf": [MAX_WITHOUT_REPS["not"], {"required": ["round", "sets"]}, *BESIDE_SIDE]}}


class Steps:
    """The ``[[step]]`` tables, as pairs of their cursor and their values, in the order of the file."""

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        step = table_schema(STEP_FIELDS, STEP_REQUIRED, **_NOT_BOTH)
        return {"type": "array", "minItems": 1, "maxItems": MAX_STEPS, "items": step}

    def read(self, value: object, table: Table, key: str) -> list[StepTable]:
        """The steps."""
        steps = []
        for index, data in tables_in(value, table, key, MAX_STEPS, "[[step]]") or ():
            step = Table(data, table.problems, (key, index), label=f"step {index + 1}", subject="exercise")
            values = step.read(STEP_FIELDS, STEP_REQUIRED)
            check_dose(values, step)
            steps.append((step, values))
        return steps


def check_steps(values: Mapping[str, Any], problems: Problems) -> None:
    """Report contradictions between a routine's steps, their rounds and their sides."""
    for table, step in values.get("step", ()):
        check_sides(step, table)
    check_rounds(values.get("step", ()), values.get("round", {}), problems)


def steps_in_order(values: Mapping[str, Any]) -> list[StepTable]:
    """The steps of a routine in the order of the session; a step with a dose per side becomes two."""
    rounds = values.get("round", {})
    steps = [(table, in_round(step, rounds)) for table, step in values.get("step", ())]
    steps.sort(key=lambda step: rank_of(step[1]))
    return [placed for step in steps for placed in with_sides(step)]


def order_of(data: Mapping[str, Any]) -> list[int]:
    """The indexes (from 0) of the steps in the file, in the order in which they are done."""
    steps = data.get("step")
    known = {str(part): part.rank for part in Part}
    ranks = [
        known.get(str(step.get("part", Part.MAIN)) if isinstance(step, dict) else "", Part.MAIN.rank)
        for step in (steps if isinstance(steps, list) else ())
    ]
    return sorted(range(len(ranks)), key=ranks.__getitem__)


def priority_of(step: Mapping[str, Any]) -> int:
    """A step's priority, 1 to 9 (1 is kept longest when time is short): its own, else the default of its part."""
    usual = DEFAULT_PRIORITY if step.get("part", Part.MAIN) is Part.MAIN else EDGE_PRIORITY
    priority: int = step.get("priority", usual)
    return priority
