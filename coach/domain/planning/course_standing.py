"""Where a runner stands in their course: the block, what was trained in it, a pause. Updated by the replay.

A block counts only the routines of its own training days, from the first one trained. The acute phase pauses a course
and keeps its counts; a fall to a lower phase leads back to an earlier block, whose counts begin anew.
Left out: what this means for a day (``domain.courses``).
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
"""Added to round a span to whole days: an evening and a morning two days later are 1.5 days apart, and count as 2."""
MOST_COUNTED = 60
"""How many of the last trainings are kept: no block asks for more greens in a row."""


class BlockTraining(Struct, frozen=True):
    """One training of the present block.

    ``green``: green with every answer, on a plan that allowed it; ``open``: a pain answer is missing. ``worst``: 0–10.
    """

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

    def days(self, day: date) -> int:
        """How many days of it have passed on a day of the runner's calendar."""
        return max(0, (min(self.until or day, day) - self.since.date()).days)


class CourseStanding(Struct, eq=False):
    """Where a runner stands in their course.

    ``courses``: all of the catalogue. ``chosen``: the id that was chosen; ``course``: the course of that id, if there
    is one; ``block``: its present block. ``sessions``: how many trainings the block has had; ``first``: time of the
    first; ``latest``: the last of them; ``turn``: the routine of the last. ``stays_until``: the runner stays in the
    block until that day, even if it is over. ``pause``: ill or away; it lasts until they train again. ``paused``: days
    of earlier pauses since the block's first training. ``checked``: the last measure of each check. ``waits_until``:
    what matters to the runner got worse, so no block is over before that day.
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
    paused: int = 0
    checked: tuple[Measure, ...] = ()
    waits_until: date | None = None

    def block_for(self, phase: Phase) -> Block | None:
        """The block that a day in this phase follows. None: no course, or acute without a block of its own."""
        if phase is not ACUTE or self.course is None:
            return self.block
        return next((block for block in self.course.blocks if block.is_acute), None)

    def following(self, phase: Phase) -> Block | None:
        """The next block, if it is open in this phase; None in acute."""
        if self.course is None or self.block is None or phase is ACUTE:
            return None
        after = self.course.after(self.block)
        return after if after is not None and after.is_open(phase) else None

    def is_over(self, at: datetime) -> bool:
        """Whether the block's end is reached and nothing delays it; one that needs a clinician's yes never is."""
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
        """Whether a worse measure keeps the next block waiting at a time."""
        return self.waits_until is not None and at.date() < self.waits_until

    def measured(self, check_id: str) -> Measure | None:
        """The last measure of a check; None: there is none."""
        return next((each for each in self.checked if each.check == check_id), None)

    def reached(self, check_id: str) -> int | None:
        """The value of the weaker side in the last measure of a check.

        None: never measured, a side is missing, the unit has changed, or it was stopped for pain.
        """
        known, check = self.measured(check_id), self.course.check(check_id) if self.course else None
        if known is None or check is None or known.unit is not check.unit or (known.pain or 0) >= CHECK_STOPS_AT_PAIN:
            return None
        return None if known.left is None or known.right is None else min(known.left, known.right)

    def met(self, until: Until, at: datetime) -> dict[str, bool]:
        """The conditions that ``until`` sets, by key, and whether each is met at a time; a clinician's yes left out."""
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

    def away(self, at: datetime) -> timedelta:
        """How long the runner was ill or away since the block's first training."""
        return timedelta(days=self.paused + (0 if self.pause is None else self.pause.days(at.date())))

    def enter(self, block: Block | None) -> None:
        """Begin a block (None: no block) with all its counts reset."""
        self.block, self.sessions, self.first, self.turn, self.stays_until = block, 0, None, None, None
        self.paused = 0
        self.latest.clear()


def follow_choice(standing: CourseStanding, event: Event, phase: Phase) -> None:
    """Apply an event that chooses or leaves a course, or keeps the runner in the present block."""
    if event.until is not None and event.course == standing.chosen:
        standing.stays_until = event.until
        return
    standing.chosen = event.course
    standing.course = next((course for course in standing.courses if course.id == event.course), None)
    named = standing.course.block(event.block) if standing.course and event.block else None
    standing.enter(named or (standing.course.first_open(phase) if standing.course else None))


def follow_pause(standing: CourseStanding, event: Event) -> None:
    """Apply a pause event: ill or away. One whose ``until`` is not after its own day ends the pause before it."""
    known = standing.pause
    begins = event.until is None or event.until > event.at.date()
    if known is None and not begins:
        return
    standing.pause = Pause(known.since if known else event.at, event.until)


def follow_training(standing: CourseStanding, record: Session, phase: Phase, *, green: bool, open_ended: bool) -> None:
    """Count a session; ``phase`` is the one before it. If the block is over, a session of the next one begins that.

    ``green``: green with every answer, on a plan that allowed it; ``open_ended``: a pain answer is missing.
    """
    if record.done == 0:
        return
    if standing.pause is not None:
        standing.paused += standing.pause.days(record.at.date()) if standing.first is not None else 0
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


def settle_block(standing: CourseStanding, phase: Phase) -> None:
    """Go back to a block that is open in the new phase, if the present one is not; acute keeps block and counts."""
    course, block = standing.course, standing.block
    if course is not None and block is not None and phase is not ACUTE and not block.is_open(phase):
        standing.enter(course.last_open(phase, block))


def trained_in(block: Block) -> frozenset[str]:
    """The ids of the routines of a block's training days."""
    return frozenset((*block.train, *block.weekdays.values()))
