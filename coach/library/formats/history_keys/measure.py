"""The keys of a history file's ``[[measure]]``: what matters to the runner, or a check of a course.

Left out: what a measure does (``domain.planning``).
"""

from collections.abc import Mapping
from typing import Any

from coach.domain.exercises.course import MOST_SCORE, Unit
from coach.domain.records.rated import Rated
from coach.library.toml.checker import Field, Table
from coach.library.toml.fields import OneOf, Schema, Slug, Text, Whole, table_schema
from coach.library.toml.lists import tables_in

MOST_ACTIVITIES = 3
"""The most activities that matter to a runner and are rated in one measure."""
MOST_MEASURED = 86_400
_RATED: Mapping[str, Field] = {"name": Text(needed=True), "value": Whole(0, MOST_SCORE)}


class _Activities:
    """The ``[[measure.activity]]`` tables of one measure."""

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        return {
            "type": "array",
            "minItems": 1,
            "maxItems": MOST_ACTIVITIES,
            "items": table_schema(_RATED, tuple(_RATED)),
        }

    def read(self, value: object, table: Table, key: str) -> tuple[Rated, ...]:
        """The valid ones."""
        found = []
        for index, data in tables_in(value, table, key, MOST_ACTIVITIES, "[[measure.activity]]") or ():
            label = f"{table.label}, activity {index + 1}"
            one = Table(data, table.problems, (*table.path, key, index), label=label, subject="name")
            values = one.read(_RATED, tuple(_RATED))
            if len(values) == len(_RATED):
                found.append(Rated(**values))
        return tuple(found)


MEASURE_FIELDS: Mapping[str, Field] = {
    "activity": _Activities(),
    "check": Slug(),
    "name": Text(),
    "unit": OneOf(Unit),
    "left": Whole(0, MOST_MEASURED),
    "right": Whole(0, MOST_MEASURED),
    "pain": Whole(0, 10),
}
"""The keys of a ``[[measure]]``, beside those of every entry."""
RATED_FIELDS = _RATED
_OF_A_CHECK = ("name", "unit", "left", "right", "pain")


def measure_schema() -> Schema:
    """What ``check_measure`` checks, as a JSON Schema."""
    of_a_check = {"anyOf": [{"required": [key]} for key in ("check", *_OF_A_CHECK)]}
    return {"oneOf": [{"required": ["activity"], "not": of_a_check}, {"required": ["check", "unit"]}]}


def check_measure(values: Mapping[str, Any], table: Table) -> None:
    """Report a measure of neither activities nor a check, one of both, and keys that only a check may have."""
    if "activity" in table.data and "check" in table.data:
        table.say("a measure is of what matters to you (activity) or of a check: make two of it", "check")
    elif "activity" not in table.data and "check" not in table.data:
        table.say('a measure needs [[measure.activity]], or check = "ID" with its unit', "check")
    elif "check" in table.data and "unit" not in table.data:
        table.say('a check needs its unit: "seconds", "reps" or "0-10"', "unit")
    if "activity" in table.data:
        for key in _OF_A_CHECK:
            if key in table.data:
                table.say(f"{key} belongs to a check, and this measure is of what matters to you", key)
    if values.get("unit") is Unit.SCORE:
        for key in ("left", "right"):
            if (values.get(key) or 0) > MOST_SCORE:
                table.say(f"{key} goes from 0 to {MOST_SCORE} here, got {values[key]}", key)
