"""The fold of a history: record after record, what was planned is committed and what was answered takes effect.

``replay`` is the only writer of a ``Standing``. A plan is derived from it afresh each time, so that a corrected record
changes every later plan. Source: RULES, "Doses" and "What follows".
"""

from datetime import datetime

from coach.domain import rules
from coach.domain.dose import ladder
from coach.domain.moves import Move, days_away, decide, gap_steps
from coach.domain.pain import Light, Morning, Setting, Verdict, judge
from coach.domain.parts import Part, part_of, substitutes
from coach.domain.record import Answered, History, Run, Session
from coach.domain.routine import DEFAULT_ADAPT, Catalogue, Phase, RoutineKind
from coach.domain.standing import RoutineStanding, SlotStanding, Standing


def replay(catalogue: Catalogue, history: History) -> Standing:
    """Where the runner stands after every record of this history, under this catalogue."""
    standing = _fresh(catalogue, history)
    for entry in history.entries:
        if isinstance(entry, Session | Run):
            _fold(standing, entry, history.start.usual_morning)
    return standing


def _fresh(catalogue: Catalogue, history: History) -> Standing:
    routines: dict[str, RoutineStanding] = {}
    slots_of: dict[str, list[SlotStanding]] = {}
    for routine in catalogue.routines.values():
        slots = tuple(
            SlotStanding(step, catalogue.exercises[step.exercise], ladder(step.prescription)) for step in routine.steps
        )
        routines[routine.id] = RoutineStanding(routine, slots)
        for slot in slots:
            slots_of.setdefault(slot.exercise.id, []).append(slot)
    return Standing(routines, slots_of, history.start.phase or Phase.RECOVERY)


def _fold(standing: Standing, record: Session | Run, usual_morning: int | None) -> None:
    standing.number += 1
    verdict = judge(record, _setting(standing, record, usual_morning))
    if isinstance(record, Session):
        routine = standing.routines.get(record.routine)
        if routine:
            _commit(standing, routine, record, verdict)
    _follow(standing, record, verdict)
    standing.last, standing.verdict = record, verdict
    _remember_morning(standing, record)


def _setting(standing: Standing, record: Session | Run, usual_morning: int | None) -> Setting:
    routine = standing.routines.get(record.routine) if isinstance(record, Session) else None
    return Setting(
        phase=standing.phase,
        kind=routine.routine.kind if routine else None,
        adapt=routine.routine.adapt if routine else DEFAULT_ADAPT,
        mornings=standing.mornings,
        usual_morning=usual_morning,
    )


def _remember_morning(standing: Standing, record: Answered) -> None:
    if record.morning is not None:
        standing.mornings.append(Morning(record.at, record.morning))
    while standing.mornings and standing.mornings[0].at < record.at - rules.USUAL_MORNING_WINDOW:
        standing.mornings.popleft()


# --- what the plan before this record decided, committed ------------------------------------------------------------


def _commit(standing: Standing, routine: RoutineStanding, record: Session, verdict: Verdict) -> None:
    painkiller = bool(record.painkiller)
    moves = [
        decide(standing, routine, position, record.at, painkiller=painkiller) for position in range(len(routine.slots))
    ]
    parts = [
        part_of(record, slot.exercise.id, asked=move.dose is not None)
        for slot, move in zip(routine.slots, moves, strict=True)
    ]
    clean = verdict.earned_green and not painkiller
    for slot, move, part in zip(routine.slots, moves, parts, strict=True):
        if part.kept:
            _commit_gap_elsewhere(standing, routine, slot, record.at)
        _commit_move(standing, slot, move, part)
        _prove(slot, move, part, record, clean=clean)
    _serve_painful_outs(standing, routine)
    for slot, move, part in zip(routine.slots, moves, parts, strict=True):
        _remember_exercise(standing, slot, move, part, record, clean=clean)
    for substitute in substitutes(record):
        standing.of(substitute).last_done = record.at
    if clean and routine.routine.kind in (RoutineKind.STRENGTH, RoutineKind.MIXED):
        standing.drills_back = standing.number
    routine.sessions += 1
    routine.last = record


def _commit_move(standing: Standing, slot: SlotStanding, move: Move, part: Part) -> None:
    if move.gap_days is not None and part.kept:
        slot.proven = slot.since_step = 0
    # A break ends when the exercise is done again; until then its step down is only planned, not taken.
    slot.move_to(move.level if part.kept else move.level_without_gap)
    if move.amber_step:
        slot.stepped_in_run = standing.amber_run


def _commit_gap_elsewhere(standing: Standing, routine: RoutineStanding, slot: SlotStanding, at: datetime) -> None:
    """Row 8 counts in every routine that holds the exercise."""
    if days_away(standing, slot, at) is None:
        return
    for other in standing.slots_of[slot.exercise.id]:
        if other not in routine.slots:
            other.move_to(other.level - gap_steps(standing, other, at))
            other.proven = other.since_step = 0


def _prove(slot: SlotStanding, move: Move, part: Part, record: Session, *, clean: bool) -> None:
    """Count this record for or against the next step up (row 12)."""
    if move.dose is None or part.trimmed:
        return
    if part.done:
        slot.since_step += 1
    accepted = (
        clean
        and part.whole
        and move.cut is None
        and record.done is not None
        and record.done >= rules.STEP_UP_DONE_FROM
        and record.effort is not None
        and record.effort <= rules.STEP_UP_EFFORT_TO
        and slot.exercise.id not in record.painful_exercises
    )
    slot.proven = slot.proven + 1 if accepted else 0


def _serve_painful_outs(standing: Standing, routine: RoutineStanding) -> None:
    for exercise_id in {slot.exercise.id for slot in routine.slots}:
        known = standing.of(exercise_id)
        known.painful_out = max(0, known.painful_out - 1)


def _remember_exercise(
    standing: Standing, slot: SlotStanding, move: Move, part: Part, record: Session, *, clean: bool
) -> None:
    known = standing.of(slot.exercise.id)
    if part.kept:
        known.last_done = record.at
    if clean and part.done and move.dose is not None:
        known.relieved = standing.number
    if part.hold_s is not None and move.dose is not None and move.dose.max:
        known.last_max_s = part.hold_s
        known.best_max_s = max(part.hold_s, known.best_max_s or 0)


# --- what the answers bring -----------------------------------------------------------------------------------------


def _follow(standing: Standing, record: Answered, verdict: Verdict) -> None:
    if verdict.earned_green:
        standing.ambers = 0
    elif verdict.light is Light.RED:
        _count_amber(standing)
        _mark_red(standing, record)
    elif verdict.light is Light.AMBER:
        if standing.phase is not Phase.ACUTE:
            _count_amber(standing)
            if standing.ambers >= rules.AMBERS_RUNNING_AS_RED:
                _mark_red(standing, record)
                return
        _mark_amber(standing, record)


def _count_amber(standing: Standing) -> None:
    if standing.ambers == 0:
        standing.amber_run += 1
    standing.ambers += 1


def _mark_red(standing: Standing, record: Answered) -> None:
    standing.red, standing.red_at = standing.number, record.at
    for exercise_id in record.painful_exercises:
        standing.of(exercise_id).painful_out = rules.PAINFUL_OUT_SESSIONS


def _mark_amber(standing: Standing, record: Answered) -> None:
    standing.amber, standing.amber_at = standing.number, record.at
    if not record.painful_exercises:
        standing.amber_unnamed = standing.number
    for exercise_id in record.painful_exercises:
        standing.of(exercise_id).cut_by_amber = standing.number
