"""The JSON of the commands: the shapes that scripts rely on, as plain dicts and lists.

Left out: text for people (``pages``).
"""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from coach.domain.courses.diary import DayKind, Suggestion
from coach.domain.exercises.course import Course
from coach.domain.exercises.dose import Prescription, Range
from coach.domain.exercises.exercise import Exercise
from coach.domain.exercises.routine import Part, Phase, Routine
from coach.domain.planning.gate import rests_until
from coach.domain.planning.plan import Plan, PlannedStep
from coach.domain.planning.standing import Standing
from coach.domain.records.entries import Unreadable
from coach.domain.records.history import NO_START, History
from coach.domain.records.plain_data import entry_to_plain, to_plain
from coach.domain.records.profile import NO_PROFILE, Profile, profile_to_plain
from coach.domain.records.renamings import Renaming
from coach.domain.rules.numbers import RETURN_TO_RUN_ROUTINE
from coach.domain.rules.stages import RunPlan
from coach.library.shelf.library import Origin
from coach.library.toml.diagnostics import Diagnostic

JsonShape = dict[str, Any]

_TABLES = ("session", "run", "walk", "activity", "event", "measure")


def as_json(value: object, *, line: bool = False) -> str:
    """Return JSON in ASCII, so that every terminal and pipe can carry it. ``line``: on one line."""
    return json.dumps(value, allow_nan=False, indent=None if line else 2)


def plan_shape(plan: Plan) -> JsonShape:
    """Return a plan, with the day's run."""
    return {
        "routine": plan.routine,
        "at": plan.at.isoformat(),
        "phase": plan.phase.value,
        "light": plan.light.value,
        "provisional": plan.provisional,
        "allowed": plan.allowed,
        "locked": plan.locked,
        "notice": plan.notice.value if plan.notice else None,
        "instead": plan.instead,
        "earliest": plan.earliest.isoformat() if plan.earliest else None,
        "see_clinician": plan.see_clinician,
        "rule": plan.rule,
        "steps": [_step_shape(step) for step in plan.steps],
        "run": _run_shape(plan.run) if plan.run else None,
        "reasons": list(plan.reasons),
        **({"extends": plan.extends, "changes": list(plan.changes)} if plan.extends else {}),
        **{key: words for key, words in (("say_first", plan.say_first), ("say_last", plan.say_last)) if words},
    }


def due_shape(suggestion: Suggestion, standing: Standing, run: RunPlan, at: datetime, *, is_due: bool) -> JsonShape:
    """Return what is due at ``at``. ``earliest``: when training is allowed again, if it only takes time; else None."""
    block = standing.course.block_for(standing.phase)
    settles = None if suggestion.kind in (DayKind.LOCKED, DayKind.PAUSED) else rests_until(standing, at)
    paused = suggestion.kind is DayKind.PAUSED  # ill or away: nothing is offered, even if the rules allow it
    return {
        "due": is_due,
        "kind": suggestion.kind.value,
        "routine": suggestion.routine,
        "course": standing.course.chosen,
        "block": block.id if block and standing.course.course else None,
        "why": suggestion.text,
        "earliest": settles.isoformat() if settles else None,
        "run": _run_shape(run) | ({"allowed": False, "why": suggestion.text} if paused else {}),
    }


def _run_shape(run: RunPlan) -> JsonShape:
    return {
        "allowed": run.allowed,
        "stage": run.stage,
        "run_s": run.run_s,
        "walk_s": run.walk_s,
        "reps": run.reps,
        "earliest": run.earliest.isoformat() if run.earliest else None,
        "why": run.why,
        **({} if run.programme == RETURN_TO_RUN_ROUTINE else {"programme": run.programme, "stages": run.top}),
        **({"intervals": [list(each) for each in run.intervals]} if run.intervals else {}),
    }


def _step_shape(step: PlannedStep) -> JsonShape:
    dose = step.dose
    return {
        "exercise": step.exercise.id,
        "sets": dose.sets if dose else 0,
        "hold_s": dose.hold_s if dose and not step.intervals else None,
        "reps": dose.reps if dose else None,
        "max": bool(dose and dose.max),
        "resistance": step.resistance if dose else None,
        "change": step.change.value,
        "rule": step.rule,
        "why": step.why,
        **_of_the_routine(step),
    }


def begun_shape(plan: Plan, minutes: int) -> JsonShape:
    """Return a plan as the Ready screen begins it: what was swapped for what, and trimmed for want of kit or time."""
    steps = [_step_shape(step) | {"instead_of": step.instead_of, "trimmed": step.trimmed} for step in plan.steps]
    return {"minutes": minutes, "steps": steps}


