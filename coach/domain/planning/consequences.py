"""What a record's answers change: cuts, the run of ambers, the lock, the phase, the prompt to see a clinician.

Left out: the doses that result (``moves``), and committing what was planned (``replay``).
Source: RULES, "What follows", "Phases".
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from coach.domain.exercises.routine import ACUTE, BREAKS_AMBERS, BUILDING, MAINTENANCE, RECOVERY, Phase, RoutineKind
from coach.domain.planning.course_standing import follow_choice, follow_pause
from coach.domain.planning.performed import keys_touched
from coach.domain.planning.standing import MARKS_KEPT, NEVER, CutMark, Green, PhaseStanding, Standing
from coach.domain.records.entries import Activity, Answered, Event, EventKind, Measure, Run, Session, Unreadable, Walk
from coach.domain.records.red_flags import prompting
from coach.domain.rules import numbers as rules
from coach.domain.rules.clinician import mornings_do_not_fall
from coach.domain.rules.light import AMBER, GREEN, RED, Setting, Verdict
from coach.domain.rules.phases import Judged, Need, falls_to_acute, may_rise, needs_for_maintenance, needs_for_recovery


def follow(
    standing: Standing,
    record: Session | Run,
    verdict: Verdict,
    *,
    counts: bool,
    as_red: bool,
    refused: bool,
    setting: Setting,
    usual: int | None,
) -> None:
    """Update the standing by a judged record.

    ``counts``: a green that may end a run of ambers and count toward moves; ``as_red``: row 9 follows it; ``refused``:
    its own plan did not allow it. ``setting``: what it was judged in; ``usual``: its usual morning there, 0–10.
    """
    builds = isinstance(record, Session) and setting.kind in BUILDING
    _follow_gait(standing, record)
    if verdict.light is not GREEN:
        _follow_light(standing, record, verdict, as_red=as_red)
    elif isinstance(record, Session):
        standing.green = Green(standing.number, record, verdict.provisional, refused)
    if counts and (isinstance(record, Run) or setting.kind in BREAKS_AMBERS):
        standing.ambers = standing.phases.ambers = 0
    _follow_flags(standing, record)
    _follow_entry(standing, record, verdict, setting.kind, counts=counts)
    _ask_for_clinician(standing, record, verdict, setting, usual)
    settled = not verdict.provisional and not refused
    _move_phase(standing, Judged(record, counts, settled, builds), is_red=verdict.light is RED)
    if verdict.light is RED:
        standing.lock = standing.lock.with_red(record.at)


def _follow_gait(standing: Standing, record: Answered) -> None:
    """A changed gait, in a session or a run, ends the runner's own runs: the entry is asked."""
    run = standing.run
    if run.own and record.gait_changed:
        run.ask_entry()
        run.stand_on(run.stage)


def follow_note(standing: Standing, note: Walk | Activity) -> None:
    """Apply a note: a walk counts toward the entry of running; either may hold a red flag or a daily-life answer."""
    _follow_flags(standing, note)
    if isinstance(note, Activity):
        standing.active_at = note.at
    if isinstance(note, Walk):
        standing.run.walks.append(note)
        while standing.run.walks[0].at < note.at - rules.ENTRY_WALK_WINDOW:
            standing.run.walks.popleft()


def follow_event(standing: Standing, event: Event | Measure) -> None:
    """Apply an event (a flag, an unlocking, a phase set by hand, a course, a pause) or a measure."""
    if isinstance(event, Measure):
        _follow_measure(standing, event)
    elif event.kind is EventKind.RED_FLAG:
        standing.lock = standing.lock.with_flags(event.flags, event.at)
        if prompting(event.flags):
            standing.clinician_until = event.at + rules.CLINICIAN_FOR
    elif event.kind is EventKind.UNLOCKED:
        standing.lock = standing.lock.lifted()
    elif event.kind is EventKind.COURSE:
        follow_choice(standing.course, event, standing.phase)
    elif event.kind is EventKind.PAUSE:
        follow_pause(standing.course, event)
    elif event.phase is not None:
        standing.phases.by_hand = event.at
        _enter(standing, event.phase, event.at)


def _follow_measure(standing: Standing, measure: Measure) -> None:
    """Apply a measure: it may delay a block or prompt for a clinician; light, dose, phase, lock and stage stay."""
    course, function = standing.course, standing.function
    if measure.check is not None:
        course.checked = (*(each for each in course.checked if each.check != measure.check), measure)
    if measure.activity:
        function.add(measure.activity, measure.at)
        course.waits_until = measure.at.date() + rules.MEASURED_EVERY if function.fell_by else None
        if function.asks_for_clinician:
            standing.clinician_until = measure.at + rules.CLINICIAN_FOR


