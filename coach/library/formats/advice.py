"""Warnings about what is legal but unwise in a file. One function per check; each names the key and what to write.

Left out: mistakes (``checker``, ``routine_file``). Advice never changes what is loaded.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from msgspec.structs import replace

from coach.domain.exercises.dose import HOLD_STEP_S, REPS_STEP, Prescription, Range
from coach.domain.exercises.exercise import Exercise, ExerciseKind, Sides
from coach.domain.exercises.routine import Phase, Routine, RoutineKind
from coach.domain.listing import counted
from coach.domain.rules.numbers import DRILL_THAT_STAYS
from coach.domain.session.explanation import said_first_s
from coach.domain.session.layout import AskedStep, laid_out
from coach.domain.session.segments import Pacing, length_s
from coach.library.formats.routine_file import RoutineDraft
from coach.library.formats.routine_keys.extended import BASE
from coach.library.formats.routine_keys.stages import advise_stages
from coach.library.formats.routine_keys.steps import steps_in_order
from coach.library.toml.checker import Table
from coach.library.toml.diagnostics import Severity
from coach.library.toml.sanitize import short

LARGEST_JUMP_PERCENT = 10
"""The largest step of a range without a warning, in percent of where it begins; the usual 2 reps or 5 s never warn."""
LONGER_THAN_NAMED = 1.5
"""A routine may take this many times the minutes its name says, and one minute more."""

_WARNING: Severity = "warning"
_WORKING = frozenset({ExerciseKind.STRENGTH, ExerciseKind.DRILL})
"""Kinds of exercise that should have an easier variant for a sore hip."""
_LOADING = _WORKING | {ExerciseKind.STRETCH}
"""Kinds of exercise whose growing dose is a load on the body."""

_ONE_SIDE = re.compile(
    r"\b(?:(?:change|switch|swap) (?:sides?|legs?|feet)|each (?:side|leg)"
    r"|(?:other|opposite|same|one|single|top|rear|front)[ -](?:side|leg|knee|foot|heel)"
    r"|(?:left|right) (?:side|leg|knee|foot|hip|heel|arm)|one[ -]sided)\b",
    re.IGNORECASE,
)
_NUMBERS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "twelve": 12,
    "fifteen": 15,
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "forty-five": 45,
    "sixty": 60,
}
_MINUTES = re.compile(
    rf"\b(\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})[ -]?min(?:ute)?s?\b", re.IGNORECASE
)


class Ladder:
    """Knows which exercises are the easier variant of another: they need no easier one themselves."""

    def __init__(self, exercises: Mapping[str, Exercise], routines: Mapping[str, Routine]) -> None:
        self._lower = {exercise.easier for exercise in exercises.values()}
        self._routines = routines

    def eased(self, exercise: Exercise) -> bool:
        """Whether the exercise needs no easier variant, has one, or is one."""
        if exercise.easier is not None or exercise.kind not in _WORKING:
            return True
        return exercise.id in self._lower or exercise.id == DRILL_THAT_STAYS or self._eased_by_steps(exercise.id)

    def _eased_by_steps(self, identity: str) -> bool:
        steps = [step for routine in self._routines.values() for step in routine.steps]
        used = [step for step in steps if step.exercise == identity]
        return any(step.easier == identity for step in steps) or (bool(used) and all(step.easier for step in used))


def advise_exercise(exercise: Exercise, table: Table, ladder: Ladder) -> None:
    """Warn of what is unwise in an exercise, whether in its own file or in a routine."""
    if "sides" not in table.data and exercise.sides is Sides.BOTH and (word := _one_sided(exercise)):
        message = f'"{short(word)}" sounds one-sided, but no sides are given: add sides = "each" or "alternate"'
        table.say(message, "sides", severity=_WARNING)
    if not ladder.eased(exercise):
        message = 'no easier variant for a sore day: name one, as in easier = "dead-bug"'
        table.say(message, "easier", severity=_WARNING)
    dose = table.data.get("dose")
    if isinstance(dose, dict):
        _advise_dose(table.inside("dose", dose), exercise.prescription, exercise.kind, dose)


def advise_routine(routine: Routine, draft: RoutineDraft, exercises: Mapping[str, Exercise]) -> None:
    """Warn of what is unwise in a routine and its steps.

    What it takes from the routine that it extends is warned of in that one's file.
    """
    running, said = routine.kind is RoutineKind.RUN, draft.top.data
    stages = draft.values.get("stage", ())
    if stages and stages[0][0].problems is draft.problems:
        advise_stages(stages)
    for (table, values), step in zip(steps_in_order(draft.values), routine.steps, strict=True):
        exercise, written = exercises[step.exercise], _written(table, said)
        acute = Phase.ACUTE in routine.phases and ("exercise" in written or "phases" in said)
        if acute and exercise.loads_hip_flexors:
            message = "it loads the hip flexors, and this routine is for the acute phase too: better without it"
            table.say(message, "exercise", severity=_WARNING)
        for key, other in (("easier", step.easier), ("harder", step.harder)):
            if step.exercise == other and key in written:
                table.say(f"{key} names the exercise itself", key, severity=_WARNING)
        if running:
            continue
        side = str(step.side or "")
        own = table.data.get(side)
        if isinstance(own, dict):
            _advise_dose(table.inside(side, own), step.prescription, exercise.kind, written.get(side))
        else:
            is_other = _is_other_work(written, values.get(BASE, {}))  # what stands beside it may have no effect now
            _advise_dose(table, step.prescription, exercise.kind, table.data if is_other else written)
    is_named_here = "name" in said or not draft.extends
    named = None if running else _minutes_named(routine if is_named_here else replace(routine, name=""))
    if named is not None:
        minutes = _length_s(routine, exercises) / 60
        if minutes > named * LONGER_THAN_NAMED + 1:
            message = f"the name says {counted(named, 'minute')}, but it takes about {round(minutes)}"
            draft.top.say(message, "name", severity=_WARNING)


def _written(table: Table, said: Mapping[str, Any]) -> Mapping[str, Any]:
    """The keys of a step that its own file writes: of one that it takes from another routine, those that it changes.

    ``said``: the file's tables.
    """
    if table.path[:1] == ("extends",):
        return {}
    changed: Mapping[str, Any] = said["change"][table.path[1]] if table.path[:1] == ("change",) else table.data
    return changed


def _is_other_work(written: Mapping[str, Any], before: Mapping[str, Any]) -> bool:
    """Whether a file makes a hold of the reps that another routine has, or reps of a hold."""
    return any(key in written and key not in before for key in ("hold", "reps"))


def _one_sided(exercise: Exercise) -> str | None:
    """The words in an exercise's name or steps that speak of one side, if any; none for walks and runs."""
    if exercise.kind is ExerciseKind.RUN:
        return None
    found = (_ONE_SIDE.search(text) for text in (exercise.name, *exercise.steps))
    return next((match[0] for match in found if match), None)


