"""The keys of a course's file, of its blocks and of what ends them, with their bounds.

Left out: rules across keys, and building the course (``course_file``).
"""

from collections.abc import Mapping
from itertools import islice
from typing import Any

from coach.domain.exercises.course import MOST_A_DAY, MOST_PER_WEEK, MOST_WEEKS, Check, Concern, Unit, Until
from coach.domain.exercises.routine import Phase
from coach.domain.exercises.weekday import Weekday
from coach.library.toml.checker import Field, Table, shown_value
from coach.library.toml.dates import DateField
from coach.library.toml.fields import (
    SLUG_PATTERN,
    Flag,
    OneOf,
    Only,
    Schema,
    Slug,
    SomeOf,
    Text,
    Texts,
    Whole,
    is_slug,
    schema_of,
    table_schema,
)
from coach.library.toml.lists import tables_in

MAX_BLOCKS = 30
MAX_ROUTINES = 20
MAX_A_DAY = 10
MAX_CHECKS = 6
MOST_REACHED = 3600
"""The largest result of a check: an hour in seconds, the unit with the largest numbers."""


class _Train(Texts):
    """The routines of the training days: at least one."""

    def __init__(self) -> None:
        super().__init__(MAX_ROUTINES, slugs=True)

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        return {**super().schema(), "minItems": 1}

    def read(self, value: object, table: Table, key: str) -> tuple[str, ...] | None:
        """The ids."""
        if value == []:
            table.wrong(key, 'must name at least one routine, as in train = ["rehab-foundation"]')
            return None
        return super().read(value, table, key)


class _Phases(SomeOf):
    """The phases of a block: at least one if the key is given."""

    def __init__(self) -> None:
        super().__init__(Phase)

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        return {**super().schema(), "minItems": 1}

    def read(self, value: object, table: Table, key: str) -> Any:
        """The phases."""
        if value == []:
            table.wrong(key, "names no phase, so the block would never open: name one, or leave the key out for any")
            return None
        return super().read(value, table, key)


class _Numbers:
    """A table of numbers by id: ``{ desk-break = 3 }``. ``must``: what it has to say, with an example, for messages.

    ``most``: how many ids it may hold; ``what``: what these are, for messages.
    """

    def __init__(self, number: Whole, most: int, must: str, what: str) -> None:
        self._number, self._most, self._must, self._what = number, most, must, what

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        inner = {"patternProperties": {SLUG_PATTERN: schema_of(self._number)}, "additionalProperties": False}
        return {"type": "object", "maxProperties": self._most, **inner}

    def read(self, value: object, table: Table, key: str) -> dict[str, int] | None:
        """The numbers by their ids."""
        if type(value) is not dict:
            table.wrong(key, f"must {self._must}, got {shown_value(value)}")
            return None
        if len(value) > self._most:
            table.wrong(key, f"must be at most {self._most} {self._what}, got {len(value):,}")
        inner = table.inside(key, value)
        found: dict[str, int] = {}
        for identity, told in islice(value.items(), self._most):
            if not is_slug(identity):
                Slug().read(identity, inner, identity)
            elif (number := self._number.read(told, inner, identity)) is not None:
                found[identity] = number
        return found


_A_DAY = _Numbers(
    Whole(1, MOST_A_DAY, "times a day"), MAX_A_DAY, "say how often a day, as in { desk-break = 3 }", "routines"
)
_REACHED = _Numbers(Whole(1, MOST_REACHED), MAX_CHECKS, "say what both sides reach, as in { bridge = 12 }", "checks")


class _Weekdays:
    """The routine of a day of the week: ``{ mon = "rehab-foundation" }``."""

    fields: Mapping[str, Field] = {str(day): Slug() for day in Weekday}

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        return table_schema(self.fields)

    def read(self, value: object, table: Table, key: str) -> dict[Weekday, str] | None:
        """The routines by day, Monday first."""
        if type(value) is not dict:
            table.wrong(
                key, f'must name routines by day, as in {{ mon = "rehab-foundation" }}, got {shown_value(value)}'
            )
            return None
        said = table.inside(key, value).read(self.fields)
        return {day: said[day] for day in Weekday if day in said}


