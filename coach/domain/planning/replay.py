"""Folds a history into a standing: for each record, what was planned is committed and what was answered is applied.

``replay`` is the only writer of a ``Standing``. A plan is derived from it afresh each time, so that a corrected record
changes every later plan. Left out: what answers change in cuts, phases and locks (``consequences``).
Source: RULES, "Doses" and "What follows".
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import datetime

from msgspec.structs import replace

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.routine import ACUTE, BUILDING, DEFAULT_ADAPT, RoutineKind
from coach.domain.planning.consequences import follow, follow_event, follow_note, follow_unreadable, is_as_red
from coach.domain.planning.course_standing import follow_training, settle_block
from coach.domain.planning.earning import Shortcomings, Shortfall, told_by
from coach.domain.planning.fresh_standing import fresh
from coach.domain.planning.gate import refusal, today
from coach.domain.planning.moves import Move, break_of, decide
from coach.domain.planning.performed import (
    Performed,
    keys_held,
    keys_touched,
    other_sides,
    performed_of,
    substitutes,
    swapped_in,
)
from coach.domain.planning.run_gate import programme_of_run, run_today
from coach.domain.planning.standing import ExerciseStanding, RecentRecord, RoutineStanding, SlotStanding, Standing
from coach.domain.records.answers import check_in_of
from coach.domain.records.entries import (
    Activity,
    Answered,
    CheckIn,
    Entry,
    Event,
    EventKind,
    Measure,
    Run,
    Session,
    Unreadable,
    Walk,
)
from coach.domain.records.history import History, Start
from coach.domain.rules import numbers as rules
from coach.domain.rules.light import GREEN, NONE, Morning, Setting, Verdict, baseline_of, glance
from coach.domain.rules.phases import begins_acute
from coach.domain.rules.stages import OWN, commit_run, run_of, was_run
from coach.domain.rules.starting_runs import begin_at, take_first_before, withdraw


def replay(catalogue: Catalogue, history: History) -> Standing:
    """The standing after all entries of this history, under this catalogue."""
    standing = fresh(catalogue, history.start)
    for entry in history.entries:
        fold(standing, entry, history.start)
    return standing


def standings(catalogue: Catalogue, history: History) -> Iterator[tuple[Entry, Standing]]:
    """Yield each entry with the standing after it. It is one object that changes: read it before the next entry."""
    standing = fresh(catalogue, history.start)
    for entry in history.entries:
        fold(standing, entry, history.start)
        yield entry, standing


def fold(standing: Standing, entry: Entry, start: Start) -> None:
    """Update the standing by one entry, in place."""
    if isinstance(entry, Session) and entry.is_break:
        return  # it is on record, and nothing follows from it
    if isinstance(entry, Measure) or (isinstance(entry, Event) and entry.kind in _OF_THE_COURSE):
        follow_event(standing, entry)  # these alone do not begin a history: ``began`` stays as it is
        return
    if standing.began is None:
        standing.began = entry.at
        begin_at(standing.run, entry.at)
    if isinstance(entry, Answered):
        take_first_before(standing.run, entry)
    if isinstance(entry, Session | Run):
        _fold_record(standing, entry, start)
    elif isinstance(entry, Walk | Activity):
        follow_note(standing, entry)
    elif isinstance(entry, Event):
        follow_event(standing, entry)
    elif isinstance(entry, Unreadable):
        follow_unreadable(standing, entry)
    settle_block(standing.course, standing.phase)


def _fold_record(standing: Standing, record: Session | Run, start: Start) -> None:
    if standing.last is None and begins_acute(record):
        # Whatever was said at the start, a first record with this pain begins in the acute phase, unless the phase was
        # set by hand before it. And who comes with pain cannot run without it: what was said of running is withdrawn.
        if standing.phases.by_hand is None:
            standing.phases.enter(ACUTE, record.at)
        withdraw(standing.run)
        standing.run.own = False
    standing.number += 1
    routine = standing.routines.get(record.routine) if isinstance(record, Session) else None
    taken = _run_of(record, routine) or record
    setting = _setting(standing, routine, start)
    if isinstance(taken, Run) and taken is not record:
        setting = replace(setting, kind=_RUN)
    baseline = baseline_of(record, setting)
    verdict = glance(record, setting, baseline)
    check_in = check_in_of(record)
    as_red = verdict.light is not GREEN and is_as_red(standing, record, verdict)
    if isinstance(taken, Run):
        programme = programme_of_run(standing, taken)
        planned = run_today(standing, check_in, record.at, programme)
        refused = not planned.allowed
        counts = verdict.earned_green and not refused
        if programme is None:  # its programme no longer exists: a stage of it says nothing about the present one
            taken, programme, counts = replace(taken, stage=None), standing.run.programme, False
            planned = replace(planned, stage=min(planned.stage, standing.run.stage))
        acute = standing.phase is ACUTE
        commit_run(standing.run, taken, verdict, planned, counts=counts, acute=acute, programme=programme)
        stage = OWN if planned.own and taken.stage is None else standing.run.runs[-1].stage
        standing.lasting.add_run(record.at, (programme.id, stage), verdict.light)
    else:
        refused = routine is not None and refusal(standing, routine, check_in, record.at) is not None
        counts = verdict.earned_green and not refused
        if routine:
            _commit(standing, routine, taken, check_in, verdict, as_red=as_red, refused=refused)
    follow(
        standing,
        taken,
        verdict,
        counts=counts,
        as_red=as_red,
        refused=refused,
        setting=setting,
        usual=baseline.usual,
    )
    standing.remember(record, setting)
    _remember_morning(standing, record)
    _remember_day(standing, record, verdict)
    if isinstance(record, Session) and taken is record:
        open_ended = verdict.provisional or verdict.light is NONE
        follow_training(standing.course, record, setting.phase, green=counts, open_ended=open_ended)


def _run_of(record: Session | Run, routine: RoutineStanding | None) -> Run | None:
    """The record as a run; None: it is not one.

    A session is a run if its routine is of kind run, or if one of its steps was running: that may have been trained as
    a drill before its file had to say what it is.
    """
    if isinstance(record, Run):
        return record
    of_kind_run = routine is not None and routine.routine.kind is _RUN
    if of_kind_run:
        return replace(run_of(record), routine=record.routine)
    return run_of(record) if any(map(was_run, record.step or ())) else None


def _setting(standing: Standing, routine: RoutineStanding | None, start: Start) -> Setting:
    kind = routine.routine.kind if routine else None
    return Setting(
        phase=standing.phase,
        kind=kind,
        settles=kind is _SETTLING or (routine is not None and routine.routine.id == rules.RESCUE),
        adapt=standing.caps.adapt(routine.routine.adapt if routine else DEFAULT_ADAPT),
        mornings=standing.mornings,
        usual_morning=start.usual_morning,
    )


def _remember_day(standing: Standing, record: Session | Run, verdict: Verdict) -> None:
    kept = (one for one in standing.recent if one.is_recent_at(record.at))
    routine = record.routine if isinstance(record, Session) else None
    standing.recent = (*kept, RecentRecord(record.at, routine, verdict.light, verdict.provisional, record.done))
    standing.active_at = record.at
    if routine is not None and record.done != 0:
        standing.trained.pop(routine, None)
        standing.trained[routine] = record.at


def _remember_morning(standing: Standing, record: Answered) -> None:
    if record.morning is None:
        return
    known, oldest = standing.mornings, record.at - rules.MORNINGS_KEPT
    standing.mornings = (*known[bisect_left(known, (oldest,)) :], Morning(record.at, record.morning))


# --- what the plan before this record decided, committed ------------------------------------------------------------


def _commit(
    standing: Standing,
    routine: RoutineStanding,
    record: Session,
    check_in: CheckIn,
    verdict: Verdict,
    *,
    as_red: bool,
    refused: bool,
) -> None:
    """Commit the moves of a session's own plan. ``as_red``: row 9 follows it; ``refused``: its plan forbade it."""
    day = today(standing, routine, check_in, record.at)
    if refused or as_red:
        day = replace(day, no_rise=True)
    moves = [decide(standing, routine, position, day) for position in range(len(routine.slots))]
    asked = [(slot.step, move.dose is not None) for slot, move in zip(routine.slots, moves, strict=True)]
    steps = [*zip(routine.slots, moves, performed_of(record, asked), strict=True)]
    instead = substitutes(record)
    back = {slot.step.key for slot, move, part in steps if move.gap_days is not None and part.kept}
    others = _other_sides(standing, record, steps) if standing.sided else {}
    back |= {key for key, part in others.items() if part.kept}
    done = set(instead)
    if instead or back:
        _commit_gaps_elsewhere(standing, routine, instead | back, record.at)
    clean = verdict.earned_green and not refused and not record.painkiller
    told = told_by(record, verdict, refused=refused)
    painful = keys_touched(record.painful, standing.sided, both=False) if record.painful else ()
    for slot, move, part in steps:
        if move.level != slot.level or move.gap_days is not None or move.amber_step:
            _commit_move(standing, slot, move, part)
        out = move.dose is None
        if out or not part.trimmed:
            if part.done and not out:
                slot.since_step += 1
            _prove(slot, told.shortfall(part, out=out, reduced=move.reduced, painful=slot.step.key in painful), told)
        _remember(slot.known, move, part, record.at)
        if part.done:
            done |= {slot.exercise.id, slot.step.key} if standing.sided else {slot.exercise.id}
            if clean and not out:
                slot.known.relieved = standing.number
    for key, part in others.items():
        known = standing.of(key)
        known.last_done = record.at if part.kept else known.last_done
        if part.done and clean:
            known.relieved = standing.number
    for exercise_id in instead:
        standing.of(exercise_id).last_done = record.at
    for exercise_id in swapped_in(record) if clean and instead else ():
        standing.of(exercise_id).relieved = standing.number
    _serve_painful_outs(standing, routine)
    for key in done:
        standing.of(key).times += 1
    if clean and routine.routine.kind in BUILDING:
        standing.drills_back = standing.number
    routine.sessions += 1
    routine.last = record