def follow_unreadable(standing: Standing, row: Unreadable) -> None:
    """Apply a row that cannot be read: a lock, or a red of its day with all that follows from one, and no answers."""
    if row.locks:
        standing.lock = standing.lock.with_unread(row.at)
        return
    is_run = row.what == "run"
    record = Run(at=row.at, id=row.id) if is_run else Session(at=row.at, id=row.id, routine="")
    builds = row.what == "session"  # it may have been strength or mixed work, for all that is known
    standing.number += 1
    standing.unread = (*standing.unread, row)
    _count_amber(standing, record)
    _mark_red(standing, record, (row.at,))
    run = standing.run
    run.last_red, run.proven_since_red = row.at, False
    if builds:
        run.strength.append(False)
    if is_run:
        run.ambers += 1
        if run.own:
            run.ask_entry()
        run.back_one()
    standing.phases.reds.append(row.at)
    if _reds_in_a_week(standing.phases.reds, row.at) >= rules.ACUTE_REDS:
        standing.clinician_until = row.at + rules.CLINICIAN_FOR
    _move_phase(standing, Judged(record, counts=False, settled=False, builds=builds), is_red=True)
    standing.lock = standing.lock.with_red(row.at)


def needs_for_next(standing: Standing) -> tuple[Need, ...]:
    """The conditions of the next phase up, met or not; empty in maintenance."""
    phases = standing.phases
    if phases.phase is ACUTE:
        return needs_for_recovery(tuple(phases.latest))
    if phases.phase is RECOVERY:
        first, last = phases.first_session, phases.last_session
        span = last - first if first and last else timedelta(0)
        return needs_for_maintenance(phases.built, phases.sessions, span, standing.daily_life)
    return ()


# --- lights ---------------------------------------------------------------------------------------------------------


def is_as_red(standing: Standing, record: Answered, verdict: Verdict) -> bool:
    """Whether row 9 will follow this record: a red, or the third amber running (or a later one) within 14 days."""
    if verdict.light is RED:
        return True
    if not verdict.alarms or standing.phase is ACUTE or standing.ambers + 1 < rules.AMBERS_RUNNING_AS_RED:
        return False
    first = standing.running_from[1 - rules.AMBERS_RUNNING_AS_RED]
    return record.at - first <= rules.AMBERS_AS_RED_WINDOW


def _follow_light(standing: Standing, record: Answered, verdict: Verdict, *, as_red: bool) -> None:
    is_red = verdict.light is RED
    if standing.first_amber == NEVER and verdict.light is AMBER:
        standing.first_amber = standing.number
    if not is_red and not verdict.alarms:
        return
    if is_red or standing.phase is not ACUTE:
        _count_amber(standing, record)
    if as_red:
        _mark_red(standing, record, (record.at,) if is_red else standing.running_from)
    else:
        _mark_amber(standing, record)


def _count_amber(standing: Standing, record: Answered) -> None:
    if standing.ambers == 0:
        standing.amber_run += 1
        standing.running_from = ()
    standing.ambers += 1
    standing.phases.ambers += 1
    standing.running_from = (*standing.running_from[1 - rules.AMBERS_RUNNING_AS_RED :], record.at)


def _mark_red(standing: Standing, record: Answered, rests_on: tuple[datetime, ...]) -> None:
    standing.red, standing.red_at, standing.red_record = standing.number, record.at, record
    standing.red_from = rests_on
    painful = keys_touched(record.painful or (), standing.sided, both=True)
    for key in painful:
        known = standing.of(key)
        known.painful_out, known.painful_at = rules.PAINFUL_OUT_SESSIONS, record.at
        known.painful_red = len(rests_on) == 1
    _mark(standing, painful, is_red=True)


def _mark_amber(standing: Standing, record: Answered) -> None:
    standing.amber, standing.amber_at = standing.number, record.at
    if not record.painful_exercises:
        standing.amber_unnamed, standing.amber_unnamed_at = standing.number, record.at
    painful = keys_touched(record.painful or (), standing.sided, both=False)
    for key in painful:
        known = standing.of(key)
        known.cut_by_amber, known.amber_at = standing.number, record.at
    _mark(standing, painful, is_red=False)


def _mark(standing: Standing, painful: frozenset[str], *, is_red: bool) -> None:
    mark = CutMark(standing.number, is_red, painful)
    standing.marks = (*standing.marks[1 - MARKS_KEPT :], mark)


