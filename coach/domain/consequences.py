"""What a record's answers bring: cuts, the run of ambers, the lock, phase moves, the word to see a clinician.

Left out: the doses that come of it (``moves``), and committing what was planned (``replay``).
Source: RULES, "What follows", "Phases".
"""

from datetime import datetime, timedelta

from coach.domain import rules
from coach.domain.pain import AMBER, RED, Setting, Verdict, usual_morning_at
from coach.domain.phases import (
    Judged,
    Need,
    falls_to_acute,
    may_rise,
    needs_for_maintenance,
    needs_for_recovery,
)
from coach.domain.record import Activity, Answered, Event, EventKind, Run, Session, Unreadable, Walk
from coach.domain.red_flags import prompting
from coach.domain.routine import BUILDING, Phase
from coach.domain.standing import Standing


def follow(
    standing: Standing,
    record: Session | Run,
    verdict: Verdict,
    *,
    counts: bool,
    refused: bool,
    setting: Setting,
    usual: int | None,
) -> None:
    """Take a judged record into account.

    ``counts``: a green that may end a run of ambers and count toward moves; ``refused``: its own plan would have been.
    ``setting`` is what it was judged in, ``usual`` its usual morning there.
    """
    _follow_light(standing, record, verdict, counts=counts)
    _follow_flags(standing, record)
    _follow_entry(standing, record, verdict, counts=counts)
    _ask_for_clinician(standing, record, verdict)
    if _mornings_do_not_fall(standing, record, setting, usual):
        standing.clinician_until = record.at + rules.CLINICIAN_FOR
    settled = not verdict.provisional and not refused
    _move_phase(standing, Judged(record, counts, settled), is_red=verdict.light is RED)
    if verdict.light is RED:
        standing.lock = standing.lock.with_red(record.at)


def follow_note(standing: Standing, note: Walk | Activity) -> None:
    """A walk counts toward running; either may carry a flag or tell of daily life."""
    _follow_flags(standing, note)
    if isinstance(note, Walk):
        standing.run.walks.append(note)
        while standing.run.walks[0].at < note.at - rules.ENTRY_WALK_WINDOW:
            standing.run.walks.popleft()


def follow_event(standing: Standing, event: Event) -> None:
    """A flag ticked, the lock lifted, or a phase set by hand."""
    if event.kind is EventKind.RED_FLAG:
        standing.lock = standing.lock.with_flags(event.flags, event.at)
        if prompting(event.flags):
            standing.clinician_until = event.at + rules.CLINICIAN_FOR
    elif event.kind is EventKind.UNLOCKED:
        standing.lock = standing.lock.lifted()
    elif event.phase is not None:
        standing.phases.by_hand = True
        _enter(standing, event.phase, event.at)


def follow_unreadable(standing: Standing, row: Unreadable) -> None:
    """What cannot be read is a lock, or a red of its day: with all that a red brings, and no answer that could help."""
    if row.locks:
        standing.lock = standing.lock.with_unread(row.at)
        return
    record = Session(at=row.at, id=row.id, routine="")
    standing.number += 1
    standing.unread = (*standing.unread, row)
    _count_amber(standing, record)
    _mark_red(standing, record, (row.at,))
    run = standing.run
    run.last_red, run.green_since_red = row.at, False
    if row.what == "run":
        run.stage, run.here = max(1, run.stage - 1), []
    standing.phases.reds.append(row.at)
    if _reds_in_a_week(standing, record) >= rules.ACUTE_REDS:
        standing.clinician_until = row.at + rules.CLINICIAN_FOR
    _move_phase(standing, Judged(record, counts=False, settled=False), is_red=True)
    standing.lock = standing.lock.with_red(row.at)


def needs_for_next(standing: Standing) -> tuple[Need, ...]:
    """What is still asked for the next phase up; empty in maintenance."""
    phases = standing.phases
    if phases.phase is Phase.ACUTE:
        return needs_for_recovery(tuple(phases.latest))
    if phases.phase is Phase.RECOVERY:
        first, last = phases.first_session, phases.last_session
        span = last - first if first and last else timedelta(0)
        return needs_for_maintenance(reversed(phases.latest), phases.sessions, span, standing.daily_life)
    return ()


# --- lights ---------------------------------------------------------------------------------------------------------


def _follow_light(standing: Standing, record: Answered, verdict: Verdict, *, counts: bool) -> None:
    if counts:
        standing.ambers = 0
    elif verdict.light is RED:
        _count_amber(standing, record)
        _mark_red(standing, record, (record.at,))
    elif verdict.light is AMBER:
        if standing.phase is not Phase.ACUTE:
            _count_amber(standing, record)
            if standing.ambers >= rules.AMBERS_RUNNING_AS_RED:
                _mark_red(standing, record, standing.running_from)
                return
        _mark_amber(standing, record)