class _Until:
    """The conditions under which a block is over: at least one."""

    fields: Mapping[str, Field] = {
        "sessions": Whole(1, 200),
        "days": Whole(1, 400, "days"),
        "green": Whole(1, 50),
        "worst": Whole(0, 10),
        "not_before": DateField(),
        "clinician": Flag(),
        "checks": _REACHED,
    }

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        no_yes = {"maxProperties": 1, "required": ["clinician"], "properties": {"clinician": {"enum": [False]}}}
        checks_alone = {"maxProperties": 1, "required": ["checks"]}
        return table_schema(self.fields, minProperties=1, **{"not": {"anyOf": [no_yes, checks_alone]}})

    def read(self, value: object, table: Table, key: str) -> Until | None:
        """The valid conditions."""
        if type(value) is not dict:
            table.wrong(
                key, f"must be a table, as in {{ sessions = 8, days = 14, green = 4 }}, got {shown_value(value)}"
            )
            return None
        inner = table.inside(key, value)
        until = Until(**inner.read(self.fields))
        if not value or value == {"clinician": False}:
            table.wrong(key, f"ends nothing; the keys here are {', '.join(self.fields)}")
        elif set(value) <= {"checks", "clinician"} and not until.clinician:
            table.wrong(
                key, "cannot rest on checks alone: they may only delay; add sessions, days or green beside them"
            )
        return until


WEEK_FIELDS: Mapping[str, Field] = {
    "per_week": Whole(1, MOST_PER_WEEK, "training days"),
    "between": Texts(MAX_ROUTINES, slugs=True),
    "a_day": _A_DAY,
    "running": Slug(),
    "before_run": Texts(MAX_ROUTINES, slugs=True),
    "after_run": Texts(MAX_ROUTINES, slugs=True),
}
"""The keys that may be at the file's top for every block, or in a block for that one."""

BLOCK_FIELDS: Mapping[str, Field] = {
    "id": Slug(),
    "name": Text(needed=True),
    "phases": _Phases(),
    "train": _Train(),
    "weekdays": _Weekdays(),
    "until": _Until(),
    "at_most_weeks": Whole(1, MOST_WEEKS, "weeks"),
    **WEEK_FIELDS,
}
"""The keys of a ``[[block]]``."""

BLOCK_REQUIRED = ("id", "name", "train")


class _Blocks:
    """The ``[[block]]`` tables, as pairs of their cursor and their values."""

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        block = table_schema(BLOCK_FIELDS, BLOCK_REQUIRED)
        return {"type": "array", "minItems": 1, "maxItems": MAX_BLOCKS, "items": block}

    def read(self, value: object, table: Table, key: str) -> list[tuple[Table, dict[str, Any]]]:
        """The blocks."""
        blocks = []
        for index, data in tables_in(value, table, key, MAX_BLOCKS, "[[block]]") or ():
            block = Table(data, table.problems, (key, index), label=f"block {index + 1}", subject="id")
            blocks.append((block, block.read(BLOCK_FIELDS, BLOCK_REQUIRED)))
        return blocks


CHECK_FIELDS: Mapping[str, Field] = {
    "id": Slug(),
    "name": Text(needed=True),
    "unit": OneOf(Unit),
    "how": Text(),
    "every_days": Whole(7, 90, "days"),
}
"""The keys of a ``[[check]]``."""

CHECK_REQUIRED = ("id", "name", "unit")


class _Checks:
    """The ``[[check]]`` tables; their ids must differ."""

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        return {"type": "array", "maxItems": MAX_CHECKS, "items": table_schema(CHECK_FIELDS, CHECK_REQUIRED)}

    def read(self, value: object, table: Table, key: str) -> tuple[Check, ...]:
        """The valid checks."""
        found: dict[str, Check] = {}
        for index, data in tables_in(value, table, key, MAX_CHECKS, "[[check]]") or ():
            check = Table(data, table.problems, (key, index), label=f"check {index + 1}", subject="id")
            before, values = table.problems.errors, check.read(CHECK_FIELDS, CHECK_REQUIRED)
            if values.get("id") in found:
                check.say(f'the id "{values["id"]}" is that of another check, too: give each its own', "id")
            if table.problems.errors == before:
                found[values["id"]] = Check(**values)
        return tuple(found.values())


FILE_FIELDS: Mapping[str, Field] = {
    "format": Only(1),
    "id": Slug(),
    "name": Text(needed=True),
    "about": Text(),
    "sources": Texts(),
    "suits": SomeOf(Concern),
    **WEEK_FIELDS,
    "check": _Checks(),
    "block": _Blocks(),
}
"""The keys at the top of a course's file."""

FILE_REQUIRED = ("format", "id", "name")
