"""Reads a course from TOML into the domain, in two stages, as with a routine.

A ``CourseDraft`` is what the file says by itself. It becomes a ``Course`` once the routines that it names are known.
Left out: its keys (``course_keys``), what is legal but unwise (``course_advice``), and where a runner stands in one.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from coach.domain.exercises.course import MOST_PER_WEEK_BUILDING, MOST_SCORE, Block, Course, Unit
from coach.domain.exercises.routine import BUILDING, Phase, Routine, RoutineKind
from coach.library.formats.courses.course_keys import FILE_FIELDS, FILE_REQUIRED, WEEK_FIELDS
from coach.library.formats.packs.pack_sign import says_pack
from coach.library.toml.checker import Problems, Table
from coach.library.toml.diagnostics import did_you_mean
from coach.library.toml.source import Document


class CourseDraft(Struct, frozen=True):
    """The valid part of what a course's file says by itself; ``sound``: it has no errors."""

    id: str
    sound: bool
    values: Mapping[str, Any]
    top: Table
    problems: Problems

    @property
    def blocks(self) -> list[tuple[Table, dict[str, Any]]]:
        """The cursor over each block, with the values written in it."""
        found: list[tuple[Table, dict[str, Any]]] = self.values.get("block", [])
        return found

    def resolved(self, own: Mapping[str, Any]) -> dict[str, Any]:
        """A block's values, completed by the week's keys at the file's top. ``own``: those written in the block."""
        return {key: value for key, value in self.values.items() if key in WEEK_FIELDS} | dict(own)


def read_course(document: Document, problems: Problems) -> CourseDraft:
    """Read the file; everything wrong in it is reported to ``problems``."""
    top = Table(document.data, problems)
    if says_pack(document, problems):
        return CourseDraft("", False, {}, top, problems)
    values = top.read(FILE_FIELDS, FILE_REQUIRED)
    if not document.data.get("block"):
        top.say("the course is empty: it needs at least one [[block]]", "block")
    blocks = values.get("block", [])
    _check_ids(blocks)
    for table, _ in blocks[:-1]:
        if "until" not in table.data:
            table.say(
                '"until" is missing: it says when the next block begins, as in until = { sessions = 8, days = 14 }',
                "until",
            )
    return CourseDraft(values.get("id", ""), not problems.errors, values, top, problems)


def _check_ids(blocks: list[tuple[Table, dict[str, Any]]]) -> None:
    """Report an id that is given twice: events in the history name a block by it."""
    first: dict[str, int] = {}
    for number, (table, values) in enumerate(blocks, 1):
        identity = values.get("id")
        if identity in first:
            table.say(f'the id "{identity}" is that of block {first[identity]}, too: give each its own', "id")
        elif identity is not None:
            first[identity] = number


def build_course(
    draft: CourseDraft, routines: Mapping[str, Routine], broken: frozenset[str] = frozenset()
) -> Course | None:
    """Build the course of a draft; None when it is not sound, or with problems in the routines it names, reported.

    ``broken``: ids of routines whose files have errors.
    """
    before = draft.problems.errors
    _check_names(draft.top, draft.values, routines, broken)
    for table, own in draft.blocks:
        _check_names(table, own, routines, broken)
        _check_often(draft, table, own, routines)
        _check_open(table, own, routines)
        _check_checks(draft, table, own)
    return _course(draft) if draft.sound and draft.problems.errors == before else None


def _named(values: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str | int, ...], str]]:
    """Every routine that a table names: the key as messages show it, its place, and the routine's id."""
    for key in ("train", "between", "before_run", "after_run"):
        for index, name in enumerate(values.get(key, ())):
            yield key, (key, index), name
    for day, name in values.get("weekdays", {}).items():
        yield f"weekdays.{day}", ("weekdays", str(day)), name
    for name in values.get("a_day", {}):
        yield "a_day", ("a_day", name), name
    if "running" in values:
        yield "running", ("running",), values["running"]


