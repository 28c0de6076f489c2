"""Why a dose is what it is, in plain words for the runner.

Left out: the decision itself (``moves``). Every sentence names what it rests on: a break in days, a light and its date.
"""

from collections.abc import Iterator
from datetime import datetime

from coach.domain.exercises.dose import Dose, Prescription, reps_in_words
from coach.domain.exercises.exercise import Sides
from coach.domain.planning.basis import amber_behind
from coach.domain.planning.hold_reasons import went_on, why_hold
from coach.domain.planning.moves import Move, PlanDay
from coach.domain.planning.plan import Change, Plan, PlannedStep
from coach.domain.planning.standing import RoutineStanding, SlotStanding, Standing
from coach.domain.records.days import day as day
from coach.domain.rules import numbers as rules
from coach.domain.rules.rows import ROWS


def why(standing: Standing, routine: RoutineStanding, position: int, move: Move, today: PlanDay) -> str:
    """The reason for one move of a plan for ``today``: one or two sentences that name only changes the dose has."""
    slot = routine.slots[position]
    if move.change is Change.OUT:
        return _why_out(standing, slot, move)
    if move.row == 12:
        return _why_up(slot, move)
    if move.row == 13:
        return why_hold(standing, routine, position, today)
    parts = [_why_today(move)] if move.row in (5, 7) else []
    if move.cut_row and move.reduced:
        parts.append(_why_cut(standing, slot, move))
    if move.level < slot.level or not parts:
        parts.append(_why_down(standing, slot, move))
    return " ".join(parts)


def dose_in_words(prescription: Prescription, dose: Dose, where: str = "") -> str:
    """A dose as a runner reads it: ``2 × 10 reps, light band``; ``3 × 30 s``; ``2 × as long as form lasts``.

    ``where``: on which side, as in ``2 × 10 reps left, no band``.
    """
    return f"{dose.sets} × {set_in_words(prescription, dose, where)}"


def set_in_words(prescription: Prescription, dose: Dose, where: str = "") -> str:
    """One set of a dose: ``10 reps, light band``; ``where``: on which side, ``10 reps left, light band``."""
    amount = (
        "as long as form lasts"
        if dose.max
        else f"{reps_in_words(dose.reps)} of {dose.hold_s} s"
        if dose.reps is not None and dose.hold_s is not None
        else reps_in_words(dose.reps)
        if dose.reps is not None
        else length_in_words(dose.hold_s or 0)
    )
    rungs = prescription.resistance
    return amount + (f" {where}" if where else "") + (f", {rungs[dose.rung]}" if rungs else "")


def step_in_words(step: PlannedStep, where: str = "") -> str:
    """Today's dose of a step, per side: ``2 × 20 s``; of one side alone ``2 × 20 s left``; ``out``.

    ``where``: what is said of the side of a step that is for no side alone.

    Runs: ``6 × run 60 s, walk 120 s``; where they differ, ``2 × (run 90 s, walk 90 s, run 3 min, walk 3 min)``.
    """
    if step.dose is None:
        return "out"
    if step.walk_s is None:
        return dose_in_words(step.prescription, step.dose, step.side or where)
    if step.intervals:
        times = step.dose.sets // len(step.intervals)
        words = ", ".join(
            f"run {length_in_words(run_s)}" + (f", walk {length_in_words(walk_s)}" if walk_s else "")
            for run_s, walk_s in step.intervals
        )
        return f"{times} × ({words})" if times > 1 else words
    runs = f"{step.dose.sets} × " if step.dose.sets > 1 else ""
    return f"{runs}run {length_in_words(step.dose.hold_s or 0)}" + (f", walk {step.walk_s} s" if step.walk_s else "")


def step_a_side(step: PlannedStep) -> str:
    """``step_in_words``, which also says if the dose is for each side: ``2 × 20 s each side``."""
    sided = step.dose is not None and step.exercise.sides is not Sides.BOTH and step.side is None
    return step_in_words(step, "each side" if sided else "")


def basis(rule: int, records: tuple[datetime, ...]) -> tuple[str, ...]:
    """What a dose or a refusal rests on: its rule, its records or today's answers, and the rule's source."""
    parts = [f"rule {rule}"]
    if records:
        parts.append(f"from {', '.join(dict.fromkeys(day(at) for at in records))}")
    elif rule in rules.BY_CHECK_IN:
        parts.append("from today's check-in")
    return (*parts, ROWS[rule].source)


def basis_of(of: Plan | PlannedStep) -> str:
    """The basis on one line: ``rule 12 · from 3 Nov, 6 Nov · 2-for-2 rule, S4``."""
    return " · ".join(basis(of.rule, of.records))


