"""Checks routines that hold running: they must be of kind run, and leave to the stages how much is run.

Source: RULES, "Return to run".
"""

from collections.abc import Sequence

from coach.domain.exercises.exercise import Exercise, ExerciseKind
from coach.domain.exercises.routine import RoutineKind, Step
from coach.domain.exercises.stage import Interval
from coach.domain.rules.numbers import END_WALK_S, WALK_RUN
from coach.library.formats.dose_keys import DOSE_FIELDS
from coach.library.formats.routine_keys.stages import as_stage
from coach.library.toml.checker import Table

TypedStep = tuple[Table, Step, Exercise]
"""The cursor over a step in the file, the step, and the exercise that it names."""


def routine_kind(kind: RoutineKind, steps: Sequence[TypedStep]) -> RoutineKind:
    """The kind of a routine: run as soon as a step is running, whatever kind the file says."""
    return RoutineKind.RUN if any(exercise.is_run for _, _, exercise in steps) else kind


def check_running(kind: RoutineKind, top: Table, steps: Sequence[TypedStep]) -> bool:
    """Report what makes running unsafe or meaningless in a routine. Returns whether the routine can be used."""
    before = top.problems.errors
    if routine_kind(kind, steps) is RoutineKind.RUN:
        if kind is not RoutineKind.RUN:
            _warn_of_kind(top, steps)
        _check_programme(top, steps)
    return top.problems.errors == before


def _warn_of_kind(top: Table, steps: Sequence[TypedStep]) -> None:
    run = next(exercise for _, _, exercise in steps if exercise.is_run)
    top.say(f'it holds running ({run.id}), so it is of kind "run": write kind = "run"', "kind", severity="warning")


def _check_programme(top: Table, steps: Sequence[TypedStep]) -> None:
    meant = _meant(steps)
    for table, step, exercise in steps:
        if step.round is not None:
            table.say('a routine of kind "run" has no rounds: its stages say how often you run', "round")
        if step.exercise == WALK_RUN:
            _warn_of_doses(table)
        elif exercise.is_run:
            table.say(f"{_ONE_RUN}{meant}", "exercise")
            meant = ""
        elif exercise.kind is not ExerciseKind.RUN:
            table.say(f'a routine of kind "run" holds walks and {WALK_RUN} only', "exercise")
    runs = [step for _, step, _ in steps if step.exercise == WALK_RUN]
    if not runs and top.problems.meant & {("step",), ("stage",)}:
        return  # the steps or stages exist under a misspelled key, which is reported already
    if len(runs) != 1:
        how = "" if runs else ": write it between two walks, or [[stage]] tables alone, and no steps"
        top.say(f'a routine of kind "run" has {WALK_RUN} once, not {len(runs)} times{how}', "kind")
        return
    for (table, step, _), end in ((steps[0], "first"), (steps[-1], "last")):
        if step.exercise == WALK_RUN or not _walks(step):
            table.say(f"the {end} step must be a walk of {END_WALK_S} seconds or more", "exercise")


_ONE_RUN = (
    f"how long you run is for the stages to say: put one step {WALK_RUN} in place of the runs and of the walks "
    "between them"
)


def _meant(steps: Sequence[TypedStep]) -> str:
    """A hint that writes the runs and walks of these steps as a ``[[stage]]``; empty when that is not possible."""
    strides: list[Interval] = []
    for _, step, exercise in steps:
        held = step.prescription.hold
        if held is None or step.prescription.sets.high > 1:
            return ""
        if exercise.is_run:
            strides.append((held.low, 0))
        elif strides:
            strides[-1] = strides[-1][0], strides[-1][1] + held.low
    return f"; for stages of your own write {as_stage(strides)}, and no steps" if strides else ""


def _walks(step: Step) -> bool:
    return step.prescription.hold is not None and step.prescription.hold.low >= END_WALK_S


def _warn_of_doses(table: Table) -> None:
    for key in DOSE_FIELDS.keys() & table.data.keys():
        table.say(f"{key} has no effect here: the stage says how much you run", key, severity="warning")
