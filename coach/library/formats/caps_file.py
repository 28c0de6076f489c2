"""Reads a group's ``caps.toml``, the most that its runners are allowed, into ``Caps``.

The file is in the group's folder beside its routines, where its runners cannot write. Left out: what caps do to a plan
(``domain.planning.capping``).
"""

from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from coach.domain.exercises.caps import NO_CAPS, Caps, Limit
from coach.domain.exercises.routine import Phase
from coach.domain.rules.programme import STAGES
from coach.library.disk.last_good import Kept, stamp_of
from coach.library.disk.published import published_version
from coach.library.formats.routine_file import AdaptTable
from coach.library.toml.checker import Field, Problems, Table
from coach.library.toml.diagnostics import Diagnostic, did_you_mean, has_errors
from coach.library.toml.fields import SLUG_PATTERN, OneOf, Only, Schema, Slug, Whole, is_slug, table_schema
from coach.library.toml.source import Document, read_document
from coach.library.toml.times import Seconds

MAX_EXERCISES = 100

LIMIT_FIELDS: Mapping[str, Field] = {
    "sets": Whole(1, 10),
    "reps": Whole(1, 100),
    "hold": Seconds(5, 3600),
    "rungs": Whole(1, 10),
}
"""The keys of ``[every]`` and of each ``[exercise.ID]``."""


class _LimitTable:
    """A table of limits."""

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        return table_schema(LIMIT_FIELDS, minProperties=1)

    def read(self, value: object, table: Table, key: str) -> Limit | None:
        """The valid limits."""
        if type(value) is not dict:
            table.wrong(key, f"must be a table, such as [{'.'.join(map(str, (*table.path, key)))}]")
            return None
        inner = table.inside(key, value)
        if not value:
            table.wrong(key, f"caps nothing; the keys here are {', '.join(LIMIT_FIELDS)}")
        given = inner.read(LIMIT_FIELDS)
        return Limit(sets=given.get("sets"), reps=given.get("reps"), hold_s=given.get("hold"), rungs=given.get("rungs"))


class _Exercises:
    """The ``[exercise.ID]`` tables, as limits by id."""

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        limits = {SLUG_PATTERN: _LimitTable().schema()}
        return {
            "type": "object",
            "maxProperties": MAX_EXERCISES,
            "patternProperties": limits,
            "additionalProperties": False,
        }

    def read(self, value: object, table: Table, key: str) -> dict[str, Limit] | None:
        """The valid limits."""
        if type(value) is not dict:
            table.wrong(key, "must be written as a table with the exercise's id, such as [exercise.plank]")
            return None
        if len(value) > MAX_EXERCISES:
            table.wrong(key, f"must be at most {MAX_EXERCISES} exercises, got {len(value):,}")
        limits: dict[str, Limit] = {}
        inner = table.inside(key, value)
        for identity, data in islice(value.items(), MAX_EXERCISES):
            if not is_slug(identity):
                Slug().read(identity, inner, identity)
            elif (limit := _LimitTable().read(data, inner, identity)) is not None:
                limits[identity] = limit
        return limits


FILE_FIELDS: Mapping[str, Field] = {
    "format": Only(1),
    "phase": OneOf(Phase),
    "run_stage": Whole(1, len(STAGES)),
    "strength_days": Whole(1, 14, "days"),
    "every": _LimitTable(),
    "exercise": _Exercises(),
    "adapt": AdaptTable(),
}
"""The keys at the top of the file."""

FILE_REQUIRED = ("format",)


def caps_of(document: Document, known: Iterable[str] | None = None) -> tuple[Caps, tuple[Diagnostic, ...]]:
    """The caps of a parsed file, and what is wrong with it; the group's id is the name of its folder.

    ``known``: the ids of all exercises, to report limits for unknown ones, which would cap nothing.
    """
    problems = Problems(document)
    table = Table(document.data, problems)
    values = table.read(FILE_FIELDS, FILE_REQUIRED)
    if not document.data.keys() - {"format"}:
        table.say(f"it caps nothing; the keys here are {', '.join(key for key in FILE_FIELDS if key != 'format')}")
    if known is not None:
        names = list(known)
        for identity in values.get("exercise", {}):
            if identity not in names:
                guess = did_you_mean(identity, names)
                table.say(f'there is no exercise "{identity}", so nothing is capped{guess}', "exercise", identity)
    return _caps(document.path.parent.name, values), tuple(problems.diagnostics())


def _caps(group: str, values: Mapping[str, Any]) -> Caps:
    adapt = values.get("adapt")
    return Caps(
        group=group,
        every=values.get("every", NO_CAPS.every),
        exercises=values.get("exercise", {}),
        phase=values.get("phase"),
        run_stage=values.get("run_stage"),
        strength_days=values.get("strength_days"),
        amber_from=adapt.amber_from if adapt else None,
        red_from=adapt.red_from if adapt else None,
    )


def read_caps(path: Path, kept: Kept | None = None) -> tuple[Caps, tuple[Diagnostic, ...]]:
    """The caps of the file at ``path`` and what is wrong with it; no caps when there is no such file.

    A broken file removes no caps: its last good version (kept, else published) is used; without one, its valid part.
    """
    try:
        stamp = stamp_of(path.stat())
    except OSError:
        return NO_CAPS, ()
    document = (kept.same(path, stamp) if kept and stamp else None) or read_document(path)
    if isinstance(document, Diagnostic):
        caps: Caps = NO_CAPS
        wrong: tuple[Diagnostic, ...] = (document,)
    else:
        caps, wrong = caps_of(document)
        if not has_errors(wrong):
            if kept is not None and stamp:
                kept.keep(document, stamp)
            return caps, wrong
    for last in (kept.last_good(path) if kept else None, published_version(path)):
        if last is not None:
            good, its_wrong = caps_of(last)
            if not has_errors(its_wrong):
                return good, wrong
    return caps, wrong
