"""The state that the replay builds from a runner's records: levels, cuts, outs, the run of ambers.

These classes are mutable: they change while ``replay`` folds a history, and nobody else changes them.
Left out: the fold itself (``replay``) and what it means for a plan (``moves``). Source: RULES, "Doses", "What follows".
"""

from collections import deque
from collections.abc import Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

from msgspec import Struct, field

from coach.domain.exercises.caps import NO_CAPS, Caps
from coach.domain.exercises.dose import Dose
from coach.domain.exercises.exercise import Exercise, ExerciseKind
from coach.domain.exercises.routine import ACUTE, Phase, Routine, Step
from coach.domain.planning.course_standing import CourseStanding
from coach.domain.planning.earning import Shortfall
from coach.domain.records.days import day
from coach.domain.records.entries import Answered, CheckIn, Session, Unreadable
from coach.domain.rules.clinician import Lasting
from coach.domain.rules.findings import judge
from coach.domain.rules.function import Function
from coach.domain.rules.light import Light, Morning, Setting, Verdict
from coach.domain.rules.lock import Lock
from coach.domain.rules.numbers import DRILL_THAT_STAYS, RECOVERY_LAST_GREEN
from coach.domain.rules.phases import Judged, begins_acute
from coach.domain.rules.programme import Programme
from coach.domain.rules.stages import RunStanding

_DRILL = ExerciseKind.DRILL
NO_PROGRAMMES: Mapping[str, Programme] = MappingProxyType({})
NEVER = 0
"""Stands for "no record": records are numbered from 1."""


class ExerciseStanding(Struct, eq=False):
    """What is known of one exercise, or one side of it, across all routines.

    ``times``: sessions in which it was done, as a substitute too. ``relieved``: number of the last clean green session
    with it, which ends its cuts; ``cut_by_amber``: of the last amber that named it as painful, at ``amber_at``.
    ``painful_out``: sessions that it still stays out of (row 9); ``painful_at``: time of the record behind that;
    ``painful_red``: that record was a red, not a third amber. Max holds are in seconds, of the shorter side.
    """

    last_done: datetime | None = None
    times: int = 0
    relieved: int = NEVER
    cut_by_amber: int = NEVER
    painful_out: int = 0
    last_max_s: int | None = None
    best_max_s: int | None = None
    amber_at: datetime | None = None
    painful_at: datetime | None = None
    painful_red: bool = True


class SlotStanding(Struct, eq=False):
    """One step of one routine: its level on the ladder, and how far it has earned the next.

    ``known``: the standing of its exercise, shared with the other slots of that exercise. ``proven``: how many of the
    latest records in a row row 12 accepts at the present level. ``since_step``: sessions with this exercise since its
    last step, including the one that committed it. ``stepped_in_run``: the run of ambers that already took its step
    down. ``proofs``: times of the last two records that row 12 accepted. ``shortfalls``: what the last two records at
    the present level lacked for row 12 (None: nothing).
    """

    step: Step
    exercise: Exercise
    known: ExerciseStanding
    ladder: tuple[Dose, ...]
    level: int = 0
    proven: int = 0
    since_step: int = 0
    stepped_in_run: int = 0
    proofs: tuple[datetime, ...] = ()
    shortfalls: tuple[Shortfall | None, ...] = ()

    def move_to(self, level: int) -> None:
        """Move to another level and reset what was proven at the old one. The present level changes nothing."""
        if level != self.level:
            self.level = level
            self.begin_anew()

    def begin_anew(self) -> None:
        """Reset the progress toward the next step: records until now no longer count."""
        self.proven = self.since_step = 0
        self.shortfalls = ()


class RoutineStanding(Struct, eq=False):
    """One routine: its slots in order, how many sessions it has seen, and the last of them."""

    routine: Routine
    slots: tuple[SlotStanding, ...]
    sessions: int = 0
    last: Session | None = None


