"""The fold of a history: record after record, what was planned is committed and what was answered takes effect.

``replay`` is the only writer of a ``Standing``. A plan is derived from it afresh each time, so that a corrected record
changes every later plan. Left out: what answers bring to lights, phases and locks (``consequences``).
Source: RULES, "Doses" and "What follows".
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from coach.domain import rules
from coach.domain.consequences import follow, follow_event, follow_note
from coach.domain.dose import ladder
from coach.domain.gate import check_in_of, refusal, today
from coach.domain.moves import Move, days_away, decide, gap_steps
from coach.domain.pain import Morning, Setting, judge
from coach.domain.parts import Part, part_of, substitutes, swapped_in
from coach.domain.record import Activity, Answered, CheckIn, Entry, Event, History, Run, Session, Start, Walk
from coach.domain.routine import DEFAULT_ADAPT, Catalogue, Phase, RoutineKind
from coach.domain.run_gate import run_today
from coach.domain.running import commit_run
from coach.domain.standing import PhaseStanding, RoutineStanding, SlotStanding, Standing


def replay(catalogue: Catalogue, history: History) -> Standing:
    """Where the runner stands after every entry of this history, under this catalogue."""
    standing = fresh(catalogue, history.start)
    for entry in history.entries:
        fold(standing, entry, history.start)
    return standing


def standings(catalogue: Catalogue, history: History) -> Iterator[tuple[Entry, Standing]]:
    """Each entry with the standing after it. The standing is one object that moves on: read it before the next."""
    standing = fresh(catalogue, history.start)
    for entry in history.entries:
        fold(standing, entry, history.start)
        yield entry, standing


def fresh(catalogue: Catalogue, start: Start) -> Standing:
    """Where a runner stands before their first record."""
    routines: dict[str, RoutineStanding] = {}
    slots_of: dict[str, list[SlotStanding]] = {}
    for routine in catalogue.routines.values():
        slots = tuple(
            SlotStanding(step, catalogue.exercises[step.exercise], ladder(step.prescription)) for step in routine.steps
        )
        routines[routine.id] = RoutineStanding(routine, slots)
        for slot in slots:
            slots_of.setdefault(slot.exercise.id, []).append(slot)
    return Standing(routines, slots_of, PhaseStanding(start.phase or Phase.RECOVERY))


def fold(standing: Standing, entry: Entry, start: Start) -> None:
    """Take one entry into account, in place."""
    if standing.began is None:
        standing.began = entry.at
    if isinstance(entry, Session | Run):
        _fold_record(standing, entry, start)
    elif isinstance(entry, Walk | Activity):
        follow_note(standing, entry)
    elif isinstance(entry, Event):
        follow_event(standing, entry)


def _fold_record(standing: Standing, record: Session | Run, start: Start) -> None:
    if standing.number == 0 and start.phase is None and not standing.phases.by_hand:
        _begin_phase(standing, record)
    standing.number += 1
    verdict = judge(record, _setting(standing, record, start))
    check_in = check_in_of(record)
    routine = standing.routines.get(record.routine) if isinstance(record, Session) else None
    if isinstance(record, Run):
        planned = run_today(standing, check_in, record.at)
        refused = not planned.allowed
        counts = verdict.earned_green and not refused
        acute = standing.phase is Phase.ACUTE
        commit_run(standing.run, record, verdict.light, planned, counts=counts, acute=acute)
    else:
        refused = routine is not None and refusal(standing, routine, check_in, record.at) is not None
        counts = verdict.earned_green and not refused
        if routine:
            _commit(standing, routine, record, check_in, refused=refused, counts=counts)
    follow(standing, record, verdict, counts=counts, refused=refused, start=start)
    standing.last, standing.verdict = record, verdict
    _remember_morning(standing, record)


def _begin_phase(standing: Standing, first: Answered) -> None:
    """A history whose first record comes with pain begins in the acute phase."""
    if (first.before or 0) >= rules.START_ACUTE_BEFORE_FROM or first.sharp or first.limp:
        standing.phases.enter(Phase.ACUTE, first.at)


def _setting(standing: Standing, record: Session | Run, start: Start) -> Setting:
    routine = standing.routines.get(record.routine) if isinstance(record, Session) else None
    return Setting(
        phase=standing.phase,
        kind=routine.routine.kind if routine else None,
        adapt=routine.routine.adapt if routine else DEFAULT_ADAPT,
        mornings=standing.mornings,
        usual_morning=start.usual_morning,
    )


def _remember_morning(standing: Standing, record: Answered) -> None:
    if record.morning is not None:
        standing.mornings.append(Morning(record.at, record.morning))
    while standing.mornings and standing.mornings[0].at < record.at - 2 * rules.USUAL_MORNING_WINDOW:
        standing.mornings.popleft()


# --- what the plan before this record decided, committed ------------------------------------------------------------


def _commit(
    standing: Standing, routine: RoutineStanding, record: Session, check_in: CheckIn, *, refused: bool, counts: bool
) -> None:
    day = today(standing, routine, check_in, record.at)
    if refused:
        day = replace(day, no_rise=True)
    moves = [decide(standing, routine, position, day) for position in range(len(routine.slots))]
    parts = [
        part_of(record, slot.exercise.id, asked=move.dose is not None)
        for slot, move in zip(routine.slots, moves, strict=True)
    ]
    clean = counts and not record.painkiller
    done = substitutes(record) | {
        slot.exercise.id for slot, part in zip(routine.slots, parts, strict=True) if part.kept
    }
    _commit_gaps_elsewhere(standing, routine, done, record.at)
    for slot, move, part in zip(routine.slots, moves, parts, strict=True):
        _commit_move(standing, slot, move, part)
        _prove(slot, move, part, record, clean=clean)
    _serve_painful_outs(standing, routine)
    for slot, move, part in zip(routine.slots, moves, parts, strict=True):
        _remember_exercise(standing, slot, move, part, clean=clean)
    for exercise_id in done:
        standing.of(exercise_id).last_done = record.at
    for exercise_id in swapped_in(record) if clean else ():
        standing.of(exercise_id).relieved = standing.number
    trained = {slot.exercise.id for slot, part in zip(routine.slots, parts, strict=True) if part.done}
    for exercise_id in trained | substitutes(record):
        standing.of(exercise_id).times += 1
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


def _commit_gaps_elsewhere(
    standing: Standing, routine: RoutineStanding, done: frozenset[str] | set[str], at: datetime
) -> None:
    """Row 8 counts in every routine that holds the exercise."""
    for exercise_id in done:
        for slot in standing.slots_of.get(exercise_id, ()):
            if slot not in routine.slots and days_away(standing, slot, at) is not None:
                slot.move_to(slot.level - gap_steps(standing, slot, at))
                slot.proven = slot.since_step = 0


def _prove(slot: SlotStanding, move: Move, part: Part, record: Session, *, clean: bool) -> None:
    """Count this record for or against the next step up (row 12)."""
    if move.dose is None or part.trimmed:
        return
    if part.done:
        slot.since_step += 1
    accepted = (
        clean
        and part.whole
        and not move.reduced
        and record.done is not None
        and record.done >= rules.STEP_UP_DONE_FROM
        and record.effort is not None
        and record.effort <= rules.STEP_UP_EFFORT_TO
        and slot.exercise.id not in record.painful_exercises
    )
    if accepted:
        slot.proven += 1
        slot.proofs = (*slot.proofs[1 - rules.STEP_UP_RECORDS :], record.at)
    else:
        slot.proven = 0


def _serve_painful_outs(standing: Standing, routine: RoutineStanding) -> None:
    for exercise_id in {slot.exercise.id for slot in routine.slots}:
        known = standing.of(exercise_id)
        known.painful_out = max(0, known.painful_out - 1)


def _remember_exercise(standing: Standing, slot: SlotStanding, move: Move, part: Part, *, clean: bool) -> None:
    known = standing.of(slot.exercise.id)
    if clean and part.done and move.dose is not None:
        known.relieved = standing.number
    if part.hold_s is not None and move.dose is not None and move.dose.max:
        known.last_max_s = part.hold_s
        known.best_max_s = max(part.hold_s, known.best_max_s or 0)
