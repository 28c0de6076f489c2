"""Inserts an exercise of the catalogue as a complete ``[[step]]`` into a routine's text; the rest stays unchanged."""

import json

from coach.domain.exercises.dose import HOLD_STEP_S, REPS_STEP, Prescription, Range
from coach.domain.exercises.exercise import Exercise, ExerciseKind
from coach.library.toml.outline import Outline

_USUAL = {
    ExerciseKind.STRETCH: Prescription(hold=Range(20, 30, HOLD_STEP_S), sets=Range.pinned(2), rest=10),
    ExerciseKind.STRENGTH: Prescription(reps=Range(8, 12, REPS_STEP), sets=Range.pinned(2), rest=30),
    ExerciseKind.DRILL: Prescription(reps=Range(8, 10, REPS_STEP), rest=30),
    ExerciseKind.RELEASE: Prescription(hold=Range.pinned(60), rest=10),
    ExerciseKind.RECOVERY: Prescription(hold=Range.pinned(60)),
    ExerciseKind.RUN: Prescription(hold=Range.pinned(300)),
}
"""A modest dose for an exercise whose author gives none; our own choice."""


def step_text(exercise: Exercise) -> str:
    """The text of a step with the exercise's own dose, else a usual dose for its kind; ends with a line feed."""
    own = exercise.prescription
    dose = own if own.max_hold or own.hold or own.reps else _USUAL[exercise.kind]
    lines = ["[[step]]", f'exercise = "{exercise.id}"']
    if dose.max_hold:
        lines.append('hold = "max"')
    if dose.hold:
        lines.append(f"hold = {_span(dose.hold, HOLD_STEP_S)}")
    if dose.reps:
        lines.append(f"reps = {_span(dose.reps, REPS_STEP)}")
    lines.append(f"sets = {_span(dose.sets, 1)}")
    lines.append(f"rest = {dose.rest}")
    if dose.tempo and dose.reps:
        lines.append(f"tempo = [{', '.join(map(str, dose.tempo))}]")
    if dose.resistance:  # a step does not inherit it, so it must be written
        lines.append(f"resistance = [{', '.join(map(_text, dose.resistance))}]")
    return "\n".join(lines) + "\n"


def with_step(text: str, exercise: Exercise, line: int) -> tuple[int, str]:
    """Where to insert a step with this exercise, and the text to insert, with the blank lines that it needs.

    ``line``: where the cursor is, from 0. The place is the line (from 0) before whose start the text goes; past the
    last line, it is the end of the text.
    """
    outline = Outline(text)
    lines = outline.lines
    place = outline.after_step(line)
    begins = "\n" if place and lines[place - 1].strip() else ""
    follows = place < len(lines) and bool(lines[place].strip())
    whole = f"{begins}{step_text(exercise)}" + ("\n" if follows else "")
    if place >= len(lines):  # the last line has no end yet
        return place, "\n" + whole if lines[-1] else whole
    return place, whole


def _text(text: str) -> str:
    """A text in quotes. JSON's escapes are valid TOML too; control characters were replaced when it was read."""
    return json.dumps(text, ensure_ascii=False)


def _span(span: Range, usual: int) -> str:
    """A range as a file writes it: a plain number if from and to are alike, and no step if it is the ``usual`` one."""
    if span.low == span.high:
        return str(span.low)
    step = f", step = {span.step}" if span.step != usual else ""
    return f"{{ from = {span.low}, to = {span.high}{step} }}"