class PhaseStanding(Struct, eq=False):
    """The phase the runner is in, and what came since it began: the last records, and how many sessions prove load.

    ``sessions``: how many settled sessions of kind strength or mixed; ``first_session`` and ``last_session``: times of
    the first and last of them; ``built``: the last four of that kind, settled or not. ``ambers``: how many are running
    since the phase began. ``by_hand``: when the phase was last set by hand. ``rose``: when it last moved up. ``reds``:
    times of the last four reds, without ambers that count as one. ``began``: time of the record or event that led into
    the phase; None for the starting phase.
    """

    phase: Phase
    latest: deque[Judged] = field(default_factory=lambda: deque(maxlen=60))
    sessions: int = 0
    first_session: datetime | None = None
    last_session: datetime | None = None
    built: deque[Judged] = field(default_factory=lambda: deque(maxlen=RECOVERY_LAST_GREEN))
    ambers: int = 0
    by_hand: datetime | None = None
    rose: datetime | None = None
    reds: deque[datetime] = field(default_factory=lambda: deque(maxlen=4))
    began: datetime | None = None

    def enter(self, phase: Phase, at: datetime) -> None:
        """Begin a phase (also the present one anew) and reset what is counted since it began."""
        self.phase, self.began = phase, at
        self.latest.clear()
        self.built.clear()
        self.sessions, self.first_session, self.last_session, self.ambers = 0, None, None, 0


class CutMark(Struct, frozen=True):
    """A record that row 9 (``is_red``) or row 10 follows: its number, and the keys of what hurt."""

    number: int
    is_red: bool
    painful: frozenset[str]

    def concerns(self, exercise: Exercise, key: str, *, out: bool) -> bool:
        """Whether it cuts the exercise; with ``out``, whether it keeps it out until a green strength or mixed session.

        ``key``: the exercise, with its side if it has one (``Step.key``).
        """
        leaves = is_leaving_drill(exercise)
        if out:
            return leaves or (self.is_red and exercise.loads_hip_flexors)
        if self.is_red or leaves:
            return True
        return key in self.painful if self.painful else exercise.loads_hip_flexors


class Green(Struct, frozen=True):
    """A session whose light was green: its number, whether an answer is missing, and whether its plan was refused."""

    number: int
    record: Session
    provisional: bool
    refused: bool


class RecentRecord(Struct, frozen=True):
    """A session or run of the last weeks, and its light. ``routine`` is None for a run; ``done`` is its share 0–1."""

    at: datetime
    routine: str | None
    light: Light
    provisional: bool
    done: float | None = None

    def is_recent_at(self, at: datetime) -> bool:
        """Whether it is at most 15 days old at this time."""
        return at - self.at <= timedelta(days=15)  # the week behind, as Home draws it, and two weeks of trainings

    @property
    def trained(self) -> bool:
        """Whether any of it was done."""
        return self.done != 0


_NO_SIDES: Mapping[str, tuple[str, ...]] = MappingProxyType({})
MARKS_KEPT = 8
"""How many of the last marks are kept: enough to tell whether a cut is older than the last green."""


