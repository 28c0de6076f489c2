"""Reads a routine from TOML into the domain, in two stages.

A ``RoutineDraft`` is what the file says by itself. It becomes a ``Routine`` once the exercises that it names are known,
which complete its doses. Left out: which files there are, and which version of an id is in use (``shelf.library``).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from msgspec import Struct

from coach.domain.exercises.exercise import Exercise
from coach.domain.exercises.routine import DEFAULT_ADAPT, Adapt, Part, Phase, Routine, RoutineKind, Step
from coach.library.formats.dose_keys import has_work, prescription
from coach.library.formats.exercises.exercise_file import INLINE_FIELDS, INLINE_REQUIRED, is_exercise, read_inline
from coach.library.formats.programme_check import TypedStep, check_running, routine_kind
from coach.library.formats.routine_keys.extension import Changes, StepNames, check_extension
from coach.library.formats.routine_keys.named_exercises import known_link, why_unusable
from coach.library.formats.routine_keys.rounds import Rounds
from coach.library.formats.routine_keys.sides import check_has_sides
from coach.library.formats.routine_keys.stages import Stages, check_stages, with_end_walks
from coach.library.formats.routine_keys.steps import (
    CHANGE_FIELDS,
    MAX_WORDS,
    Steps,
    check_steps,
    priority_of,
    steps_in_order,
)
from coach.library.formats.template import PLACEHOLDER, is_untouched
from coach.library.toml.checker import Field, Problems, Table
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
    table_schema,
)
from coach.library.toml.sanitize import short
from coach.library.toml.source import Document

MAX_INLINE = 100


class AdaptTable:
    """An ``[adapt]`` table: the pain thresholds that a routine may move, within their bounds (RULES, light table)."""

    fields: Mapping[str, Field] = {"amber_from": Whole(2, 4), "red_from": Whole(4, 6)}

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        alike = {"required": ["red_from"], "properties": {"red_from": {"enum": [4]}, "amber_from": {"enum": [4]}}}
        return table_schema(self.fields, **{"not": alike})

    def read(self, value: object, table: Table, key: str) -> Adapt | None:
        """The thresholds."""
        if type(value) is not dict:
            table.wrong(key, "must be a table [adapt]")
            return None
        inner = table.inside(key, value)
        adapt = Adapt(**inner.read(self.fields))
        if adapt.amber_from >= adapt.red_from:
            first = "red_from" if "red_from" in value else "amber_from"
            inner.say(f"adapt.amber_from ({adapt.amber_from}) must be below adapt.red_from ({adapt.red_from})", first)
        return adapt


class _Inline:
    """The ``[exercise.my-move]`` tables, as exercises by id."""

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        exercise = table_schema(INLINE_FIELDS, INLINE_REQUIRED)
        tables = {"patternProperties": {SLUG_PATTERN: exercise}, "additionalProperties": False}
        return {"type": "object", "maxProperties": MAX_INLINE, **tables}

    def read(self, value: object, table: Table, key: str) -> dict[str, Exercise]:
        """The valid exercises."""
        exercises: dict[str, Exercise] = {}
        if type(value) is not dict:
            table.wrong(key, "must be written as a table with the exercise's id, such as [exercise.my-move]")
            return exercises
        if len(value) > MAX_INLINE:
            table.wrong(key, f"must be at most {MAX_INLINE} exercises, got {len(value):,}")
        for identity, data in islice(value.items(), MAX_INLINE):
            if not is_slug(identity):
                Slug().read(identity, table.inside(key, value), identity)
            elif type(data) is not dict:
                table.say(f'"{identity}" must be a table such as [exercise.my-move]', key, identity)
            else:
                exercise = read_inline(identity, data, table.problems)
                if exercise is not None:
                    exercises[identity] = exercise
        return exercises


FILE_FIELDS: Mapping[str, Field] = {
    "format": Only(1),
    "id": Slug(),
    "name": Text(needed=True),
    "about": Text(),
    "kind": OneOf(RoutineKind),
    "phases": SomeOf(Phase),
    "sources": Texts(),
    "every_days": Whole(1, 14, "days"),
    "suggest": Flag(),
    "say_first": Text(MAX_WORDS, needed=True),
    "say_last": Text(MAX_WORDS, needed=True),
    "step": Steps(),
    "round": Rounds(),
    "stage": Stages(),
    "extends": Slug(),
    "leave_out": StepNames(),
    "change": Changes(CHANGE_FIELDS),
    "adapt": AdaptTable(),
    "exercise": _Inline(),
}
"""The keys at the top of a routine's file."""

FILE_REQUIRED = ("format", "id", "name", "kind")
EXTENDING_REQUIRED = ("format", "id")
"""The required keys of a routine that extends another, from which it inherits name and kind."""


class RoutineDraft(Struct, frozen=True):
    """The valid part of what a routine's file says by itself; ``sound``: it has no errors.

    ``inline``: the valid exercises defined in it; ``named``: the ids of all defined in it, valid or not. ``names``: the
    exercises that its steps name, their easier and harder ones included, in the order of the steps.
    """

    id: str
    sound: bool
    inline: Mapping[str, Exercise]
    named: frozenset[str]
    names: tuple[str, ...]
    values: Mapping[str, Any]
    top: Table
    problems: Problems

    @property
    def extends(self) -> str | None:
        """The id of the routine that it extends; None when it extends none."""
        return self.values.get("extends")

    @property
    def exercises(self) -> frozenset[str]:
        """The ids of the exercises that its steps name."""
        return frozenset(step["exercise"] for _, step in self.values.get("step", ()) if "exercise" in step)