# --- flags, running, clinician --------------------------------------------------------------------------------------


def _follow_flags(standing: Standing, record: Answered) -> None:
    if record.red_flags:
        standing.lock = standing.lock.with_flags(record.red_flags, record.at)
        if prompting(record.red_flags):
            standing.clinician_until = record.at + rules.CLINICIAN_FOR
    if record.daily_life_pain_free is not None:
        standing.daily_life = record.daily_life_pain_free


def _follow_entry(
    standing: Standing, record: Session | Run, verdict: Verdict, kind: RoutineKind | None, *, counts: bool
) -> None:
    """Keep what the return to running looks at: reds, strength greens, ambers running. ``kind``: of the session."""
    run = standing.run
    if verdict.light is RED:
        run.last_red, run.proven_since_red = record.at, False
    routine = standing.routines.get(record.routine) if isinstance(record, Session) else None
    if routine is None:
        return
    if counts and kind in BREAKS_AMBERS:
        run.ambers = 0
    if kind in BUILDING:
        run.strength.append(counts)
        run.proven_since_red = run.proven_since_red or counts


def _ask_for_clinician(
    standing: Standing, record: Session | Run, verdict: Verdict, setting: Setting, usual: int | None
) -> None:
    phases, lasting, at = standing.phases, standing.lasting, record.at
    began = standing.began or at
    lasting.add(record)
    if verdict.light is RED:
        phases.reds.append(at)
    if (
        (record.worst is not None and record.worst >= rules.CLINICIAN_WORST_FROM)
        or (verdict.light is RED and _reds_in_a_week(phases.reds, at) >= rules.ACUTE_REDS)
        or mornings_do_not_fall(at, began, setting, usual)
        or lasting.painkillers_last(at)
        or lasting.weeks_pass(phases.phase, phases.began or began, at)
        or (isinstance(record, Run) and lasting.runs_stay(at))
    ):
        standing.clinician_until = at + rules.CLINICIAN_FOR


def _reds_in_a_week(reds: Iterable[datetime], at: datetime) -> int:
    week = timedelta(days=rules.ACUTE_REDS_DAYS)
    return sum(at - red <= week for red in reds)


# --- phases ---------------------------------------------------------------------------------------------------------


def _move_phase(standing: Standing, judged: Judged, *, is_red: bool) -> None:
    phases, record = standing.phases, judged.record
    phases.latest.append(judged)
    if judged.builds:
        phases.built.append(judged)
    if judged.builds and judged.settled:
        phases.sessions += 1
        phases.first_session = phases.first_session or record.at
        phases.last_session = record.at
    if falls_to_acute(record, _reds_since_by_hand(phases, record.at) if is_red else 0):
        if phases.phase is not ACUTE:
            _enter(standing, ACUTE, record.at, by_run=isinstance(record, Run))
    elif phases.phase is MAINTENANCE and (is_red or phases.ambers >= rules.MAINTENANCE_AMBERS):
        _enter(standing, RECOVERY, record.at)
    elif (
        _has_enough(standing)
        and may_rise(record.at, phases.rose)
        and (needs := needs_for_next(standing))
        and all(need.met for need in needs)
    ):
        _enter(standing, RECOVERY if phases.phase is ACUTE else MAINTENANCE, record.at)
        phases.rose = record.at


def _has_enough(standing: Standing) -> bool:
    """A cheap check before all needs of a move up are looked at: a replay asks after each record, mostly in vain."""
    phases = standing.phases
    if phases.phase is ACUTE:
        return len(phases.latest) >= rules.ACUTE_LEAST_RECORDS
    if phases.phase is not RECOVERY or phases.sessions < rules.RECOVERY_LEAST_SESSIONS:
        return False
    return standing.daily_life is True and phases.built[-1].counts


def _reds_since_by_hand(phases: PhaseStanding, at: datetime) -> int:
    """How many reds of the last seven days count toward a move: those after the phase was set by hand."""
    since = phases.by_hand
    return _reds_in_a_week((red for red in phases.reds if since is None or red > since), at)


def _enter(standing: Standing, phase: Phase, at: datetime, *, by_run: bool = False) -> None:
    """Move to a phase; entering acute sets every routine back to its start (row 7), and suspends running.

    ``by_run``: a red run led here, and its stage was taken back already.
    """
    if phase is ACUTE and standing.phase is not ACUTE:
        standing.run.ask_entry()
        if not by_run:
            standing.run.back_one()
        for slots in standing.slots_of.values():
            for slot in slots:
                slot.move_to(0)
                slot.begin_anew()
    standing.phases.enter(phase, at)