def length_in_words(seconds: int) -> str:
    """Seconds as a runner reads them: ``90 s``, ``5 min``."""
    minutes, rest = divmod(seconds, 60)
    if seconds < 120 or rest:
        return f"{seconds} s"
    return f"{minutes} min"


def _why_today(move: Move) -> str:
    if move.row == 5:
        sets = move.dose.sets if move.dose else 0
        return f"You are sorer than usual today: half the sets at most, {sets} of them."
    if move.reduced and move.dose and move.dose.reps is None:
        return f"In the acute phase a hold to the limit becomes {rules.ACUTE_MAX_HOLD_S} s at most."
    return "In the acute phase everything stays at the start of its range."


def _why_out(standing: Standing, slot: SlotStanding, move: Move) -> str:
    exercise = slot.exercise
    if move.row in (2, 5):
        return "No stretching while it is this sore: only rest and cold today."
    known = slot.known
    if known.painful_out:
        sessions = "this session" if known.painful_out == 1 else f"{known.painful_out} sessions"
        light = "was red" if known.painful_red else "counts as a red"
        since = f" on {day(known.painful_at)}" if known.painful_at else ""
        return f"It hurt in your record{since}, which {light}: out for {sessions}, then back gently."
    back = "until a green strength or mixed session, then back gently"
    still = went_on(standing, slot, out=True)
    if standing.out_after_red(exercise):
        what = "this loads the hip flexors" if exercise.loads_hip_flexors else "this is a drill"
        return f"{standing.red_in_words()}, and {what}: out {back}.{still}"
    since = f" on {day(standing.amber_at)}" if standing.amber_at else ""
    return f"Drills rest after the amber{since}: out {back}.{still}"


def _why_cut(standing: Standing, slot: SlotStanding, move: Move) -> str:
    exercise = slot.exercise
    if move.cut_row == 9:
        cause = standing.red_in_words()
    else:
        at = amber_behind(standing, exercise, slot.known)
        cause = f"Your record{f' on {day(at)}' if at else ''} was amber"
    less = ", ".join(_less(slot.step.prescription, slot.ladder[move.level], move))
    still = went_on(standing, slot, out=False)
    if not less:
        return f"{cause}, but there is nothing left to take off here.{still}"
    return f"{cause}: {less}, until a green session with it.{still}"


def _less(prescription: Prescription, level: Dose, move: Move) -> Iterator[str]:
    """What a cut takes off a level, part by part with the old value. In row 5, its own sentence names the sets."""
    dose = move.dose
    assert dose
    if move.row != 5 and dose.sets < level.sets:
        yield f"{dose.sets} {'set' if dose.sets == 1 else 'sets'} instead of {level.sets}"
    if dose.reps is not None and level.reps is not None and dose.reps < level.reps:
        yield f"{reps_in_words(dose.reps)} instead of {level.reps}"
    if dose.hold_s is not None and level.max:
        yield f"{dose.hold_s} s instead of as long as form lasts"
    elif dose.hold_s is not None and level.hold_s is not None and dose.hold_s < level.hold_s:
        yield f"{dose.hold_s} s instead of {level.hold_s}"
    if dose.rung < level.rung:
        yield f"{prescription.resistance[dose.rung]} instead of {prescription.resistance[level.rung]}"


def _why_down(standing: Standing, slot: SlotStanding, move: Move) -> str:
    stays = move.level == slot.level
    if move.gap_days is not None:
        back = "you stay at the start" if stays else _steps_back(slot.level - move.level)
        return f"You have not done this for {move.gap_days} days: {back}."
    back = "you are at the start already" if stays else _steps_back(slot.level - move.level)
    if move.amber_step:
        return f"{standing.ambers} ambers running (a red counts as one): {back}."
    return f"Last time you stopped early, tired: {back}."


def _steps_back(count: int) -> str:
    return "one step back" if count == 1 else f"{count} steps back"


def _why_up(slot: SlotStanding, move: Move) -> str:
    before, after = slot.ladder[slot.level], slot.ladder[move.level]
    return f"Two green sessions in full, effort {rules.STEP_UP_EFFORT_TO} or less: {_grown(slot, before, after)}."


def _grown(slot: SlotStanding, before: Dose, after: Dose) -> str:
    if after.rung > before.rung:
        return f"now with {slot.step.prescription.resistance[after.rung]}, from the start of the range"
    if after.sets > before.sets:
        return "one more set"
    if (after.reps or 0) > (before.reps or 0):
        return reps_in_words((after.reps or 0) - (before.reps or 0), "more ")
    return f"{(after.hold_s or 0) - (before.hold_s or 0)} s longer"