class Standing(Struct, eq=False):
    """Everything that the rules look at. Record numbers count sessions and runs, from 1.

    By such numbers: ``red`` the last that row 9 follows (a red, or a third amber running); ``amber`` the last that row
    10 follows; ``amber_unnamed`` the last of those that named no painful exercise; ``drills_back`` the last clean green
    session of kind strength or mixed; ``first_amber`` the first amber. ``ambers``: how many ambers (and reds) are
    running; ``amber_run``: the number of that run. ``red_record``: the record of ``red``. ``red_from``,
    ``running_from`` and ``amber_unnamed_at``: times of the records that made ``red``, that are running (the last
    three), and that made ``amber_unnamed``. ``marks``: the last records that row 9 or 10 follows; ``green``: the last
    session with a green light. ``caps``: those of the runner's group. ``clinician_until``: end of the prompt to see a
    clinician. ``daily_life``: the last answer to whether daily life is free of pain. ``last_setting``: what the last
    record was judged in. ``unread``: rows that cannot be read and count as a red. ``recent``: sessions and runs of the
    last 15 days, oldest first. ``exercises``: by key (``Step.key``); ``sided``: the keys with a side, by exercise id;
    ``slots_of``: by exercise id. ``programmes``: by id, those with stages of their own, and the return to running.
    ``trained``: when each routine was last done, the latest at the end; ``active_at``: time of the last session, run
    or cross-training.
    """

    routines: dict[str, RoutineStanding]
    slots_of: dict[str, list[SlotStanding]]
    phases: PhaseStanding
    caps: Caps = NO_CAPS
    lock: Lock = field(default_factory=Lock)
    run: RunStanding = field(default_factory=RunStanding)
    lasting: Lasting = field(default_factory=Lasting)
    course: CourseStanding = field(default_factory=CourseStanding)
    function: Function = field(default_factory=Function)
    recent: tuple[RecentRecord, ...] = ()
    trained: dict[str, datetime] = field(default_factory=dict)
    active_at: datetime | None = None
    first_amber: int = NEVER
    clinician_until: datetime | None = None
    began: datetime | None = None
    daily_life: bool | None = None
    exercises: dict[str, ExerciseStanding] = field(default_factory=dict)
    number: int = NEVER
    red: int = NEVER
    red_at: datetime | None = None
    red_record: Answered | None = None
    red_from: tuple[datetime, ...] = ()
    amber: int = NEVER
    amber_at: datetime | None = None
    amber_unnamed: int = NEVER
    amber_unnamed_at: datetime | None = None
    drills_back: int = NEVER
    ambers: int = 0
    amber_run: int = 0
    running_from: tuple[datetime, ...] = ()
    marks: tuple[CutMark, ...] = ()
    green: Green | None = None
    mornings: tuple[Morning, ...] = ()
    last: Answered | None = None
    last_setting: Setting = field(default_factory=Setting)
    unread: tuple[Unreadable, ...] = ()
    sided: Mapping[str, tuple[str, ...]] = _NO_SIDES
    programmes: Mapping[str, Programme] = NO_PROGRAMMES
    _verdict: Verdict | None = None

    @property
    def phase(self) -> Phase:
        """The phase the runner is in."""
        return self.phases.phase

    def phase_today(self, check_in: CheckIn) -> Phase:
        """The phase to plan today in: acute if nothing is recorded yet and this check-in would begin in acute."""
        begins = self.last is None and self.phases.by_hand is None and begins_acute(check_in)
        return ACUTE if begins else self.phase

    @property
    def verdict(self) -> Verdict | None:
        """The light of the last record, and why. Computed on demand: the replay itself needs no words."""
        if self._verdict is None and self.last is not None:
            self._verdict = judge(self.last, self.last_setting)
        return self._verdict

    def remember(self, record: Answered, setting: Setting) -> None:
        """Make this the last record, judged in this setting."""
        self.last, self.last_setting, self._verdict = record, setting, None

    def named(self, record: Answered) -> str:
        """A session or run as the start of a sentence: ``Psoas care on 3 Nov``, ``Your run on 3 Nov``."""
        known = self.routines.get(record.routine) if isinstance(record, Session) else None
        what = known.routine.name if known else f"Your {'session' if isinstance(record, Session) else 'run'}"
        return f"{what} on {day(record.at)}"

    def red_in_words(self) -> str:
        """The record that row 9 follows, as the start of a sentence: ``Psoas care on 3 Nov was red``."""
        red = self.red_record
        assert red
        if len(self.red_from) > 1:
            return f"{self.named(red)} was your third amber running, which counts as a red"
        if any(row.id == red.id and row.at == red.at for row in self.unread):
            return f"A record of {day(red.at)} cannot be read, which counts as a red"
        return f"{self.named(red)} was red"

    def asks_for_clinician(self, at: datetime) -> bool:
        """Whether the runner is asked to see a clinician at this moment; each prompt lasts for two weeks."""
        return self.clinician_until is not None and at <= self.clinician_until

    def of(self, key: str) -> ExerciseStanding:
        """The standing of an exercise, or of one side of it, by its key; a missing one is created and kept."""
        known = self.exercises.get(key)
        if known is None:
            known = self.exercises[key] = ExerciseStanding()
        return known

    def is_clear(self, known: ExerciseStanding) -> bool:
        """True only if neither row 9 nor row 10 touches the exercise: no amber or red still bears on it, and no pain.

        A fast check for the usual case. False decides nothing: the methods below do.
        """
        latest = self.red if self.red > self.amber else self.amber
        return latest <= known.relieved and latest <= self.drills_back and known.painful_out == 0

    def amber_cut(self, exercise: Exercise, known: ExerciseStanding) -> bool:
        """Whether row 10 still cuts this exercise; ``known``: the exercise's standing."""
        cut_by = known.cut_by_amber
        if exercise.loads_hip_flexors:
            cut_by = max(cut_by, self.amber_unnamed)
        if is_leaving_drill(exercise):
            cut_by = max(cut_by, self.amber)
        return cut_by > known.relieved

    def out_after_red(self, exercise: Exercise) -> bool:
        """Whether row 9 keeps this drill or loading exercise out."""
        return self.red > self.drills_back and (exercise.loads_hip_flexors or is_leaving_drill(exercise))

    def out_after_amber(self, exercise: Exercise) -> bool:
        """Whether row 10 keeps this drill out."""
        return self.amber > self.drills_back and is_leaving_drill(exercise)


def is_leaving_drill(exercise: Exercise) -> bool:
    """Whether it is a drill that goes out after an amber or red; the dynamic warm-up stays."""
    return exercise.kind is _DRILL and exercise.id != DRILL_THAT_STAYS