def _check_names(
    table: Table, values: Mapping[str, Any], routines: Mapping[str, Routine], broken: frozenset[str]
) -> None:
    for key, place, name in _named(values):
        routine = routines.get(name)
        if routine is None:
            table.say(f"{key}: {_unknown(name, routines, broken)}", *place)
        elif key == "running" and routine.kind is not RoutineKind.RUN:
            meant = did_you_mean(name, [each.id for each in routines.values() if each.kind is RoutineKind.RUN])
            kind = f'"{name}" is of kind {routine.kind}, and running takes one of kind run'
            table.say(f'running: {kind}, such as "return-to-run"{meant}', *place)
        elif key != "running" and routine.kind is RoutineKind.RUN:
            table.say(f'{key}: "{name}" is of kind run; it goes beside the training: running = "{name}"', *place)


def _unknown(name: str, routines: Mapping[str, Routine], broken: frozenset[str]) -> str:
    if name in broken:
        return f'the routine "{name}" cannot be used: its own file has errors'
    return f'there is no routine "{name}"{did_you_mean(name, routines) or f"; add its file first: {name}.toml"}'


def _check_checks(draft: CourseDraft, table: Table, own: Mapping[str, Any]) -> None:
    """Report checks in ``until`` that the course does not define, and a score above the maximum.

    A check that is there, but with errors, has been reported itself.
    """
    checks = {check.id: check for check in draft.values.get("check", ())}
    broken = {told.get("id") for told in _tables(draft.top.data.get("check"))} - checks.keys()
    until = own.get("until")
    for name, least in ((until.checks if until else None) or {}).items():
        if name in broken:
            continue
        if name not in checks:
            meant = did_you_mean(name, checks) or "; add it at the top as [[check]], with its id, name and unit"
            table.say(f'until.checks: there is no check "{name}"{meant}', "until", "checks", name)
        elif checks[name].unit is Unit.SCORE and least > MOST_SCORE:
            table.say(f'until.checks: "{name}" goes from 0 to {MOST_SCORE}, got {least}', "until", "checks", name)


def _tables(value: object) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _check_often(draft: CourseDraft, table: Table, own: Mapping[str, Any], routines: Mapping[str, Routine]) -> None:
    """Report so many training days that no day is left between two that build strength."""
    whole = draft.resolved(own)
    days = whole.get("per_week", 0)
    building = [name for name in whole.get("train", ()) if name in routines and routines[name].kind in BUILDING]
    if days <= MOST_PER_WEEK_BUILDING or not building:
        return
    why = f'"{building[0]}" is of kind {routines[building[0]].kind}, and a day lies between two of these'
    message = f"per_week must be at most {MOST_PER_WEEK_BUILDING} here, got {days}: {why}"
    if "per_week" in own:
        table.say(message, "per_week")
    else:
        table.say(f"{message}; give this block its own per_week", "train")


def _check_open(table: Table, own: Mapping[str, Any], routines: Mapping[str, Routine]) -> None:
    """Report a block none of whose routines may be done in any phase in which the block is open."""
    train = [routines[name] for name in own.get("train", ()) if name in routines]
    if not train or len(train) < len(own["train"]):
        return
    block = Block(id="", name="", train=(), phases=own.get("phases", ()))
    open_in = [phase for phase in Phase if block.is_open(phase)]
    if any(phase in each.phases or each.lowest_phase.rank <= phase.rank for phase in open_in for each in train):
        return
    phases = " and ".join(open_in)
    what = ", ".join(f'"{each.id}" is for {each.lowest_phase} and above' for each in train)
    table.say(f"train: nothing of it may be done in {phases}, the only phase of this block: {what}", "train", 0)


def _course(draft: CourseDraft) -> Course:
    values = draft.values
    return Course(
        id=values["id"],
        name=values["name"],
        blocks=tuple(Block(**draft.resolved(own)) for _, own in draft.blocks),
        about=values.get("about", ""),
        sources=values.get("sources", ()),
        suits=values.get("suits", ()),
        checks=values.get("check", ()),
    )
