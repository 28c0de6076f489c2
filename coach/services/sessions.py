"""Begins, resumes, takes over and concludes sessions. Left out: driving one (``workout``)."""

import secrets
from collections.abc import Callable
from datetime import timedelta

from msgspec.structs import replace

from coach.domain.exercises.routine import DEFAULT_ADAPT, RoutineKind
from coach.domain.planning.plan import Plan
from coach.domain.records.answers import while_it_ran
from coach.domain.records.entries import CheckIn, Record, Run, Session, Stopped, Walk
from coach.domain.records.plain_data import PlainDataError, from_plain, to_plain
from coach.domain.rules.findings import judge
from coach.domain.rules.light import Setting, Verdict
from coach.domain.session.outcome import session_record
from coach.domain.session.state import GAP_S, Hurt, begin, paused, restored
from coach.services.known import Known
from coach.services.workout import Ongoing, Workout
from coach.store import Checkpoint
from coach.store.pain_checks import note_told

CONTINUED_ELSEWHERE = "You went on with this session elsewhere, so it stops here. Nothing is lost."
ENDED_ELSEWHERE = "That session was brought to its end elsewhere. It is in your history."
OFFERED_FOR = timedelta(hours=4)
"""How long an interrupted session can be resumed; then it becomes a record of what was done."""


class Sessions:
    """One runner's sessions."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self.watch: Callable[[Workout], None] | None = None
        """Callback, called with every session that begins or is resumed."""
        self._owner = ""

    def begin(self, plan: Plan, check_in: CheckIn, *, is_break: bool = False) -> Workout:
        """Begin a session of this plan, at its first get-ready. Raises ValueError when the plan asks for nothing.

        ``is_break``: one of the several breaks a day that a course asks for; if nothing hurts in it, nothing is asked
        after it.
        """
        state, _ = begin(plan, self._known.pacing, self._known.clock.monotonic(), gap_s=GAP_S * self._known.clock.speed)
        a_day = True if is_break else None
        workout = self._workout(Ongoing(secrets.token_hex(8), self._known.clock.now(), check_in, state, a_day))
        self.keep(workout.ongoing)
        return workout

    def interrupted(self) -> Ongoing | None:
        """The last session that was left unfinished less than four hours ago, or None.

        Older ones become records of what was done.
        """
        return next(reversed(self.waiting()), None)

    def waiting(self) -> tuple[Ongoing, ...]:
        """All unfinished sessions of the last four hours, the one left last at the end."""
        offered: list[Ongoing] = []
        for checkpoint in self._known.store.checkpoints():
            ongoing = self._read(checkpoint)
            if ongoing is None:
                continue  # written by a newer coach: left for that one
            if ongoing.state.is_over:
                self.conclude(ongoing)
            elif self._known.clock.now() - checkpoint.saved_at >= OFFERED_FOR:
                self.conclude(ongoing, Stopped.INTERRUPTED)
            else:
                offered.append(ongoing)
        return tuple(offered)

    def take_over(self, ongoing: Ongoing) -> Ongoing | None:
        """Make this coach the owner of an interrupted session; returns it as it stands now.

        Whoever still performs it is told. None: it was concluded elsewhere meanwhile.
        """
        checkpoint = self._known.store.take_checkpoint(ongoing.id, self._me())
        if checkpoint is None:
            self._known.forget()
            return None
        now = self._read(checkpoint)
        return None if now is None or now.state.is_over else now

    def resume(self, ongoing: Ongoing) -> Workout:
        """Resume an interrupted session, paused where it stood. ``take_over`` it first."""
        state = restored(ongoing.state, self._known.clock.monotonic())
        return self._workout(Ongoing(ongoing.id, ongoing.started, ongoing.check_in, state, ongoing.a_day))

    def keep(self, ongoing: Ongoing) -> bool:
        """Store a session's checkpoint on disk. False: another coach has taken it over, and nothing was written."""
        standing_still = ongoing.state if ongoing.state.is_over else paused(ongoing.state)
        data = to_plain(Ongoing(ongoing.id, ongoing.started, ongoing.check_in, standing_still, ongoing.a_day))
        return self._known.store.save_checkpoint(Checkpoint(ongoing.id, self._known.clock.now(), data, self._me()))

    def conclude(self, ongoing: Ongoing, stopped: Stopped | None = None) -> Record | Walk | None:
        """Store the record of what was done; the pain answers are added later, by ``PainChecks.answer``.

        None, and no record, if nothing was done. A walk is a note: it has no light. A break that hurt is a session like
        any other.
        """
        record = session_record(ongoing.state, ongoing.id, ongoing.started, ongoing.check_in, stopped)
        if ongoing.a_day and isinstance(record, Session) and not ongoing.state.hurts:
            record = replace(record, a_day=True)
        if isinstance(record, Run) and record.painful:
            note_told(self._known.store, record.id, while_it_ran(record))
        if record is not None:
            self._known.store.add([record])
            self._known.forget()
        self._known.store.drop_checkpoint(ongoing.id)
        return record

    def light_of(self, ongoing: Ongoing, hurt: Hurt) -> Verdict:
        """The light that the session would get if this pain were its worst."""
        plan = ongoing.state.plan
        at, before = ongoing.started, ongoing.check_in.before
        record = (
            Run(at=at, before=before, worst=hurt.pain, quality=hurt.quality)
            if plan.kind is RoutineKind.RUN
            else Session(at=at, routine=plan.routine, before=before, worst=hurt.pain, quality=hurt.quality)
        )
        routine = self._known.catalogue.routines.get(plan.routine)
        own = routine.adapt if routine else DEFAULT_ADAPT
        setting = Setting(phase=plan.phase, kind=plan.kind, adapt=self._known.catalogue.caps.adapt(own))
        return judge(record, setting)

    def _me(self) -> str:
        """The token that marks this coach as the owner of its sessions."""
        if not self._owner:
            self._owner = secrets.token_hex(8)
        return self._owner

    def _workout(self, ongoing: Ongoing) -> Workout:
        workout = Workout(ongoing, self._known.clock, self.keep)
        if self.watch is not None:
            self.watch(workout)
        return workout

    def _read(self, checkpoint: Checkpoint) -> Ongoing | None:
        """The session in a checkpoint; None when this version cannot read it."""
        try:
            return from_plain(Ongoing, checkpoint.data)
        except PlainDataError:
            return None