def _commit_move(standing: Standing, slot: SlotStanding, move: Move, part: Performed) -> None:
    if move.gap_days is not None and part.kept:
        slot.begin_anew()
    # A break ends when the exercise is done again; until then its step down is only planned, not taken.
    slot.move_to(move.level if part.kept else move.level_without_gap)
    if move.amber_step:
        slot.stepped_in_run = standing.amber_run


def _commit_gaps_elsewhere(
    standing: Standing, routine: RoutineStanding, back: frozenset[str] | set[str], at: datetime
) -> None:
    """Apply row 8 in the other routines with an exercise. ``back``: keys of what was done, perhaps after a break."""
    for key in back:
        gap = break_of(standing.of(key), at)
        if gap is None:
            continue
        for slot in standing.slots_of.get(key.partition(":")[0], ()):
            if slot.step.key == key and slot not in routine.slots:
                slot.move_to(slot.level - gap.steps_from(slot.level))
                slot.begin_anew()


def _prove(slot: SlotStanding, short: Shortfall | None, told: Shortcomings) -> None:
    """Count a record for or against the next step up (row 12). ``short``: what it lacks; None: nothing."""
    if short is not None:
        slot.proven = 0
        slot.shortfalls = (*slot.shortfalls[-1:], short)
        return
    proven = slot.proven = slot.proven + 1
    slot.proofs = (*slot.proofs[-1:], told.record.at)
    if proven <= rules.STEP_UP_RECORDS:
        slot.shortfalls = _BOTH_IN_FULL if proven > 1 else (*slot.shortfalls[-1:], None)


