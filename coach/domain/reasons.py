"""Why a dose is what it is, in plain words for the runner.

Left out: the decision itself (``moves``). Every sentence names what it rests on: a break in days, a light and its date.
"""

from datetime import datetime

from coach.domain import rules
from coach.domain.dose import Dose, Prescription
from coach.domain.evidence import amber_behind
from coach.domain.exercise import Sides
from coach.domain.moves import Move, turn
from coach.domain.plan import Change, PlannedStep
from coach.domain.standing import RoutineStanding, SlotStanding, Standing


def why(standing: Standing, routine: RoutineStanding, position: int, move: Move) -> str:
    """The reason for one move, one or two sentences."""
    slot = routine.slots[position]
    if move.change is Change.OUT:
        return _why_out(standing, slot, move)
    if move.row == 5:
        return "You are sorer than usual today: half the sets."
    if move.row == 7:
        return _why_acute(move)
    if move.row == 12:
        return _why_up(slot, move)
    if move.row == 13:
        return _why_hold(standing, routine, position)
    parts = [_why_cut(standing, slot, move)] if move.row in (9, 10) and move.reduced else []
    if move.level < slot.level or not parts:
        parts.append(_why_down(standing, slot, move))
    return " ".join(parts)


def dose_in_words(prescription: Prescription, dose: Dose) -> str:
    """A dose as a runner reads it: ``2 × 10 reps, light band``; ``3 × 30 s``; ``2 × as long as form lasts``."""
    amount = (
        "as long as form lasts"
        if dose.max
        else f"{dose.reps} reps of {dose.hold_s} s"
        if dose.reps is not None and dose.hold_s is not None
        else f"{dose.reps} reps"
        if dose.reps is not None
        else length_in_words(dose.hold_s or 0)
    )
    rungs = prescription.resistance
    return f"{dose.sets} × {amount}" + (f", {rungs[dose.rung]}" if rungs else "")


def step_in_words(step: PlannedStep) -> str:
    """Today's dose of a step, per side: ``2 × 20 s``; of runs ``6 × run 60 s, walk 120 s``; ``out``."""
    if step.dose is None:
        return "out"
    if step.walk_s is None:
        return dose_in_words(step.prescription, step.dose)
    runs = f"{step.dose.sets} × " if step.dose.sets > 1 else ""
    return f"{runs}run {length_in_words(step.dose.hold_s or 0)}" + (f", walk {step.walk_s} s" if step.walk_s else "")


def step_a_side(step: PlannedStep) -> str:
    """The same, telling whether it is for each side: ``2 × 20 s each side``."""
    sided = step.dose is not None and step.exercise.sides is not Sides.BOTH
    return step_in_words(step) + (" each side" if sided else "")


def basis(rule: int, records: tuple[datetime, ...]) -> tuple[str, ...]:
    """What a dose or a refusal rests on: its rule, its records or today's answers, and the rule's source."""
    parts = [f"rule {rule}"]
    if records:
        parts.append(f"from {', '.join(dict.fromkeys(day(at) for at in records))}")
    elif rule in rules.BY_CHECK_IN:
        parts.append("from today's check-in")
    return (*parts, rules.ROWS[rule].source)


def day(at: datetime) -> str:
    """A date as runners say it: ``3 Nov``."""
    return f"{at.day} {_MONTHS[at.month - 1]}"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def length_in_words(seconds: int) -> str:
    """Seconds as a runner reads them: ``90 s``, ``5 min``."""
    minutes, rest = divmod(seconds, 60)
    if seconds < 120 or rest:
        return f"{seconds} s"
    return f"{minutes} min"


def _since(at: datetime | None) -> str:
    return f" on {day(at)}" if at else ""


def _why_acute(move: Move) -> str:
    if move.reduced:
        return f"In the acute phase a hold to the limit becomes {rules.ACUTE_MAX_HOLD_S} s."
    return "In the acute phase everything stays at the start of its range."


def _why_out(standing: Standing, slot: SlotStanding, move: Move) -> str:
    exercise = slot.exercise
    if move.row in (2, 5):
        return "No stretching while it is this sore: only rest and cold today."
    if standing.out_for_pain(exercise):
        left = standing.of(exercise.id).painful_out
        sessions = "this session" if left == 1 else f"{left} sessions"
        since = _since(standing.of(exercise.id).painful_at)
        return f"It hurt in the session{since} that ended red: out for {sessions}, then back gently."
    back = "until a green strength or mixed session, then back gently"
    if standing.out_after_red(exercise):
        what = "It loads the hip flexors" if exercise.loads_hip_flexors else "It is a drill"
        return f"{what}, and your record{_since(standing.red_at)} was {_as_red(standing)}: out {back}."
    return f"Drills rest after the amber{_since(standing.amber_at)}: out {back}."


def _as_red(standing: Standing) -> str:
    return "red" if standing.ambers < rules.AMBERS_RUNNING_AS_RED else "red, or a third amber in a row"


def _why_cut(standing: Standing, slot: SlotStanding, move: Move) -> str:
    if move.row == 9:
        return (
            f"Your record{_since(standing.red_at)} was {_as_red(standing)}: about half, until a green session with it."
        )
    return f"Amber{_since(amber_behind(standing, slot.exercise))}: a fifth less here, until a green session with it."


def _why_down(standing: Standing, slot: SlotStanding, move: Move) -> str:
    stays = move.level == slot.level
    if move.gap_days is not None:
        back = "you stay at the start" if stays else _steps_back(slot.level - move.level)
        return f"You have not done this for {move.gap_days} days: {back}."
    back = "you are at the start already" if stays else _steps_back(slot.level - move.level)
    if move.amber_step:
        return f"{standing.ambers} ambers running: {back}."
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
        return f"{(after.reps or 0) - (before.reps or 0)} more reps"
    return f"{(after.hold_s or 0) - (before.hold_s or 0)} s longer"


def _why_hold(standing: Standing, routine: RoutineStanding, position: int) -> str:
    slot = routine.slots[position]
    if routine.sessions == 0:
        return "Your first time here: the start of the range."
    if slot.ladder[slot.level].max:
        return "As long as form lasts: there is no step to take."
    if slot.level + 1 == len(slot.ladder):
        return "You are at the top of this range: keep it."
    if slot.proven >= rules.STEP_UP_RECORDS:
        if position in turn(routine):
            next_rung = slot.ladder[slot.level + 1].rung > slot.ladder[slot.level].rung
            if next_rung and slot.since_step < rules.RUNG_SESSIONS:
                return "More resistance comes after three sessions at this dose."
            return "No step up today."
        return "Ready to grow; at most two exercises do at a time, and its turn comes."
    if standing.verdict and standing.verdict.provisional:
        return "As before: not every pain question of your last record is answered."
    return "As before: two greens in full earn a step."
