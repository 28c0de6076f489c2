"""What RULES and HOME say must hold at any moment, written from their text: lock, hours after a red, doses, runs, days.

What a record's light is comes from the coach (``tests/reference`` has its own); what follows from lights is worked out
here from the records alone.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from msgspec import Struct

from coach.domain.courses.diary import DayKind
from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.dose import Dose
from coach.domain.exercises.routine import BUILDING, Phase, RoutineKind
from coach.domain.exercises.weekday import Weekday
from coach.domain.planning.plan import Change, Plan
from coach.domain.planning.planner import verdicts
from coach.domain.planning.standing import Standing
from coach.domain.records.entries import (
    Activity,
    Answered,
    Entry,
    Event,
    EventKind,
    Run,
    Session,
    StepDone,
    Unreadable,
    is_judged,
)
from coach.domain.rules.light import Light, Verdict
from coach.domain.session.layout import lay_out
from coach.domain.session.segments import length_s
from coach.services.training import Training

from .box import whole_history

Plans = Mapping[str, Plan]
HOURS_48, WEEK, TWO_WEEKS = timedelta(hours=48), timedelta(days=7), timedelta(days=14)
_TRAINS = (DayKind.TRAINING, DayKind.BLOCK_DONE, DayKind.BACK)


class Known(Struct):
    """What is on record, and what the coach says of it now."""

    training: Training
    entries: tuple[Entry, ...]
    lights: Mapping[str, Verdict]
    plans: Plans

    @property
    def now(self) -> datetime:
        return self.training.clock.now()

    @property
    def standing(self) -> Standing:
        return self.training.standing()

    @property
    def catalogue(self) -> Catalogue:
        return self.training.catalogue

    def day(self, at: datetime) -> date:
        return at.astimezone(self.now.tzinfo).date()

    def kind(self, entry: Entry) -> RoutineKind | None:
        """The kind of a session; of a run, too."""
        if isinstance(entry, Run):
            return RoutineKind.RUN
        routine = self.catalogue.routines.get(entry.routine) if isinstance(entry, Session) else None
        return routine.kind if routine else None

    def is_red(self, entry: Entry) -> bool:
        if isinstance(entry, Unreadable):
            return not entry.locks
        return entry.id in self.lights and self.lights[entry.id].light is Light.RED

    def built_on(self) -> set[date]:
        """The days with strength or mixed work."""
        return {
            self.day(entry.at)
            for entry in self.entries
            if isinstance(entry, Session) and is_judged(entry) and self.kind(entry) in BUILDING and entry.done != 0
        }


def known_of(training: Training) -> Known:
    history = whole_history(training)
    plans = {name: training.today.plan(name) for name in training.catalogue.routines}
    return Known(training, history.entries, verdicts(training.catalogue, history), plans)


def broken_laws(known: Known) -> Iterator[str]:
    """What does not hold now, in words."""
    yield from _lock(known)
    yield from _gates(known)
    for plan in known.plans.values():
        yield from _doses(known, plan)
        yield from _steps_up(known, plan)
        yield from _as_begun(known, plan)
    yield from _runs(known)
    yield from _suggestion(known)


# --- row 1: the lock ------------------------------------------------------------------------------------------------


def is_locked(known: Known) -> bool:
    """ "A flag (not "prompt only") ticked now or in an earlier record and not lifted; or three reds within 14 days
    (once locked, locked until lifted)"; "an `[[event]]` "unlocked" lifts every flag before it, and the reds before
    it"; a row that may have been a flag locks until it is settled.
    """
    flags, reds, by_reds, unread = False, [], False, False
    for entry in known.entries:
        if isinstance(entry, Event):
            if entry.kind is EventKind.UNLOCKED:
                flags, reds, by_reds = False, [], False
            flags |= entry.kind is EventKind.RED_FLAG and _locks(entry.flags)
        elif isinstance(entry, Unreadable):
            unread |= entry.locks
        elif isinstance(entry, Answered):
            flags |= _locks(entry.red_flags)
        if known.is_red(entry):
            reds = [*reds, entry.at]
            by_reds |= sum(entry.at - red <= TWO_WEEKS for red in reds) >= 3
    return flags or by_reds or unread


def _locks(flags: tuple[str, ...] | None) -> bool:
    return any(flag != "no-better-after-weeks" for flag in flags or ())


def _lock(known: Known) -> Iterator[str]:
    locked = is_locked(known)
    if locked != known.standing.lock.is_on:
        yield f"the records say locked: {locked}, the coach {known.standing.lock}"
    if not locked:
        return
    for name, plan in known.plans.items():
        if plan.allowed or not plan.locked or plan.rule != 1 or plan.steps or plan.instead or plan.earliest:
            yield f"locked, and {name} says {plan}"
    run = known.training.today.run_plan()
    if run.allowed:
        yield f"locked, and a run is allowed: {run}"
    due = known.training.today.suggestion()
    if due.kind is not DayKind.LOCKED or due.routine or due.runs or due.offers:
        yield f"locked, and Home says {due}"


# --- rows 3 and 4, without answers of today -------------------------------------------------------------------------


def _gates(known: Known) -> Iterator[str]:
    if known.standing.lock.is_on:
        return
    reds = [entry.at for entry in known.entries if known.is_red(entry)]
    settles = max(reds) + HOURS_48 if reds and known.now < max(reds) + HOURS_48 else None
    for name, plan in known.plans.items():
        routine = known.catalogue.routines[name]
        if settles and name != "acute-relief" and (plan.allowed or plan.earliest is None):
            yield f"red until {settles}, and {name} is allowed or does not say until when: {plan.reasons}"
        lowest = min((phase.rank for phase in routine.phases), default=Phase.RECOVERY.rank)
        above = lowest > known.standing.phase.rank and name != "acute-relief"
        if above and plan.allowed:
            yield f"{name} is for a later phase than {known.standing.phase}, and allowed"
        third = known.standing.red_record is not None and known.now < known.standing.red_record.at + HOURS_48
        if not (settles or third or above or plan.allowed or plan.kind is RoutineKind.RUN):
            yield f"nothing refuses {name}, and it is refused: {plan.reasons}"
        if not plan.allowed and plan.steps:
            yield f"{name} is refused, and has steps"


# --- doses ----------------------------------------------------------------------------------------------------------


def _doses(known: Known, plan: Plan) -> Iterator[str]:
    """ "Nothing ever goes above the range that the routine's author wrote"; "floors … never above the level"."""
    if plan.kind is RoutineKind.RUN:
        return
    for step in plan.steps:
        of, dose = step.prescription, step.dose
        if (dose is None) != (step.change is Change.OUT):
            yield f"{plan.routine}: {step.exercise.id} is out or not: {step.change}, {dose}"
        for one in (dose, step.level):
            if one is None:
                continue
            tops = (
                (one.sets, of.sets.high),
                (one.reps, of.reps.high if of.reps else None),
                (one.hold_s, of.hold.high if of.hold else 10**6 if of.max_hold else None),
                (one.rung, max(0, len(of.resistance) - 1)),
            )
            if any(value is not None and (top is None or value > top) for value, top in tops):
                yield f"{plan.routine}: {step.exercise.id} {one} is above its range {of}"
        if dose is not None and step.change is Change.UP and not _is_next(step.level, dose):
            yield f"{plan.routine}: {step.exercise.id} goes up from {step.level} to {dose}"
        if dose is not None and step.change is not Change.UP and _harder(dose, step.level):
            yield f"{plan.routine}: {step.exercise.id} {step.change}, but {dose} is more than {step.level}"


def _is_next(level: Dose, dose: Dose) -> bool:
    """One step up changes one thing; a rung of resistance takes reps and hold back."""
    if dose.rung != level.rung:
        return dose.rung == level.rung + 1 and dose.sets == level.sets
    more = [dose.sets - level.sets, (dose.reps or 0) - (level.reps or 0), (dose.hold_s or 0) - (level.hold_s or 0)]
    return sorted(more)[:2] == [0, 0] and max(more) > 0


def _harder(dose: Dose, level: Dose) -> bool:
    if dose.rung != level.rung:
        return dose.rung > level.rung
    return (
        dose.sets > level.sets or (dose.reps or 0) > (level.reps or 0) or (dose.hold_s or 0) > (level.hold_s or 10**6)
    )


def _steps_up(known: Known, plan: Plan) -> Iterator[str]:
    """Row 12, what each record must have; "two by two"; row 7: none in acute."""
    rising = [step for step in plan.steps if step.change is Change.UP]
    if not rising or plan.kind is RoutineKind.RUN:
        return
    if len(rising) > 2:
        yield f"{plan.routine}: {len(rising)} steps up at once"
    if known.standing.phase is Phase.ACUTE:
        yield f"{plan.routine}: a step up in the acute phase"
    for step in rising:
        with_it = [
            entry
            for entry in known.entries
            if isinstance(entry, Session)
            and is_judged(entry)
            and entry.routine == plan.routine
            and not any(row.trimmed and row.exercise == step.exercise.id for row in entry.step or ())
        ]
        last = with_it[-2:]
        if len(last) < 2 or not all(_earns(known, entry, step.exercise.id) for entry in last):
            yield f"{plan.routine}: {step.exercise.id} goes up after {last}"


def _earns(known: Known, record: Session, exercise: str) -> bool:
    verdict = known.lights[record.id]
    rows: tuple[StepDone, ...] = tuple(row for row in record.step or () if row.exercise == exercise)
    answered = None not in (record.before, record.worst, record.after, record.morning)
    return (
        verdict.light is Light.GREEN
        and not verdict.provisional
        and answered
        and (record.done or 0) >= 0.9
        and record.effort is not None
        and record.effort <= 7
        and not record.painkiller
        and exercise not in record.painful_exercises
        and not any(row.swapped or row.eased for row in rows)
    )


def _as_begun(known: Known, plan: Plan) -> Iterator[str]:
    """What is begun holds nothing that the runner avoids or lacks, is no longer than they have, and no harder."""
    if not plan.allowed or not plan.asked:
        return
    training, profile = known.training, known.training.profile()
    begun = training.today.as_begun(plan)
    out = {*profile.avoid, *profile.not_at_hand}
    for step in begun.asked:
        places = {str(place) for place in step.exercise.positions}
        if plan.kind is RoutineKind.RUN:
            break  # a run keeps its walks
        if out & {*step.exercise.needs} or {*profile.avoid} & places:
            yield f"{plan.routine}: {step.exercise.id} needs what is avoided or not there: {out}"
    for asked, whole in zip(begun.steps, plan.steps, strict=True):
        if asked.instead_of is not None or asked.dose is None:
            continue
        if whole.dose is None or _harder(asked.dose, whole.dose):
            yield f"{plan.routine}: {asked.exercise.id} is begun with {asked.dose}, planned {whole.dose}"
    too_long = profile.minutes is not None and length_s(lay_out(begun, training.pacing)) > 60 * profile.minutes
    if too_long and len(begun.asked) > 1 and plan.kind is not RoutineKind.RUN:
        yield f"{plan.routine}: longer than {profile.minutes} minutes"


# --- runs -----------------------------------------------------------------------------------------------------------


def _runs(known: Known) -> Iterator[str]:
    """ "At most 3 runs in 7 days, never on consecutive days nor twice on one, nor within 24 h"; "none in acute, none
    after any red until a green session of kind strength or mixed"; rows 1 and 3.
    """
    run = known.training.today.run_plan()
    if not run.allowed:
        return
    if known.standing.phase is Phase.ACUTE:
        yield f"a run in the acute phase: {run}"
    reds = [number for number, entry in enumerate(known.entries) if known.is_red(entry)]
    if reds and not run.own:
        later = known.entries[reds[-1] + 1 :]
        if known.now < known.entries[reds[-1]].at + HOURS_48:
            yield f"a run within 48 hours after a red: {run}"
        if not any(known.kind(entry) in BUILDING and _is_proof(known, entry) for entry in later):
            yield f"a run after a red, before a green strength session: {run}"
    if run.own:
        return
    ran = [entry for entry in known.entries if known.kind(entry) is RoutineKind.RUN]
    last = max((entry.at for entry in ran), default=None)
    if last is not None:
        days = {entry.at.date() for entry in ran}
        today = known.now.date()
        if known.now - last < timedelta(hours=24) or {today, today - timedelta(days=1)} & days:
            yield f"a run too soon after {last}: {run}"
    if sum(known.now - entry.at < WEEK for entry in ran) >= 3:
        yield f"a fourth run in seven days: {run}"
    if run.run_s * run.reps > 30 * 60 and run.programme == "return-to-run":
        yield f"more than half an hour: {run}"


def _is_proof(known: Known, entry: Entry) -> bool:
    verdict = known.lights.get(entry.id)
    return verdict is not None and verdict.light is Light.GREEN and not verdict.provisional


# --- Home -----------------------------------------------------------------------------------------------------------


def _suggestion(known: Known) -> Iterator[str]:
    """ "Strength 2–3 days a week with a day between"; a pause is kept; what is due is allowed, and no empty plan."""
    training, profile = known.training, known.training.profile()
    due, course = training.today.suggestion(), known.standing.course
    today = known.now.date()
    if due.routine is not None:
        plan = known.plans[due.routine]
        if not plan.allowed or not training.today.as_begun(plan).asked:
            yield f"{due.routine} is due, and refused or empty: {plan.reasons}"
        if plan.kind in BUILDING and {today, today - timedelta(days=1)} & known.built_on():
            yield f"{due.routine} is due without a day between: {due}"
        outside = profile.training_days and Weekday.of(today) not in profile.training_days
        if outside and plan.kind in BUILDING:
            yield f"{due.routine} is due on {today:%a}, which is none of {profile.training_days}"
    for offer in due.offers:
        if offer.routine is not None and not training.today.as_begun(known.plans[offer.routine]).asked:
            yield f"{offer.routine} is offered, and refused or empty"
    pauses = training.courses.pause is not None and not known.standing.lock.is_on
    if pauses and (due.kind is not DayKind.PAUSED or due.routine or due.runs or due.offers):
        yield f"a pause, and Home says {due}"
    if course.course is not None and due.kind in _TRAINS and due.routine is not None:
        yield from _week(known, due.kind)
    no_run = training.store.read("no-run-today") == today.isoformat()
    ran = any(known.kind(entry) is RoutineKind.RUN and known.day(entry.at) == today for entry in known.entries)
    if no_run and not ran and (due.runs or due.kind is DayKind.RUN):
        yield f"no run today, said the runner, and Home says {due}"


def _week(known: Known, kind: DayKind) -> Iterator[str]:
    """At most so many trainings in seven days as the runner gives days; after six busy days a rest."""
    profile, today = known.training.profile(), known.now.date()
    course = known.standing.course
    block = course.block_for(known.standing.phase)
    week = {today - timedelta(days=back) for back in range(1, 7)}
    most = min(len(profile.training_days) or 7, profile.days_a_week or 7)
    if block is not None and kind is DayKind.TRAINING and known.standing.phase is not Phase.ACUTE:
        done = {
            known.day(entry.at)
            for entry in known.entries
            if isinstance(entry, Session)
            and is_judged(entry)
            and entry.done != 0
            and (entry.routine in (*block.train, *block.weekdays.values()) or known.kind(entry) in BUILDING)
        } & week
        if len(done) >= min(most, block.per_week):
            yield f"training {len(done) + 1} in seven days, of {min(most, block.per_week)}: {block.id}"
    busy = {
        known.day(entry.at)
        for entry in known.entries
        if (isinstance(entry, Activity) or (is_judged(entry) and getattr(entry, "done", None) != 0))
        and known.kind(entry) is not RoutineKind.RECOVERY
    }
    if week <= busy and (block is None or len(block.weekdays) < 7):
        yield f"a seventh day without a rest: {sorted(busy & week)}"


# --- from one moment to the next ------------------------------------------------------------------------------------


def levels(training: Training) -> dict[tuple[str, int], int]:
    """The level of each step of each routine."""
    routines = training.standing().routines
    return {(name, place): slot.level for name, of in routines.items() for place, slot in enumerate(of.slots)}


def risen_too_far(before: Known, levels_before: dict[tuple[str, int], int], after: Known) -> Iterator[str]:
    """ "Steps are earned in records of the same routine", one for each record; and "committed by the record that
    follows". To be asked only where nothing but new records came between.
    """
    known_before = {entry.id for entry in before.entries}
    new = [entry for entry in after.entries if entry.id not in known_before and isinstance(entry, Session)]
    if any(entry.at < max((one.at for one in before.entries), default=entry.at) for entry in new):
        return  # told of a past day: all that came after it is anew
    for (name, place), level in levels(after.training).items():
        risen = level - levels_before.get((name, place), level)
        if risen > sum(entry.routine == name for entry in new):
            yield f"step {place} of {name} rose by {risen} with {new}"