def _of_the_routine(step: PlannedStep) -> JsonShape:
    """Return what the routine says about a step besides its dose; keys that it does not set are left out."""
    said = {
        "side": step.side.value if step.side else None,
        "part": None if step.part is Part.MAIN else step.part.value,
        "round": step.round.id if step.round else None,
        "round_rest_s": step.round.rest if step.round else None,
        "note": step.note or None,
    }
    return {key: value for key, value in said.items() if value is not None}


def routine_shape(routine: Routine, *, minutes: int, needs: Iterable[str], origin: Origin) -> JsonShape:
    """Return a routine as an item of the list. ``phases`` are recovery and maintenance where its file names none."""
    return {
        "id": routine.id,
        "name": routine.name,
        "kind": routine.kind.value,
        "phases": [phase.value for phase in routine.phases or (Phase.RECOVERY, Phase.MAINTENANCE)],
        "minutes": minutes,
        "needs": list(needs),
        "layer": origin.layer,
        "path": str(origin.path),
    }


def exercise_shape(exercise: Exercise, origin: Origin) -> JsonShape:
    """Return an exercise as an item of the list."""
    return {
        "id": exercise.id,
        "name": exercise.name,
        "kind": exercise.kind.value,
        "sides": exercise.sides.value,
        "needs": list(exercise.needs),
        "sources": list(exercise.sources),
        "layer": origin.layer,
    }


def card_shape(exercise: Exercise, origin: Origin) -> JsonShape:
    """Return an exercise's whole card."""
    return exercise_shape(exercise, origin) | {
        "path": str(origin.path),
        "muscles": list(exercise.muscles),
        "positions": [position.value for position in exercise.positions],
        "loads_hip_flexors": exercise.loads_hip_flexors,
        "why": exercise.why,
        "why_sources": list(exercise.why_sources),
        "steps": list(exercise.steps),
        "feel": exercise.feel,
        "faults": list(exercise.faults),
        "cautions": list(exercise.cautions),
        "easier": exercise.easier,
        "harder": exercise.harder,
        "dose": _dose_shape(exercise.prescription),
    }


def _dose_shape(prescription: Prescription) -> JsonShape:
    return {
        "sets": _range_shape(prescription.sets),
        "reps": _range_shape(prescription.reps),
        "hold_s": _range_shape(prescription.hold),
        "max": prescription.max_hold,
        "resistance": list(prescription.resistance),
        "rest_s": prescription.rest,
        "tempo": list(prescription.tempo) if prescription.tempo else None,
    }


def _range_shape(numbers: Range | None) -> JsonShape | None:
    return {"from": numbers.low, "to": numbers.high, "step": numbers.step} if numbers else None


def history_shape(history: History, profile: Profile = NO_PROFILE) -> JsonShape:
    """Return the tables of the history file. All lists are there, even empty; keys of unanswered questions are not."""
    tables: JsonShape = {name: [] for name in _TABLES}
    if profile != NO_PROFILE:
        tables = {"profile": profile_to_plain(profile), **tables}
    if history.start != NO_START:
        tables = {"start": to_plain(history.start), **tables}
    if history.unreadable:
        tables["unreadable"] = [_unread_shape(row) for row in history.unreadable]
    for entry in history.entries:
        if isinstance(entry, Unreadable):
            continue
        plain = entry_to_plain(entry)
        tables[str(plain.pop("type"))].append(plain)
    return tables


def _unread_shape(row: Unreadable) -> JsonShape:
    """Return a record that cannot be read, with what the rules count it as."""
    return {
        "id": row.id,
        "at": row.at.isoformat() if row.dated else None,
        "kind": row.what or None,
        "why": row.why,
        "counts_as": "lock" if row.locks else "red",
    }


def renaming_shape(made: Renaming) -> JsonShape:
    """Return a changed id, as in a history file."""
    return {"kind": made.kind.value, "from": made.former, "to": made.now, "at": made.at.isoformat()}


def diagnostic_shape(diagnostic: Diagnostic) -> JsonShape:
    """Return one problem of a file."""
    return {
        "path": diagnostic.path,
        "line": diagnostic.line,
        "column": diagnostic.column,
        "severity": diagnostic.severity,
        "key": diagnostic.key,
        "message": diagnostic.message,
    }


def course_shape(course: Course, origin: Origin) -> JsonShape:
    """Return a course with its origin; each block includes what it takes from the top of the file."""
    return {**to_plain(course), "layer": origin.layer, "path": str(origin.path)}
