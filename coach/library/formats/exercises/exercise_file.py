"""Reads an exercise into the domain, from its own TOML file or an ``[exercise.my-move]`` table in a routine."""

from collections.abc import Mapping
from typing import Any

from coach.domain.exercises.dose import Prescription
from coach.domain.exercises.exercise import Exercise, ExerciseKind, Position, Sides, says_running
from coach.domain.rules.numbers import WALK_RUN
from coach.library.formats.dose_keys import DOSE_FIELDS, MAX_WITHOUT_REPS, check_dose, prescription
from coach.library.formats.exercises.figure_keys import FigureTable
from coach.library.formats.packs.pack_sign import says_pack
from coach.library.toml.checker import Field, Problems, Table
from coach.library.toml.fields import Flag, OneOf, Only, Schema, Slug, SomeOf, Text, Texts, table_schema
from coach.library.toml.sanitize import short
from coach.library.toml.source import Document


class _Dose:
    """A ``[dose]`` table, which must give hold or reps."""

    def schema(self) -> Schema:
        """The JSON Schema of the values it accepts."""
        work = [{"required": ["hold"]}, {"required": ["reps"]}]
        return table_schema(DOSE_FIELDS, anyOf=work, **MAX_WITHOUT_REPS)

    def read(self, value: object, table: Table, key: str) -> Prescription | None:
        """The prescription."""
        if type(value) is not dict:
            table.wrong(key, "must be a table [dose]")
            return None
        inner = table.inside(key, value)
        values = inner.read(DOSE_FIELDS)
        check_dose(values, inner)
        if "hold" not in value and "reps" not in value:
            table.wrong(key, "needs hold (seconds) or reps")
        return prescription(values)


INLINE_FIELDS: Mapping[str, Field] = {
    "name": Text(needed=True),
    "kind": OneOf(ExerciseKind),
    "sides": OneOf(Sides),
    "dose": _Dose(),
    "muscles": Texts(),
    "needs": Texts(),
    "positions": SomeOf(Position),
    "loads_hip_flexors": Flag(),
    "why": Text(),
    "why_sources": Texts(),
    "steps": Texts(),
    "say": Text(),
    "feel": Text(),
    "faults": Texts(),
    "cautions": Texts(),
    "easier": Slug(),
    "harder": Slug(),
    "sources": Texts(),
    "figure": FigureTable(),
}
"""The keys of an exercise that is defined inside a routine."""

INLINE_REQUIRED = ("name", "kind")

FILE_FIELDS: Mapping[str, Field] = {"format": Only(1), "id": Slug(), **INLINE_FIELDS}
"""The keys of an exercise's own file."""

FILE_REQUIRED = ("format", "id", *INLINE_REQUIRED)


def read_exercise(document: Document, problems: Problems) -> Exercise | None:
    """The exercise of a file; None if it has errors, all of which are reported to ``problems``."""
    if says_pack(document, problems):
        return None
    if (other := _other_kind(document.data)) is not None:
        problems.add((), f"{other}/{short(document.path.name)}")
        return None
    table = Table(document.data, problems)
    values = table.read(FILE_FIELDS, FILE_REQUIRED)
    _check_kind(values.get("id", ""), values, table)
    if problems.errors:
        return None
    return _exercise(values["id"], values)


def _other_kind(data: Mapping[str, Any]) -> str | None:
    """What to say of a routine or course among the exercises, up to its file's name; None when it is neither."""
    if "dose" in data:
        return None
    if isinstance(data.get("step"), list):
        return "this is a routine, and stands among the exercises; move it to the folder above, as .."
    if isinstance(data.get("block"), list):
        return "this is a course, and stands among the exercises; move it to ../courses"
    return None


def is_exercise(data: Mapping[str, Any]) -> bool:
    """Whether a file's tables are those of an exercise, not of a routine or course."""
    how = data.get("steps")
    told = isinstance(how, list) and any(isinstance(each, str) for each in how)
    return not {"step", "exercise", "block"} & data.keys() and (told or bool({"dose", "sides"} & data.keys()))


def read_inline(identity: str, data: Mapping[str, Any], problems: Problems) -> Exercise | None:
    """The exercise of an ``[exercise.<identity>]`` table; None if it has errors, which are reported to ``problems``."""
    before = problems.errors
    table = Table(data, problems, ("exercise", identity), label=f"exercise {identity}")
    values = table.read(INLINE_FIELDS, INLINE_REQUIRED)
    _check_kind(identity, values, table)
    return None if problems.errors > before else _exercise(identity, values)


def _check_kind(identity: str, values: Mapping[str, Any], table: Table) -> None:
    """Report an exercise that is running by its id or name but has another kind: it would evade the rules of runs."""
    word = says_running(identity, values.get("name", ""))
    if word is None or values.get("kind", ExerciseKind.RUN) is ExerciseKind.RUN:
        return
    table.say(
        f'"{word}" is running, and running follows the rules of runs: write kind = "run"; the routine is then of '
        f'kind "run", with one step {WALK_RUN} between two walks. If it is no running, give it another id and name',
        "kind",
    )


def _exercise(identity: str, values: Mapping[str, Any]) -> Exercise:
    return Exercise(
        id=identity,
        name=values["name"],
        kind=values["kind"],
        sides=values.get("sides", Sides.BOTH),
        prescription=values.get("dose", Prescription()),
        muscles=values.get("muscles", ()),
        needs=values.get("needs", ()),
        positions=values.get("positions", ()),
        loads_hip_flexors=values.get("loads_hip_flexors", False),
        steps=values.get("steps", ()),
        say=values.get("say", ""),
        feel=values.get("feel", ""),
        faults=values.get("faults", ()),
        cautions=values.get("cautions", ()),
        easier=values.get("easier"),
        harder=values.get("harder"),
        sources=values.get("sources", ()),
        figure=values.get("figure"),
        why=values.get("why", ""),
        why_sources=values.get("why_sources", ()),
    )
