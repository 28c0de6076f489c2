"""What the front ends ask for outside a running session: what is due, today's plans, sessions begun, records kept.

It joins the library, the store and a clock to the rules; the rules themselves are in ``domain``.
Left out: driving a session (``workout``), and everything that is shown.
"""

from collections.abc import Callable, Mapping, Set
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import fields, replace

from coach.domain.exercises.catalogue import Catalogue
from coach.domain.exercises.routine import DEFAULT_ADAPT, Phase, Routine, RoutineKind
from coach.domain.planning.plan import Plan, PlannedStep
from coach.domain.planning.planner import plan_from, steps_from
from coach.domain.planning.replay import replay
from coach.domain.planning.replay_cache import ReplayCache
from coach.domain.planning.standing import Standing
from coach.domain.records.entries import (
    NO_CHECK_IN,
    NO_START,
    CheckIn,
    Entry,
    Event,
    EventKind,
    History,
    Record,
    Run,
    Session,
    Start,
    Stopped,
    Walk,
)
from coach.domain.records.profile import (
    NOT_AT_HAND_KEY,
    PROFILE_KEY,
    Profile,
    listed,
    profile_from_plain,
    profile_to_plain,
)
from coach.domain.rules import numbers as rules
from coach.domain.rules.light import Setting, Verdict, judge
from coach.domain.session.segments import Pacing, lay_out, length_s
from coach.domain.teaching.new_exercises import new_exercises
from coach.domain.today.diary import Suggestion
from coach.domain.today.suggestion import suggest
from coach.domain.today.trim import fit
from coach.library.formats.settings_file import Pace, Settings
from coach.library.shelf.library import Library
from coach.store import Checkpoint, Store
from coach.store.json_text import START_KEY, start_from_plain, start_to_plain
from coach.store.protocol import E, NoSuchEntryError
from coach.system.clock import Clock

if TYPE_CHECKING:
    from coach.domain.activity_log import Logged
    from coach.domain.records.answers import Answers, WhileItRan
    from coach.domain.records.morning import Night, Slept
    from coach.domain.rules.stages import RunPlan
    from coach.domain.session.state import Hurt
    from coach.domain.today.check_in import Questions
    from coach.domain.today.swap import Means
    from coach.services.workout import Ongoing, Workout

OFFERED_FOR = timedelta(hours=4)
"""An interrupted session is offered again for this long; then it becomes a record of what was done."""
CONTINUED_ELSEWHERE = "You went on with this session elsewhere, so it stops here. Nothing is lost."
ENDED_ELSEWHERE = "That session was brought to its end elsewhere. It is in your history."
PREFERS_PLAIN = "prefers-plain"
"""The fact of the profile: lines and prompts in place of the app."""
_FIRST_QUESTIONS, _OPEN, _ASKED = "first-questions", "open", "asked"


class Outlook(Struct, frozen=True):
    """What the next session of a routine will be: as things stand, and if the morning is no worse than usual."""

    plan: Plan
    after_a_good_morning: Plan


