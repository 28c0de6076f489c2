"""Today: what is due, and the plans of the day, fitted to minutes, equipment and what the runner avoids."""

from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from coach.domain.courses.diary import Suggestion
from coach.domain.exercises.catalogue import Catalogue
from coach.domain.planning.gate import Refusal
from coach.domain.planning.plan import Plan, PlannedStep
from coach.domain.planning.planner import plan_from, refused_from, steps_from
from coach.domain.planning.replay import fold, replay
from coach.domain.planning.run_gate import (
    OWN_RUNS_SENTENCE,
    programme_due,
    programme_named,
    programme_of,
    run_by_then,
    run_today,
)
from coach.domain.planning.standing import Standing
from coach.domain.records.entries import NO_CHECK_IN, CheckIn, Event, EventKind, Record, Run, Session
from coach.domain.records.history import History
from coach.domain.records.morning import calm_mornings
from coach.domain.rules import numbers as rules
from coach.domain.rules.clinician import PROMPT
from coach.domain.rules.light import Light
from coach.domain.rules.programme import Programme
from coach.domain.rules.stages import RunPlan
from coach.domain.session.layout import lay_out
from coach.domain.session.segments import Pacing, length_s
from coach.domain.today.check_in import Questions, questions
from coach.domain.today.complaint import on_the_side_that_hurts
from coach.domain.today.fitting import Circumstances
from coach.domain.today.suggestion import suggest
from coach.domain.today.swap import candidates
from coach.services.known import Known, reaching

if TYPE_CHECKING:
    from coach.domain.today.ahead import InventedDay


NO_RUN = "no-run-today"
"""The fact that holds the day on which the runner declined to run."""


class Outlook(Struct, frozen=True):
    """The next session of a routine: as things stand, and after a good morning (as if its pain were 0)."""

    plan: Plan
    after_a_good_morning: Plan

    @property
    def waits(self) -> bool:
        """Whether the next session is refused. Nothing plans the runner's own runs, so these never have to wait."""
        return not self.plan.allowed and OWN_RUNS_SENTENCE not in self.plan.reasons


