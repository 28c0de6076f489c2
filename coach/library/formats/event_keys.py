"""The keys of a history file's ``[[event]]``, which of them each kind of event needs or allows; and of ``[[renamed]]``.

Left out: what an event does (``domain.planning``).
"""

from collections.abc import Mapping
from typing import Any

from coach.domain.exercises.routine import Phase
from coach.domain.records.entries import EventKind
from coach.domain.records.renamings import Renamed, Renaming
from coach.library.toml.checker import Field, Table
from coach.library.toml.dates import DateField, DateTime
from coach.library.toml.fields import MAX_SLUG, SLUG_PATTERN, OneOf, Schema, Slug, table_schema
from coach.library.toml.lists import tables_in


class _Course(Slug):
    """The id of a course; an empty text means no course, as without the key."""

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        return {"type": "string", "pattern": f"^({SLUG_PATTERN[1:-1]})?$", "maxLength": MAX_SLUG}

    def read(self, value: object, table: Table, key: str) -> str | None:
        """The id."""
        return None if value == "" else super().read(value, table, key)


OWN_FIELDS: Mapping[str, Field] = {
    "kind": OneOf(EventKind),
    "phase": OneOf(Phase),
    "course": _Course(),
    "block": Slug(),
    "until": DateField(),
}
"""The keys that only an event has; ``flags`` are those of a history."""

_NEEDS = {EventKind.PHASE: "phase", EventKind.RED_FLAG: "flags"}
_TAKES = {EventKind.COURSE: ("course", "block", "until"), EventKind.PAUSE: ("until",)}
"""For the newer kinds of event, which of the keys in ``_HOMES`` they allow; see ``_takes`` for the older kinds."""
_HOMES = {
    "flags": EventKind.RED_FLAG,
    "phase": EventKind.PHASE,
    "course": EventKind.COURSE,
    "block": EventKind.COURSE,
    "until": EventKind.PAUSE,
}
"""The keys that only some events have, and the kind of event that each belongs to."""


def event_schema(kind: EventKind) -> Schema:
    """What ``check_event`` checks for one kind of event, as a JSON Schema."""
    schema: Schema = {"properties": {"kind": {"enum": [str(kind)]}}}
    if kind in _NEEDS:
        schema["required"] = [_NEEDS[kind]]
    if kind is EventKind.RED_FLAG:
        schema["properties"]["flags"] = {"minItems": 1}
    if kind is EventKind.COURSE:
        schema["properties"]["course"] = {"minLength": 1}
        schema["dependencies"] = {"block": ["course"], "until": ["course"]}
        schema = {"anyOf": [schema, {"properties": {"kind": {"enum": [str(kind)]}}, "not": _any_of("block", "until")}]}
    not_its = [key for key in _HOMES if not _takes(kind, key)]
    return {"allOf": [schema, {"not": _any_of(*not_its)}]}


def _any_of(*keys: str) -> Schema:
    return {"anyOf": [{"required": [key]} for key in keys]}


def _takes(kind: EventKind, key: str) -> bool:
    """Whether an event of this kind may have the key. The older kinds have always allowed both flags and phase."""
    return key in _TAKES.get(kind, ("flags", "phase"))


def check_event(values: Mapping[str, Any], table: Table) -> None:
    """Report keys that an event of its kind lacks, and keys that do not belong in it."""
    kind = values.get("kind")
    if kind is None:
        return
    if kind is EventKind.PHASE and "phase" not in table.data:
        table.say('an event of kind "phase" needs phase = "acute", "recovery" or "maintenance"', "kind")
    if kind is EventKind.RED_FLAG and not table.data.get("flags"):
        table.say('an event of kind "red-flag" needs flags, such as ["saddle-numbness"]', "kind")
    for key, home in _HOMES.items():
        if key in table.data and not _takes(kind, key):
            table.say(f'{key} belongs in an event of kind "{home}", and this one is of kind "{kind}"', key)
    if kind is EventKind.COURSE and not table.data.get("course"):
        for key in ("block", "until"):
            if key in table.data:
                table.say(f'{key} says nothing without its course: add one, as in course = "steady-hips"', key)


# --- ids that were changed --------------------------------------------------------------------------------------------

MAX_RENAMED = 2_000
RENAMED_FIELDS: Mapping[str, Field] = {"kind": OneOf(Renamed), "from": Slug(), "to": Slug(), "at": DateTime()}


class RenamedTables:
    """The ``[[renamed]]`` tables."""

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        return {"type": "array", "maxItems": MAX_RENAMED, "items": table_schema(RENAMED_FIELDS, tuple(RENAMED_FIELDS))}

    def read(self, value: object, table: Table, key: str) -> tuple[Renaming, ...] | None:
        """The valid ones."""
        found = []
        for index, data in tables_in(value, table, key, MAX_RENAMED, "[[renamed]]") or ():
            inner = Table(data, table.problems, (key, index), label=f"renamed {index + 1}", subject="from")
            said = inner.read(RENAMED_FIELDS, tuple(RENAMED_FIELDS))
            if len(said) == len(RENAMED_FIELDS):
                found.append(Renaming(said["kind"], said["from"], said["to"], said["at"]))
        return tuple(found)
