"""Where a runner stands in their course: the block, what was trained in it, a pause. Folded with the history.

A block is counted from its first training on, by its own ``train`` alone. Acute pauses a course and keeps its counts;
a phase that fell leads back to an earlier block, counted anew. Left out: what a day makes of it (``domain.courses``).
Source: the course's own file; the rules know nothing of courses, and no dose depends on one.
"""

from collections import deque
from datetime import date, datetime, timedelta

from msgspec import Struct, field

from coach.domain.exercises.course import Block, Course, Until
from coach.domain.exercises.routine import ACUTE, Phase
from coach.domain.records.entries import Event, Measure, Session
from coach.domain.rules.numbers import CHECK_STOPS_AT_PAIN

_HALF_A_DAY = timedelta(hours=12)
"""Days are those of a calendar: an evening and a morning two days later are 1.5 days apart."""
MOST_COUNTED = 60
"""No block asks for more greens running."""


class BlockTraining(Struct, frozen=True):
    """One training of the present block. ``green``: with every answer, as planned; ``open``: an answer is missing."""

    at: datetime
    green: bool
    open: bool
    worst: int | None


class Pause(Struct, frozen=True):
    """Ill or away ``since`` a time, ``until`` the day on which training begins again (None: nobody knows yet)."""

    since: datetime
    until: date | None = None

    def is_on(self, day: date) -> bool:
        """Whether it still holds on a day of the runner's calendar."""
        return self.until is None or day < self.until


class CourseStanding(Struct, eq=False):
    """Where a runner stands in their course.

    ``courses``: those there are. ``chosen`` is the id that was chosen, ``course`` the one of that id, if there is one;
    ``block`` the present block of it. ``sessions`` counts its trainings, ``first`` is when the first was,
    ``latest`` are the last of them, ``turn`` the routine of the last. ``stays_until``: the runner stays in the block
    so long, whatever it asks. ``pause``: ill or away; it stands until they train again. ``checked``: what was measured
    last of each check; ``waits_until``: what matters to the runner went down, so that
    no block is over before that day.
    """

    courses: tuple[Course, ...] = ()
    chosen: str | None = None
    course: Course | None = None
    block: Block | None = None
    sessions: int = 0
    first: datetime | None = None
    latest: deque[BlockTraining] = field(default_factory=lambda: deque(maxlen=MOST_COUNTED))
    turn: str | None = None
    stays_until: date | None = None
    pause: Pause | None = None
    checked: tuple[Measure, ...] = ()
    waits_until: date | None = None

    def block_for(self, phase: Phase) -> Block | None:
        """The block that a day of this phase is planned by. None: no course, or acute-relief alone, in acute."""
        if phase is not ACUTE or self.course is None:
            return self.block
        return next((block for block in self.course.blocks if block.is_acute), None)

    def following(self, phase: Phase) -> Block | None:
        """The next block, where it is open in this phase."""
        if self.course is None or self.block is None or phase is ACUTE:
            return None
        after = self.course.after(self.block)
        return after if after is not None and after.is_open(phase) else None

    def is_over(self, at: datetime) -> bool:
        """Whether the present block asks for nothing more, and the runner does not stay in it."""
        if self.block is None or self.block.until is None:
            return False
        if self.stays(at) or self.waits(at):
            return False
        until = self.block.until
        return not until.clinician and all(self.met(until, at).values())

    def stays(self, at: datetime) -> bool:
        """Whether the runner chose to stay in the block, and still does at a time."""
        return self.stays_until is not None and at.date() < self.stays_until

    def waits(self, at: datetime) -> bool:
        """Whether what was measured keeps the next block waiting at a time."""
        return self.waits_until is not None and at.date() < self.waits_until

    def measured(self, check_id: str) -> Measure | None:
        """A check as it was measured last."""
        return next((each for each in self.checked if each.check == check_id), None)

    def reached(self, check_id: str) -> int | None:
        """What both sides reached in a check when it was last measured; None: never, or it was stopped for pain."""
        known, check = self.measured(check_id), self.course.check(check_id) if self.course else None
        if known is None or check is None or known.unit is not check.unit or (known.pain or 0) >= CHECK_STOPS_AT_PAIN:
            return None
        return None if known.left is None or known.right is None else min(known.left, known.right)

    def met(self, until: Until, at: datetime) -> dict[str, bool]:
        """What a block's end asks beside a clinician's yes, by its key, and whether it holds at a time."""
        last = [*self.latest][-(until.green or until.sessions or 1) :]
        held = {
            "sessions": until.sessions is None or self.sessions >= until.sessions,
            "days": until.days is None or self.days(at) >= until.days,
            "green": until.green is None or (len(last) == until.green and all(one.green for one in last)),
            "worst": until.worst is None
            or (bool(last) and all(one.worst is not None and one.worst <= until.worst for one in last)),
            "not_before": until.not_before is None or at.date() >= until.not_before,
            "checks": all((self.reached(name) or 0) >= least for name, least in (until.checks or {}).items()),
        }
        return {key: holds for key, holds in held.items() if getattr(until, key) is not None}

    def days(self, at: datetime) -> int:
        """Whole days since the block's first training."""
        return 0 if self.first is None else (at - self.first + _HALF_A_DAY).days

    def enter(self, block: Block | None) -> None:
        """Begin a block: nothing is counted yet."""
        self.block, self.sessions, self.first, self.turn, self.stays_until = block, 0, None, None, None
        self.latest.clear()


def follow_choice(standing: CourseStanding, event: Event, phase: Phase) -> None:
    """A course chosen, left, or stayed in: what the event says holds from then on."""
    if event.until is not None and event.course == standing.chosen:
        standing.stays_until = event.until
        return
    standing.chosen = event.course
    standing.course = next((course for course in standing.courses if course.id == event.course), None)
    named = standing.course.block(event.block) if standing.course and event.block else None
    standing.enter(named or (standing.course.first_open(phase) if standing.course else None))


def follow_pause(standing: CourseStanding, event: Event) -> None:
    """Ill or away, or back: a pause whose day has come when it is said ends the one before it."""
    known = standing.pause
    begins = event.until is None or event.until > event.at.date()
    if known is None and not begins:
        return
    standing.pause = Pause(known.since if known else event.at, event.until)


def follow_training(standing: CourseStanding, record: Session, phase: Phase, *, green: bool, open_ended: bool) -> None:
    """Count a session, in the ``phase`` before it. It begins the next block where that is due and holds its routine.

    ``green``: with every answer, as planned; ``open_ended``: a pain answer is missing.
    """
    if record.done == 0:
        return
    standing.pause = None
    following = standing.following(phase)
    if following is not None and record.routine in trained_in(following) and standing.is_over(record.at):
        standing.enter(following)
    block = standing.block
    if block is None or record.routine not in trained_in(block) or (phase is ACUTE and not block.is_acute):
        return
    standing.sessions += 1
    standing.first = standing.first or record.at
    standing.turn = record.routine
    standing.latest.append(BlockTraining(record.at, green, open_ended, record.worst))


def settle(standing: CourseStanding, phase: Phase) -> None:
    """Be in a block that is open in the phase that a record or event led to; acute keeps the block and its counts."""
    course, block = standing.course, standing.block
    if course is not None and block is not None and phase is not ACUTE and not block.is_open(phase):
        standing.enter(course.last_open(phase, block))


def trained_in(block: Block) -> frozenset[str]:
    """The routines of a block's training days."""
    return frozenset((*block.train, *block.weekdays.values()))
