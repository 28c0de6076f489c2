"""The keys of a history file's ``[[event]]`` and ``[[measure]]``, and what each kind of them needs and takes.

Left out: what they do (``domain.planning``).
"""

from collections.abc import Mapping
from typing import Any

from coach.domain.exercises.course import MOST_SCORE, Unit
from coach.domain.exercises.routine import Phase
from coach.domain.records.entries import EventKind
from coach.domain.records.rated import Rated
from coach.library.toml.checker import Field, Table
from coach.library.toml.dates import Day
from coach.library.toml.fields import MAX_SLUG, SLUG_PATTERN, Choice, Schema, Slug, Text, Whole, table_schema, tables


class _Course(Slug):
    """The id of a course; empty: none, which is as good as no key."""

    def schema(self) -> Schema:
        """What it takes."""
        return {"type": "string", "pattern": f"^({SLUG_PATTERN[1:-1]})?$", "maxLength": MAX_SLUG}

    def read(self, value: object, table: Table, key: str) -> str | None:
        """The id."""
        return None if value == "" else super().read(value, table, key)


OWN_FIELDS: Mapping[str, Field] = {
    "kind": Choice(EventKind),
    "phase": Choice(Phase),
    "course": _Course(),
    "block": Slug(),
    "until": Day(),
}
"""The keys that only an event has; ``flags`` are those of a history."""

_NEEDS = {EventKind.PHASE: "phase", EventKind.RED_FLAG: "flags"}
_TAKES = {EventKind.COURSE: ("course", "block", "until"), EventKind.PAUSE: ("until",)}
"""What the younger kinds take of the keys that only some events have; the others take none of these."""
_HOMES = {
    "flags": EventKind.RED_FLAG,
    "phase": EventKind.PHASE,
    "course": EventKind.COURSE,
    "block": EventKind.COURSE,
    "until": EventKind.PAUSE,
}
"""The keys that only some events have, and where each is at home."""


def event_schema(kind: EventKind) -> Schema:
    """What ``check_event`` sees to, for one kind of event."""
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
    """Whether a key may stand in an event of a kind. Of flags and phase, the older kinds always took both."""
    return key in _TAKES.get(kind, ("flags", "phase"))


def check_event(values: Mapping[str, Any], table: Table) -> None:
    """Report what a kind of event lacks, and what does not belong in it."""
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


# --- what was measured ------------------------------------------------------------------------------------------------

MOST_ACTIVITIES = 3
"""So many things a runner names that matter to them."""
MOST_REACHED = 86_400
_RATED: Mapping[str, Field] = {"name": Text(needed=True), "value": Whole(0, MOST_SCORE)}


class _Activities:
    """The ``[[measure.activity]]`` tables of one measure."""

    def schema(self) -> Schema:
        """What it takes."""
        return {
            "type": "array",
            "minItems": 1,
            "maxItems": MOST_ACTIVITIES,
            "items": table_schema(_RATED, tuple(_RATED)),
        }

    def read(self, value: object, table: Table, key: str) -> tuple[Rated, ...]:
        """Those that are right."""
        found = []
        for index, data in tables(value, table, key, MOST_ACTIVITIES, "[[measure.activity]]") or ():
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
    "unit": Choice(Unit),
    "left": Whole(0, MOST_REACHED),
    "right": Whole(0, MOST_REACHED),
    "pain": Whole(0, 10),
}
"""The keys of a ``[[measure]]``, beside those of every entry."""
RATED_FIELDS = _RATED
_OF_A_CHECK = ("name", "unit", "left", "right", "pain")


def measure_schema() -> Schema:
    """What ``check_measure`` sees to."""
    return {
        "oneOf": [{"required": ["activity"], "not": _any_of("check", *_OF_A_CHECK)}, {"required": ["check", "unit"]}],
    }


def check_measure(values: Mapping[str, Any], table: Table) -> None:
    """Report a measure of nothing, one of two things, and what belongs to a check alone."""
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