def _count_amber(standing: Standing, record: Answered) -> None:
    if standing.ambers == 0:
        standing.amber_run += 1
        standing.running_from = ()
    standing.ambers += 1
    standing.running_from = (*standing.running_from[1 - rules.AMBERS_RUNNING_AS_RED :], record.at)


def _mark_red(standing: Standing, record: Answered, rests_on: tuple[datetime, ...]) -> None:
    standing.red, standing.red_at, standing.red_from = standing.number, record.at, rests_on
    for exercise_id in record.painful_exercises:
        known = standing.of(exercise_id)
        known.painful_out, known.painful_at = rules.PAINFUL_OUT_SESSIONS, record.at


def _mark_amber(standing: Standing, record: Answered) -> None:
    standing.amber, standing.amber_at = standing.number, record.at
    if not record.painful_exercises:
        standing.amber_unnamed, standing.amber_unnamed_at = standing.number, record.at
    for exercise_id in record.painful_exercises:
        known = standing.of(exercise_id)
        known.cut_by_amber, known.amber_at = standing.number, record.at


# --- flags, running, clinician --------------------------------------------------------------------------------------


def _follow_flags(standing: Standing, record: Answered) -> None:
    if record.red_flags:
        standing.lock = standing.lock.with_flags(record.red_flags, record.at)
        if prompting(record.red_flags):
            standing.clinician_until = record.at + rules.CLINICIAN_FOR
    if record.daily_life_pain_free is not None:
        standing.daily_life = record.daily_life_pain_free


def _follow_entry(standing: Standing, record: Session | Run, verdict: Verdict, *, counts: bool) -> None:
    """What the return to running asks of sessions."""
    run = standing.run
    if verdict.light is RED:
        run.last_red, run.green_since_red = record.at, False
    if not isinstance(record, Session):
        return
    if counts:
        run.green_since_red = True
        run.ambers = 0
    routine = standing.routines.get(record.routine)
    if routine and routine.routine.kind in BUILDING:
        run.strength.append(counts)


def _ask_for_clinician(standing: Standing, record: Answered, verdict: Verdict) -> None:
    reds = standing.phases.reds
    if verdict.light is RED:
        reds.append(record.at)
    very_bad = record.worst is not None and record.worst >= rules.CLINICIAN_WORST_FROM
    if very_bad or (verdict.light is RED and _reds_in_a_week(standing, record) >= rules.ACUTE_REDS):
        standing.clinician_until = record.at + rules.CLINICIAN_FOR


def _reds_in_a_week(standing: Standing, record: Answered) -> int:
    week = timedelta(days=rules.ACUTE_REDS_DAYS)
    return sum(record.at - red <= week for red in standing.phases.reds)


def _mornings_do_not_fall(standing: Standing, record: Answered, setting: Setting, usual: int | None) -> bool:
    """A usual morning of 3 or more that is not 2 points below that of two weeks ago."""
    if usual is None or usual < rules.CLINICIAN_MORNING_FROM:
        return False
    if standing.began is None or record.at - standing.began < rules.CLINICIAN_AFTER:
        return False
    before = usual_morning_at(record.at - rules.CLINICIAN_AFTER, setting)
    return before is None or before - usual < rules.CLINICIAN_MORNING_FALL


# --- phases ---------------------------------------------------------------------------------------------------------


def _move_phase(standing: Standing, judged: Judged, *, is_red: bool) -> None:
    phases, record = standing.phases, judged.record
    phases.latest.append(judged)
    if judged.is_session and judged.settled:
        phases.sessions += 1
        phases.first_session = phases.first_session or record.at
        phases.last_session = record.at
    if falls_to_acute(record, _reds_in_a_week(standing, record) if is_red else 0):
        if phases.phase is not Phase.ACUTE:
            _enter(standing, Phase.ACUTE, record.at)
    elif phases.phase is Phase.MAINTENANCE and (is_red or standing.ambers >= rules.MAINTENANCE_AMBERS):
        _enter(standing, Phase.RECOVERY, record.at)
    elif may_rise(record.at, phases.rose) and (needs := needs_for_next(standing)) and all(need.met for need in needs):
        _enter(standing, Phase.RECOVERY if phases.phase is Phase.ACUTE else Phase.MAINTENANCE, record.at)
        phases.rose = record.at


def _enter(standing: Standing, phase: Phase, at: datetime) -> None:
    """Move to a phase; entering acute sets every routine back to its start (row 7)."""
    if phase is Phase.ACUTE and standing.phase is not Phase.ACUTE:
        for slots in standing.slots_of.values():
            for slot in slots:
                slot.move_to(0)
                slot.proven = slot.since_step = 0
    standing.phases.enter(phase, at)