_OF_THE_COURSE = frozenset({EventKind.COURSE, EventKind.PAUSE})
_RUN, _SETTLING = RoutineKind.RUN, RoutineKind.RECOVERY
_BOTH_IN_FULL = (None,) * rules.STEP_UP_RECORDS


def _other_sides(
    standing: Standing, record: Session, steps: Sequence[tuple[SlotStanding, Move, Performed]]
) -> dict[str, Performed]:
    """What was done under exercise keys that this routine's steps do not have themselves; of what was out, nothing."""
    held = [(slot.step, part) for slot, move, part in steps if move.dose is not None]
    return other_sides(record, held, standing.sided)


def _serve_painful_outs(standing: Standing, routine: RoutineStanding) -> None:
    if standing.sided:
        keys = keys_held([slot.step for slot in routine.slots], standing.sided) & standing.exercises.keys()
    else:
        keys = {slot.exercise.id for slot in routine.slots if slot.known.painful_out}
    for key in keys:
        known = standing.of(key)
        known.painful_out = max(0, known.painful_out - 1)


def _remember(known: ExerciseStanding, move: Move, part: Performed, at: datetime) -> None:
    if part.kept:
        known.last_done = at
    if part.hold_s is not None and move.dose is not None and move.dose.max:
        known.last_max_s = part.hold_s
        known.best_max_s = max(part.hold_s, known.best_max_s or 0)
