"""The days ahead: follow Home's suggestions day by day, with invented answers, through the rules.

``coach plan`` and Home's strip invent greens (the best case); ``coach simulate --course`` the answers it is given.
Each morning is known from the day after on, as for any runner. Left out: how such days are shown, and chance (the
answers of each day are passed in).
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.courses.diary import DayKind, Offer, Suggestion
from coach.domain.courses.measuring import invented
from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.routine import DEFAULT_ADAPT, Phase, RoutineKind
from coach.domain.planning.plan import Plan, PlannedStep
from coach.domain.planning.replay import fold
from coach.domain.planning.run_gate import programme_due, run_today
from coach.domain.planning.standing import Standing
from coach.domain.planning.standing_copy import copy_of
from coach.domain.records.days import near_day
from coach.domain.records.entries import NO_CHECK_IN, Answered, Entry, Quality, Run, Session, StepDone, Walk
from coach.domain.records.history import History
from coach.domain.records.profile import Profile
from coach.domain.rules import numbers as rules
from coach.domain.rules.light import Light
from coach.domain.session.segments import Pacing
from coach.domain.today.fitting import Circumstances
from coach.domain.today.suggestion import suggest

A = TypeVar("A", bound=Answered)

MOST_IN_A_DAY = 6
"""The most suggestions followed in a day: warm-up, drills, run, stretches, strength, and one to spare."""
_EFFORT = 5
_MORNING = 8
"""The hour at which days begin; late in the evening, one thing after another would run past midnight."""
_EVENING = 20
"""From this hour on nobody begins, though a red may have settled by then."""
_APART = timedelta(minutes=40)
_TRAINS = (DayKind.TRAINING, DayKind.BLOCK_DONE, DayKind.BACK)


class DayAnswers(Struct, frozen=True):
    """The answers about everything done on one day: pains 0–10."""

    before: int
    worst: int
    after: int
    morning: int


class InventedDay(Struct, frozen=True):
    """A day as it would go.

    ``suggestions`` are what Home would say, one after the other; ``plans`` those of the sessions; ``records`` the
    invented records. ``light`` is the worst of these, None without any. ``phase``, ``block`` and ``stage`` (of running,
    0 before its entry, with its seconds ``run_s``) are as they stand after the day.
    """

    day: date
    suggestions: tuple[Suggestion, ...]
    plans: tuple[Plan, ...]
    records: tuple[Entry, ...]
    light: Light | None
    phase: Phase
    block: str | None
    stage: int
    run_s: int = 0

    @property
    def first(self) -> Suggestion:
        """What Home would say first."""
        return self.suggestions[0]

    @property
    def trains(self) -> bool:
        """Whether a training is due, be it beside a run."""
        return any(one.kind in _TRAINS for one in self.suggestions)

    @property
    def due(self) -> tuple[Suggestion, ...]:
        """The suggestions with a routine or a run due, in order; those with offers only are left out."""
        return tuple(each for each in self.suggestions if each.routine is not None or each.runs)


AnswersOf = Callable[[date], DayAnswers | Light | None]
"""Takes a day; returns the answers about it, or the light that they should give, or None for a missed day."""


def next_training(days: Iterable[InventedDay]) -> str:
    """Say when the next training after the first of these days is; of the days, no more are taken than it needs."""
    coming_days = iter(days)
    today = next(coming_days).day
    coming = next((one.day for one in coming_days if one.trains), None)
    return f"Next training: {near_day(coming, today)}." if coming else "No training within the next seven days."


def answers_for(light: Light, *, strict: bool) -> DayAnswers:
    """Return answers that the rules judge as ``light``. ``strict``: for acute and runs, where the bands are lower."""
    if light is Light.RED:
        worst = rules.RUNNING_RED_FROM if strict else DEFAULT_ADAPT.red_from
    elif light is Light.AMBER:
        worst = rules.RISE_AMBER_FROM if strict else DEFAULT_ADAPT.amber_from
    else:
        worst = 0
    return DayAnswers(0, worst, worst // 2, 0)


def invented_session(
    routine: str,
    at: datetime,
    told: DayAnswers | Light,
    *,
    strict: bool = False,
    rows: tuple[StepDone, ...] | None = None,
) -> Session:
    """Invent a session of a routine, all of it done, with these answers; its id says that it is invented.

    ``rows``: the steps that were done differently from what the routine asks.
    """
    session = Session(at=at, id=f"invented-{at:%Y%m%d%H%M}", routine=routine, done=1.0, effort=_EFFORT, step=rows)
    return _answered(session, told, strict=strict)


def _answered(record: A, told: DayAnswers | Light, *, strict: bool) -> A:
    """Return the record with these answers, and harmless ones to all other questions."""
    answers = told if isinstance(told, DayAnswers) else answers_for(told, strict=strict)
    return replace(
        record,
        before=answers.before,
        worst=answers.worst,
        after=answers.after,
        morning=answers.morning,
        quality=Quality.DULL if answers.worst else Quality.NONE,
        gait_changed=False,
        painkiller=False,
        sharp=False,
        limp=False,
        daily_life_pain_free=True,
    )


def _row(step: PlannedStep) -> StepDone | None:
    """Return the row of a step that was swapped or trimmed; None if it was done as asked, or is out."""
    if step.instead_of and step.dose is not None:
        return StepDone(exercise=step.instead_of, swapped=step.exercise.id, done=1.0)
    if not step.trimmed:
        return None
    return StepDone(exercise=step.exercise.id, done=0.0 if step.dose is None else 1.0, trimmed=True)


class Follower:
    """Follows Home day by day from a given standing, of which it makes a copy."""

    def __init__(
        self,
        catalogue: Catalogue,
        standing: Standing,
        history: History,
        profile: Profile,
        pacing: Pacing,
        *,
        between: bool = True,
        tomorrow: Standing | None = None,
    ) -> None:
        """``between``: also do the routines that are only offered; the walks before running are done in any case.

        ``tomorrow``: the standing with the mornings that are still to be answered (``calm_mornings``); None: as it is.
        """
        self._catalogue, self._profile, self._pacing, self._between = catalogue, profile, pacing, between
        self._by_day = copy_of(standing)
        """The standing within a day, while the mornings after what is done in it are still to come."""
        self._standing = copy_of(tomorrow or standing)
        self._history = history
        self._entries = list(history.entries)

    @property
    def standing(self) -> Standing:
        """The standing after the days followed so far."""
        return self._standing

    def days(self, first: datetime, count: int, answers_of: AnswersOf) -> Iterator[InventedDay]:
        """Yield ``count`` days from ``first`` on, in its time zone.

        The first begins at ``first`` itself, the others at the same time of day, but at 8:00 at the latest.
        """
        morning = min(first, first.replace(hour=_MORNING, minute=0, second=0, microsecond=0))
        for number in range(count):
            if number:
                self._by_day = copy_of(self._standing)
            yield self._day((morning if number else first) + timedelta(days=number), answers_of)

    def _day(self, at: datetime, answers_of: AnswersOf) -> InventedDay:
        day, answers = at.date(), answers_of(at.date())
        at = self._settled(at)
        suggestions: list[Suggestion] = []
        plans: list[Plan] = []
        records: list[Entry] = []
        lights: list[Light] = []
        for _ in range(MOST_IN_A_DAY):
            due = self._suggestion(at)
            suggestions.append(due)
            if answers is None or at.date() != day:
                break
            at = max(at, self._run_waits_until(due, at))
            plan = self._plan(due, at)
            # The day's answers are for its first session or run; what follows (relief, stretches) is taken as green.
            asked = any(isinstance(one, Session | Run) for one in records)
            record = self._record(due, plan, at, Light.GREEN if asked else answers)
            if record is None:
                break
            if plan is not None:
                plans.append(plan)
            records.append(record)
            self._take(record)
            if self._standing.last is record and self._standing.verdict:
                lights.append(self._standing.verdict.light)
            at += _APART
        run = self._standing.run
        if answers is Light.GREEN:
            for measure in invented(self._standing, at):
                self._take(measure)
        return InventedDay(
            day,
            tuple(suggestions),
            tuple(plans),
            tuple(records),
            max(lights, key=lambda light: light.rank, default=None),
            self._standing.phase,
            self._standing.course.block.id if self._standing.course.block else None,
            run.stage if run.entered else 0,
            run.programme.stage(run.stage).total_s if run.entered else 0,
        )

    def _suggestion(self, at: datetime) -> Suggestion:
        day = self._circumstances()
        return suggest(
            self._catalogue,
            self._by_day,
            replace(self._history, entries=tuple(self._entries)),
            at,
            self._profile,
            lambda name: day.suits(name, at),
            lambda name: day.is_feasible(name, at),
            lambda name: bool(day.as_usual(name, at).asked),
        )

    def _settled(self, at: datetime) -> datetime:
        """Return when a red has settled, if that is later on the day of ``at``, but before the evening; else ``at``."""
        red = self._by_day.red_record
        until = (red.at + rules.RED_REST).astimezone(at.tzinfo) if red else at
        return until if until > at and until.date() == at.date() and until.hour < _EVENING else at

    def _circumstances(self) -> Circumstances:
        return Circumstances(self._catalogue, self._by_day, self._profile, self._pacing)

    def _run_waits_until(self, due: Suggestion, at: datetime) -> datetime:
        """Return when to do what is due: for a run that is only allowed later today, that time, else ``at``."""
        if due.kind is not DayKind.RUN:
            return at
        run = run_today(self._by_day, NO_CHECK_IN, at, programme_due(self._by_day))
        today = run.earliest is not None and run.earliest.astimezone(at.tzinfo).date() == at.date()
        return run.earliest if run.earliest and today and not run.allowed else at

    def _plan(self, due: Suggestion, at: datetime) -> Plan | None:
        """Return the plan of what is done next; None for a walk, a run of the runner's own, or nothing more."""
        routine = due.routine or next((offer.routine for offer in due.offers if self._takes(offer)), None)
        if routine is None:
            return None
        plan = self._circumstances().as_usual(routine, at)
        return plan if plan.allowed and plan.asked else None

    def _takes(self, offer: Offer) -> bool:
        """Whether an offer is taken up: a walk always, before other offers; a routine if ``between``, but no break."""
        return offer.walk or (self._between and offer.routine is not None and not offer.a_day)

    def _record(self, due: Suggestion, plan: Plan | None, at: datetime, answers: DayAnswers | Light) -> Answered | None:
        """Return the record of what is done next; None if there is nothing more to do."""
        if plan is None and due.runs:
            return _answered(Run(at=at, done=1.0), answers, strict=True)
        if plan is None:
            walks = any(offer.walk for offer in due.offers)
            walk = Walk(at=at, minutes=rules.ENTRY_WALK_MINUTES)
            return _answered(walk, Light.GREEN, strict=False) if walks else None
        if plan.kind is RoutineKind.RUN:
            return _answered(Run(at=at, routine=plan.routine, done=1.0), answers, strict=True)
        rows = tuple(row for step in plan.steps if (row := _row(step)) is not None) or None
        strict = self._by_day.phase is Phase.ACUTE
        return invented_session(plan.routine, at, answers, strict=strict, rows=rows)

    def _take(self, record: Entry) -> None:
        self._entries.append(record)
        fold(self._standing, record, self._history.start)
        open_yet = replace(record, morning=None) if isinstance(record, Answered) else record
        fold(self._by_day, open_yet, self._history.start)