def read_draft(document: Document, problems: Problems) -> RoutineDraft:
    """Read the file; everything wrong in it is reported to ``problems``."""
    if is_exercise(document.data):
        return _misplaced(document, problems)
    inline = document.data.get("exercise")
    table = Table(_without_dose(document.data, inline, problems), problems)
    extends = "extends" in document.data
    values = table.read(FILE_FIELDS, EXTENDING_REQUIRED if extends else FILE_REQUIRED)
    check_extension(document.data, values, table)
    check_stages(values, table)
    if not extends:
        with_end_walks(values, table)
        check_steps(values, problems)
    has_steps = document.data.keys() & {"step", "stage"} or ("stage",) in problems.meant
    if not extends and (not has_steps or document.data.get("step") == []):
        table.say("the routine is empty: it needs at least one [[step]]", "step")
    return RoutineDraft(
        id=values.get("id", ""),
        sound=not problems.errors,
        inline=values.get("exercise", {}),
        named=frozenset(inline if isinstance(inline, dict) else ()),
        names=names_in(values),
        values=values,
        top=table,
        problems=problems,
    )


def names_in(values: Mapping[str, Any]) -> tuple[str, ...]:
    """The exercises that the steps in ``values`` name, their easier and harder ones included, in order."""
    keys = ("exercise", "easier", "harder")
    return tuple(step[key] for _, step in values.get("step", ()) for key in keys if key in step)


def _misplaced(document: Document, problems: Problems) -> RoutineDraft:
    """The draft of an exercise that is among the routines; reports only that."""
    name = short(document.path.name)
    problems.add((), f"this is an exercise, and stands among the routines; move it to exercises/{name}")
    named = document.data.get("id")
    return RoutineDraft(
        id="", sound=False, inline={}, named=frozenset([named] if isinstance(named, str) else ()), names=(), values={},
        top=Table({}, problems), problems=problems,
    )  # fmt: skip


def _without_dose(data: Mapping[str, Any], inline: object, problems: Problems) -> Mapping[str, Any]:
    """A routine's tables without a top-level ``[dose]``, which is reported: it was meant for one of its exercises."""
    if "dose" not in data:
        return data
    name = next(reversed(inline), "my-move") if isinstance(inline, dict) else "my-move"
    problems.add(("dose",), f"a routine has no dose of its own: that of an exercise in it is [exercise.{name}.dose]")
    return {key: value for key, value in data.items() if key != "dose"}


def build(
    draft: RoutineDraft, exercises: Mapping[str, Exercise], broken: frozenset[str] = frozenset()
) -> Routine | None:
    """Build the routine of a draft, its doses completed by its exercises; reports problems with exercises it names.

    Returns None when the draft is not sound or the routine unusable, as with an unknown exercise. An unknown ``easier``
    or ``harder`` is reported and left out. ``broken``: ids of exercises whose files have errors.
    """
    values = draft.values
    usable = draft.sound
    seen: Counter[str] = Counter()
    placed: list[TypedStep] = []
    for table, step in steps_in_order(values):
        links = {key: known_link(key, step.get(key), table, exercises, broken) for key in ("easier", "harder")}
        name = step.get("exercise", "")
        exercise = exercises.get(name)
        if exercise is None:
            usable = False
            if name and name not in draft.named:
                table.say(why_unusable(name, exercises, broken), "exercise")
            continue
        usable = check_has_sides(step, table, exercise) and usable
        usable = _no_run_as_easier(links["easier"], exercise, table, exercises) and usable
        dose = prescription(step, exercise.prescription)
        if not has_work(dose) and not {"hold", "reps"} & table.data.keys():
            table.say("needs hold or reps, for its exercise has no dose of its own", "exercise")
            usable = False
        made = Step(
            exercise=exercise.id,
            prescription=dose,
            slot=seen[exercise.id],
            priority=priority_of(step),
            part=step.get("part", Part.MAIN),
            round=step.get("round"),
            note=step.get("note", ""),
            side=step.get("side"),
            of_complaint=step.get("of_complaint", False),
            **links,
        )
        placed.append((table, made, exercise))
        seen[exercise.id] += 1
    for identity in draft.inline:
        if identity not in draft.exercises and draft.sound:
            message = f'no step uses the exercise "{identity}"'
            draft.problems.add(("exercise", identity), message, "warning")
    runs_well = "kind" not in values or check_running(values["kind"], draft.top, placed)
    usable = usable and runs_well
    return _routine(draft, placed) if usable else None


def _no_run_as_easier(easier: str | None, exercise: Exercise, table: Table, exercises: Mapping[str, Exercise]) -> bool:
    """Whether ``easier`` is no run, reported if it is: a run has stages and its own entry rules."""
    if easier is None or easier not in exercises or exercise.is_run or not exercises[easier].is_run:
        return True
    table.say(f'easier: "{easier}" is running, which only a routine of kind "run" may ask for', "easier")
    return False


def _routine(draft: RoutineDraft, placed: Sequence[TypedStep]) -> Routine:
    values = draft.values
    kind = routine_kind(values["kind"], placed)
    return Routine(
        id=values["id"],
        name=values["name"],
        kind=kind,
        steps=tuple(step for _, step, _ in placed),
        about=values.get("about", ""),
        phases=values.get("phases", ()),
        sources=values.get("sources", ()),
        every_days=values.get("every_days", 2 if kind is RoutineKind.STRENGTH else 1),
        suggest=values.get("suggest", True),
        untouched=values.get("about") == PLACEHOLDER and is_untouched(draft.top.data),
        adapt=values.get("adapt", DEFAULT_ADAPT),
        stages=tuple(stage for _, stage in values.get("stage", ())),
        say_first=values.get("say_first", ""),
        say_last=values.get("say_last", ""),
    )