def _advise_dose(table: Table, dose: Prescription, kind: ExerciseKind, written: object) -> None:
    """Warn of keys that have no effect beside the others, and of ranges that grow in large steps.

    ``written``: the keys that the file itself writes; only of these, and of what they make of others, is warned.
    """
    own = frozenset(written) if isinstance(written, dict) else frozenset()
    for key, why in _without_effect(table, dose):
        if own & ({"floor", "hold", "reps"} if key == "floor" else {key.partition(".")[0]}):
            table.say(f"{key} has no effect here: {why}", *key.split("."), severity=_WARNING)
    if kind in _LOADING and "hold" in own:
        _advise_jump(table, "hold", dose.hold, HOLD_STEP_S, "s")
    if kind in _LOADING and "reps" in own:
        _advise_jump(table, "reps", dose.reps, REPS_STEP, "reps")


def _without_effect(table: Table, dose: Prescription) -> Iterable[tuple[str, str]]:
    if "tempo" in table.data and dose.reps is None:
        yield "tempo", "it paces reps, and this is a hold"
    if table.data.get("resistance") and dose.max_hold:
        yield "resistance", "a hold to the max takes no steps up"
    work = dose.reps or dose.hold
    if "floor" in table.data and dose.floor is not None and work is not None and dose.floor > work.low:
        yield "floor", f"it lies above {work.low}, where the dose begins"
    sets = table.data.get("sets")
    if isinstance(sets, dict) and sets.get("step", 1) != 1:
        yield "sets.step", "sets grow one by one"
    for key, span in (("hold", dose.hold), ("reps", dose.reps), ("sets", dose.sets)):
        given = table.data.get(key)
        if isinstance(given, dict) and "step" in given and span is not None and span.low == span.high:
            yield key, f"from and to are alike, so there is nothing to step: write {key} = {span.low}"


def _advise_jump(table: Table, key: str, span: Range | None, usual: int, unit: str) -> None:
    if span is None or not isinstance(table.data.get(key), dict):
        return
    step = min(span.step, span.high - span.low)
    if step > usual and step * 100 > span.low * LARGEST_JUMP_PERCENT:
        percent = round(step * 100 / span.low)
        message = f"a jump of {step} {unit} is {percent} % of {span.low}; more than {LARGEST_JUMP_PERCENT} % is a lot"
        path = (key, "step") if "step" in table.data[key] else (key,)
        table.say(f"{key}: {message}: try step = {usual}", *path, severity=_WARNING)


def _minutes_named(routine: Routine) -> int | None:
    """The minutes in a routine's name, else in its id; None when neither has any."""
    match = _MINUTES.search(routine.name) or _MINUTES.search(routine.id)
    if match is None:
        return None
    word = match[1].lower()
    return int(word) if word.isdecimal() else _NUMBERS[word]


def _length_s(routine: Routine, exercises: Mapping[str, Exercise]) -> int:
    """The seconds that a session takes at its starting doses, rests and everything else included."""
    asked = (
        AskedStep(
            step=index,
            exercise=exercises[step.exercise],
            prescription=step.prescription,
            dose=step.prescription.start(),
            round=step.round,
            note=step.note,
            side=step.side,
        )
        for index, step in enumerate(routine.steps)
    )
    return said_first_s(routine.say_first) + length_s(tuple(laid_out(asked, Pacing())))
