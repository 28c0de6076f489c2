"""The keys by which a step is for one side only, or has a different dose for each side.

A step with ``left`` or ``right`` becomes two consecutive steps. Left out: what is known of a side
(``domain.planning.performed``), and which side hurts (``domain.today.complaint``).
"""

from collections.abc import Iterator, Mapping
from typing import Any

from coach.domain.exercises.exercise import Exercise, Side, Sides
from coach.domain.exercises.routine import COMPLAINT
from coach.library.formats.dose_keys import DOSE_FIELDS, MAX_WITHOUT_REPS, check_dose
from coach.library.formats.routine_keys.rounds import StepTable
from coach.library.toml.checker import Field, Table, shown_value
from coach.library.toml.fields import Schema, table_schema

BOTH = "both"
SIDE_VALUES = (*map(str, Side), COMPLAINT, BOTH)
"""What ``side`` may say."""
SIDE_FIELDS: Mapping[str, Field] = {key: DOSE_FIELDS[key] for key in ("hold", "reps", "sets", "resistance")}
"""The keys of a side's own dose."""
BESIDE_SIDE = tuple({"required": ["side", str(side)]} for side in Side)
"""JSON Schemas of combinations that are not allowed: ``side`` together with ``left`` or ``right``."""


class OneSide:
    """``left = { … }``: the keys of the dose that differ on this side."""

    fields: Mapping[str, Field] = SIDE_FIELDS

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        return table_schema(self.fields, minProperties=1, **MAX_WITHOUT_REPS)

    def read(self, value: object, table: Table, key: str) -> dict[str, Any] | None:
        """The dose's own keys."""
        if type(value) is not dict:
            table.wrong(key, f"must be a table with a dose, as in {key} = {{ sets = 3 }}, got {shown_value(value)}")
            return None
        inner = table.inside(key, value)
        if not value:
            table.wrong(key, f"must say what is other on this side, as in {key} = {{ sets = 3 }}")
            return None
        values = inner.read(self.fields)
        check_dose(values, inner)
        return values


def check_sides(values: Mapping[str, Any], table: Table) -> None:
    """Report keys of one step that contradict each other: side and left or right, sets and round."""
    for side in Side:
        if side not in table.data:
            continue
        if "side" in table.data:
            table.say(f"{side} and side do not go together: {side} gives that side a dose, and both are done", side)
        own = values.get(side)
        if own and "sets" in own and "round" in table.data:
            table.say("sets and round do not go together: how many rounds there are says times", side, "sets")


def with_sides(step: StepTable) -> Iterator[StepTable]:
    """The step itself; or, if a side has its own dose, two steps, each with its side and that side's dose."""
    table, written = step
    said = written.get("side", BOTH)
    values = {key: value for key, value in written.items() if key not in ("side", *Side)}
    if said == COMPLAINT:
        values["of_complaint"] = True
    elif said != BOTH:
        values["side"] = Side(said)
    own = {side: written.get(side) for side in Side}
    if not any(own.values()):
        yield table, values
        return
    for side, dose in own.items():
        rest = {key: each for key, each in values.items() if not (dose and _of_same(key, dose))}
        yield table, {**rest, **(dose or {}), "side": side}


def _of_same(key: str, dose: Mapping[str, Any]) -> bool:
    """Whether a side's own dose overrides this key: hold or reps override both, for together they are the work."""
    return key in dose or (key in ("hold", "reps") and not {"hold", "reps"}.isdisjoint(dose))


def check_has_sides(values: Mapping[str, Any], table: Table, exercise: Exercise) -> bool:
    """Whether an exercise has sides, if its step names one; reported if it does not."""
    if exercise.sides is not Sides.BOTH or not ("side" in values or values.get("of_complaint")):
        return True
    own = [side for side in Side if side in table.data]
    if not own or values.get("side") is Side.LEFT:  # a step made into two is reported once
        key = own[0] if own else "side"
        table.say(f"{key} has no meaning here: {exercise.id} works both sides at once, so leave it out", str(key))
    return False
