"""The keys by which a routine extends another one: ``leave_out``, ``[change.plank]``, ``after``, and checks of them.

Left out: which routine is meant (``shelf.routines``), and merging the two (``extended``).
"""

import re
from collections.abc import Mapping
from itertools import islice
from typing import Any

from coach.library.formats.dose_keys import MAX_WITHOUT_REPS, check_dose
from coach.library.toml.checker import Field, Table, shown_value
from coach.library.toml.fields import Schema, is_slug, table_schema
from coach.library.toml.lists import list_of

MAX_CHANGES = 100
STEP_NAME_PATTERN = "^[a-z0-9]+(-[a-z0-9]+)*(#[1-9][0-9]?)?$"
_PLACE = re.compile("[1-9][0-9]?")
_WORDS = 'an exercise of the base, such as "plank", or its second place, "plank#2"'

Changed = tuple[Table, dict[str, Any]]
"""The cursor over a ``[change.plank]``, and its values."""


def is_step_name(text: object) -> bool:
    """Whether a value can name a step: an exercise's id, with or without its place: ``plank``, ``plank#2``."""
    if not isinstance(text, str):
        return False
    identity, numbered, place = text.partition("#")
    return is_slug(identity) and (not numbered or _PLACE.fullmatch(place) is not None)


class StepName:
    """The name of a step of the base: ``plank``, ``plank#2``."""

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        return {"type": "string", "pattern": STEP_NAME_PATTERN}

    def read(self, value: object, table: Table, key: str) -> str | None:
        """The name as it is."""
        if is_step_name(value):
            return str(value)
        table.wrong(key, f"must be {_WORDS}, got {shown_value(value)}")
        return None


class StepNames:
    """Names of steps, each with its index in the list."""

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        return {"type": "array", "maxItems": MAX_CHANGES, "items": StepName().schema()}

    def read(self, value: object, table: Table, key: str) -> list[tuple[int, str]] | None:
        """The valid names, each with its index."""
        items = list_of(value, table, key, MAX_CHANGES)
        for index, item in enumerate(items or ()):
            if not is_step_name(item):
                table.wrong(key, f"must be {_WORDS}, got {shown_value(item)}", index)
        return None if items is None else [(n, item) for n, item in enumerate(items) if is_step_name(item)]


class Changes:
    """The ``[change.plank]`` tables, by the names of the steps that they change. ``fields``: the keys of each."""

    def __init__(self, fields: Mapping[str, Field]) -> None:
        self._fields = fields

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        change = table_schema(self._fields, minProperties=1, **MAX_WITHOUT_REPS)
        tables = {"patternProperties": {STEP_NAME_PATTERN: change}, "additionalProperties": False}
        return {"type": "object", "maxProperties": MAX_CHANGES, **tables}

    def read(self, value: object, table: Table, key: str) -> dict[str, Changed]:
        """The valid changes, by the name of the step."""
        if type(value) is not dict:
            table.wrong(key, "must be written as a table with the name of a step, such as [change.plank]")
            return {}
        if len(value) > MAX_CHANGES:
            table.wrong(key, f"must be at most {MAX_CHANGES} steps, got {len(value):,}")
        found: dict[str, Changed] = {}
        for name, data in islice(value.items(), MAX_CHANGES):
            if name in self._fields and type(data) is not dict:
                table.say(f"say of which step: write [{key}.plank], with {name} below it", key, name)
            elif not is_step_name(name):
                table.say(f"{key} must be of {_WORDS}, got {shown_value(name)}", key, name)
            elif type(data) is not dict:
                written = f'[change."{name}"]' if "#" in name else f"[change.{name}]"
                table.say(f"must be a table with one pair of brackets: {written}", key, name)
            else:
                found[name] = self._change(name, data, table, key)
        return found

    def _change(self, name: str, data: dict[str, Any], table: Table, key: str) -> Changed:
        inner = Table(data, table.problems, (key, name), label=f"change {name}")
        for other, why in _OF_NO_CHANGE.items():
            if other in data:
                inner.say(why, other)
        values = inner.read({**dict.fromkeys(_OF_NO_CHANGE, _Unread()), **self._fields})
        check_dose(values, inner)
        if not data:
            inner.say("it changes nothing: write what is other than in the base, such as hold = 20")
        return inner, values


_OF_NO_CHANGE = {
    "exercise": "a step keeps its exercise: leave it out by leave_out, and add the other one as a [[step]]",
    "after": "a step keeps its place: leave it out by leave_out, and add it anew as a [[step]] with after",
}


class _Unread:
    """The field of a key whose misplacement is reported already."""

    def read(self, _value: object, _table: Table, _key: str) -> None:
        """Report nothing more."""


def check_extension(data: Mapping[str, Any], values: Mapping[str, Any], top: Table) -> None:
    """Report keys that need ``extends`` where it is missing, and a routine that extends itself."""
    if "extends" in data:
        if values.get("extends") and values["extends"] == values.get("id"):
            top.say("extends names this very routine: give it an id of its own", "extends")
        return
    for key, done in (("leave_out", "leaves steps out"), ("change", "changes steps")):
        if key in data:
            top.say(f'{key} {done} of another routine: say of which, by extends = "its-id" at the top', key)
    for table, step in values.get("step", ()):
        if "after" in step:
            table.say('after goes with extends = "its-id" at the top; here steps are done from top to bottom', "after")