class Today:
    """One runner's day."""

    def __init__(self, known: Known) -> None:
        self._known = known

    def suggestion(self) -> Suggestion:
        """What is due today, and why; with the prompt to see a clinician, as long as that applies."""
        known, now = self._known, self._known.clock.now()
        standing = known.standing()
        day = self._circumstances()
        due = suggest(
            known.catalogue,
            standing,
            known.recent(),
            now,
            known.profile(),
            lambda name: day.suits(name, now),
            lambda name: day.is_feasible(name, now),
            lambda name: bool(day.as_usual(name, now).asked),
            no_run=self._is_without_run(),
        )
        if standing.lock.is_on or not standing.asks_for_clinician(now):
            return due
        return replace(due, why=f"{due.why} {PROMPT}")

    def decline_run(self) -> None:
        """Remember that the runner does not want to run today; tomorrow it is offered again."""
        self._known.store.write(NO_RUN, self._known.clock.now().date().isoformat())

    def _is_without_run(self) -> bool:
        return bool(self._known.store.read(NO_RUN) == self._known.clock.now().date().isoformat())

    def _circumstances(self) -> Circumstances:
        known = self._known
        return Circumstances(known.catalogue, known.standing(), known.profile(), known.pacing)

    def plan(self, routine_id: str, check_in: CheckIn = NO_CHECK_IN) -> Plan:
        """Today's plan for a routine. Raises KeyError when there is no such routine."""
        known = self._known
        made = plan_from(known.catalogue, known.standing(), routine_id, check_in, at=known.clock.now())
        return on_the_side_that_hurts(made, known.profile().side)

    def run_plan(self, at: datetime | None = None, routine_id: str | None = None) -> RunPlan:
        """The run at a time, by what is known by then. ``at`` None: now. ``routine_id`` None: the programme due."""
        at = at or self._known.clock.now()
        standing = self._known.replays.standing(self._known.catalogue, self._known.recent(), at)
        return run_today(standing, NO_CHECK_IN, at, programme_of(standing, routine_id) or programme_due(standing))

    def programme(self, run: RunPlan | None) -> Programme:
        """The programme whose stages a run follows; for None, the programme that is due."""
        return programme_named(self._known.standing(), run.programme) if run else programme_due(self._known.standing())

    def fitted(
        self,
        plan: Plan,
        minutes: int | None,
        missing: Set[str],
        *,
        check_in: CheckIn = NO_CHECK_IN,
        swaps: Mapping[int, str] | None = None,
    ) -> Plan:
        """The plan for the minutes there are, without what the runner avoids or lacks.

        ``swaps``: the ids of exercises to do in place of steps, by the index of the step.
        """
        return self._circumstances().fitted(plan, minutes, missing, check_in=check_in, swaps=swaps or {})

    def substitutes(
        self, plan: Plan, index: int, check_in: CheckIn, missing: Set[str], taken: Set[str] = frozenset()
    ) -> tuple[PlannedStep, ...]:
        """The exercises that may replace a step of a plan today, best first. ``plan``: as the rules made it."""
        return candidates(self._circumstances().means(missing, check_in), plan, index, taken)

    def minutes(self, plan: Plan) -> int:
        """How many whole minutes a plan takes, at least 1; 0 where it asks for nothing."""
        return _whole_minutes(plan, self._known.pacing)

    def minutes_as_begun(self, plan: Plan) -> int:
        """Whole minutes of a routine's session as Ready would begin it; if it is refused today, at its present doses.

        The one length shown for it: with the usual minutes and equipment, and with time to explain what is new. 0 where
        nothing of it is left: ``why_empty`` says why.
        """
        return self._as_begun(self._circumstances(), plan)

    def as_begun(self, plan: Plan) -> Plan:
        """An allowed plan as Ready would begin it: fitted to the usual minutes, the equipment, and what is avoided."""
        known = self._known
        return self._circumstances().fitted(plan, known.profile().minutes, known.not_at_hand())

    def _as_begun(self, of: Circumstances, plan: Plan) -> int:
        if plan.allowed:
            plan = of.fitted(plan, of.profile.minutes, frozenset(of.profile.not_at_hand))
        else:
            plan = replace(plan, steps=steps_from(of.catalogue, of.standing, plan.routine, at=plan.at))
        return _whole_minutes(on_the_side_that_hurts(plan, of.profile.side), of.pacing)

    def refused(self, routine_id: str) -> Refusal | None:
        """Why a routine may not be done today, or None, without computing its doses. Raises KeyError."""
        return refused_from(self._known.standing(), routine_id, at=self._known.clock.now())

    def preview(self, catalogue: Catalogue, routine_id: str) -> tuple[Plan, int]:
        """Today's plan of a routine under another catalogue, with its whole minutes.

        If it would be refused, the plan says so, but holds the doses.
        """
        known, now = self._known, self._known.clock.now()
        history = known.history().until(now)
        # Routines that were never trained change nothing, and there may be a thousand of them.
        of_records = {entry.routine for entry in history.entries if isinstance(entry, Session | Run)}
        bearing = of_records | {routine_id, rules.RETURN_TO_RUN_ROUTINE}
        routines = {name: each for name, each in catalogue.routines.items() if name in bearing}
        catalogue = replace(catalogue, routines=routines)
        standing = replay(catalogue, history)
        plan = plan_from(catalogue, standing, routine_id, at=now)
        minutes = self._as_begun(Circumstances(catalogue, standing, known.profile(), known.pacing), plan)
        if not plan.allowed:
            plan = replace(plan, steps=steps_from(catalogue, standing, routine_id, at=now))
        return on_the_side_that_hurts(plan, known.profile().side), minutes

    def questions(self, routine_id: str | None = None) -> Questions:
        """What the check-in asks today, besides how much it hurts.

        ``routine_id``: before this routine, where daily life is left out if no word about it lets the routine be done.
        """
        now = self._known.clock.now()
        asked = questions(self._known.standing(), self._known.recent().until(now), now)
        if routine_id is None or not asked.daily_life:
            return asked
        opens = self.plan(routine_id, CheckIn(daily_life_pain_free=True)).allowed
        return asked if opens else replace(asked, daily_life=False)

    def each_ahead(self, days: int, course_id: str | None = None) -> "Iterator[InventedDay]":
        """The days from today on, in the best case, each computed when it is asked for: all that is due is done.

        What is only offered is left: a runner who takes no offer gets what was shown. ``course_id``: as if the runner
        chose this course now.
        """
        from coach.domain.today.ahead import Follower  # imported late: not needed for Home's first frame

        known, now = self._known, self._known.clock.now()
        history, standing = known.recent(), known.standing()
        if course_id is not None:
            chosen = Event(at=now, kind=EventKind.COURSE, course=course_id)
            history = history.with_entries([*(entry for entry in history.entries if entry.at <= now), chosen])
            standing = known.replays.standing(known.catalogue, history, now)
        follower = Follower(
            known.catalogue,
            standing,
            history,
            known.profile(),
            known.pacing,
            between=False,
            tomorrow=self._tomorrow(history),
        )
        return follower.days(now, days, lambda _: Light.GREEN)

    def _tomorrow(self, history: History) -> Standing | None:
        """The standing once the mornings that are still to be asked are answered with 0; None: there are none."""
        known, now = self._known, self._known.clock.now()
        calm = calm_mornings(history, now)
        first = next(
            (n for n, (one, as_is) in enumerate(zip(calm, history.entries, strict=False)) if one is not as_is), None
        )
        if first is None:
            return None
        standing = known.replays.own(known.catalogue, history, first)
        for entry in calm[first:]:
            fold(standing, entry, history.start)
        return standing

    def outlook(self, record: Record) -> Outlook | None:
        """The next session of this record's routine, on the first day it is due. None: the routine no longer exists."""
        routine = self._known.routine_of(record)
        if routine is None:
            return None
        at = max(self._known.clock.now(), record.at + timedelta(days=routine.every_days))
        history = reaching(self._known, record.at)
        entries = [
            replace(entry, morning=0) if entry.id == record.id and isinstance(entry, Session | Run) else entry
            for entry in history.entries
        ]
        hopeful = history.with_entries(entries)
        as_is, hoped = (self._known.replays.standing(self._known.catalogue, some, at) for some in (history, hopeful))
        plans = (plan_from(self._known.catalogue, some, routine.id, at=at) for some in (as_is, hoped))
        return Outlook(*(on_the_side_that_hurts(plan, self._known.profile().side) for plan in plans))


def _whole_minutes(plan: Plan, pacing: Pacing) -> int:
    return 0 if not plan.asked else max(1, round(length_s(lay_out(plan, pacing)) / 60))


def foretold(known: Known) -> Suggestion:
    """What is due today, with the next training as the days ahead have it; a suggestion itself knows the week alone."""
    due = Today(known).suggestion()
    return replace(due, following=next_training_line(known)) if due.following else due


def next_training_line(known: Known, days: "Sequence[InventedDay] | None" = None) -> str:
    """Say when the next training is. ``days``: the days from today on, where they are known already."""
    from coach.domain.today.ahead import next_training
    from coach.domain.today.strip import DAYS_AHEAD

    return next_training(Today(known).each_ahead(DAYS_AHEAD + 1) if days is None else days[: DAYS_AHEAD + 1])


def next_run(known: Known) -> RunPlan:
    """Return the run that may be done next: now's, or if it must wait, the one that will be planned for then.

    By then it may be another stage: a week at this one may be over.
    """
    standing = known.standing()
    programme = programme_due(standing)
    run = run_today(standing, NO_CHECK_IN, known.clock.now(), programme)
    if run.allowed or run.earliest is None:
        return run
    return replace(run_by_then(standing, run, programme), allowed=False, why=run.why)