class Training:
    """One runner's training: a library, a store, a clock and settings, handed in.

    What only a session needs is imported where it is used, so that Home is there the sooner.
    """

    def __init__(self, library: Library, store: Store, clock: Clock, settings: Settings) -> None:
        self.library = library
        self.store = store
        self.clock = clock
        self.settings = settings
        self.watch: Callable[[Workout], None] | None = None
        """Told of every session that begins or goes on."""
        self.changed: Callable[[], None] | None = None
        """Told whenever records were added, corrected or removed here."""
        self._history: History | None = None
        self._placed_on: date | None = None
        self._folded = ReplayCache()
        self._profile: Profile | None = None
        self._owner = ""

    def use(self, library: Library, folded: ReplayCache | None = None) -> None:
        """Another library from now on. ``folded``: standings under it that were worked out beforehand."""
        self.library = library
        self._folded = folded or self._folded

    # --- what is known ----------------------------------------------------------------------------------------------

    @property
    def catalogue(self) -> Catalogue:
        """The exercises and routines in use."""
        return self.library.catalogue

    @property
    def pacing(self) -> Pacing:
        """The lengths the runner set, how reps are counted, and which exercises are new to them."""
        settings = self.settings
        return Pacing(
            settings.get_ready_s,
            settings.switch_s,
            hands_free=settings.pace is Pace.TEMPO,
            rest_percent=settings.rest_percent,
            new=new_exercises(self.standing(), self.catalogue.exercises) if settings.explain else (),
        )

    def history(self) -> History:
        """All records, with what cannot be read on its day. Kept until something changes it: ``forget`` looks again.

        Raises UnreadError where they were never read whole in this run: no plan is made from what may be missing.
        """
        if self._history is None or (self._history.unreadable and self._placed_on != self.clock.now().date()):
            now = self.clock.now()
            self._history, self._placed_on = self.store.history().placed(now), now.date()
        return self._history

    def standing(self) -> Standing:
        """Where the runner stands now. Records from the future are left out."""
        return self._folded.standing(self.catalogue, self.history(), self.clock.now())

    def forget(self) -> None:
        """Look at the store again when next asked: records were added, corrected or removed."""
        self._history = self._profile = None
        if self.changed is not None:
            self.changed()

    def catch_up(self) -> bool:
        """Use what another coach of this runner has kept meanwhile; whether there was anything."""
        if not self.store.written_elsewhere():
            return False
        before = self.history(), self.profile()
        self._history = self._profile = None
        return before != (self.history(), self.profile())

    @property
    def phase(self) -> Phase:
        """The phase the runner is in."""
        return self.standing().phase

    # --- the runner -------------------------------------------------------------------------------------------------

    def profile(self) -> Profile:
        """What the runner said of themselves."""
        if self._profile is None:
            kept = self.store.read(PROFILE_KEY)
            self._profile = profile_from_plain(kept, self.store.read(NOT_AT_HAND_KEY) if kept is None else None)
        return self._profile

    def set_profile(self, profile: Profile) -> None:
        """Keep what the runner says of themselves, whatever was said before."""
        self.store.write(PROFILE_KEY, profile_to_plain(profile))
        self._profile = profile

    def change_profile(self, change: Callable[[Profile], Profile]) -> None:
        """Change what the runner says of themselves, as it stands by now: another coach may have changed the rest."""
        older = self.store.read(NOT_AT_HAND_KEY)
        kept = self.store.change(
            PROFILE_KEY,
            lambda kept: profile_to_plain(change(profile_from_plain(kept, older if kept is None else None))),
        )
        self._profile = profile_from_plain(kept)

    def set_start(self, start: Start) -> None:
        """Keep where the runner stands at first: it bears on every plan."""
        self.store.set_start(start)
        self.forget()

    def change_start(self, change: Callable[[Start], Start]) -> None:
        """Change where the runner stood at first, as it stands by now."""
        self.store.change(START_KEY, lambda kept: start_to_plain(change(start_from_plain(kept))))
        self.forget()

    def is_new(self) -> bool:
        """Whether nothing is known of the runner yet: no history, no profile, no word about the start.

        Or only as much as the first questions were answered before the coach was ended in the middle of them.
        """
        if self.history().entries or self.store.checkpoints():
            return False
        if self.store.read(_FIRST_QUESTIONS) == _OPEN:
            return True
        return self.history().start == NO_START and self.store.read(PROFILE_KEY) is None

    def first_questions(self, *, open_still: bool) -> None:
        """Remember that they are being asked, or that they were: then there is a profile, if an empty one."""
        state = _OPEN if open_still else _ASKED
        if self.store.read(_FIRST_QUESTIONS) != state:
            self.store.write(_FIRST_QUESTIONS, state)
        if not open_still:
            self.change_profile(lambda known: known)

    def wanting(self) -> str:
        """What is still missing for the next phase, in a sentence; empty where nothing is, or nothing was done yet."""
        from coach.domain.planning.consequences import needs_for_next

        missing = [need.words for need in needs_for_next(self.standing()) if not need.met]
        coming = Phase.RECOVERY if self.phase is Phase.ACUTE else Phase.MAINTENANCE
        return f"For {coming}: {'; '.join(missing)}." if missing and self.history().entries else ""

    # --- today ------------------------------------------------------------------------------------------------------

    def suggestion(self) -> Suggestion:
        """What is due today, and why."""
        now = self.clock.now()
        return suggest(self.catalogue, self.standing(), self.history(), now, self.profile(), self._suits)

    def _suits(self, routine_id: str) -> bool:
        """Whether a routine can be done with the kit at hand, in the usual minutes, and not too much of it is out."""
        minutes = self.profile().minutes
        if not self.not_at_hand().isdisjoint(self.catalogue.kit(self.catalogue.routines[routine_id])):
            return False
        plan = self.fitted(self.plan(routine_id), minutes, self.not_at_hand())
        lasts = length_s(lay_out(plan, self.pacing))
        return 2 * len(plan.asked) >= len(plan.steps) and (minutes is None or lasts <= 60 * minutes)

    def plan(self, routine_id: str, check_in: CheckIn = NO_CHECK_IN) -> Plan:
        """Today's plan for a routine. Raises KeyError when there is no such routine."""
        return plan_from(self.catalogue, self.standing(), routine_id, check_in, at=self.clock.now())

    def run_plan(self, at: datetime | None = None) -> "RunPlan":
        """The run of a day, as known by then. ``at`` None: now."""
        from coach.domain.planning.run_gate import run_today

        at = at or self.clock.now()
        return run_today(self._folded.standing(self.catalogue, self.history(), at), NO_CHECK_IN, at)

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

        ``swaps``: what they want done in place of other steps today, ids by the index of the step.
        """
        if plan.allowed and (swaps or self.profile().avoid):
            from coach.domain.today.swap import swapped

            plan = swapped(self._means(missing, check_in), plan, swaps or {})
        if plan.allowed and (missing or self.profile().avoid):
            from coach.domain.today.kit import usable

            plan = usable(plan, frozenset(self.profile().avoid), missing)
        return fit(plan, self.pacing, minutes=minutes, missing=missing)

    def substitutes(
        self, plan: Plan, index: int, check_in: CheckIn, missing: Set[str], taken: Set[str] = frozenset()
    ) -> tuple[PlannedStep, ...]:
        """What may stand in today for a step of a plan, as the rules made it; best first."""
        from coach.domain.today.swap import candidates

        return candidates(self._means(missing, check_in), plan, index, taken)

    def _means(self, missing: Set[str], check_in: CheckIn) -> "Means":
        from coach.domain.today.swap import Means

        return Means(self.catalogue, self.standing(), check_in, frozenset(self.profile().avoid), missing)

    def minutes(self, plan: Plan) -> int:
        """Whole minutes that a plan takes, at least 1."""
        return _whole_minutes(plan, self.pacing)

    def usual_minutes(self, plan: Plan) -> int:
        """Whole minutes that a plan's routine takes at its present doses, allowed today or not, once it is known."""
        if not plan.allowed:
            plan = replace(plan, steps=steps_from(self.catalogue, self.standing(), plan.routine, at=plan.at))
        return _whole_minutes(plan, replace(self.pacing, new=()))

    def preview(self, catalogue: Catalogue, routine_id: str) -> tuple[Plan, int]:
        """Today's plan of a routine as another catalogue has it, with whole minutes.

        Where it would be refused, it says so and holds the doses all the same.
        """
        now = self.clock.now()
        history = self.history().until(now)
        # Routines that were never trained have no part in it, and there may be a thousand of them.
        of_records = {entry.routine for entry in history.entries if isinstance(entry, Session)}
        bearing = of_records | {routine_id, rules.RETURN_TO_RUN_ROUTINE}
        routines = {name: each for name, each in catalogue.routines.items() if name in bearing}
        catalogue = replace(catalogue, routines=routines)
        standing = replay(catalogue, history)
        plan = plan_from(catalogue, standing, routine_id, at=now)
        if not plan.allowed:
            plan = replace(plan, steps=steps_from(catalogue, standing, routine_id, at=now))
        return plan, _whole_minutes(plan, replace(self.pacing, new=()))

    def not_at_hand(self) -> frozenset[str]:
        """The equipment that the runner said is not at hand."""
        return frozenset(self.profile().not_at_hand)

    def set_not_at_hand(self, missing: Set[str]) -> None:
        """Remember what is not at hand until told otherwise."""
        self.change_profile(lambda profile: replace(profile, not_at_hand=listed(missing)))

    def set_at_hand(self, asked: Set[str], at_hand: Set[str]) -> None:
        """Of the equipment that was ``asked`` about, so much is at hand. Of all else, what was known stays."""
        missing = asked - at_hand
        self.change_profile(lambda known: replace(known, not_at_hand=listed(({*known.not_at_hand} - asked) | missing)))

    def prefers_plain(self) -> bool:
        """Whether the runner wants lines and prompts in place of the app."""
        return self.store.read(PREFERS_PLAIN) is True

    def prefer_plain(self, plain: bool) -> None:
        """Remember it until told otherwise."""
        self.store.write(PREFERS_PLAIN, plain)

    # --- check-in -----------------------------------------------------------------------------------------------------

    def questions(self) -> "Questions":
        """What the check-in asks today, beside how much it hurts."""
        from coach.domain.today.check_in import questions

        now = self.clock.now()
        return questions(self.standing(), self.history().until(now), now)

    def tick_flags(self, flags: Set[str]) -> None:
        """Red flags were ticked: that is on record at once, whatever comes of the session."""
        self._add_event(EventKind.RED_FLAG, flags=tuple(sorted(flags)))

    def unlock(self, outcome: str) -> None:
        """The runner's deliberate word that the lock may go; ``outcome``: what came of it."""
        self._add_event(EventKind.UNLOCKED, note=outcome)

    def _add_event(self, kind: EventKind, *, flags: tuple[str, ...] | None = None, note: str | None = None) -> None:
        self.store.add([Event(at=self.clock.now(), kind=kind, flags=flags, note=note)])
        self.forget()

    # --- sessions ---------------------------------------------------------------------------------------------------

    def begin(self, plan: Plan, check_in: CheckIn) -> "Workout":
        """A session of this plan, at its first get-ready. Raises ValueError when the plan asks for nothing."""
        import secrets

        from coach.domain.session.state import GAP_S, begin
        from coach.services.workout import Ongoing

        state, _ = begin(plan, self.pacing, self.clock.monotonic(), gap_s=GAP_S * self.clock.speed)
        workout = self._workout(Ongoing(secrets.token_hex(8), self.clock.now(), check_in, state))
        self.keep(workout.ongoing)
        return workout

    def interrupted(self) -> "Ongoing | None":
        """The last session that was left in the middle, less than four hours ago.

        Older ones become records of what was done.
        """
        offered = None
        for checkpoint in self.store.checkpoints():
            ongoing = self._read(checkpoint)
            if ongoing is None:
                continue  # a newer coach's: left for it
            if ongoing.state.is_over:
                self.conclude(ongoing)
            elif self.clock.now() - checkpoint.saved_at >= OFFERED_FOR:
                self.conclude(ongoing, Stopped.INTERRUPTED)
            else:
                offered = ongoing
        return offered

    def take_over(self, ongoing: "Ongoing") -> "Ongoing | None":
        """An interrupted session as it stands now, this coach's from here on; whoever still performs it is told.

        None: it was brought to its end elsewhere meanwhile.
        """
        checkpoint = self.store.take_checkpoint(ongoing.id, self._me())
        if checkpoint is None:
            self.forget()
            return None
        now = self._read(checkpoint)
        return None if now is None or now.state.is_over else now

    def resume(self, ongoing: "Ongoing") -> "Workout":
        """The interrupted session, paused where it stood. ``take_over`` it first."""
        from coach.domain.session.state import restored
        from coach.services.workout import Ongoing

        state = restored(ongoing.state, self.clock.monotonic())
        return self._workout(Ongoing(ongoing.id, ongoing.started, ongoing.check_in, state))

    def keep(self, ongoing: "Ongoing") -> bool:
        """Put a session's checkpoint on disk. False: another coach has taken it over, and nothing was written."""
        from coach.domain.records.plain_data import to_plain
        from coach.domain.session.state import paused
        from coach.services.workout import Ongoing

        standing_still = ongoing.state if ongoing.state.is_over else paused(ongoing.state)
        data = to_plain(Ongoing(ongoing.id, ongoing.started, ongoing.check_in, standing_still))
        return self.store.save_checkpoint(Checkpoint(ongoing.id, self.clock.now(), data, self._me()))

    def conclude(self, ongoing: "Ongoing", stopped: Stopped | None = None) -> Record | Walk | None:
        """The record of what was done, kept at once; the pain answers come later, by ``answer``.

        None, and no record, when nothing was done. A walk is a note: it has no light.
        """
        from coach.domain.session.outcome import record_of

        record = record_of(ongoing.state, ongoing.id, ongoing.started, ongoing.check_in, stopped)
        if isinstance(record, Run) and record.painful:
            from coach.domain.records.answers import while_it_ran
            from coach.store.pain_checks import note_told

            note_told(self.store, record.id, while_it_ran(record))
        if record is not None:
            self.store.add([record])
            self.forget()
        self.store.drop_checkpoint(ongoing.id)
        return record

    # --- records ----------------------------------------------------------------------------------------------------

    def log(self, record: "Logged") -> "Logged":
        """Keep what was done elsewhere; the record with its new id."""
        import secrets

        from coach.store.ledger import note_logged

        record = replace(record, id=secrets.token_hex(8))
        self.store.add([record])
        note_logged(self.store, record.id)
        self.forget()
        return record

    def amend(self, known: E, better: E) -> E:
        """Have what differs between an entry as it was ``known`` and a ``better`` one changed as it stands by now."""
        differs = {
            each.name: getattr(better, each.name)
            for each in fields(better)
            if getattr(better, each.name) != getattr(known, each.name)
        }
        return self._correct(known, lambda now: replace(now, **differs)) if differs else known

    def answer(
        self, record: Record, answers: "Answers", asked: Set[str] | None = None, ran: "WhileItRan | None" = None
    ) -> Record:
        """The record with these answers of its pain check, kept. ``asked``, ``ran``: as for ``answered``."""
        from coach.domain.records.answers import answered

        told = ran or self.while_it_ran(record)
        self.asks_about(record)
        return self._correct(record, lambda known: answered(known, answers, asked, told))

    def while_it_ran(self, record: Record) -> "WhileItRan":
        """What was told of a record by the hurts key."""
        from coach.domain.records.answers import while_it_ran
        from coach.store.pain_checks import told_in

        return (told_in(self.store, record.id) if isinstance(record, Run) else None) or while_it_ran(record)

    def answer_morning(self, night: "Night", pain: int) -> "tuple[Slept, ...]":
        """What lies before a night with the answer about its next morning, 0–10, kept."""
        from coach.domain.records.morning import is_recalled

        now = self.clock.now()

        def told(entry: "Slept") -> "Slept":
            return replace(entry, morning=pain, recalled=is_recalled(entry, now) or None)

        return tuple(self._correct(entry, told) for entry in night.entries)

    def verdict(self, record: Record) -> Verdict | None:
        """The light of a record, among those before it."""
        return self._folded.verdict(self.catalogue, self.history(), record)

    def light_of(self, ongoing: "Ongoing", hurt: "Hurt") -> Verdict:
        """What a pain in the middle of a session would make of it, if it were the worst."""
        plan = ongoing.state.plan
        said: dict[str, Any] = {"before": ongoing.check_in.before, "worst": hurt.pain, "quality": hurt.quality}
        at = ongoing.started
        record = Run(at=at, **said) if plan.kind is RoutineKind.RUN else Session(at=at, routine=plan.routine, **said)
        routine = self.catalogue.routines.get(plan.routine)
        own = routine.adapt if routine else DEFAULT_ADAPT
        setting = Setting(phase=plan.phase, kind=plan.kind, adapt=self.catalogue.caps.adapt(own))
        return judge(record, setting)

    def unanswered(self) -> Record | None:
        """The last record whose pain check has open questions."""
        return next(iter(self.incomplete()), None)

    def incomplete(self) -> tuple[Record, ...]:
        """The records of the past seven days whose pain check has open questions, latest first.

        One that was gone through to its end has none: what it left out was left out knowingly.
        """
        from coach.domain.records.answers import left_open
        from coach.store.pain_checks import noted

        history, now = self.history(), self.clock.now()
        known = noted(self.store) if history.entries else {}
        begun = frozenset(each for each, done in known.items() if not done)
        return tuple(record for record in left_open(history, now, begun) if not known.get(record.id))

    def pain_check_words(self, record: Record) -> str:
        """What is offered where questions about a record are open."""
        from coach.domain.planning.reasons import day

        begins = record.after is None and record.effort is None
        does = "Answer" if begins else "Go on with"
        return f"{does} the pain check of {self.name_of(record)}, {day(record.at.astimezone(self.clock.now().tzinfo))}"

    def asks_about(self, record: Record, *, done: bool = False) -> None:
        """Its pain check is under way; ``done``: all was asked, and what is open in it is not asked again."""
        from coach.domain.records.answers import open_questions
        from coach.store.pain_checks import note

        if open_questions(record, begun=True):
            note(self.store, record.id, done=done)

    def routine_of(self, record: Record) -> Routine | None:
        """The routine of a record, a run's being the programme; None: it is no longer there."""
        if isinstance(record, Session):
            return self.catalogue.routines.get(record.routine)
        return self.catalogue.routines.get(rules.RETURN_TO_RUN_ROUTINE)

    def name_of(self, record: Record) -> str:
        """What to call a record: its routine's name, or its id where there is no such routine any more."""
        routine = self.routine_of(record)
        if routine is not None:
            return routine.name
        return record.routine if isinstance(record, Session) else "Run"

    def in_full(self, entry: Entry) -> str:
        """What an entry is called, with all that was done, in the runner's units."""
        from coach.domain.records.titles import in_full

        return in_full(entry, self.catalogue, self.settings.units)

    def outlook(self, record: Record) -> Outlook | None:
        """What the next session of this record's routine will be, on the first day it is due. None: no such routine."""
        routine = self.routine_of(record)
        if routine is None:
            return None
        at = max(self.clock.now(), record.at + timedelta(days=routine.every_days))
        history = self.history()
        entries = [
            replace(entry, morning=0) if entry.id == record.id and isinstance(entry, Session | Run) else entry
            for entry in history.entries
        ]
        hopeful = History.of(entries, history.start)
        as_is, hoped = (self._folded.standing(self.catalogue, some, at) for some in (history, hopeful))
        return Outlook(
            plan_from(self.catalogue, as_is, routine.id, at=at),
            plan_from(self.catalogue, hoped, routine.id, at=at),
        )

    # --- within -----------------------------------------------------------------------------------------------------

    def _me(self) -> str:
        """The word by which this coach is the owner of its sessions."""
        if not self._owner:
            import secrets

            self._owner = secrets.token_hex(8)
        return self._owner

    def _correct(self, known: E, change: Callable[[E], E]) -> E:
        """Change a record as it stands by now; one that another coach has removed meanwhile comes back."""
        try:
            corrected = self.store.correct(known, change)
        except NoSuchEntryError:
            corrected = change(known)
            self.store.add([corrected])
        self.forget()
        return corrected

    def _workout(self, ongoing: "Ongoing") -> "Workout":
        from coach.services.workout import Workout

        workout = Workout(ongoing, self.clock, self.keep)
        if self.watch is not None:
            self.watch(workout)
        return workout

    def _read(self, checkpoint: Checkpoint) -> "Ongoing | None":
        """A checkpoint's session; None when this version cannot read it."""
        from coach.domain.records.plain_data import PlainDataError, from_plain
        from coach.services.workout import Ongoing

        try:
            return from_plain(Ongoing, checkpoint.data)
        except PlainDataError:
            return None


def _whole_minutes(plan: Plan, pacing: Pacing) -> int:
    return max(1, round(length_s(lay_out(plan, pacing)) / 60))
